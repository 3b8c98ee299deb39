"""The results of one stage of one build: those of the build before where nothing that they read changed."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import compress
from operator import is_not
from typing import Any, Generic, NamedTuple, TypeVar

from briefkit.memory.digest import SIZE, Digests
from briefkit.memory.kept import Kept, Saved
from briefkit.memory.late import Late
from briefkit.memory.numbers import Noted, Numbered
from briefkit.memory.spreading import Results, spread, spread_in_files
from briefkit.model.reads import MISSING, Read, content, is_alike, is_noting, note, reading

T = TypeVar("T")

FEW = 50
"""A stage is stored again where more than one of so many results is new: few are sooner worked out again."""


class Job(NamedTuple, Generic[T]):
    """A piece of work whose result is worth keeping."""

    name: str
    """No two of one scope have the same."""
    basis: object
    """What it is given, for `Digests`; all else that it rests on it reads from tables."""
    work: Callable[[], T]
    """Gives back something that can be pickled, and changes nothing."""


class State(NamedTuple):
    """What an object was made of, and what the store has results for: where the two are known by a sum.

    Between two objects that are there what differs is seen sooner than by the sums of all that was read.
    """

    total: bytes
    """The sum of all that the object was made of."""
    stored: bytes
    """That of what the results in the store rest on; empty where there are none."""
    before: Callable[[], object]
    """Makes the object that it was made into."""


GONE = b"\xff" * SIZE
"""Stands for the sum of what is not there."""


@dataclass
class Scope:
    """The results of one stage of one build."""

    owners: Mapping[str, object]
    """The objects whose tables the jobs read, by the names of their classes."""
    basis: bytes
    """What all its jobs rest on."""
    digests: Digests
    numbered: Numbered
    workers: int = 1
    before: "Scope | Saved | None" = None
    """That of the build before, if it rested on the same."""
    state: State | None = None
    units: dict[str, Kept] = field(default_factory=dict)
    worked: list[str] = field(default_factory=list)
    """The jobs whose results were not known."""
    tables: set[str] = field(default_factory=set)
    """Those that the jobs read, and maybe some that they read before."""
    stored: bytes = b""
    """The sum of the state that the store has results for."""
    files: ExitStack | None = None
    """Where its results are too large to have them all: what holds them in files."""
    _contents: dict[str, Any] = field(default_factory=dict)
    _touched: Set[str] | None = None

    def run(self, jobs: Sequence[Job[T]]) -> Sequence[T]:
        """The results of the jobs, in their order: as they are known, or worked out. Raises OSError."""
        missing = []
        before, touched = self.before.units if self.before else {}, self.touched
        for job in jobs:
            kept = before.get(job.name)
            if kept is None or job.name in touched or not self._has_basis(kept, job) or not kept.is_whole:
                missing.append(job)
            else:
                self.units[job.name] = kept
        self._work(missing)
        found = [self.units[job.name] for job in jobs]
        if is_noting():
            for kept in found:
                note(set(self.numbered.named(kept.reads)))
        return Late(kept.get for kept in found) if self.files else [kept.value for kept in found]

    def _work(self, jobs: Sequence[Job[Any]]) -> None:
        """Works out the results of jobs."""
        works = [_Noting(job.work, self.numbered) for job in jobs]
        done: Results[tuple[Any, Noted]] | list[tuple[Any, Noted]]
        if self.files is None:
            done, held = spread(works, self.workers), None
        else:
            done = spread_in_files(works, self.workers, self.files)
            held = _Held(done)
        read: set[int] = set()
        for number, job in enumerate(jobs):
            value, noted = done[number]
            reads = self.numbered.understood(noted)
            read.update(reads)
            self.units[job.name] = kept = Kept(job.basis, reads, value)
            if held:
                kept.leave(held, number)
            self.worked.append(job.name)
        self.numbered.forget_others()
        self.tables.update({name for name, _ in self.numbered.named(read)})

    def known(self, name: str) -> Any:
        """The result of a job in the build before; None where there is none."""
        kept = self.before.units.get(name) if self.before else None
        return None if kept is None else kept.value

    def amend(self, name: str, value: object) -> None:
        """Puts another result in the place of one that was used again: of what its job cannot have read."""
        kept = self.units[name]
        self.units[name] = Kept(kept.basis, kept.reads, value, total=kept.sum)

    @property
    def is_new(self) -> bool:
        """Whether so much of it is new that it is stored again."""
        return len(self.worked) * FEW > len(self.units)

    @property
    def is_moved(self) -> bool:
        """Whether the store has results for another state."""
        return self.state is not None and self.state.total != self.stored

    def _has_basis(self, kept: Kept, job: Job[Any]) -> bool:
        """Whether a result is that of what the job is given."""
        if kept.sum is None:
            return bool(kept.basis == job.basis)
        if kept.basis_sum(self.digests) != self.digests.of(job.basis):
            return False
        # from now on it is compared, which is quicker
        kept.basis, kept.sum = job.basis, None
        return True

    @property
    def touched(self) -> Set[str]:
        """The names of the results of the build before that read something that is no longer the same."""
        if self._touched is None:
            self._touched = self._touched_in(self.before) if self.before else set()
        return self._touched

    def _touched_in(self, before: "Scope | Saved") -> Set[str]:
        self.tables.update(before.tables)
        if isinstance(before, Scope):
            return self._touched_since(before)
        if self.state and before.total == self.state.total:
            return set()
        if self.state and before.total and before.total == self.state.stored:
            owners = by_class(self.state.before())
            return before.touched(set(self._differing(owners, before.tables)))
        return before.touched({read for read, total in before.sums() if total != self.sum(read)})

    def _touched_since(self, before: "Scope") -> Set[str]:
        changed = set(self._differing(before.owners, before.tables))
        if not changed:
            return set()
        numbers = self.numbered.known(changed)
        stored = {kept.stored for kept in before.units.values()} - {None}
        # what nobody asked about has no numbers yet
        told = {
            saved: saved.touched(changed) for saved in stored if saved is not None and not saved.is_numbered
        }
        return {
            name
            for name, kept in before.units.items()
            if (name in told[kept.stored] if kept.stored in told else not numbers.isdisjoint(kept.reads))
        }

    def sum(self, read: Read) -> bytes:
        """The sum of what is read there now."""
        name, key = read
        if name not in self._contents:
            self._contents[name] = content(self.owners, name)
        found = self._contents[name]
        value = found if key is None else found.get(key, MISSING)
        if key is None and isinstance(value, Mapping):
            value = list(value.items())
        return GONE if value is MISSING else self.digests.of(value)

    def _differing(self, owners: Mapping[str, object], tables: Collection[str]) -> Iterator[Read]:
        for name in tables:
            if is_alike(owners, self.owners, name):
                continue
            one, other = content(owners, name), content(self.owners, name)
            if one is other:
                continue
            if not (isinstance(one, Mapping) and isinstance(other, Mapping)):
                if one != other:
                    yield name, None
                continue
            keys = [] if one == other else list(_keys_differing(one, other))
            yield from ((name, key) for key in keys)
            # those who go through all of it see the order, too
            if keys or list(one) != list(other):
                yield name, None


def by_class(*owners: object) -> dict[str, object]:
    """Objects by the names of their classes."""
    return {kind.__name__: owner for owner in owners for kind in type(owner).__mro__}


def _keys_differing(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> Iterator[Any]:
    yield from one.keys() - other.keys()
    keys: Iterable[Any] = other
    if list(one) == list(other):
        # nearly all values are the same objects, which is seen soonest side by side
        keys = compress(other, map(is_not, one.values(), other.values()))
    for key in keys:
        old, new = one.get(key, MISSING), other[key]
        if old is not new and (old is MISSING or old != new):
            yield key


class _Held:
    """The values among results that are in files."""

    stays = False

    def __init__(self, results: Results[tuple[Any, Noted]]) -> None:
        self._results = results

    def value(self, number: int) -> Any:
        """The value of that number."""
        return self._results[number][0]


class _Noting:
    """A piece of work that tells what it read."""

    def __init__(self, work: Callable[[], Any], numbered: Numbered) -> None:
        self._work = work
        self._numbered = numbered

    def __call__(self) -> tuple[Any, Noted]:
        with reading() as reads:
            value = self._work()
        return value, self._numbered.note(reads)
