"""The results of one stage of one build: those of the build before where nothing that they read changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

from briefkit.memory.differing import by_class, differing
from briefkit.memory.digest import SIZE, Digests
from briefkit.memory.kept import Kept, Saved
from briefkit.memory.late import Late
from briefkit.memory.numbers import Noted, Numbered
from briefkit.memory.spreading import Results, spread, spread_in_files
from briefkit.model.reads import MISSING, Read, content, is_noting, note, reading

K = TypeVar("K")
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
            is_same = kept is not None and job.name not in touched and self._has_basis(kept, job.basis)
            if kept is not None and is_same and kept.is_whole:
                self.units[job.name] = kept
            else:
                missing.append(job)
        self._work(missing)
        found = self._found(job.name for job in jobs)
        return Late(kept.get for kept in found) if self.files else [kept.value for kept in found]

    def each(
        self,
        names: Sequence[str],
        keys: Sequence[K],
        work: Callable[[K], T],
        bases: Sequence[object] | None = None,
    ) -> list[T]:
        """What comes of the same work for each of the keys: as `run`, for very many of which few are new.

        A job is called as its key is in `names`, and given what stands in its place in `bases`, besides the
        key; no job is made where its result is known. All results are in memory. Raises OSError.
        """
        self.unpack()
        missing = [number for number, kept in enumerate(self._known(names, bases)) if kept is None]
        self._work(
            [Job(names[at], None if bases is None else bases[at], partial(work, keys[at])) for at in missing]
        )
        return [kept.value for kept in self._found(names)]

    def unpack(self) -> None:
        """Gets all results that another run stored at once, before they are asked for."""
        if isinstance(self.before, Saved):
            self.before.unpack()

    def _known(self, names: Sequence[str], bases: Sequence[object] | None) -> list[Kept | None]:
        """The results that are used again, name by name."""
        before, touched = self.before.units if self.before else {}, self.touched
        nothing, units = self.digests.of(None), self.units
        found: list[Kept | None]
        if bases is None and isinstance(self.before, Saved) and self.before.is_whole(nothing):
            found = [None if name in touched else before.get(name) for name in names]
            units.update((name, kept) for name, kept in zip(names, found, strict=True) if kept is not None)
            return found
        found = [*map(before.get, names)]
        for number, (name, kept) in enumerate(zip(names, found, strict=True)):
            if kept is None:
                continue
            if bases is None:
                is_same = kept.basis is None if kept.sum is None else kept.sum == nothing
            else:
                is_same = self._has_basis(kept, bases[number])
            if is_same and name not in touched and kept.is_whole:
                units[name] = kept
            else:
                found[number] = None
        return found

    def _found(self, names: Iterable[str]) -> list[Kept]:
        """The results of jobs that are known by now; what they read is noted."""
        found = [*map(self.units.__getitem__, names)]
        if is_noting():
            for kept in found:
                note(set(self.numbered.named(kept.reads)))
        return found

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

    def has(self, name: str, saved: Saved) -> bool:
        """Whether the result of a job is still the one that is stored there."""
        kept = self.units.get(name)
        return kept is not None and kept.stored is saved

    def amend(self, name: str, value: object) -> None:
        """Puts another result in the place of one that was used again: of what its job cannot have read."""
        kept = self.units[name]
        self.units[name] = Kept(kept.basis, kept.reads, value, total=kept.sum)

    def outdate(self, names: Iterable[str]) -> None:
        """Has jobs done again that rest on more than they read."""
        self._touched = {*self.touched, *names}

    @property
    def is_new(self) -> bool:
        """Whether so much of it is new that it is stored again."""
        return len(self.worked) * FEW > len(self.units)

    @property
    def is_moved(self) -> bool:
        """Whether the store has results for another state."""
        return self.state is not None and self.state.total != self.stored

    def _has_basis(self, kept: Kept, basis: object) -> bool:
        """Whether a result is that of what the job is given."""
        if kept.sum is None:
            return bool(kept.basis == basis)
        if kept.basis_sum(self.digests) != self.digests.of(basis):
            return False
        # from now on it is compared, which is quicker
        kept.basis, kept.sum = basis, None
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
            return before.touched(set(differing(owners, self.owners, before.tables)))
        return before.touched({read for read, total in before.sums() if total != self.sum(read)})

    def _touched_since(self, before: "Scope") -> Set[str]:
        changed = set(differing(before.owners, self.owners, before.tables))
        if not changed:
            return set()
        numbers = self.numbered.known(changed)
        stored = {kept.stored for kept in before.units.values()} - {None}
        # what nobody asked about has no numbers yet
        told = {
            saved: saved.touched(changed) for saved in stored if saved is not None and not saved.is_numbered
        }
        found = {name for saved, names in told.items() for name in names if before.has(name, saved)}
        others = ((name, kept) for name, kept in before.units.items() if kept.stored not in told)
        found.update(name for name, kept in others if not numbers.isdisjoint(kept.reads))
        return found

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
