"""Words that changed, inside of what stayed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html import unescape
from itertools import takewhile

from briefkit.plugin.preview.elements import NAMES, OPAQUE, UNDIVIDED
from briefkit.plugin.preview.removed import dead
from briefkit.plugin.preview.signs import Signs, only_separates
from briefkit.plugin.preview.tree import WORD, Element, Node, Run, Text

_PIECE = re.compile(r"\s+|(?:&#?\w+;|[\w'’-])+|.", re.DOTALL)

SWAP = '<span class="bk-swap">'

SHORT = 4
"""Words of a sign or a badge: it changes as a whole."""

MOST = 4_000_000
"""Comparisons of words with words; what is longer changed as a whole."""

BRIDGE = 2
"""So few words that stayed, between others that changed, are shown as changed, too."""

LEAST = 0.3
"""The share of words that stayed, below which it is easier to read all of them before and after."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a sign, or an element that is not divided."""

    key: tuple[str, str]
    """What it says, and where a link around it leads to."""
    node: Node
    gap: bool
    """Whether there is a space before it."""
    around: tuple[str, ...] = ()
    """The elements that it lies in, from the outermost on."""

    @property
    def is_drawn(self) -> bool:
        """True for drawings, and what else nothing is put into."""
        return isinstance(self.node, Element) and self.node.tag in OPAQUE


@dataclass(slots=True)
class _Plan:
    """What becomes of the pieces there are now."""

    new: set[int] = field(default_factory=set)
    """The numbers of those that are new."""
    linked: set[int] = field(default_factory=set)
    """The numbers of those that only lead elsewhere."""
    drawn: set[int] = field(default_factory=set)
    """The numbers of drawings, and of what else is not put into a mark, that are not what they were."""
    gone: dict[int, Sequence[Piece]] = field(default_factory=dict)
    """What stood before a piece, by its number."""


def changed_words(old: Run, new: Run, signs: Signs) -> str:
    """The words as they are now, marked where they are not what they were."""
    was, now = list(pieces(old.nodes)), list(pieces(new.nodes))
    whole = "".join(node.raw for node in new.nodes)
    if [one.key for one in was] == [one.key for one in now]:
        return whole
    if len(was) * len(now) > MOST:
        return f"{signs.gone([*dead(old.nodes), Text(' ')])}{signs.come(new.nodes, counts=False)}"
    return _Writer(_plan(was, now), len(now), signs).written(new.nodes)


def pieces(nodes: Iterable[Node]) -> Iterator[Piece]:
    """The pieces of a text; spaces are none."""
    gap = False

    def walk(inside: Iterable[Node], link: str, around: tuple[str, ...]) -> Iterator[Piece]:
        nonlocal gap
        for node in inside:
            if isinstance(node, Text):
                for raw in split(node):
                    if not raw.isspace():
                        yield Piece((unescape(raw), link), Text(raw), gap, around)
                    gap = raw.isspace()
            elif node.is_seen and is_whole(node):
                yield Piece((node.key.hex(), link), node, gap, around)
                gap = False
            elif node.is_seen:
                yield from walk(node.children, node.leads_to or link, (*around, _sort(node)))

    return walk(nodes, "", ())


def _sort(element: Element) -> str:
    """Equal of elements of which one can be the other."""
    return " ".join((element.tag, *sorted(element.classes)))


def split(text: Text) -> list[str]:
    """Words, signs and spaces, as they are written; a comment is none of them."""
    return _PIECE.findall(text.raw) if text.is_seen or text.raw.isspace() else []


def is_whole(element: Element) -> bool:
    """True for what is not divided: signs, badges, pictures, what can be operated."""
    if element.tag in UNDIVIDED:
        return True
    badge = element.tag == "span" and any(name.startswith("bk-") for name in element.classes)
    return badge and len(WORD.findall(element.text)) <= SHORT and not _has_link(element)


def _has_link(element: Element) -> bool:
    return any(isinstance(one, Element) and (one.tag == "a" or _has_link(one)) for one in element.children)


def _plan(was: Sequence[Piece], now: Sequence[Piece]) -> _Plan:
    plan = _Plan()
    for kind, old_from, old_to, new_from, new_to in _steps(was, now):
        before, after = was[old_from:old_to], now[new_from:new_to]
        if kind == "equal":
            continue
        if [one.key[0] for one in before] == [one.key[0] for one in after]:
            plan.linked.update(range(new_from, new_to))
            continue
        if only_separates(one.node for one in (*before, *after)):
            continue
        drawn = {number for number in range(new_from, new_to) if now[number].is_drawn}
        plan.drawn |= drawn
        plan.new.update(number for number in range(new_from, new_to) if number not in drawn)
        # of a drawing before and now it is said once that it changed
        before = [one for one in before if not (drawn and one.is_drawn)]
        if before:
            plan.gone[new_from] = before
    return plan


_Step = tuple[str, int, int, int, int]


