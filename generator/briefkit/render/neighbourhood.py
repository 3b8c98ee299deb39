"""The neighbourhood of a record: what is connected with it, and what is connected with that."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from briefkit.model.folding import fold_name
from briefkit.model.kinds import KINDS
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.render.connections import Connection

MOST = 60
"""Records that are shown at most, the one in the middle among them."""

LINES = 200
"""Connections that are shown at most: a few records can have thousands between them."""

FEWEST = 3
"""Records that one must be connected with to have a picture: fewer are told by its own page."""

PICTURES = 80
"""Most records of a site that have a picture, those connected with the most others: all of them would take
longer to draw than everything else takes to write.
"""

KINDS_SHOWN = frozenset({"actor", "claim", "place", "event"})
"""The kinds of records that have a neighbourhood."""


class Tie(NamedTuple):
    """A connection as it is read from the middle outwards."""

    origin: Ref
    target: Ref
    connection: Connection


@dataclass(frozen=True)
class Neighbourhood:
    """Two steps around a record."""

    centre: Ref
    first: tuple[Ref, ...]
    """What is shown of the records connected with it, by kind and name."""
    second: tuple[Ref, ...]
    """What is shown of the records connected with those, by kind and name."""
    count: int
    """How many records there are within two steps, shown or not; without the one in the middle."""
    pairs: Mapping[Ref, Mapping[Ref, tuple[Connection, ...]]]
    """All connections of the site, by both ends."""

    @property
    def more(self) -> int:
        """How many records are not shown."""
        return self.count - len(self.first) - len(self.second)

    @property
    def inner(self) -> tuple[Tie, ...]:
        """From the record to those around it."""
        return self._shown[0]

    @property
    def across(self) -> tuple[Tie, ...]:
        """Among those around it, each in the direction in which it was written."""
        return self._shown[1]

    @property
    def outer(self) -> tuple[Tie, ...]:
        """From those around it to the next."""
        return self._shown[2]

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Every tie that is shown."""
        return (*self.inner, *self.across, *self.outer)

    @property
    def more_ties(self) -> int:
        """How many ties between the records that are shown are not."""
        return sum(map(len, self._every)) - len(self.ties)

    @cached_property
    def _every(self) -> tuple[tuple[Tie, ...], tuple[Tie, ...], tuple[Tie, ...]]:
        across = (
            Tie(connection.origin, connection.target, connection)
            for number, ref in enumerate(self.first)
            for _, _, connection in self._between(ref, self.first[number + 1 :])
        )
        outer = (tie for ref in self.first for tie in self._between(ref, self.second))
        return tuple(self._between(self.centre, self.first)), tuple(across), tuple(outer)

    @cached_property
    def _shown(self) -> tuple[tuple[Tie, ...], tuple[Tie, ...], tuple[Tie, ...]]:
        """One to each record, whatever else is left out, and of the others the first, from the middle on."""
        inner, across, outer = self._every
        needed = set({tie.target: tie for tie in reversed((*inner, *outer))}.values())
        others = (tie for tie in (*inner, *across, *outer) if tie not in needed)
        kept = needed.union(islice(others, LINES - len(needed)))
        return (
            tuple(filter(kept.__contains__, inner)),
            tuple(filter(kept.__contains__, across)),
            tuple(filter(kept.__contains__, outer)),
        )

    def _between(self, origin: Ref, targets: Iterable[Ref]) -> Iterator[Tie]:
        known = self.pairs[origin]
        return (Tie(origin, target, connection) for target in targets for connection in known.get(target, ()))


def neighbourhoods(
    records: Mapping[Ref, Record], connections: Iterable[Connection]
) -> Mapping[Ref, Neighbourhood]:
    """The neighbourhood of each record that is connected with enough others, of as many as are drawn.

    In the order of kinds and names.
    """
    return Connected.by(records, connections).neighbourhoods()


_Gathered = dict[Ref, dict[Ref, list[Connection]]]


