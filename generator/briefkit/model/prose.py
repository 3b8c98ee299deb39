"""The desk's text: blocks and the pieces of a line, with links to records."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefkit.model.mark import Mark
from briefkit.model.ref import Ref


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class CodeWords:
    """Text in a fixed-width face."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed pieces."""

    children: "tuple[Inline, ...]"
    strong: bool = False


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link to somewhere outside the dossier."""

    href: str
    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class WikiLink:
    """``[[target]]`` or ``[[target|label]]``, ``![[target]]`` where embedded; not yet looked up."""

    target: str
    label: str | None
    embed: bool
    mark: Mark

    def __str__(self) -> str:
        inside = self.target if self.label is None else f"{self.target}|{self.label}"
        return f"{'!' if self.embed else ''}[[{inside}]]"


@dataclass(frozen=True, slots=True)
class RecordLink:
    """A link to a record: by hand, or a mention that was found."""

    ref: Ref
    label: str | None
    """The words linked; None for the record's own label."""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced end of line."""


Inline = Words | CodeWords | Emphasis | WebLink | WikiLink | RecordLink | LineBreak


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the desk's."""

    children: tuple[Inline, ...]
    mark: Mark
    sourced: bool = True
    """False where it leads to nothing it could rest on; known once links are looked up."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; levels as in HTML."""

    level: int
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; numbered where `start` is a number."""

    items: "tuple[tuple[Block, ...], ...]"
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Blocks set off as a quotation."""

    children: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines in a fixed-width face."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells, the first row its head."""

    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Divider:
    """A line across."""


@dataclass(frozen=True, slots=True)
class Embed:
    """A record's card, or a named view of the briefing, set into the text."""

    ref: Ref | None
    view: str | None
    """`timeline` or `map`, where it is no record."""


Block = Paragraph | Heading | Listing | Quotation | CodeBlock | Table | Divider | Embed
Prose = tuple[Block, ...]

VIEWS = ("timeline", "map")
"""What can be embedded besides records."""

WIKILINK = re.compile(r"(!?)\[\[([^\[\]|\n]+)(?:\\?\|([^\[\]\n]+))?\]\]")


def wikilink(match: re.Match[str], mark: Mark) -> WikiLink:
    """The link that `match` of WIKILINK holds."""
    label = match[3]
    return WikiLink(match[2].strip().rstrip("\\"), label.strip() if label else None, match[1] == "!", mark)


OUTSIDE = ("http://", "https://", "mailto:")
"""What a link out of the site may begin with."""


def leads_outside(link: WebLink) -> bool:
    """True for a link that pages show as one; of others they show the words."""
    return link.href.lower().startswith(OUTSIDE)


def read_line(text: str, mark: Mark) -> tuple[Inline, ...]:
    """A field of desk text: plain words and ``[[links]]``, no Markdown."""
    pieces: list[Inline] = []
    done = 0
    for match in WIKILINK.finditer(text):
        if match.start() > done:
            pieces.append(Words(text[done : match.start()]))
        pieces.append(wikilink(match, mark))
        done = match.end()
    if done < len(text):
        pieces.append(Words(text[done:]))
    return tuple(pieces)


def inlines(pieces: tuple[Inline, ...]) -> Iterator[Inline]:
    """Every piece, with those inside it."""
    for piece in pieces:
        yield piece
        if isinstance(piece, (Emphasis, WebLink)):
            yield from inlines(piece.children)


def blocks(prose: Prose) -> Iterator[Block]:
    """Every block, with those inside it."""
    for block in prose:
        yield block
        match block:
            case Listing():
                for item in block.items:
                    yield from blocks(item)
            case Quotation():
                yield from blocks(block.children)


def lines(prose: Prose) -> Iterator[tuple[Inline, ...]]:
    """Every line of pieces in the prose: paragraphs, headings, cells."""
    for block in blocks(prose):
        match block:
            case Paragraph() | Heading():
                yield block.children
            case Table():
                for row in block.rows:
                    yield from row


def plain(pieces: tuple[Inline, ...]) -> str:
    """The words a reader sees, before links are looked up."""
    words = []
    for piece in inlines(pieces):
        match piece:
            case Words() | CodeWords():
                words.append(piece.text)
            case WikiLink():
                words.append(piece.label or piece.target)
            case RecordLink():
                words.append(piece.label or piece.ref.id)
            case LineBreak():
                words.append(" ")
    return "".join(words)