def _steps(was: Sequence[Piece], now: Sequence[Piece]) -> list[_Step]:
    """What became of the pieces; few that stayed between many that did not count as changed."""
    matcher = SequenceMatcher(None, [one.key for one in was], [one.key for one in now], autojunk=False)
    if matcher.ratio() < LEAST:
        # what it is that they say may have stayed
        names = sum(1 for _ in takewhile(_is_same_name, zip(was, now, strict=False)))
        same: list[_Step] = [("equal", 0, names, 0, names)]
        return [*same, ("replace", names, len(was), names, len(now))]
    steps: list[_Step] = []
    found = matcher.get_opcodes()
    for at, (kind, old_from, old_to, new_from, new_to) in enumerate(found):
        between = 0 < at < len(found) - 1 and found[at - 1][0] == found[at + 1][0] == "replace"
        joins = kind != "equal" or (between and old_to - old_from <= BRIDGE)
        if joins and steps and steps[-1][0] != "equal":
            steps[-1] = ("replace", steps[-1][1], old_to, steps[-1][3], new_to)
        else:
            steps.append(("replace" if joins else "equal", old_from, old_to, new_from, new_to))
    return steps


def _is_same_name(both: tuple[Piece, Piece]) -> bool:
    old, new = both
    return old.key == new.key and isinstance(new.node, Element) and bool(new.node.classes & NAMES)


class _Writer:
    """Writes the nodes there are now, with marks between and around their pieces."""

    def __init__(self, plan: _Plan, count: int, signs: Signs) -> None:
        self._plan = plan
        self._count = count
        self._signs = signs
        self._at = 0
        self._waiting: list[Node] = []
        self._out: list[str] = []

    def written(self, nodes: Iterable[Node]) -> str:
        self._nodes(nodes, 0)
        if self._count in self._plan.gone:
            self._take(self._count)
        return "".join(self._out)

    def _nodes(self, nodes: Iterable[Node], depth: int) -> None:
        for node in nodes:
            if isinstance(node, Text):
                self._text(node)
            elif not node.is_seen:
                self._out.append(node.raw)
            elif is_whole(node):
                self._piece(node)
            else:
                # what stood there was not in this element, unless it was in one like it
                gone = self._plan.gone.get(self._at, ())
                if any(one.around[depth : depth + 1] != (_sort(node),) for one in gone):
                    self._take(self._at)
                self._out.append(node.start)
                self._nodes(node.children, depth + 1)
                self._end()
                self._out.append(node.end)
            self._end()

    def _text(self, text: Text) -> None:
        found = split(text)
        if not found:
            self._out.append(text.raw)
        for raw in found:
            if raw.isspace():
                # inside of a mark only where it goes on after it
                if self._kept:
                    self._waiting.append(Text(raw))
                else:
                    self._out.append(raw)
            else:
                self._piece(Text(raw))

    _kept = ""
    """What the marked words that are not yet written begin with."""

    def _piece(self, node: Node) -> None:
        at, plan = self._at, self._plan
        kind = "new" if at in plan.new else "linked" if at in plan.linked else ""
        if at in plan.gone or kind != self._kept:
            self._end()
        after = at in plan.gone or at - 1 in plan.new
        if at in plan.gone:
            if kind == "new" and at not in self._taken:
                # one thing for another: where things stand in columns, they stay in them
                self._out.append(SWAP)
                self._is_swap = True
            self._take(at)
        if not kind:
            label = self._signs.label(self._signs.words.drawing) if at in plan.drawn else ""
            self._out += [label, node.raw]
        else:
            if not self._kept:
                self._counts = not after or self._is_open
            self._kept = kind
            self._waiting.append(node)
        self._at += 1

    _counts = True
    _is_open = False
    """Whether a mark has begun that has no number yet."""
    _is_swap = False
    _taken: frozenset[int] = frozenset()

    def _take(self, at: int) -> None:
        """Shows what stood there, once."""
        if at not in self._taken:
            self._taken |= {at}
            nodes = _together(self._plan.gone[at])
            # hidden with what is gone
            self._out.append(self._signs.gone([*nodes, Text(" ")] if at in self._plan.new else nodes))

    def _end(self) -> None:
        """Writes the words that are marked together."""
        if not self._kept:
            return
        spaces = []
        while isinstance(self._waiting[-1], Text) and self._waiting[-1].raw.isspace():
            spaces.append(self._waiting.pop().raw)
        words, kind = self._waiting, self._kept
        self._waiting, self._kept = [], ""
        swap_end = "</span>" if self._is_swap else ""
        self._is_swap = False
        if kind == "new" and only_separates(words):
            mark = self._signs.joined(words)
            self._is_open = self._counts
        else:
            mark = (self._signs.come if kind == "new" else self._signs.linked)(words, counts=self._counts)
            self._is_open = False
        self._out += [mark, swap_end, *reversed(spaces)]


def _together(found: Sequence[Piece]) -> list[Node]:
    nodes: list[Node] = []
    for piece in found:
        if piece.gap and nodes:
            nodes.append(Text(" "))
        nodes.append(piece.node)
    return dead(nodes)
