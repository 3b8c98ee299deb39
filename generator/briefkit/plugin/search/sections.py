"""The content of a page in sections, as the search of Material divides it, by far fewer steps.

What comes out is what Material's own parser makes of the same HTML, its oddities included: what is left out
is known by the name of its element alone, and of an element that is kept and closed the first of that name in
the section says whether it was empty. HTML that is not as templates and renderer write it is not divided.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_COMMENT = re.compile(r"<!--(?!-?>).*?-->", re.DOTALL)
_TAG = re.compile(r'([^<]*)<(/?[a-z][A-Za-z0-9-]*)((?:[\s/][^<>"\']*(?:"[^"<>]*"[^<>"\']*)*)?)>')
_ID = re.compile(r'\sid="([^"]*)"')
_EXCLUDED = re.compile(r"\sdata-search-exclude(?=[\s=/]|$)")
_NUMBERED = re.compile(r'\sclass="linenodiv"')
_TITLE = re.compile(r"<title[^<>]*>[^<]*<(?!/title>)")

_KEPT, _HEADING, _VOID, _ELSEWHERE = 1, 2, 3, 4

_KINDS = {
    **dict.fromkeys(("p", "code", "pre", "li", "ol", "ul", "sub", "sup"), _KEPT),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _HEADING),
    **dict.fromkeys(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"), _VOID),
    **dict.fromkeys(("param", "source", "track", "wbr"), _VOID),
    **dict.fromkeys(("script", "style", "object", "textarea", "iframe", "noembed"), _ELSEWHERE),
    **dict.fromkeys(("noframes", "noscript", "plaintext", "xmp"), _ELSEWHERE),
}
"""Elements that are more than a border between two texts; the last are read by rules of their own."""


@dataclass(slots=True, eq=False)
class Section:
    """What stands between two headings, as Material's index takes it."""

    tag: str
    depth: float = 0
    left_out: bool = False
    id: str | None = None
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def is_excluded(self) -> bool:
        """True where the heading says that no search is to find it."""
        return self.left_out


def sections(content: str) -> list[Section] | None:
    """The sections in their order; None where the HTML is not of the kind that is understood here."""
    if "<!-" in content:
        content = _COMMENT.sub("<br>", content)
    tags = _TAG.findall(content)
    if len(tags) != content.count("<") or _TITLE.search(content) or "headerlink" in content:
        return None
    divider = _Divider()
    if not divider.read(tags):
        return None
    divider.add_text(content[content.rfind(">") + 1 :] if tags else content)
    return divider.made


class _Divider:
    def __init__(self) -> None:
        self.made: list[Section] = []
        self._section: Section | None = None
        self._open: list[str] = []
        self._skipped: set[str] = set()

    def read(self, tags: Iterable[tuple[str, str, str]]) -> bool:
        """Takes up each tag with the text before it; False at the first that is not for this parser."""
        opened = self._open
        kinds = _KINDS
        for text, tag, attributes in tags:
            if text:
                self.add_text(text)
            if tag[0] == "/":
                name = tag[1:]
                if not opened or opened[-1] != name:
                    return False
                self._end(name, kinds.get(name, 0))
                continue
            kind = kinds.get(tag, 0)
            if kind == _ELSEWHERE:
                return False
            if kind != _VOID:
                self._start(tag, kind, attributes)
                if attributes.endswith("/"):
                    self._end(tag, kind)
        return not opened

    def _start(self, tag: str, kind: int, attributes: str) -> None:
        self._open.append(tag)
        if kind == _HEADING and (own := _ID.search(attributes)):
            left_out = _EXCLUDED.search(attributes) is not None
            self._begin(Section(tag, len(self._open), left_out), html.unescape(own[1]))
        section = self._section or self._preface()
        if attributes and _is_passed_over(attributes):
            self._skipped.add(tag)
        elif kind == _KEPT and not self._is_skipped():
            self._words(section).append(f"<{tag}>")

    def _begin(self, section: Section, anchor: str) -> None:
        if section.tag != "h1" and not self.made:
            self.made.append(Section("hx", section.depth))
        if self.made:
            # the first of all is the page itself
            section.id = anchor
        self._section = section
        self.made.append(section)

    def _end(self, tag: str, kind: int) -> None:
        opened = self._open
        section = self._section or self._preface()
        if section.depth > len(opened):
            self._leave(section)
        opened.pop()
        if tag in self._skipped:
            self._skipped.remove(tag)
        elif kind == _KEPT and not self._is_skipped():
            _close(self._words(self._section or section), tag)

    def _leave(self, section: Section) -> None:
        for before in reversed(self.made):
            if before.depth <= len(self._open):
                section.depth = float("inf")
                self._section = before
                return

    def add_text(self, text: str) -> None:
        """Adds what stands between two tags."""
        if not text or self._is_skipped():
            return
        section = self._section or self._preface()
        if "&" in text or ">" in text:
            text = html.escape(html.unescape(text), quote=False)
        blank = text.isspace()
        exact = "pre" in self._open
        if not exact:
            text = " " if blank else text.replace("\n", " ")
        if section.tag in self._open:
            section.title.append(text)
        elif not blank or exact or not section.text or not section.text[-1].isspace():
            section.text.append(text)

    def _words(self, section: Section) -> list[str]:
        return section.title if section.tag in self._open else section.text

    def _preface(self) -> Section:
        self._section = Section("hx")
        self.made.append(self._section)
        return self._section

    def _is_skipped(self) -> bool:
        return bool(self._skipped) and not self._skipped.isdisjoint(self._open)


def _is_passed_over(attributes: str) -> bool:
    return ("data-search-exclude" in attributes and _EXCLUDED.search(attributes) is not None) or (
        "linenodiv" in attributes and _NUMBERED.search(attributes) is not None
    )


def _close(words: list[str], tag: str) -> None:
    first = words.index(f"<{tag}>")
    if any(not word.isspace() for word in words[first + 1 :]):
        words.append(f"</{tag}>")
    else:
        del words[first:]
