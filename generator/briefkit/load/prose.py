"""The desk's Markdown read into blocks: CommonMark and tables, no HTML, and ``[[links]]`` to records."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode

from briefkit.load.nesting import READ, too_deep
from briefkit.load.text import SourceText
from briefkit.model import prose
from briefkit.model.mark import Mark


def _wikilink_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's own signature
    """``[[target|label]]`` as a token of its own, before Markdown's links are tried."""
    if state.src[state.pos] not in "![":
        return False
    match = prose.WIKILINK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("wikilink", "", 0)
        token.content = match[0]
        token.meta = {"position": state.pos}
    state.pos = match.end()
    return True


def _with_links(parser: MarkdownIt) -> MarkdownIt:
    parser.inline.ruler.before("link", "wikilink", _wikilink_rule)
    return parser


_MARKDOWN = _with_links(
    MarkdownIt("commonmark", {"html": False, "maxNesting": READ})
    .enable("table")
    .disable(["html_block", "html_inline"])
)
_PLAIN = _with_links(MarkdownIt("zero"))


def read_prose(source: SourceText, start: int) -> prose.Prose:
    """The text of `source` from the offset `start` on, which begins a line.

    Nested too deeply, all of it but links to records stays the characters it is.
    """
    text = source.text[start:]
    tokens = _MARKDOWN.parse(text)
    root = SyntaxTreeNode(_PLAIN.parse(text) if too_deep(tokens) else tokens)
    return _Reader(source, source.mark(start).line).blocks(root.children)


class _Reader:
    """Turns markdown-it's tree into ours, keeping the place of each paragraph and link."""

    def __init__(self, source: SourceText, first_line: int) -> None:
        self._source = source
        self._first_line = first_line

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> prose.Prose:
        """The blocks that `nodes` stand for."""
        return tuple(block for node in nodes if (block := self._block(node)) is not None)

    def _block(self, node: SyntaxTreeNode) -> prose.Block | None:
        match node.type:
            case "paragraph":
                return prose.Paragraph(self._line_of(node), Mark(self._source.path, self._line_number(node)))
            case "heading":
                return prose.Heading(int(node.tag[1]), self._line_of(node))
            case "bullet_list":
                return prose.Listing(tuple(self.blocks(item.children) for item in node.children))
            case "ordered_list":
                items = tuple(self.blocks(item.children) for item in node.children)
                return prose.Listing(items, int(str(node.attrs.get("start", 1))))
            case "blockquote":
                return prose.Quotation(self.blocks(node.children))
            case "fence" | "code_block":
                return prose.CodeBlock(node.content)
            case "table":
                rows = tuple(self._cells(row) for part in node.children for row in part.children)
                return prose.Table(rows, Mark(self._source.path, self._line_number(node)))
            case "hr":
                return prose.Divider()
        return None

    def _line_number(self, node: SyntaxTreeNode) -> int:
        return self._first_line + (node.map[0] if node.map else 0)

    def _line_of(self, node: SyntaxTreeNode) -> tuple[prose.Inline, ...]:
        inline = next((child for child in node.children if child.type == "inline"), None)
        if inline is None:
            return ()
        line = self._first_written(self._line_number(inline if inline.map else node))
        place = _Place(self._source, inline.content)
        for number, written in enumerate(inline.content.split("\n"), start=line):
            # white space in front of a line may be written otherwise in the file: tabs are widened
            text = written.lstrip()
            found = _found(self._source, text, self._source.offset(number), number)
            place.add(len(written), found - (len(written) - len(text)))
        return _pieces(inline.children, place)

    def _first_written(self, line: int) -> int:
        """The first line from `line` on that the parser does not drop: it strips as Python does."""
        text = self._source.text
        while self._source.offset(line) < len(text):
            if text[self._source.offset(line) : self._source.offset(line + 1)].strip():
                break
            line += 1
        return line

    def _cells(self, row: SyntaxTreeNode) -> tuple[tuple[prose.Inline, ...], ...]:
        """The cells of a row, each looked for in the file behind the one before it."""
        line = self._line_number(row)
        behind = self._source.offset(line)
        cells = []
        for cell in row.children:
            for inline in cell.children:
                written = inline.content.replace("|", r"\|")
                start = _found(self._source, written, behind, line)
                behind = start + len(written)
                place = _Place(self._source, inline.content, in_cell=True)
                place.add(len(inline.content), start)
                cells.append(_pieces(inline.children, place))
        return tuple(cells)


def _found(source: SourceText, text: str, begin: int, line: int) -> int:
    """The first index from `begin` on, in the line, at which `text` stands; `begin` where it does not."""
    return max(source.text.find(text, begin, source.offset(line + 1)), begin)


@dataclass(slots=True)
class _Place:
    """Where a stretch of inline text stands in the file."""

    source: SourceText
    content: str
    in_cell: bool = False
    """True where each pipe in it has a backslash in the file."""
    _lines: list[int] = field(default_factory=lambda: [0])
    """Where each of its lines begins, and where one more would."""
    _starts: list[int] = field(default_factory=list)
    """Where each begins in the file."""

    def add(self, length: int, start: int) -> None:
        """Takes in the next line of the content, which begins in the file at the index `start`."""
        self._lines.append(self._lines[-1] + length + 1)
        self._starts.append(start)

    def mark(self, position: int) -> Mark:
        """The place of the character at `position` of the content."""
        line = bisect_right(self._lines, position) - 1
        pipes = self.content.count("|", 0, position) if self.in_cell else 0
        return self.source.mark(self._starts[line] + position - self._lines[line] + pipes)


def _pieces(nodes: Sequence[SyntaxTreeNode], place: _Place) -> tuple[prose.Inline, ...]:
    return tuple(piece for node in nodes if (piece := _piece(node, place)) is not None)


def _piece(node: SyntaxTreeNode, place: _Place) -> prose.Inline | None:
    match node.type:
        case "text":
            return prose.Words(node.content) if node.content else None
        case "softbreak":
            return prose.Words("\n")
        case "hardbreak":
            return prose.LineBreak()
        case "code_inline":
            return prose.CodeWords(node.content)
        case "em" | "strong":
            return prose.Emphasis(_pieces(node.children, place), strong=node.type == "strong")
        case "link":
            return prose.WebLink(str(node.attrs["href"]), _pieces(node.children, place))
        case "image":
            # pictures of the desk's have no home yet: what they show is said in words
            return prose.Words(node.content)
        case "wikilink":
            match = prose.WIKILINK.fullmatch(node.content)
            return prose.wikilink(match, place.mark(node.meta["position"])) if match else None
    return prose.Words(node.content)
