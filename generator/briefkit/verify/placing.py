"""The fewest words around a quote that tell its place from others with the same words."""

from collections.abc import Sequence
from itertools import islice

from briefkit.model.article import Article, Stretch
from briefkit.model.characters import is_blank
from briefkit.model.folding import fold_quote
from briefkit.model.words import inside_word
from briefkit.verify.context import LONGEST, fits
from briefkit.verify.search import Haystack, Match
from briefkit.verify.verbatim import text_of

FARTHEST = 100
"""Most words of `before` and of `after`, where fewer do not tell two places apart."""


def own_place(haystack: Haystack, matches: Sequence[Match], first: Stretch) -> Match:
    """The one of the matches that begins where the stretch does."""

    def distance(match: Match) -> tuple[int, int]:
        at = haystack.passage(match)[0]
        return abs(at.paragraph - first.paragraph), abs(at.start - first.start)

    return min(matches, key=distance)


def words_that_tell(
    article: Article, text: str, others: Sequence[Match], first: Stretch, last: Stretch
) -> tuple[str, str]:
    """What to write as `before` and `after` of the words from the first stretch to the last.

    They are as few as can be, and stand around none of the other matches in the folded text. Both are empty
    where no words can tell.
    """
    texts = [paragraph.text for paragraph in article]
    earlier = "\n".join([*texts[: first.paragraph - 1], text_of(article, first)[: first.start]])
    later = "\n".join([text_of(article, last)[last.end :], *texts[last.paragraph :]])
    return _telling(text, others, _words_before(earlier), _words_after(later))


def _telling(
    text: str, others: Sequence[Match], earlier: Sequence[str], later: Sequence[str]
) -> tuple[str, str]:
    """The shortest words before or after, or else both; `earlier` and `later` begin with the shortest."""
    behind = ahead = others
    pair = "", ""
    for count in range(max(len(earlier), len(later))):
        before, after = (words[min(count, len(words) - 1)] if words else "" for words in (earlier, later))
        # where more words fit, fewer do, too: what is left out once stays out
        behind = [other for other in behind if fits(text, other, _folded(before), "")]
        ahead = [other for other in ahead if fits(text, other, "", _folded(after))]
        if any(map(str.isalnum, before)) and not behind:
            return before, ""
        if any(map(str.isalnum, after)) and not ahead:
            return "", after
        if not any(pair) and set(behind).isdisjoint(ahead):
            pair = ("" if is_blank(before) else before), ("" if is_blank(after) else after)
        if any(pair) and count + 1 >= LONGEST:
            break
    return pair


def _folded(words: str) -> str:
    return fold_quote(words).text.strip()


def _words_before(text: str) -> list[str]:
    """The last word of the text, the last two, and so on."""
    begins = (
        at for at in reversed(range(len(text))) if not text[at].isspace() and (at == 0 or _parted(text, at))
    )
    return [" ".join(text[at:].split()) for at in islice(begins, FARTHEST)]


def _words_after(text: str) -> list[str]:
    """The first word of the text, the first two, and so on."""
    ends = (
        at
        for at in range(1, len(text) + 1)
        if not text[at - 1].isspace() and (at == len(text) or _parted(text, at))
    )
    return [" ".join(text[:at].split()) for at in islice(ends, FARTHEST)]


def _parted(text: str, at: int) -> bool:
    """True where white space parts the characters before and behind the index, or a script that has none."""
    one, other = text[at - 1], text[at]
    return (
        one.isspace() or other.isspace() or (one.isalnum() and other.isalnum() and not inside_word(text, at))
    )