class Connected:
    """What is connected with what; names are looked at where they decide, which they do for few."""

    def __init__(self, records: Mapping[Ref, Record], gathered: _Gathered) -> None:
        """`gathered` has the connections by both ends, each as often as it is said."""
        self._records = records
        self._gathered = gathered
        self._kinds = {kind.name: number for number, kind in enumerate(KINDS)}
        self._orders: dict[Ref, tuple[int, str, str]] = {}

    @classmethod
    def by(cls, records: Mapping[Ref, Record], connections: Iterable[Connection]) -> "Connected":
        """What is connected by these, of which some can be said twice."""
        gathered: _Gathered = {}
        for connection in connections:
            origin, target = connection.origin, connection.target
            those = gathered.setdefault(origin, {}).setdefault(target, [])
            gathered.setdefault(target, {})[origin] = those
            those.append(connection)
        return cls(records, gathered)

    def instead(
        self, records: Mapping[Ref, Record], gone: Iterable[Connection], come: Iterable[Connection]
    ) -> tuple["Connected", Set[Ref]]:
        """The same of other records, without some connections and with others; and what is at their ends."""
        gathered, ends = self._gathered.copy(), set[Ref]()
        for connections, work in ((gone, list[Connection].remove), (come, list[Connection].append)):
            for connection in connections:
                pair = connection.origin, connection.target
                for end in set(pair) - ends:
                    gathered[end] = gathered.get(end, {}).copy()
                ends.update(pair)
                those = [*gathered[pair[0]].get(pair[1], ())]
                work(those, connection)
                for end, other in (pair, pair[::-1]):
                    gathered[end][other] = those
                    if not those:
                        del gathered[end][other]
        found = {ref: known for ref, known in gathered.items() if known} if ends else gathered
        return Connected(records, found), ends

    def neighbourhoods(
        self, known: Mapping[Ref, Neighbourhood] = MappingProxyType({}), differ: Set[Ref] = frozenset()
    ) -> Mapping[Ref, Neighbourhood]:
        """The neighbourhood of each record that has a picture; what is `known`, unless it can `differ`."""
        enough = {ref: count for ref, count in self.counts() if ref.kind in KINDS_SHOWN and count >= FEWEST}
        those = self.strongest(enough, PICTURES)
        return {ref: known[ref] if ref in known and ref not in differ else self.around(ref) for ref in those}

    def within(self, refs: Iterable[Ref], steps: int) -> Set[Ref]:
        """The records that are at most so many steps away from any of these."""
        found = last = set(refs)
        for _ in range(steps):
            last = {other for ref in last for other in self._gathered.get(ref, ())} - found
            found = found | last
        return found

    def counts(self) -> Iterator[tuple[Ref, int]]:
        """With how many others each record is connected."""
        return ((ref, len(known)) for ref, known in self._gathered.items())

    def around(self, centre: Ref) -> Neighbourhood:
        """The neighbourhood of a record."""
        strength = self._ends([centre])
        first = self.strongest(strength, MOST - 1)
        reached = self._ends(first)
        known = strength.keys() | {centre}
        further = {ref: count for ref, count in reached.items() if ref not in known}
        second = self.strongest(further, MOST - 1 - len(first))
        # of a first ring that is cut, the records behind what is left out count as well
        hidden = set[Ref]().union(*(self._gathered[ref] for ref in strength.keys() - set(first))) - known
        count = len(strength) + len(further.keys() | hidden)
        # no more than its lines need, so that it stays equal where others change
        own = {ref: self._pairs(ref) for ref in (centre, *first)}
        return Neighbourhood(centre, first, second, count, own)

    def strongest(self, strength: Mapping[Ref, int], most: int) -> tuple[Ref, ...]:
        """Of the records those with the most connections, in the order of kind and name."""
        least = min(nlargest(most, strength.values()), default=0) if most else 0
        can_be = [ref for ref, count in strength.items() if count >= least] if most else []
        chosen = sorted(can_be, key=lambda ref: (-strength[ref], self._order(ref)))[:most]
        return tuple(sorted(chosen, key=self._order))

    def _order(self, ref: Ref) -> tuple[int, str, str]:
        if ref not in self._orders:
            self._orders[ref] = self._kinds[ref.kind], fold_name(self._records[ref].label).text, ref.id
        return self._orders[ref]

    def _ends(self, refs: Iterable[Ref]) -> dict[Ref, int]:
        """How often each record is connected with any of these."""
        found: dict[Ref, int] = {}
        for ref in refs:
            for other, ties in self._gathered[ref].items():
                found[other] = found.get(other, 0) + (len(ties) if len(ties) == 1 else len(set(ties)))
        return found

    def _pairs(self, ref: Ref) -> Mapping[Ref, tuple[Connection, ...]]:
        return {other: tuple(sorted(set(ties))) for other, ties in self._gathered[ref].items()}
