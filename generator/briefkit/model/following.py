"""What is worked out of all records is taken over from the build before, where no record changed in it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Generic, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from pydantic import BaseModel

from briefkit.model.record import Record
from briefkit.model.ref import Ref

M = TypeVar("M")
V = TypeVar("V")

Part = Callable[[Record], object]
"""What something is made of, of one record: parts of it, words, and tuples and lists of these."""


class Made(NamedTuple):
    """What a value of an object is made of."""

    part: Part
    """Of each record."""
    rests: tuple[str, ...] = ()
    """Besides: other values, by the names that `take_over` is told how to compare."""


class Changes:
    """The records that are others than before, where they are the same ones in the same order."""

    def __init__(self, before: Mapping[Ref, Record], now: Mapping[Ref, Record]) -> None:
        self._known: dict[Part, bool] = {}
        self.pairs: list[tuple[Record, Record]] | None = None
        """None where records came, went, changed places, or were withdrawn: then nothing is taken over."""
        if list(before) == list(now):
            both = zip(before.values(), now.values(), strict=True)
            pairs = [(one, other) for one, other in both if one is not other]
            if all(bool(one.withdrawn) == bool(other.withdrawn) for one, other in pairs):
                self.pairs = pairs

    def spare(self, part: Part) -> bool:
        """Whether that part of each record is as it was."""
        if self.pairs is None:
            return False
        if part not in self._known:
            self._known[part] = all(is_same(part(one), part(other)) for one, other in self.pairs)
        return self._known[part]


def is_same(one: object, other: object) -> bool:
    """Parts of records are the same where they are one object: pages tell evidence apart by what it is."""
    if one is other:
        return True
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(is_same, one, other))
    return not isinstance(one, BaseModel) and one == other


def take_over(
    before: Any, now: Any, changes: Changes, values: Mapping[str, Made], same: Callable[[str], bool]
) -> None:
    """Gives an object what another one worked out, as far as it would work out the same.

    `values` are the names of its properties, each with what it is made of, behind those that it rests on;
    `same` says of a name that is none of them whether what it stands for is the same.
    """
    theirs, own = before.__dict__, now.__dict__

    def is_kept(name: str) -> bool:
        return name in theirs and theirs[name] is own.get(name) if name in values else same(name)

    for name, made in values.items():
        if name in theirs and name not in own and changes.spare(made.part) and all(map(is_kept, made.rests)):
            own[name] = theirs[name]


def as_before(worked: Iterable[str], before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether jobs gave what they gave before; `worked` are the names of those that had to be done."""
    return all(name in before and before[name].value == now[name].value for name in worked)


class Latest(Generic[M, V]):
    """What was made last by each of those that make something again and again."""

    def __init__(self) -> None:
        self._made: WeakKeyDictionary[M, V] = WeakKeyDictionary()

    def of(self, maker: M) -> V | None:
        """What it made last; None where that was nothing."""
        return self._made.get(maker)

    def keep(self, maker: M, made: V) -> None:
        """Keeps it, in place of what there was."""
        self._made[maker] = made
