"""Functions of one record that is asked about again and again: the answer is kept as long as the record."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Generic, TypeVar
from weakref import ref

T = TypeVar("T")
V = TypeVar("V")


class _Known(ref[T], Generic[T, V]):
    """A record, and what was made of it: small, for there are some for each."""

    __slots__ = ("number", "value")
    number: int
    value: V


class remembered(Generic[T, V]):  # noqa: N801 - used as `functools.cache` is
    """Keeps what a function makes of an object that does not change, by identity.

    The function looks at that object alone: for what rests on others there is `briefkit.model.reads`.
    """

    def __init__(self, work: Callable[[T], V]) -> None:
        self._work = work
        self._known: dict[int, _Known[T, V]] = {}
        update_wrapper(self, work)

    def __call__(self, record: T) -> V:
        number = id(record)
        known = self._known.get(number)
        if known is not None and known() is record:
            return known.value
        value = self._work(record)
        known = self._known[number] = _Known(record, self._forget)
        known.number, known.value = number, value
        return value

    def _forget(self, known: _Known[T, V]) -> None:
        self._known.pop(known.number, None)
