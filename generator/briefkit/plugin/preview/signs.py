"""The marks themselves: a word and a sign for each, and its number on the page."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import escape

from briefkit.plugin.preview.tree import Node

ANCHOR = "bk-change"
"""How the ids of changes begin; a number follows."""


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

    def come(self, html: str, *, counts: bool = True) -> str:
        """Words that are new."""
        return f'<ins class="bk-ins"{self._id(counts=counts)}>{self._told(self.words.added)}{html}</ins>'

    def linked(self, html: str, *, counts: bool = True) -> str:
        """Words that lead elsewhere than they did."""
        told = self._told(self.words.link)
        return f'<ins class="bk-ins bk-ins--link"{self._id(counts=counts)}>{told}{html}</ins>'

    def gone(self, nodes: Sequence[Node]) -> str:
        """Words that are gone; nothing, where they say nothing, or there is no room for them."""
        html = "".join(node.raw for node in nodes)
        if not any(node.text.strip() for node in nodes) or not self.has_room(html):
            return ""
        return f'<del class="bk-del"{self._id()}>{self._told(self.words.removed)}{html}</del>'

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
    def _told(words: str) -> str:
        return f'<span class="bk-told">{escape(words)} </span>'
