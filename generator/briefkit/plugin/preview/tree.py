"""The HTML of a page's content as a tree that can be written again byte for byte."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import blake2b
from html import unescape
from html.parser import HTMLParser

from briefkit.plugin.preview.elements import BLOCKS, DRAWN, HEADINGS, OPAQUE, UNSEEN, VOID

PASSED_OVER = frozenset({"bk-edit", "bk-colophon", "bk-data"})
"""Classes of what changes with anything else: links to lines, the sum of what is shown, the page as data."""

_SPACE = re.compile(r"\s+")
WORD = re.compile(r"\w+")


class UnbalancedError(Exception):
    """Start and end tags do not pair: what lies in what cannot be told."""


class Text:
    """What stands between tags; a comment, too, which is not seen."""

    def __init__(self, raw: str, *, is_seen: bool = True) -> None:
        self.raw = raw
        self.is_seen = is_seen and not raw.isspace()

    @property
    def key(self) -> bytes:
        """Equal of texts that look the same."""
        return _SPACE.sub(" ", unescape(self.raw)).encode(errors="surrogatepass")

    @property
    def text(self) -> str:
        """What is read."""
        return unescape(self.raw) if self.is_seen else ""


class Element:
    """A start tag, what lies in it, and its end tag, both as they are written."""

    def __init__(self, tag: str, attributes: dict[str, str | None], start: str) -> None:
        self.tag = tag
        self.attributes = attributes
        self.start = start
        self.end = ""
        self.children: list[Node] = []

    @property
    def raw(self) -> str:
        """As it is written."""
        return f"{self.start}{''.join(child.raw for child in self.children)}{self.end}"

    @cached_property
    def classes(self) -> frozenset[str]:
        """Its classes."""
        return frozenset((self.attributes.get("class") or "").split())

    @cached_property
    def is_seen(self) -> bool:
        """False for what readers are not shown, or what says nothing of the content."""
        unseen = self.tag in UNSEEN or "hidden" in self.attributes or self.classes & PASSED_OVER
        # a drawing that says nothing that is not said beside it
        return not (unseen or (self.tag == "svg" and self.attributes.get("aria-hidden") == "true"))

    @cached_property
    def is_block(self) -> bool:
        """Whether it stands in lines of its own, or something in it does."""
        return self.tag in BLOCKS or (
            self.tag not in OPAQUE and any(isinstance(one, Element) and one.is_block for one in self.children)
        )

    @cached_property
    def text(self) -> str:
        """What is read in it."""
        return " ".join(child.text for child in self.children if child.is_seen)

    @cached_property
    def words(self) -> Counter[str]:
        """The words of it."""
        return Counter(WORD.findall(self.text))

    @cached_property
    def key(self) -> bytes:
        """Equal of elements that look the same and lead to the same pages."""
        made = blake2b(digest_size=16)
        for part in (self.tag.encode(), repr(self._told()).encode(errors="surrogatepass"), *self._inside()):
            made.update(len(part).to_bytes(4, "big") + part)
        return made.digest()

    def _inside(self) -> Iterator[bytes]:
        for child in self.children:
            if child.is_seen:
                # in code every space counts
                exact = self.tag in ("code", "pre") and isinstance(child, Text)
                yield child.raw.encode(errors="surrogatepass") if exact else child.key

    def _told(self) -> list[tuple[str, str | None]]:
        """The attributes that readers notice."""
        if self.tag in DRAWN:
            seen = (pair for pair in self.attributes.items() if pair[0] not in UNDRAWN)
            return sorted(pair for pair in seen if "#" not in (pair[1] or ""))
        told = {**self.attributes, "href": self.leads_to}
        return [(name, told[name]) for name in NOTICED if name in self.attributes]

    @cached_property
    def lead(self) -> str:
        """Where the first link in it leads to."""
        if self.tag == "a":
            return self.leads_to
        within = (one.lead for one in self.children if isinstance(one, Element))
        return next(filter(None, within), "")

    @property
    def leads_to(self) -> str:
        """Of a link: the page it leads to, whatever the place on it."""
        return (self.attributes.get("href") or "").partition("#")[0]

    @cached_property
    def anchor(self) -> str:
        """Its id; of a part of a page without one, that of its heading."""
        heads = [one for one in self.children if isinstance(one, Element)][:1]
        own = self.attributes.get("id")
        return own or next((one.attributes.get("id") or "" for one in heads if one.tag in HEADINGS), "")


Node = Text | Element

NOTICED = ("alt", "colspan", "href", "rowspan", "src")
"""The attributes of other elements that readers notice."""

UNDRAWN = frozenset({"id", "aria-labelledby", "aria-describedby", "href", "class", "tabindex"})
"""The attributes of a drawing that nobody sees."""


class _Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._html = html
        self._lines = [0, *(found.end() for found in re.finditer("\n", html))]
        self._root = Element("", {}, "")
        self._open = [self._root]
        self._waiting: tuple[str, int, Element | None] = ("", 0, None)
        self.feed(html)
        self.close()
        self._next("", None)
        if len(self._open) > 1:
            raise UnbalancedError(self._open[-1].tag)

    @property
    def nodes(self) -> list[Node]:
        return self._root.children

    def _next(self, kind: str, element: Element | None) -> None:
        """Something begins: only now is it known where what came before it ends."""
        before, start, waiting = self._waiting
        line, column = self.getpos()
        here = len(self._html) if kind == "" else self._lines[line - 1] + column
        raw = self._html[start:here]
        match before:
            case "start" if waiting is not None:
                waiting.start = raw
            case "end" if waiting is not None:
                waiting.end = raw
            case "data" if raw:
                self._open_for_text(waiting).children.append(Text(raw))
            case "unseen" if raw:
                self._open_for_text(waiting).children.append(Text(raw, is_seen=False))
        self._waiting = kind, here, element

    @staticmethod
    def _open_for_text(element: Element | None) -> Element:
        assert element is not None  # noqa: S101 - who announces a text says where it lies
        return element

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._begin(tag, attrs, is_whole=tag in VOID)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        drawn = any(one.tag in ("svg", "math") for one in self._open) or tag in ("svg", "math")
        self._begin(tag, attrs, is_whole=tag in VOID or drawn)

    def _begin(self, tag: str, attrs: list[tuple[str, str | None]], *, is_whole: bool) -> None:
        element = Element(tag, dict(reversed(attrs)), "")
        self._next("start", element)
        self._open[-1].children.append(element)
        if not is_whole:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if self._open[-1].tag != tag:
            raise UnbalancedError(tag)
        self._next("end", self._open.pop())

    def handle_data(self, data: str) -> None:  # noqa: ARG002 - it is taken as it is written
        self._next("data", self._open[-1])

    def handle_comment(self, data: str) -> None:  # noqa: ARG002
        self._next("unseen", self._open[-1])

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)


def tree(html: str) -> list[Node]:
    """The content of a page; its `raw` together is `html`. Raises UnbalancedError."""
    return _Reader(html).nodes


class Run:
    """Words and what stands among them, between blocks."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = nodes
        self.key = b"".join(node.key for node in nodes if node.is_seen)
        self.raw = "".join(node.raw for node in nodes)
        self.text = "".join(node.text for node in nodes if node.is_seen)
        self.words = Counter(WORD.findall(self.text))


Item = Element | Run
"""What is compared with what: blocks, and what stands between them."""


def items(nodes: Sequence[Node]) -> Iterator[Item | str]:
    """What lies in an element, in its order; what nobody sees as it is written."""
    run: list[Node] = []
    for node in nodes:
        if isinstance(node, Element) and node.is_block and node.is_seen:
            yield from _ended(run)
            run = []
            yield node
        else:
            run.append(node)
    yield from _ended(run)


def _ended(run: list[Node]) -> Iterator[Item | str]:
    if any(node.is_seen for node in run):
        # what surrounds the words is no part of them
        first = next(at for at, node in enumerate(run) if node.is_seen)
        last = next(at for at in reversed(range(len(run))) if run[at].is_seen) + 1
        yield "".join(node.raw for node in run[:first])
        yield Run(run[first:last])
        run = run[last:]
    yield "".join(node.raw for node in run)
