"""What a piece of work reads, noted while it works: as long as that stays the same, so does what came of it.

Everything that records say of each other stands in tables. Reading one of them notes its name and the key;
reading all of it, as a loop does, notes ``None`` in place of the key. Values are immutable, so nothing else
can be read through them.
"""

from collections.abc import (
    Callable,
    Hashable,
    ItemsView,
    Iterator,
    KeysView,
    Mapping,
    Set,
    ValuesView,
)
from contextlib import contextmanager
from typing import Any, Generic, NoReturn, TypeVar, cast, overload

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
D = TypeVar("D")
Own = TypeVar("Own")

Read = tuple[str, Hashable]
"""The name of a table, as ``Site.held``, and a key; None for the whole table."""

WHOLE = None

_readers: list[set[Read]] = []


@contextmanager
def reading() -> Iterator[set[Read]]:
    """Notes what is read; the set is whole at the end. What stands inside another one is noted in both."""
    found: set[Read] = set()
    _readers.append(found)
    try:
        yield found
    finally:
        _readers.pop()
        if _readers:
            _readers[-1] |= found


@contextmanager
def unnoted() -> Iterator[None]:
    """Notes nothing: for what is worked out once for all, and read through a table of its own."""
    _readers.append(set())
    try:
        yield
    finally:
        _readers.pop()


def note(reads: Set[Read]) -> None:
    """Notes what was read earlier for a result that is used again."""
    if _readers:
        _readers[-1] |= reads


def is_noting() -> bool:
    """Whether anybody notes what is read."""
    return bool(_readers)


class Table(Mapping[K, V]):
    """A mapping that notes what is read of it."""

    __slots__ = ("_content", "name")

    def __init__(self, name: str, content: Mapping[K, V]) -> None:
        self.name = name
        self._content: Mapping[K, V] = content._content if isinstance(content, Table) else content

    def __getitem__(self, key: K) -> V:
        if _readers:
            _readers[-1].add((self.name, key))
        return self._content[key]

    @overload
    def get(self, key: K, /) -> V | None: ...
    @overload
    def get(self, key: K, /, default: V | D) -> V | D: ...
    def get(self, key: K, /, default: Any = None) -> Any:
        """The value under the key, or `default`; that there is none is noted, too."""
        if _readers:
            _readers[-1].add((self.name, key))
        return self._content.get(key, default)

    def __contains__(self, key: object) -> bool:
        if _readers:
            _readers[-1].add((self.name, key))
        return key in self._content

    def _all(self) -> Mapping[K, V]:
        if _readers:
            _readers[-1].add((self.name, WHOLE))
        return self._content

    def __iter__(self) -> Iterator[K]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def keys(self) -> KeysView[K]:
        """All keys."""
        return self._all().keys()

    def values(self) -> ValuesView[V]:
        """All values."""
        return self._all().values()

    def items(self) -> ItemsView[K, V]:
        """All keys with their values."""
        return self._all().items()

    def __repr__(self) -> str:
        return f"Table({self.name!r}, {self._content!r})"


class TableSet(Set[K]):
    """A set that notes what is asked of it."""

    __slots__ = ("_content", "name")

    def __init__(self, name: str, content: Set[K]) -> None:
        self.name = name
        self._content = content

    def __contains__(self, key: object) -> bool:
        if _readers:
            _readers[-1].add((self.name, key))
        return key in self._content

    def __iter__(self) -> Iterator[K]:
        if _readers:
            _readers[-1].add((self.name, WHOLE))
        return iter(self._content)

    def __len__(self) -> int:
        if _readers:
            _readers[-1].add((self.name, WHOLE))
        return len(self._content)

    @classmethod
    def _from_iterable(cls, found: Any) -> Any:
        return frozenset(found)


