"""Values that are not all there at once."""

from collections.abc import Callable, Iterable, Sequence
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


def known(value: T) -> Callable[[], T]:
    """What gives a value that is there."""
    return partial(_itself, value)


def _itself(value: T) -> T:
    return value
