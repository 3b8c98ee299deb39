"""Values as short sums: the same sum for the same content, in every run."""

import pickle
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import blake2b
from io import BytesIO
from typing import Any

from pydantic import BaseModel

from briefkit.memory.late import LateTuple
from briefkit.model.record import Record

SIZE = 16
"""Bytes of a digest."""


_PLAINEST = {value: bytes([number]) * SIZE for number, value in enumerate((None, False, True))}
"""The sums of what is summed up most often."""


class Digests:
    """Makes sums of values: texts, numbers, dates, tuples, lists, dicts, dataclasses, models, functions.

    Records are summed up once: most values hold some. Of a set the order is not settled: two runs may give
    two sums.
    """

    def __init__(self) -> None:
        # an id is that of another object once the first is gone: it is kept
        self._known: dict[int, tuple[object, bytes]] = {}
        self._later: list[Callable[[], None]] = []

    def later(self, tell: Callable[[], None]) -> None:
        """Has sums told once the first one is asked for: many runs need none."""
        self._later.append(tell)

    def know(self, value: object, total: bytes) -> None:
        """Takes a sum that was made in another way, and is another one whenever the value is."""
        self._known[id(value)] = value, total

    def of(self, value: object) -> bytes:
        """The sum of a value.

        Raises pickle.PicklingError, TypeError or AttributeError for what has no content of its own, as a
        function without a name.
        """
        if value is None or value is True or value is False:
            return _PLAINEST[value]
        if self._later:
            waiting, self._later = self._later, []
            for tell in waiting:
                tell()
        known = self._known.get(id(value))
        if known is not None:
            return known[1]
        if isinstance(value, Record):
            return self.record(value)
        return _sum(value.made if isinstance(value, LateTuple) else value, self)

    def record(self, record: Record) -> bytes:
        """The sum of a record."""
        known = self._known.get(id(record))
        if known is None:
            known = self._known[id(record)] = record, _sum(_content(record), self)
        return known[1]


def digest(value: object) -> bytes:
    """The sum of one value, as `Digests.of`."""
    return Digests().of(value)


def _sum(value: object, digests: Digests) -> bytes:
    file = BytesIO()
    _Canonical(file, digests).dump(value)
    return blake2b(file.getbuffer(), digest_size=SIZE).digest()


class _Canonical(pickle.Pickler):
    """Writes values without saying which of them are one object, and objects without what they remember."""

    def __init__(self, file: BytesIO, digests: Digests) -> None:
        super().__init__(file, 5)
        self._digests = digests
        # equal values are written alike, whether or not they are one object
        self.fast = True

    def reducer_override(self, obj: Any) -> Any:
        kind: Any = type(obj)
        names = _names(kind)
        if names is None:
            return NotImplemented
        if names is not _OF_A_MODEL:
            return tuple, ((kind.__qualname__, *[getattr(obj, name) for name in names]),)
        if isinstance(obj, Record):
            return bytes, (self._digests.record(obj),)
        return tuple, (_content(obj),)


def _content(model: BaseModel) -> tuple[Any, ...]:
    return type(model).__qualname__, *model.__dict__.values()


_OF_A_MODEL = ("",)
"""In place of names: a model tells its content itself."""


@cache
def _names(kind: Hashable) -> tuple[str, ...] | None:
    """The fields that make two objects of a dataclass equal: it may remember more; None for other classes."""
    if not isinstance(kind, type):
        return None
    if issubclass(kind, BaseModel):
        return _OF_A_MODEL
    return tuple(field.name for field in fields(kind) if field.compare) if is_dataclass(kind) else None
