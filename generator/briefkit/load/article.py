"""The text of a source read into numbered paragraphs; nothing in it is syntax but emphasis and links."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from briefkit.load.nesting import READ, too_deep
from briefkit.load.text import SourceText
from briefkit.model.article import Article, ArticleParagraph, PackedArticle, ParagraphKind

_MARKDOWN = MarkdownIt("zero", {"maxNesting": READ}).enable(
    ["heading", "blockquote", "list", "emphasis", "link", "escape", "entity", "newline"]
)
_PLAIN = MarkdownIt("zero")

_KINDS = {
    "heading": ParagraphKind.HEADING,
    "list_item": ParagraphKind.ITEM,
    "blockquote": ParagraphKind.QUOTATION,
}

# a blank alone stays as it is
_WHITE_SPACE = re.compile(r"[ \t\n\f\v]{2,}|[\t\n\f\v]")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")

_SIGNS = ("*", "_", "\\", "](", "&")
_BEGINNING = re.compile(r"\n[ \t]*(?:[#>+-]|[0-9]{1,9}[.)])")
"""What can be more than its characters to the parser: anywhere, and at the beginning of a line."""


def read_article(source: SourceText, start: int, *, markdown: bool) -> Article:
    """The paragraphs of the article that begins at the offset `start` of the file.

    In Markdown, emphasis and links are dropped around their words and entities are read; HTML, tables, code
    and everything else stay the characters they are, and so does all of a text that is nested too deeply. In
    plain text nothing is read at all, and where no line is blank each line is a paragraph.
    """
    text = source.text[start:].replace("\r\n", "\n").replace("\r", "\n")
    if not markdown and not _BLANK_LINE.search(text.strip()):
        text = text.replace("\n", "\n\n")
        spacing = 2
    else:
        spacing = 1
    first_line = source.mark(start).line
    found = (paragraph for paragraph in _read(text, markdown=markdown) if paragraph[0])
    paragraphs = tuple(
        ArticleParagraph(number, words, source.mark(source.offset(first_line + line // spacing)), kind)
        for number, (words, line, kind) in enumerate(found, start=1)
    )
    return PackedArticle(source.path, paragraphs)


def _read(text: str, *, markdown: bool) -> Iterator[tuple[str, int, ParagraphKind]]:
    """The words of each paragraph, the number of its first line from 0, and what it is."""
    if markdown and (any(sign in text for sign in _SIGNS) or _BEGINNING.search(f"\n{text}")):
        tokens = _MARKDOWN.parse(text)
        root = SyntaxTreeNode(_PLAIN.parse(text) if too_deep(tokens) else tokens)
        yield from _paragraphs(root, ParagraphKind.TEXT)
        return
    # without any syntax, paragraphs are what blank lines part
    begun: list[str] = []
    for number, line in enumerate([*text.replace("\0", "\ufffd").split("\n"), ""]):
        if line.strip(" \t"):
            begun.append(line)
        elif begun:
            yield _in_one_line("\n".join(begun).strip()), number - len(begun), ParagraphKind.TEXT
            begun = []


def _in_one_line(words: str) -> str:
    return _WHITE_SPACE.sub(" ", words).strip()


def _paragraphs(node: SyntaxTreeNode, kind: ParagraphKind) -> Iterator[tuple[str, int, ParagraphKind]]:
    for child in node.children:
        if child.type == "inline":
            line = (child.map or node.map or (0, 0))[0]
            words = f"{_number(node)}{_words(child)}"
            yield _in_one_line(words), line, kind
        else:
            yield from _paragraphs(child, _KINDS.get(child.type, kind))


def _number(paragraph: SyntaxTreeNode) -> str:
    """What stands in front of the first paragraph of a numbered entry: it may be a year."""
    entry = paragraph.parent
    if entry is None or entry.type != "list_item" or not entry.info or entry.children[0] is not paragraph:
        return ""
    return f"{entry.info}{entry.markup} "


def _words(node: SyntaxTreeNode) -> str:
    """The words of a line, without the marks of emphasis and links."""
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    if node.children:
        return "".join(_words(child) for child in node.children)
    return node.content
