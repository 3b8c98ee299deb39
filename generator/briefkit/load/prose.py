"""The desk's Markdown read into blocks: CommonMark and tables, no HTML, and ``[[links]]`` to records."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode

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
    state.pos = match.end()
    return True


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["html_block", "html_inline"])
    parser.inline.ruler.before("link", "wikilink", _wikilink_rule)
    return parser


_PARSER = _parser()


def read_prose(source: SourceText, start: int) -> prose.Prose:
    """The text of `source` from the offset `start` on, which begins a line."""
    text = source.text[start:]
    root = SyntaxTreeNode(_PARSER.parse(text))
    return _Reader(source, source.mark(start).line).blocks(root.children)


class _Reader:
    """Turns markdown-it's tree into ours, keeping the place of each paragraph and link."""

    def __init__(self, source: SourceText, first_line: int) -> None:
        self._source = source
        self._first_line = first_line
        self._lines = source.text.splitlines()

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> prose.Prose:
        """The blocks that `nodes` stand for."""
        return tuple(block for node in nodes if (block := self._block(node)) is not None)

    def _block(self, node: SyntaxTreeNode) -> prose.Block | None:
        match node.type:
            case "paragraph":
                return prose.Paragraph(self._line_of(node), self._mark(node))
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
                rows = [row for part in node.children for row in part.children]
                return prose.Table(tuple(tuple(self._line_of(cell) for cell in row.children) for row in rows))
            case "hr":
                return prose.Divider()
        return None

    def _mark(self, node: SyntaxTreeNode) -> Mark:
        line = self._first_line + (node.map[0] if node.map else 0)
        return Mark(self._source.path, line)

    def _line_of(self, node: SyntaxTreeNode) -> tuple[prose.Inline, ...]:
        inline = next((child for child in node.children if child.type == "inline"), None)
        if inline is None:
            return ()
        cursor = _Cursor(self._source, self._mark(inline if inline.map else node).line)
        return _pieces(inline.children, cursor)


class _Cursor:
    """Finds each ``[[link]]`` of a block in the file, in order."""

    def __init__(self, source: SourceText, line: int) -> None:
        self._source = source
        self._offset = source.offset(line)

    def mark(self, raw: str) -> Mark:
        """The place of `raw`, which stands behind all that was asked for before."""
        found = self._source.text.find(raw, self._offset)
        if found < 0:
            return self._source.mark(self._offset)
        self._offset = found + len(raw)
        return self._source.mark(found)


def _pieces(nodes: Sequence[SyntaxTreeNode], cursor: _Cursor) -> tuple[prose.Inline, ...]:
    return tuple(piece for node in nodes if (piece := _piece(node, cursor)) is not None)


def _piece(node: SyntaxTreeNode, cursor: _Cursor) -> prose.Inline | None:
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
            return prose.Emphasis(_pieces(node.children, cursor), strong=node.type == "strong")
        case "link":
            return prose.WebLink(str(node.attrs["href"]), _pieces(node.children, cursor))
        case "image":
            # pictures of the desk's have no home yet: what they show is said in words
            return prose.Words(node.content)
        case "wikilink":
            match = prose.WIKILINK.fullmatch(node.content)
            return prose.wikilink(match, cursor.mark(node.content)) if match else None
    return prose.Words(node.content)
