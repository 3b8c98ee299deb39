"""The marks themselves: a word and a sign for each, and its number on the page."""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from briefkit.plugin.preview.tree import Element, Node, Text

ANCHOR = "bk-change"
"""How the ids of changes begin; a number follows."""

ONE_LINE = 40
"""Characters of a first word or badge that are kept in one line with the sign of their mark."""

_SEPARATORS = re.compile(r"[\s·•|/,;:()\[\]–—-]*")
_FIRST = re.compile(r"(\s*)(\S+)(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Words:
    """What marks say, in the language of the site."""

    added: str
    """Before words."""
    removed: str
    link: str
    """Before a link that leads elsewhere."""
    added_block: str
    """At the beginning of a block."""
    removed_block: str
    drawing: str
    """At a drawing that is not what it was."""


class Signs:
    """Of one page; `taken` are its ids, `room` is how many characters of what is gone it shows."""

    def __init__(self, words: Words, taken: Collection[str], room: int) -> None:
        self.words = words
        self.count = 0
        """Of changes so far."""
        self.is_whole = True
        """Whether there was room for all that is gone."""
        self._taken = taken
        self._room = room

    def come(self, nodes: Sequence[Node], *, counts: bool = True) -> str:
        """Words that are new."""
        return f'<ins class="bk-ins"{self._id(counts=counts)}>{self._signed(self.words.added, nodes)}</ins>'

    def linked(self, nodes: Sequence[Node], *, counts: bool = True) -> str:
        """Words that lead elsewhere than they did."""
        inside = self._signed(self.words.link, nodes)
        return f'<ins class="bk-ins bk-ins--link"{self._id(counts=counts)}>{inside}</ins>'

    def joined(self, nodes: Sequence[Node]) -> str:
        """What stands between new words: it needs no sign of its own."""
        return f'<ins class="bk-ins">{"".join(node.raw for node in nodes)}</ins>'

    def gone(self, nodes: Sequence[Node]) -> str:
        """Words that are gone; nothing, where they say nothing, or there is no room for them."""
        html = "".join(node.raw for node in nodes)
        if not any(node.text.strip() for node in nodes) or not self.has_room(html):
            return ""
        return f'<del class="bk-del"{self._id()}>{self._signed(self.words.removed, nodes)}</del>'

    def has_room(self, html: str) -> bool:
        """Whether so much that is gone can still be shown; then it is taken as shown."""
        fits = len(html) <= self._room
        self._room -= len(html) if fits else 0
        self.is_whole = self.is_whole and fits
        return fits

    def label(self, words: str) -> str:
        """What stands at the beginning of a block, to be seen."""
        return f'<span class="bk-change-word"{self._id()}>{escape(words)}</span> '

    def _id(self, *, counts: bool = True) -> str:
        if not counts:
            return ""
        self.count += 1
        name = f"{ANCHOR}-{self.count}"
        return f' id="{name}"' if name not in self._taken else ""

    @staticmethod
    def _signed(words: str, nodes: Sequence[Node]) -> str:
        """The nodes behind a word for what became of them."""
        return f'<span class="bk-told">{escape(words)} </span>{_with_sign(nodes)}'


def only_separates(nodes: Iterable[Node]) -> bool:
    """Whether they say nothing, but stand between what does: no change of them is worth a mark."""
    return all(isinstance(node, Text) and _SEPARATORS.fullmatch(node.text) for node in nodes)


def _with_sign(nodes: Sequence[Node]) -> str:
    """The nodes with the sign of their mark, which no line ends behind: it is one with the first word."""
    if not nodes:
        return ""
    first, rest = nodes[0], "".join(node.raw for node in nodes[1:])
    if isinstance(first, Text):
        space, word, tail = match.groups() if (match := _FIRST.fullmatch(first.raw)) else ("", "", first.raw)
        return f"{space}{_sign(word)}{tail}{rest}"
    if first.tag == "span" and first.children and not first.is_block:
        if len(first.text) <= ONE_LINE and not any(isinstance(one, Element) for one in first.children):
            return f"{_sign(first.raw)}{rest}"
        return f"{first.start}{_with_sign(first.children)}{first.end}{rest}"
    if first.children and first.tag in ("a", "em", "strong", "b", "i", "mark"):
        return f"{first.start}{_with_sign(first.children)}{first.end}{rest}"
    return f"{_sign('')}{first.raw}{rest}"


def _sign(html: str) -> str:
    fits = len(html) <= ONE_LINE or html.startswith("<")
    return (
        f'<span class="bk-change-sign">{html}</span>'
        if fits
        else f'<span class="bk-change-sign"></span>{html}'
    )
