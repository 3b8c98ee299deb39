"""The content of a page with marks where it is not what it was.

What stayed is written as it was written. What is marked stays valid wherever it stands: nothing is put
between the parts of a table or a list but rows and entries, and nothing at all into a drawing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefkit.plugin.preview.columns import Missing, aligned, cells
from briefkit.plugin.preview.elements import HOSTS, SINGLE, WITHOUT_TEXT
from briefkit.plugin.preview.pairing import Pair, pairs
from briefkit.plugin.preview.removed import dead, with_class
from briefkit.plugin.preview.signs import Signs, Words, only_separates
from briefkit.plugin.preview.tree import Element, Item, Node, Run, items, tree
from briefkit.plugin.preview.wording import changed_words

ADDED, REMOVED = "bk-added", "bk-removed"
"""The classes of blocks."""

ROOM = 20_000
"""So many characters of what is gone are shown on any page; on a longer one, as many as it has."""

_ID = re.compile(r'\sid="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Marked:
    """The content of a page, and how many changes are marked in it."""

    html: str
    changes: int
    is_whole: bool
    """False where more is gone than there is room for."""


def marked(old: str, new: str, words: Words) -> Marked:
    """The content `new` with what makes it different from `old`. Raises UnbalancedError."""
    signs = Signs(words, frozenset(_ID.findall(new)), max(ROOM, len(new)))
    html = _Marking(signs).nodes(tree(old), tree(new))
    return Marked(html if signs.count else new, signs.count, signs.is_whole)


class _Marking:
    def __init__(self, signs: Signs) -> None:
        self._signs = signs

    def nodes(self, old: Sequence[Node], new: Sequence[Node]) -> str:
        """What lies in one element, or on the page."""
        written = list(items(new))
        was, now = ([one for one in all_ if not isinstance(one, str)] for all_ in (items(old), written))
        return "".join(self._placed(written, pairs(was, now)))

    def _placed(self, written: Iterable[Item | str], found: Iterable[Pair]) -> Iterator[str]:
        """Everything that is there now in its order, with what is gone between it."""
        rest = iter(found)
        for one in written:
            if isinstance(one, str):
                yield one
                continue
            for old, new in rest:
                if new is None:
                    yield self._removed(old)
                    continue
                yield self._added(new) if old is None else self._both(old, new)
                break
        yield from (self._removed(old) for old, _ in rest)

    def _both(self, old: Item, new: Item) -> str:
        """One block before and now."""
        if old.key == new.key:
            return new.raw
        if isinstance(old, Run) or isinstance(new, Run):
            return changed_words(_as_run(old), _as_run(new), self._signs)
        match new.tag:
            case "table":
                old, new = aligned(old, new)
            case "tr":
                return self._row(old, new)
            case "colgroup" | "col" | "hr":
                return new.raw
        return f"{new.start}{self.nodes(old.children, new.children)}{new.end}"

    def _row(self, old: Element, new: Element) -> str:
        """A row of a table: each cell stays in its column."""
        before = iter(cells(old))
        return "".join((
            new.start,
            *(self._cell(next(before), one) if isinstance(one, Element) else one.raw for one in new.children),
            new.end,
        ))  # fmt: skip

    def _cell(self, old: Element, new: Element) -> str:
        """Of a column that came or went only the head says so in words that are seen."""
        is_head = (old.tag if isinstance(new, Missing) else new.tag) == "th"
        words = self._signs.words
        if isinstance(new, Missing):
            made = dead([old])[0]
            if not isinstance(made, Element) or not self._signs.has_room(made.raw):
                return new.raw
            told = words.removed_block if is_head else ""
            return self._block(made, REMOVED, "del", told)
        if isinstance(old, Missing):
            return self._block(new, ADDED, "ins", words.added_block if is_head else "")
        return self._both(old, new)

    def _added(self, item: Item) -> str:
        if isinstance(item, Run):
            return item.raw if only_separates(item.nodes) else self._signs.come(item.nodes)
        return self._block(item, ADDED, "ins", self._signs.words.added_block)

    def _removed(self, item: Item | None) -> str:
        if item is None:
            return ""
        if isinstance(item, Run):
            return "" if only_separates(item.nodes) else self._signs.gone(dead(item.nodes))
        nodes = [] if item.tag in SINGLE else dead([item])
        made = nodes[0] if nodes else None
        # without words nobody could tell what it was
        if not isinstance(made, Element) or not made.text.strip() or not self._signs.has_room(made.raw):
            return ""
        return self._block(made, REMOVED, "del", self._signs.words.removed_block)

    def _block(self, element: Element, name: str, mark: str, words: str) -> str:
        label = [words] if words else []
        inside = self._filled(element, mark, label)
        return f"{with_class(element, name)}{inside}{element.end}"

    def _filled(self, element: Element, mark: str, label: list[str]) -> str:
        """What lies in a block: its words between tags, and first of all the word for what became of it."""
        out: list[str] = []
        for one in items(element.children):
            if isinstance(one, str):
                out.append(one)
                continue
            told = self._signs.label(label.pop()) if label and element.tag in HOSTS else ""
            if isinstance(one, Element):
                out += (told, one.start, self._filled(one, mark, label), one.end)
            elif element.tag in WITHOUT_TEXT:
                out += (told, one.raw)
            else:
                out.append(_around(one, mark, told, is_entry=element.tag == "li"))
        return "".join(out)


def _around(run: Run, mark: str, told: str, *, is_entry: bool) -> str:
    """Words between tags, behind a word for what became of them."""
    first, *others = run.nodes
    if told and is_entry and isinstance(first, Element) and first.tag == "span":
        # an entry may have columns, in which nothing else is to stand
        inside = "".join(node.raw for node in first.children)
        rest = "".join(node.raw for node in others)
        return f'<{mark} class="bk-run">{first.start}{told}{inside}{first.end}{rest}</{mark}>'
    return f'{told}<{mark} class="bk-run">{run.raw}</{mark}>'


def _as_run(item: Item) -> Run:
    return item if isinstance(item, Run) else Run([item])
