"""The text of a source read into numbered paragraphs; nothing in it is syntax but emphasis and links."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from briefkit.load.text import SourceText
from briefkit.model.article import Article, ArticleParagraph, ParagraphKind

_MARKDOWN = MarkdownIt("zero").enable(
    ["heading", "blockquote", "list", "emphasis", "link", "escape", "entity", "newline"]
)
_PLAIN = MarkdownIt("zero")

_KINDS = {
    "heading": ParagraphKind.HEADING,
    "list_item": ParagraphKind.ITEM,
    "blockquote": ParagraphKind.QUOTATION,
}

_BLANK_LINE = re.compile(r"\n[ \t]*\n")


def read_article(source: SourceText, start: int, *, markdown: bool) -> Article:
    """The paragraphs of the article that begins at the offset `start` of the file.

    In Markdown, emphasis and links are dropped around their words and entities are read; HTML, tables, code
    and everything else stay the characters they are. In plain text nothing is read at all, and where no line
    is blank each line is a paragraph.
    """
    text = source.text[start:].replace("\r\n", "\n").replace("\r", "\n")
    parser = _MARKDOWN if markdown else _PLAIN
    if not markdown and not _BLANK_LINE.search(text.strip()):
        text = text.replace("\n", "\n\n")
        spacing = 2
    else:
        spacing = 1
    first_line = source.mark(start).line
    root = SyntaxTreeNode(parser.parse(text))
    found = (paragraph for paragraph in _paragraphs(root, ParagraphKind.TEXT) if paragraph[0])
    return tuple(
        ArticleParagraph(number, words, source.mark(source.offset(first_line + line // spacing)), kind)
        for number, (words, line, kind) in enumerate(found, start=1)
    )


def _paragraphs(node: SyntaxTreeNode, kind: ParagraphKind) -> Iterator[tuple[str, int, ParagraphKind]]:
    for child in node.children:
        if child.type == "inline":
            line = (child.map or node.map or (0, 0))[0]
            yield " ".join(_words(child).split(" ")).strip(), line, kind
        else:
            yield from _paragraphs(child, _KINDS.get(child.type, kind))


def _words(node: SyntaxTreeNode) -> str:
    """The words of a line, without the marks of emphasis and links."""
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    if node.children:
        return "".join(_words(child) for child in node.children)
    return node.content
