"""Looking for words in an article: typographic signs and white space fold, nothing else does."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from briefkit.model.article import Article, Passage, Stretch
from briefkit.model.folding import fold_quote
from briefkit.model.words import inside_word, is_whole
from briefkit.verify.pattern import Joint, Pattern

LONGEST_GAP = 40
"""Most words that an ellipsis may leave out."""

LONGEST_REPLACED = 10
"""Most words of the source that an insertion may stand in place of."""

_LIMITS = {Joint.GAP: LONGEST_GAP, Joint.INSERTION: LONGEST_REPLACED}


@dataclass(frozen=True, slots=True)
class Match:
    """One place where a quote can stand; the numbers count in the folded article."""

    spans: tuple[tuple[int, int], ...]
    """Each stretch of words: start, and end exclusive."""

    @property
    def start(self) -> int:
        """Where the first words begin."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the last words end."""
        return self.spans[-1][1]


class Haystack:
    """An article made ready for many searches."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._starts: list[int] = []
        length = 0
        for paragraph in article:
            self._starts.append(length)
            length += len(paragraph.text) + 1
        self._folded = fold_quote("\n".join(paragraph.text for paragraph in article))

    @property
    def text(self) -> str:
        """The folded article, its paragraphs in one line."""
        return self._folded.text

    def find(self, wanted: Pattern) -> list[Match]:
        """Every place where the stretches stand as whole words, in order, with what may lie between them.

        Of the places that end alike only the closest counts: the same last words end one quote.
        """
        if not wanted.stretches:
            return []
        found: dict[int, Match] = {}
        for start in self._places(wanted.stretches[0], 0):
            match = self._from(wanted, start)
            if match is not None:
                found[match.end] = match
        return sorted(found.values(), key=lambda match: match.start)

    def _places(self, words: str, begin: int) -> Iterator[int]:
        start = self.text.find(words, begin)
        while start >= 0:
            if is_whole(self.text, start, start + len(words)) and not self._is_negated(start + len(words)):
                yield start
            start = self.text.find(words, start + 1)

    def _is_negated(self, end: int) -> bool:
        """True where the words are cut in front of ``'t``: “can” is not what “can’t” says."""
        return self.text[end : end + 2].lower() == "'t" and is_whole(self.text, end + 1, end + 2)

    def _from(self, wanted: Pattern, start: int) -> Match | None:
        spans = [(start, start + len(wanted.stretches[0]))]
        for words, joint in zip(wanted.stretches[1:], wanted.joints, strict=True):
            end = spans[-1][1]
            following = next(self._places(words, end), None)
            if following is None or self.paragraph(end - 1) != self.paragraph(following):
                return None
            if len(self.text[end:following].split()) > _LIMITS[joint]:
                return None
            spans.append((following, following + len(words)))
        return Match(tuple(spans))

    def paragraph(self, place: int) -> int:
        """The number of the paragraph that a place in the folded article lies in."""
        return self._article[self._index(self._folded.span(place, place + 1)[0])].number

    def _index(self, original: int) -> int:
        return max(bisect_right(self._starts, original) - 1, 0)

    def passage(self, match: Match) -> Passage:
        """Where the match stands in the article's paragraphs."""
        spans = (self._folded.span(*span) for span in match.spans)
        return tuple(stretch for start, end in spans for stretch in self._stretches(start, end))

    def _stretches(self, start: int, end: int) -> Iterator[Stretch]:
        for index in range(self._index(start), len(self._starts)):
            offset = self._starts[index]
            if offset >= end:
                break
            paragraph = self._article[index]
            begin, stop = max(start - offset, 0), min(end - offset, len(paragraph.text))
            # folding makes one letter of a letter and its accents, and knows where the first of them stands
            while stop == end - offset and inside_word(paragraph.text, stop):
                stop, end = stop + 1, end + 1
            if begin < stop:
                yield Stretch(paragraph.number, begin, stop)

    def left_out(self, match: Match) -> tuple[str, ...]:
        """The words between the stretches of the match, one text for each gap."""
        ends = [end for _, end in match.spans[:-1]]
        starts = [start for start, _ in match.spans[1:]]
        return tuple(self.text[end:start].strip() for end, start in zip(ends, starts, strict=True))
