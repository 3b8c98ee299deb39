"""Which sentences of an article carry something."""

from collections.abc import Iterable, Sequence

from briefkit.model.article import Article, ParagraphKind, Passage
from briefkit.model.sentences import sentences

Span = tuple[int, int]


def sentence_use(article: Article, passages: Iterable[Passage]) -> dict[int, tuple[tuple[Span, bool], ...]]:
    """Each sentence of each paragraph, by the paragraph's number, and whether a quote touches it.

    Headings are no sentences.
    """
    touched: dict[int, list[Span]] = {}
    for passage in passages:
        for stretch in passage:
            touched.setdefault(stretch.paragraph, []).append((stretch.start, stretch.end))
    return {
        paragraph.number: _use(sentences(paragraph.text), touched.get(paragraph.number))
        for paragraph in article
        if paragraph.kind is not ParagraphKind.HEADING
    }


def _use(spans: Sequence[Span], quoted: Sequence[Span] | None) -> tuple[tuple[Span, bool], ...]:
    if quoted is None:
        return tuple([(span, False) for span in spans])
    return tuple([(span, any(start < span[1] and span[0] < end for start, end in quoted)) for span in spans])
