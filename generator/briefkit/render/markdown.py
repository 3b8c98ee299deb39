"""The desk's linked text written as Markdown that every renderer reads alike."""

from collections.abc import Callable

from markupsafe import Markup

from briefkit.model.prose import (
    Block,
    CodeBlock,
    CodeWords,
    Divider,
    Embed,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Listing,
    Paragraph,
    Prose,
    Quotation,
    RecordLink,
    Table,
    WebLink,
    WikiLink,
    Words,
    leads_outside,
    plain,
)
from briefkit.model.ref import Ref
from briefkit.model.slugs import slug
from briefkit.render.escape import address, inert

INDENT = "    "
"""Python-Markdown wants four spaces in front of what belongs to a list's entry."""


class Writer:
    """Writes one page's share of the desk's text."""

    def __init__(
        self, link: Callable[[Ref, str | None], Markup], embed: Callable[[Embed], str], unsourced: str
    ):
        """`link` writes a link to a record, `embed` what is set in; `unsourced` marks a paragraph."""
        self._link = link
        self._embed = embed
        self._unsourced = unsourced
        self._anchors: dict[str, int] = {}

    def line(self, pieces: tuple[Inline, ...]) -> str:
        """Pieces of text in one line."""
        return "".join(self._piece(piece) for piece in pieces)

    def _piece(self, piece: Inline) -> str:
        match piece:
            case Words():
                return inert(piece.text)
            case CodeWords():
                return f"<code>{inert(piece.text)}</code>"
            case Emphasis():
                mark = "strong" if piece.strong else "em"
                return f"<{mark}>{self.line(piece.children)}</{mark}>"
            case WebLink():
                words = self.line(piece.children)
                return f"[{words}]({address(piece.href)})" if leads_outside(piece) else words
            case RecordLink():
                return self._link(piece.ref, piece.label)
            case LineBreak():
                return "<br>"
            case WikiLink():
                return inert(piece.label or piece.target)

    def blocks(self, prose: Prose) -> str:
        """Blocks, with a blank line between them."""
        return "\n\n".join(self._block(block) for block in prose)

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph():
                text = self.line(block.children).strip()
                return text if block.sourced else f"{text} {self._unsourced}"
            case Heading():
                marks = "#" * max(2, block.level)
                return f"{marks} {self.line(block.children)} {{ #{self._anchor(block)} }}"
            case Listing():
                return self._listing(block)
            case Quotation():
                return "\n".join(f"> {line}".rstrip() for line in self.blocks(block.children).split("\n"))
            case CodeBlock():
                lines = "\n".join(inert(line) if line.strip() else "" for line in _kept_spaces(block.text))
                return f"<pre><code>{lines}\n</code></pre>"
            case Table():
                return self._table(block)
            case Divider():
                return "<hr>"
            case Embed():
                return self._embed(block)

    def _anchor(self, heading: Heading) -> str:
        name = slug(plain(heading.children)) or "section"
        self._anchors[name] = self._anchors.get(name, 0) + 1
        count = self._anchors[name]
        return f"s-{name}" if count == 1 else f"s-{name}-{count}"

    def _listing(self, listing: Listing) -> str:
        entries = []
        for number, item in enumerate(listing.items, start=listing.start or 0):
            mark = "-" if listing.start is None else f"{number}."
            body = self.blocks(item).replace("\n", f"\n{INDENT}")
            entries.append(f"{mark:<4}{body}")
        # a blank line only between entries of several blocks: else renderers make a paragraph of each
        between = "\n\n" if any(len(item) > 1 for item in listing.items) else "\n"
        return between.join(entries).replace(f"\n{INDENT}\n", "\n\n")

    def _table(self, table: Table) -> str:
        rows = [[self.line(cell) for cell in row] for row in table.rows]
        rows.insert(1, ["---"] * len(rows[0]))
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _kept_spaces(text: str) -> list[str]:
    """The lines with their spaces kept: white space would fold."""
    return [line.replace("\t", "    ").replace(" ", "\u00a0") for line in text.rstrip("\n").split("\n")]
