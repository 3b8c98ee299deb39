"""Values that are not all there at once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Generic, TypeVar, overload

T = TypeVar("T")


class Late(Sequence[T], Generic[T]):
    """Values that are got one by one, whenever they are asked for."""

    def __init__(self, ways: Iterable[Callable[[], T]]) -> None:
        self.ways = tuple(ways)
        """What gives each of them."""

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> "Late[T]": ...
    def __getitem__(self, at: int | slice) -> "T | Late[T]":
        return Late(self.ways[at]) if isinstance(at, slice) else self.ways[at]()

    def __len__(self) -> int:
        return len(self.ways)


class LateTuple(Sequence[T], Generic[T]):
    """A tuple that is made when it is asked for; it is equal to one, and has the same sum."""

    __slots__ = ("_count", "_made", "_make")

    def __init__(self, count: int, make: Callable[[], Iterable[T]]) -> None:
        """`count` is how long it will be."""
        self._count = count
        self._make: Callable[[], Iterable[T]] | None = make
        self._made: tuple[T, ...] = ()

    @property
    def made(self) -> tuple[T, ...]:
        """The tuple."""
        if self._make is not None:
            self._made, self._make = tuple(self._make()), None
        return self._made

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        return self.made[at]

    def __iter__(self) -> Iterator[T]:
        return iter(self.made)

    def __len__(self) -> int:
        return self._count

    def __eq__(self, other: object) -> bool:
        if isinstance(other, LateTuple):
            return self.made == other.made
        return self.made == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.made)

    def __repr__(self) -> str:
        return repr(self.made)


def known(value: T) -> Callable[[], T]:
    """What gives a value that is there."""
    return partial(_itself, value)


def _itself(value: T) -> T:
    return value
