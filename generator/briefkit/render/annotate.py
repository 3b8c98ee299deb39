"""The text of an article with its marks: quotes that carry something, names that are links."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from briefkit.model.article import ArticleParagraph
from briefkit.model.linked import Mention
from briefkit.model.ref import Ref
from briefkit.render.escape import inert_once, marked
from briefkit.render.uses import Use


class Mark(NamedTuple):
    """A stretch of one paragraph that a quote covers."""

    use: Use
    start: int
    end: int
    first: bool
    """Whether the quote begins with it."""
    last: bool


def marks(uses: Iterable[Use]) -> Mapping[int, Sequence[Mark]]:
    """What quotes cover, by the number of the paragraph."""
    found: dict[int, list[Mark]] = {}
    for use in uses:
        for index, stretch in enumerate(use.passage):
            last = index == len(use.passage) - 1
            mark = Mark(use, stretch.start, stretch.end, index == 0, last)
            found.setdefault(stretch.paragraph, []).append(mark)
    return found


def annotated(
    paragraph: ArticleParagraph,
    spans: Sequence[Mark],
    mentions: tuple[Mention, ...],
    link: Callable[[Ref, str], Markup],
    note: Callable[[Use], Markup],
    idle: Sequence[tuple[int, int]] = (),
) -> Markup:
    """The paragraph as inert Markdown in which each quote is marked and followed by `note`.

    Quotes may overlap and lie inside each other: the text is cut wherever one begins or ends, and a piece is
    marked where at least one covers it. A mark's id is that of the quote that begins there. What lies in one
    of the spans `idle`, which are in order and apart, is set back.
    """
    if not (spans or mentions or idle):
        return inert_once(paragraph.text)
    cuts = {0, len(paragraph.text)}
    cuts.update(cut for span in spans for cut in (span.start, span.end))
    cuts.update(cut for mention in mentions for cut in (mention.start, mention.end))
    cuts.update(cut for span in idle for cut in span)
    pieces: list[str] = []
    waiting, (first, last) = iter(idle), (0, 0)
    for start, end in pairwise(sorted(cuts)):
        covering = [span for span in spans if span.start <= start and end <= span.end] if spans else ()
        named = _named(mentions, start, end) if mentions else None
        words = link(named.ref, paragraph.text[start:end]) if named else inert_once(paragraph.text[start:end])
        while last <= start and (span := next(waiting, None)):
            first, last = span
        if first <= start < last:
            words = marked(f'<span class="bk-unused">{words}</span>')
        pieces.append(_marked(words, covering, start) if covering else words)
        if spans:
            pieces += [note(span.use) for span in spans if span.end == end and span.last]
    return marked("".join(pieces))


def _named(mentions: tuple[Mention, ...], start: int, end: int) -> Mention | None:
    return next((mention for mention in mentions if mention.start <= start and end <= mention.end), None)


def _marked(words: str, covering: Sequence[Mark], start: int) -> str:
    anchors = [span.use.anchor for span in covering if span.first and span.start == start]
    opened = "".join(f'<span id="{anchor}"></span>' for anchor in anchors[1:])
    deep = ' class="bk-twice"' if len(covering) > 1 else ""
    mark = f'<mark id="{anchors[0]}"{deep}>' if anchors else f"<mark{deep}>"
    return f"{opened}{mark}{words}</mark>"
