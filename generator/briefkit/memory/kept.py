"""Results of jobs, each with what it rests on; in memory, and as they are stored."""

import pickle
import zlib
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from functools import cached_property
from itertools import accumulate, chain, compress
from typing import Any, NamedTuple, Optional, Protocol

from briefkit.memory.digest import SIZE, Digests
from briefkit.memory.numbers import Numbered, Numbers
from briefkit.memory.values import unpickled
from briefkit.model.reads import Read

_UNKNOWN = object()

TOGETHER = 100
"""Results that are packed together: each by itself takes more time, all at once more memory."""


class Kept:
    """The result of a job."""

    __slots__ = ("_from", "_number", "_reads", "_saved", "_value", "basis", "sum")

    def __init__(
        self,
        basis: object,
        reads: Numbers | None,
        value: Any = _UNKNOWN,
        *,
        total: bytes | None = None,
        saved: Optional["Saved"] = None,
        number: int = 0,
    ) -> None:
        """`total` is the sum of the basis, where that is all that is known of it.

        `saved` has what is not given, under its number there.
        """
        self.basis = basis
        self.sum = total
        self._reads = reads
        self._value = value
        self._saved = saved
        self._from: Values | None = saved
        self._number = number

    @property
    def value(self) -> Any:
        """What came of the job."""
        return self.get()

    def get(self) -> Any:
        """What came of the job."""
        if self._value is not _UNKNOWN or self._from is None:
            return self._value
        value = self._from.value(self._number)
        if self._from.stays:
            self._value = value
        return value

    def leave(self, place: "Values", number: int) -> None:
        """Leaves what came of the job where it is, under its number there."""
        self._from, self._number, self._value = place, number, _UNKNOWN

    @property
    def reads(self) -> Numbers:
        """The numbers of what it read."""
        if self._reads is None:
            self._reads = self._saved.reads_of(self._number) if self._saved else ()
        return self._reads

    @property
    def stored(self) -> Optional["Saved"]:
        """Where what it read stands, if another run stored it."""
        return self._saved if self._reads is None else None

    @property
    def is_whole(self) -> bool:
        """Whether there is a value to be had."""
        if self._from is None or self._value is not _UNKNOWN:
            return True
        with suppress(Exception):  # whatever may be wrong with it: then it is worked out again
            self.value  # noqa: B018 - to have it read
            return True
        return False

    def have(self, value: Any) -> None:
        """Takes what came of the job, which was got out of where it is stored."""
        self._value = value

    def basis_sum(self, digests: Digests) -> bytes:
        """The sum of what the job was given."""
        return digests.of(self.basis) if self.sum is None else self.sum


class Values(Protocol):
    """Where values are; `stays` says whether one that was asked for may stay in memory."""

    stays: bool

    def value(self, number: int) -> Any:
        """The value of that number."""


class Stored(NamedTuple):
    """The results of a stage as they are stored; what is read is numbered, table by table."""

    total: bytes
    """Of the state that was read; empty where there is none."""
    tables: tuple[tuple[str, int, bytes], ...]
    """Each with how many of its keys were read, and which."""
    sums: bytes
    """Of what was read."""
    names: tuple[str, ...]
    bases: tuple[bytes, ...]
    readers: bytes
    """The numbers of the results that read each of it, one after another: little of it changes."""
    ends: bytes
    """Where those of each end."""
    is_packed: bool
    """Whether the results are compressed."""


