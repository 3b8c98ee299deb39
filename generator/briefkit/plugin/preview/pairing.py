"""Which block of a page was which before."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from briefkit.plugin.preview.columns import are_heads, are_like_rows, can_align, row_names
from briefkit.plugin.preview.elements import CONTAINERS, ENTRIES, HEADINGS, NAMES, SINGLE
from briefkit.plugin.preview.tree import Element, Item, Run

SHORT = 12
"""Words of a block that is shown before and now in its place, whatever they are."""

MOST = 40_000
"""Comparisons of blocks with blocks in one gap; beyond, they are told apart by their places."""

ALIKE, AKIN = 0.4, 0.2
"""The share of words that two blocks have in common to be the same one; the second, of containers alike."""


class Pair(NamedTuple):
    """A block before and now; None where there was none, or is none."""

    old: Item | None
    new: Item | None


def pairs(old: Sequence[Item], new: Sequence[Item]) -> Iterator[Pair]:
    """All blocks of both, in the order in which they are shown: what is gone stands where it was."""
    found = SequenceMatcher(None, [one.key for one in old], [one.key for one in new], autojunk=False)
    for kind, old_from, old_to, new_from, new_to in found.get_opcodes():
        before, now = old[old_from:old_to], new[new_from:new_to]
        if kind == "equal":
            yield from map(Pair, before, now)
        else:
            yield from _in_gap(before, now)


def _in_gap(old: Sequence[Item], new: Sequence[Item]) -> Iterator[Pair]:
    """Pairs those that are most alike, none of them across others."""
    wide = len(new) + 1
    if len(old) * len(new) > MOST:
        yield from _by_place(old, new)
        return
    if len(old) == len(new) == 1 and _is_short(old[0]) and _is_short(new[0]) and _is_leaf_of(old[0], new[0]):
        yield Pair(old[0], new[0])
        return
    best = [[0.0] * wide for _ in range(len(old) + 1)]
    worth = [[likeness(one, other) for other in new] for one in old]
    for at in reversed(range(len(old))):
        for to in reversed(range(len(new))):
            together = worth[at][to] + best[at + 1][to + 1] if worth[at][to] else 0.0
            best[at][to] = max(together, best[at + 1][to], best[at][to + 1])
    at = to = 0
    while at < len(old) and to < len(new):
        if worth[at][to] and best[at][to] == worth[at][to] + best[at + 1][to + 1]:
            yield Pair(old[at], new[to])
            at, to = at + 1, to + 1
        elif best[at][to] == best[at + 1][to]:
            yield Pair(old[at], None)
            at += 1
        else:
            yield Pair(None, new[to])
            to += 1
    yield from (Pair(one, None) for one in old[at:])
    yield from (Pair(None, one) for one in new[to:])


def _is_short(item: Item) -> bool:
    return item.words.total() <= SHORT


def _is_leaf_of(old: Item, new: Item) -> bool:
    """Whether both are words and nothing else, in the same kind of block."""
    if isinstance(old, Run) or isinstance(new, Run):
        return False
    return old.tag == new.tag and not any(
        isinstance(one, Element) and one.is_block for one in (*old.children, *new.children)
    )


def _by_place(old: Sequence[Item], new: Sequence[Item]) -> Iterator[Pair]:
    for before, now in zip(old, new, strict=False):
        if likeness(before, now):
            yield Pair(before, now)
        else:
            yield from (Pair(before, None), Pair(None, now))
    yield from (Pair(one, None) for one in old[len(new) :])
    yield from (Pair(None, one) for one in new[len(old) :])


def likeness(old: Item, new: Item) -> float:
    """How much speaks for it that one block is the other; 0 where they are none."""
    if isinstance(old, Run) or isinstance(new, Run):
        both = isinstance(old, Run) and isinstance(new, Run)
        return 0.05 + common(old.words, new.words) if both else 0.0
    if not _can_be(old, new):
        return 0.0
    shared = common(old.words, new.words)
    if old.tag in SINGLE:
        return 2 + shared
    if old.anchor and old.anchor == new.anchor:
        return 1 + shared
    if old.tag in ENTRIES and old.lead and old.lead == new.lead:
        return _share(old, new, AKIN) and 0.5 + shared
    if old.tag == "tr" and are_heads(old, new):
        return 1 + shared
    name, now = row_names(old, new) if old.tag == "tr" else (_name(old), _name(new))
    if name and name == now:
        return 0.5 + shared
    kin = old.tag in CONTAINERS and old.classes == new.classes
    return _share(old, new, AKIN if kin else ALIKE)


def _name(element: Element) -> str:
    """What names what an entry says."""
    first = next((one for one in element.children if isinstance(one, Element)), None)
    if first is None or not first.classes & NAMES:
        return _name(first) if first is not None and first.tag == "p" else ""
    return first.text


def _share(old: Item, new: Item, least: float) -> float:
    shared = common(old.words, new.words)
    return shared if shared >= least else 0.0


def _can_be(old: Element, new: Element) -> bool:
    if old.tag != new.tag:
        # a heading of another level, but for the one of the page
        return {old.tag, new.tag} <= HEADINGS - SINGLE
    match old.tag:
        case "tr":
            return are_like_rows(old, new)
        case "table":
            return can_align(old, new)
    return True


def common(old: Counter[str], new: Counter[str]) -> float:
    """The share of words that both have."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 1.0
