"""Words typed by hand, looked for in an article: as they are, then more loosely, then by their like."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from briefkit.model.article import Article, Passage, Stretch
from briefkit.model.folding import fold_name
from briefkit.verify.near import nearest
from briefkit.verify.pattern import Pattern, literal, pattern
from briefkit.verify.search import Haystack, Match

NEAREST = 3
"""Most places that are found of words that are only like those looked for."""

LONGEST_NEAR = 1_000
"""Most characters of words whose like is looked for: it takes as long as they are."""

Parts = tuple[Passage, ...]
"""Where words with ellipses or insertions stand: a passage for each stretch of them."""

_TAKEN = "\0"


class Likeness(StrEnum):
    """How what was found stands to what was looked for."""

    SAME = "same"
    """The same words, as the check takes them: typographic signs and white space do not count."""
    LOOSE = "loose"
    """The same words but for capitals and accents."""
    NEAR = "near"
    """Other words that are like them."""


def look_for(words: str, article: Article, haystack: Haystack) -> Iterator[tuple[Likeness, list[Parts]]]:
    """Where the words stand, each way of looking in turn; the haystack is the article's.

    Ellipses and insertions are first taken for the article's own. The same and the loose are in the order of
    the article, the near by their likeness.
    """
    folded = [fold_name(paragraph.text) for paragraph in article]
    paragraphs = zip(article, folded, strict=True)
    loose = Haystack(tuple(paragraph._replace(text=text.text) for paragraph, text in paragraphs))
    wanted = fold_name(words).text

    def back(parts: Parts) -> Parts:
        """From the loose article to the article itself."""
        return tuple(
            tuple(
                Stretch(part.paragraph, *folded[part.paragraph - 1].span(part.start, part.end))
                for part in passage
            )
            for passage in parts
        )

    for taken in (literal, pattern):
        yield Likeness.SAME, _places(haystack, _matches(haystack, taken(words)))
        yield Likeness.LOOSE, list(map(back, _places(loose, _matches(loose, taken(wanted)))))
    yield Likeness.NEAR, list(map(back, _places(loose, _near(loose.text, wanted))))


def _places(haystack: Haystack, matches: Sequence[Match]) -> list[Parts]:
    return [tuple(haystack.passage(Match((span,))) for span in match.spans) for match in matches]


def _matches(haystack: Haystack, wanted: Pattern) -> list[Match]:
    # accents alone fold to nothing, which stands everywhere
    return haystack.find(wanted) if all(wanted.stretches) else []


def _near(text: str, words: str) -> list[Match]:
    """What is most like the words; where nothing is like all of them, what is like one stretch of them."""
    stretches = pattern(words).stretches
    for wanted in dict.fromkeys((" ".join(stretches), *stretches)):
        found: list[Match] = []
        left = text if len(wanted) <= LONGEST_NEAR else ""
        while len(found) < NEAREST and (match := nearest(wanted, left)):
            start, end = match.start, match.end
            if start == end or _TAKEN in left[start:end]:
                break
            found.append(match)
            left = f"{left[:start]}{_TAKEN * (end - start)}{left[end:]}"
        if found:
            return found
    return []