class Saved:
    """The results of a stage as another run stored them: unpacked where they are asked for."""

    stays = True

    def __init__(self, basis: bytes, stored: Stored, packs: Iterable[bytes], numbered: Numbered) -> None:
        self.basis = basis
        self.total = stored.total
        self._stored = stored
        self._packs: list[bytes | list[Any]] = list(packs)
        self._here = numbered
        self._reads: list[Numbers] = []
        """Of each result, as they are numbered here."""
        self._is_unpacked = False
        self._damaged = 0
        """Packs that could not be unpacked."""

    @cached_property
    def units(self) -> dict[str, Kept]:
        """The results by the names of their jobs."""
        return {
            name: Kept(None, None, total=total, saved=self, number=number)
            for number, (name, total) in enumerate(zip(self._stored.names, self._stored.bases, strict=True))
        }

    def unpack(self) -> None:
        """Gets all results at once, where most are asked for; those that are damaged stay where they are."""
        if self._is_unpacked:
            return
        self._is_unpacked = True
        every = [*self.units.values()]
        self._damaged = len(self._packs)
        for which in range(len(self._packs)):
            with suppress(Exception):  # whatever may be wrong with it: then it is told when it is asked for
                values = self._pack(which)
                these = every[which * TOGETHER : (which + 1) * TOGETHER]
                for kept, value in zip(these, values, strict=True):
                    kept.have(value)
                self._damaged -= 1

    def is_whole(self, basis: bytes) -> bool:
        """Whether all results were unpacked, and all jobs were given what has that sum."""
        return self._is_unpacked and not self._damaged and set(self._stored.bases) <= {basis}

    @property
    def tables(self) -> list[str]:
        """The tables that were read."""
        return [name for name, _, _ in self._stored.tables]

    def value(self, number: int) -> Any:
        """The result of that number."""
        which, place = divmod(number, TOGETHER)
        return self._pack(which)[place]

    def _pack(self, which: int) -> list[Any]:
        pack = self._packs[which]
        if isinstance(pack, bytes):
            pack = self._packs[which] = unpickled(zlib.decompress(pack) if self._stored.is_packed else pack)
        return pack

    @property
    def is_numbered(self) -> bool:
        """Whether what was read has its numbers here."""
        return bool(self._reads)

    def reads_of(self, number: int) -> Numbers:
        """The numbers of what the result of that number read."""
        if not self._reads:
            found = [array("I") for _ in self._stored.names]
            reads = ((name, key) for name, keys in self._keys() for key in keys)
            for at, here in enumerate(self._here.of(reads)):
                for unit in self._readers(at):
                    found[unit].append(here)
            self._reads.extend(found)
        return self._reads[number]

    def _readers(self, at: int) -> Numbers:
        """The numbers of the results that read what is stored under that number."""
        ends = _numbers(self._stored.ends)
        return _numbers(self._stored.readers)[ends[at - 1] if at else 0 : ends[at]]

    def sums(self) -> Iterator[tuple[Read, bytes]]:
        """Each read with the sum of what was read there."""
        sums = self._stored.sums
        reads = ((name, key) for name, keys in self._keys() for key in keys)
        return ((read, sums[SIZE * at : SIZE * (at + 1)]) for at, read in enumerate(reads))

    def touched(self, changed: Set[Read]) -> set[str]:
        """The names of the results that read any of what changed."""
        by_table: dict[str, set[Hashable]] = {}
        for name, key in changed:
            by_table.setdefault(name, set()).add(key)
        found: set[int] = set()
        for name, numbers, keys in self._numbered(by_table.keys()):
            for at in compress(numbers, map(by_table[name].__contains__, keys)):
                found.update(self._readers(at))
        return {self._stored.names[number] for number in found}

    def _numbered(self, names: Set[str]) -> Iterator[tuple[str, range, list[Hashable]]]:
        start = 0
        for name, count, keys in self._stored.tables:
            if name in names:
                yield name, range(start, start + count), unpickled(keys)
            start += count

    def _keys(self) -> Iterator[tuple[str, list[Hashable]]]:
        return ((name, unpickled(keys)) for name, _, keys in self._stored.tables)


def _numbers(packed: bytes) -> "memoryview[int]":
    return memoryview(packed).cast("I")


def stored(
    units: Mapping[str, Kept],
    reads: Sequence[Read],
    digests: Digests,
    sum_of: Callable[[Read], bytes],
    total: bytes,
    *,
    is_packed: bool,
) -> Stored:
    """What is stored of the results of a stage besides these, see `packs`.

    `reads` are the reads by number, and `sum_of` is the sum of what is read there now.
    """
    by_table: dict[str, list[int]] = {}
    used: set[int] = set().union(*(kept.reads for kept in units.values()))
    for number in sorted(used):
        by_table.setdefault(reads[number][0], []).append(number)
    order = list(chain.from_iterable(by_table.values()))
    numbers = {number: place for place, number in enumerate(order)}
    kept = units.values()
    keys = {name: [reads[number][1] for number in found] for name, found in by_table.items()}
    readers: list[list[int]] = [[] for _ in order]
    for unit, one in enumerate(kept):
        for number in one.reads:
            readers[numbers[number]].append(unit)
    return Stored(
        total,
        tuple((name, len(found), pickle.dumps(found, 5)) for name, found in keys.items()),
        b"".join(sum_of(reads[number]) for number in order),
        tuple(units),
        tuple(one.basis_sum(digests) for one in kept),
        array("I", chain.from_iterable(readers)).tobytes(),
        array("I", accumulate(map(len, readers))).tobytes(),
        is_packed,
    )


def packs(units: Mapping[str, Kept], *, is_packed: bool) -> Iterator[bytes]:
    """The results themselves, as they are stored: one after another, for all of them take much memory."""
    kept = list(units.values())
    for at in range(0, len(kept), TOGETHER):
        pack = pickle.dumps([one.value for one in kept[at : at + TOGETHER]], 5)
        yield zlib.compress(pack, 1) if is_packed else pack


def packs_of(stored: Stored) -> int:
    """How many of these there are."""
    return -(-len(stored.names) // TOGETHER)
