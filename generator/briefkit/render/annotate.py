"""The text of an article with its marks: quotes that carry something, names that are links."""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from briefkit.model.article import ArticleParagraph
from briefkit.model.linked import Mention
from briefkit.model.ref import Ref
from briefkit.render.escape import inert
from briefkit.render.uses import Use


class _Span(NamedTuple):
    use: Use
    start: int
    end: int
    first: bool
    last: bool


def annotated(
    paragraph: ArticleParagraph,
    uses: Iterable[Use],
    mentions: tuple[Mention, ...],
    link: Callable[[Ref, str], Markup],
    note: Callable[[Use], Markup],
    unused: Iterable[tuple[int, int]] = (),
) -> Markup:
    """The paragraph as inert Markdown in which each quote is marked and followed by `note`.

    Quotes may overlap and lie inside each other: the text is cut wherever one begins or ends, and a piece is
    marked where at least one covers it. A mark's id is that of the quote that begins there. What lies in one
    of the spans `unused` is set back.
    """
    idle = tuple(unused)
    spans = list(_spans(paragraph, uses))
    cuts = {0, len(paragraph.text)}
    cuts.update(cut for span in spans for cut in (span.start, span.end))
    cuts.update(cut for mention in mentions for cut in (mention.start, mention.end))
    cuts.update(cut for span in idle for cut in span)
    places = sorted(cuts)
    pieces: list[str] = []
    for start, end in pairwise(places):
        covering = [span for span in spans if span.start <= start and end <= span.end]
        named = next((mention for mention in mentions if mention.start <= start and end <= mention.end), None)
        words = link(named.ref, paragraph.text[start:end]) if named else inert(paragraph.text[start:end])
        if any(first <= start and end <= last for first, last in idle):
            words = Markup(f'<span class="bk-unused">{words}</span>')  # noqa: S704 - inert or made here
        pieces.append(_marked(words, covering, start) if covering else words)
        pieces.extend(note(span.use) for span in spans if span.end == end and span.last)
    return Markup("").join(Markup(piece) for piece in pieces)  # noqa: S704 - inert or made here


def _marked(words: str, covering: list[_Span], start: int) -> str:
    anchors = [span.use.anchor for span in covering if span.first and span.start == start]
    opened = "".join(f'<span id="{anchor}"></span>' for anchor in anchors[1:])
    deep = ' class="bk-twice"' if len(covering) > 1 else ""
    mark = f'<mark id="{anchors[0]}"{deep}>' if anchors else f"<mark{deep}>"
    return f"{opened}{mark}{words}</mark>"


def _spans(paragraph: ArticleParagraph, uses: Iterable[Use]) -> Iterable[_Span]:
    for use in uses:
        for index, stretch in enumerate(use.passage):
            if stretch.paragraph == paragraph.number:
                last = index == len(use.passage) - 1
                yield _Span(use, stretch.start, stretch.end, index == 0, last)