class tabled(Generic[Own, K, V]):  # noqa: N801 - used as `property` is
    """A mapping that an object works out once, when it is asked for; what is then read of it is noted."""

    def __init__(
        self,
        work: Callable[[Own], Mapping[K, V]],
        field: str = "",
        part: Callable[[Any], object] | None = None,
    ) -> None:
        """`field` is the one mapping that it is made of, where that is so, and `part` what of each value."""
        self._work = work
        self._field = field
        self._part = part
        self.__doc__ = work.__doc__

    def is_alike(self, one: object, other: object) -> bool:
        """Whether the table of two objects is known to be the same by what it is made of."""
        if self._part is None:
            return False
        was, now = getattr(one, self._field)._content, getattr(other, self._field)._content
        if list(was) != list(now):
            return False
        pairs = ((was[key], value) for key, value in now.items() if was[key] is not value)
        return all(self._part(before) == self._part(after) for before, after in pairs)

    def __set_name__(self, owner: type, name: str) -> None:
        self._name, self._table = name, f"{owner.__name__}.{name}"

    @overload
    def __get__(self, instance: None, owner: type) -> "tabled[Own, K, V]": ...
    @overload
    def __get__(self, instance: Own, owner: type) -> Table[K, V]: ...
    def __get__(self, instance: Own | None, owner: type) -> "tabled[Own, K, V] | Table[K, V]":
        if instance is None:
            return self
        with unnoted():
            found = Table(self._table, self._work(instance))
        # from here on it is found there, as with `functools.cached_property`
        instance.__dict__[self._name] = found
        return found


def tabled_out_of(
    field: str, part: Callable[[Any], object]
) -> Callable[[Callable[[Own], Mapping[K, V]]], tabled[Own, K, V]]:
    """As `tabled`, of what is made of nothing but another mapping of the object, and a part of its values."""
    return lambda work: tabled(work, field, part)


class noted(Generic[Own, V]):  # noqa: N801 - used as `property` is
    """A value that an object works out once, when it is asked for; that it is read is noted."""

    def __init__(self, work: Callable[[Own], V]) -> None:
        self._work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name, self._read = name, (f"{owner.__name__}.{name}", WHOLE)

    @overload
    def __get__(self, instance: None, owner: type) -> "noted[Own, V]": ...
    @overload
    def __get__(self, instance: Own, owner: type) -> V: ...
    def __get__(self, instance: Own | None, owner: type) -> "noted[Own, V] | V":
        if instance is None:
            return self
        if self._name not in instance.__dict__:
            with unnoted():
                instance.__dict__[self._name] = self._work(instance)
        if _readers:
            _readers[-1].add(self._read)
        return cast("V", instance.__dict__[self._name])

    def __set__(self, instance: Own, value: V) -> NoReturn:
        raise AttributeError(f"{self._name} is worked out")


def with_tables(owner: object, *names: str) -> None:
    """Makes tables of fields of a frozen object that hold mappings or sets."""
    for name in names:
        value = getattr(owner, name)
        table = f"{type(owner).__name__}.{name}"
        made = Table(table, value) if isinstance(value, Mapping) else TableSet(table, value)
        object.__setattr__(owner, name, made)


MISSING = object()
"""Stands for what is not in a table."""


def content(owners: Mapping[str, object], name: str) -> Any:
    """What the table of that name holds: a mapping; of a value that is noted as a whole, the value.

    `owners` are objects by their classes. Of a set it is a mapping of what it holds to True.
    """
    owner, _, attribute = name.partition(".")
    with unnoted():
        found = getattr(owners[owner], attribute)
    match found:
        case Table():
            return found._content
        case TableSet():
            return dict.fromkeys(found._content, True)
    return found


def is_alike(owners: Mapping[str, object], others: Mapping[str, object], name: str) -> bool:
    """Whether a table of two objects is known to be the same without being made."""
    owner, _, attribute = name.partition(".")
    made = getattr(type(others[owner]), attribute, None)
    return isinstance(made, tabled) and made.is_alike(owners[owner], others[owner])


class Recalled(Generic[K, V]):
    """A function whose results are kept, and that notes what they rest on each time it is asked.

    For what several pages need of one record, and what is worked out of others, too.
    """

    def __init__(self, work: Callable[[K], V]) -> None:
        self._work = work
        self._known: dict[K, tuple[V, frozenset[Read]]] = {}

    def __call__(self, key: K) -> V:
        if key in self._known:
            value, reads = self._known[key]
            note(reads)
            return value
        with reading() as found:
            value = self._work(key)
        self._known[key] = value, frozenset(found)
        return value
