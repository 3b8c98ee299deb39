"""Looking for words in an article: typographic signs and white space fold, nothing else does."""

from bisect import bisect_right

from briefkit.model.article import Article, Passage, Stretch
from briefkit.model.evidence import Evidence
from briefkit.model.folding import fold_quote


class Haystack:
    """An article made ready for many searches."""

    def __init__(self, article: Article) -> None:
        self._numbers = [paragraph.number for paragraph in article]
        self._texts = [paragraph.text for paragraph in article]
        self._starts: list[int] = []
        length = 0
        for text in self._texts:
            self._starts.append(length)
            length += len(text) + 1
        self._folded = fold_quote("\n".join(self._texts))

    def find(self, item: Evidence) -> list[Passage]:
        """Every place the quote can be meant to stand: where `before` and `after` fit, if any are given."""
        words = fold_quote(item.quote).text.strip()
        before = fold_quote(item.before or "").text.strip()
        after = fold_quote(item.after or "").text.strip()
        text = self._folded.text
        found = []
        start = text.find(words) if words else -1
        while start >= 0:
            end = start + len(words)
            if text[:start].rstrip().endswith(before) and text[end:].lstrip().startswith(after):
                found.append(self._passage(*self._folded.span(start, end)))
            start = text.find(words, start + 1)
        return found

    def _passage(self, start: int, end: int) -> Passage:
        first = bisect_right(self._starts, start) - 1
        stretches = []
        for index in range(first, len(self._starts)):
            offset = self._starts[index]
            if offset >= end:
                break
            begin, stop = max(start - offset, 0), min(end - offset, len(self._texts[index]))
            if begin < stop:
                stretches.append(Stretch(self._numbers[index], begin, stop))
        return tuple(stretches)
