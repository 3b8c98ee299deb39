"""Results of jobs, each with what it rests on; in memory, and as they are stored."""

import pickle
import zlib
from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from itertools import chain
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
        if self._from is None:
            return True
        with suppress(Exception):  # whatever may be wrong with it: then it is worked out again
            self.value  # noqa: B018 - to have it read
            return True
        return False

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
    reads: tuple[bytes, ...]
    """The numbers of what each result read."""


class Saved:
    """The results of a stage as another run stored them: unpacked where they are asked for."""

    stays = True

    def __init__(self, basis: bytes, stored: Stored, packs: Iterable[bytes], numbered: Numbered) -> None:
        self.basis = basis
        self.total = stored.total
        self._stored = stored
        self._packs: list[bytes | list[Any]] = list(packs)
        self._here = numbered
        self._numbers: Numbers = ()
        self.units = {
            name: Kept(None, None, total=total, saved=self, number=number)
            for number, (name, total) in enumerate(zip(stored.names, stored.bases, strict=True))
        }

    @property
    def tables(self) -> list[str]:
        """The tables that were read."""
        return [name for name, _, _ in self._stored.tables]

    def value(self, number: int) -> Any:
        """The result of that number."""
        which, place = divmod(number, TOGETHER)
        pack = self._packs[which]
        if isinstance(pack, bytes):
            pack = self._packs[which] = unpickled(zlib.decompress(pack))
        return pack[place]

    @property
    def is_numbered(self) -> bool:
        """Whether what was read has its numbers here."""
        return bool(self._numbers)

    def reads_of(self, number: int) -> Numbers:
        """The numbers of what the result of that number read."""
        if not self._numbers:
            self._numbers = self._here.of((name, key) for name, keys in self._keys() for key in keys)
        return array("I", map(self._numbers.__getitem__, _numbers(self._stored.reads[number])))

    def sums(self) -> Iterator[tuple[Read, bytes]]:
        """Each read with the sum of what was read there."""
        sums = self._stored.sums
        reads = ((name, key) for name, keys in self._keys() for key in keys)
        return ((read, sums[SIZE * at : SIZE * (at + 1)]) for at, read in enumerate(reads))

    def touched(self, changed: Set[Read]) -> set[str]:
        """The names of the results that read any of what changed."""
        names = {name for name, _ in changed}
        found: set[int] = set()
        for name, numbers, keys in self._numbered(names):
            found.update(at for at, key in zip(numbers, keys, strict=True) if (name, key) in changed)
        if not found:
            return set()
        units = zip(self._stored.names, self._stored.reads, strict=True)
        return {name for name, reads in units if not found.isdisjoint(_numbers(reads))}

    def _numbered(self, names: Set[str]) -> Iterator[tuple[str, range, list[Hashable]]]:
        start = 0
        for name, count, keys in self._stored.tables:
            if name in names:
                yield name, range(start, start + count), unpickled(keys)
            start += count

    def _keys(self) -> Iterator[tuple[str, list[Hashable]]]:
        return ((name, unpickled(keys)) for name, _, keys in self._stored.tables)


def _numbers(packed: bytes) -> memoryview:
    return memoryview(packed).cast("I")


def stored(
    units: Mapping[str, Kept],
    reads: Sequence[Read],
    digests: Digests,
    sum_of: Callable[[Read], bytes],
    total: bytes,
) -> Stored:
    """What is stored of the results of a stage besides these, see `packed`.

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
    return Stored(
        total,
        tuple((name, len(found), pickle.dumps(found, 5)) for name, found in keys.items()),
        b"".join(sum_of(reads[number]) for number in order),
        tuple(units),
        tuple(one.basis_sum(digests) for one in kept),
        tuple(array("I", map(numbers.__getitem__, one.reads)).tobytes() for one in kept),
    )


def packed(units: Mapping[str, Kept]) -> Iterator[bytes]:
    """The results themselves, as they are stored: one after another, for all of them take much memory."""
    kept = list(units.values())
    for at in range(0, len(kept), TOGETHER):
        yield zlib.compress(pickle.dumps([one.value for one in kept[at : at + TOGETHER]], 5), 1)


def packs_of(stored: Stored) -> int:
    """How many of these there are."""
    return -(-len(stored.names) // TOGETHER)
