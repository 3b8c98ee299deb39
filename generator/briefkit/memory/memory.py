"""Results that are kept, each with what it rests on."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any, TypeVar

from briefkit.memory.differing import by_class
from briefkit.memory.digest import Digests, digest
from briefkit.memory.kept import Saved, packs, stored
from briefkit.memory.numbers import Numbered
from briefkit.memory.scope import FEW, Scope, State
from briefkit.memory.store import Store
from briefkit.memory.workers import apart, beside

T = TypeVar("T")


class Memory:
    """The results of builds, from one to the next; with a store, from one run to the next."""

    def __init__(self, workers: int = 1, store: Store | None = None) -> None:
        """`workers` is the most processes that may work at once."""
        self.workers = workers
        self._store = store
        self._shelves: dict[str, dict[Any, Any]] = {}
        self._stored: dict[str, dict[Any, Any]] = {}
        """What the store has of the shelves."""
        self._alone: set[str] = set()
        """The shelves that are stored whatever else is."""
        self._wholes: dict[str, tuple[bytes, Sequence[object]]] = {}
        self.digests = Digests()
        self._numbered = Numbered()
        self._scopes: dict[str, Scope] = {}
        self._states_stored: dict[str, Saved] = {}
        """What the store has of the stages whose results are those of a state that is known by a sum."""
        self._states: dict[type, tuple[object, State]] = {}
        self._saving: Callable[[], None] | None = None
        self._process = os.getpid()
        self._files = ExitStack()

    def recall(self, name: str, basis: object) -> list[Any] | None:
        """What was kept of a whole build that rested on this and nothing else; None where nothing was."""
        return self._store.load_whole(name, digest(basis)) if self._store else None

    def keep(self, name: str, basis: object, pieces: Sequence[object]) -> None:
        """Keeps what came of a whole build, for the store alone: they are asked for then."""
        if self._store is not None:
            self._wholes[name] = digest(basis), pieces

    @property
    def is_stored(self) -> bool:
        """Whether other runs share it, which tell what is the same by its sum."""
        return self._store is not None

    def shelf(self, name: str, *, alone: bool = False) -> dict[Any, Any]:
        """A place for results that rest on nothing but what they are kept under.

        With `alone`, whether it is stored has nothing to do with all else.
        """
        if alone:
            self._alone.add(name)
        if name not in self._shelves:
            stored = (self._store.load_shelf(name) if self._store else None) or {}
            self._shelves[name], self._stored[name] = dict(stored), stored
        return self._shelves[name]

    def stored_shelf(self, name: str) -> dict[Any, Any]:
        """What the store has of a shelf."""
        self.shelf(name)
        return self._stored[name]

    def tell_state(self, owner: object, state: State) -> None:
        """Tells what an object was made of, for the scopes whose jobs read nothing but its tables."""
        self._states[type(owner)] = owner, state

    def state_of(self, owner: object) -> State | None:
        """What was told of an object; None where nothing was."""
        told, state = self._states.get(type(owner), (None, None))
        return state if told is owner else None

    @contextmanager
    def scope(
        self, name: str, basis: object, *owners: object, state: State | None = None, large: bool = False
    ) -> Iterator[Scope]:
        """The results of a stage; they replace those of the build before where nothing fails in between.

        A process that soon ends does not hold all those of a large one at once. `state` is that of the one
        owner of the tables, where it is made in each run by the same stages.
        """
        now = digest(basis)
        before = self._before(name, now, state)
        made = Scope(by_class(*owners), now, self.digests, self._numbered, self.workers, before, state)
        made.files = self._files if large and self.is_apart else None
        if isinstance(before, Saved):
            made.stored = before.total
        elif before is not None:
            made.stored = before.stored
        yield made
        made.before = None
        self._scopes[name] = made

    def _before(self, name: str, basis: bytes, state: State | None) -> Scope | Saved | None:
        """The results that are used again: what is stored of the same state, or those of the build before."""
        saved = self._states_stored.get(name)
        if saved is not None and state is not None and (saved.basis, saved.total) == (basis, state.total):
            return saved
        before: Scope | Saved | None = self._scopes.get(name)
        if before is None and self._store is not None:
            before = self._store.load(name, basis, self._numbered)
            if before is not None and state is not None:
                self._states_stored[name] = before
        return before if before is not None and before.basis == basis else None

    def worked(self, name: str) -> list[str]:
        """The jobs of a stage whose results were not known in the last build."""
        return self._scopes[name].worked

    @property
    def is_apart(self) -> bool:
        """Whether this is the process that was made to do work and end."""
        return os.getpid() != self._process

    def apart(self, work: Callable[[], Iterable[T]]) -> list[T]:
        """What the work gives, by another process where that is possible; it can be pickled.

        That process stores what is new, and this one knows nothing of what was kept on the way.
        """
        result, self._saving = apart(work, self._save)
        return result

    def save(self) -> Callable[[], None]:
        """Puts what is new into the store, beside other work where that is possible.

        Gives back a function that waits for it.
        """
        if self._saving is not None:
            return self._saving
        return beside(self._save) if self._store is not None and self._is_new() else _nothing

    def _save(self) -> None:
        if self._store is None:
            return
        if self.is_apart:
            # what is read has its numbers by now
            self._numbered.clear()
        # first: a process that does nothing else needs them no more
        for name in [*self._wholes]:
            self._store.save_whole(name, *self._wholes.pop(name))
        for name, scope in self._new_scopes():
            total = scope.state.total if scope.state else b""
            # those of a state are all asked for in every run: to decompress them takes long
            packed, reads = scope.state is None, self._numbered.reads
            content = stored(scope.units, reads, scope.digests, scope.sum, total, is_packed=packed)
            self._store.save(name, scope.basis, content, packs(scope.units, is_packed=packed))
        for name, shelf in self._new_shelves():
            self._store.save_shelf(name, shelf)

    def _is_new(self) -> bool:
        return bool(self._wholes or self._new_scopes() or self._new_shelves())

    def _new_scopes(self) -> list[tuple[str, Scope]]:
        scopes, moves = self._scopes.items(), self._moves()
        return [(name, scope) for name, scope in scopes if scope.is_new or (moves and scope.is_moved)]

    def _new_shelves(self) -> list[tuple[str, dict[Any, Any]]]:
        moves = self._moves()
        return [
            (name, shelf)
            for name, shelf in self._shelves.items()
            if (moves and name not in self._alone) or self._is_new_shelf(name)
        ]

    def _moves(self) -> bool:
        """Whether another state is stored: then all that rests on it is, for it is used together."""
        scopes = (scope for scope in self._scopes.values() if scope.is_moved)
        shelves = self._shelves.keys() - self._alone
        return any(scope.is_new or any(map(self._is_new_shelf, shelves)) for scope in scopes)

    def _is_new_shelf(self, name: str) -> bool:
        shelf, known = self._shelves[name], self._stored[name]
        new = sum(known.get(key) is not value for key, value in shelf.items())
        return new * FEW > len(shelf)


def _nothing() -> None:
    """There is nothing to wait for."""
