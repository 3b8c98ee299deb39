"""Values gathered under what they have in common."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from briefkit.model.ref import Ref

K = TypeVar("K")
V = TypeVar("V")


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """The values of each key, in the order met, each once."""
    found: dict[K, dict[object, V]] = defaultdict(dict)
    for key, value in pairs:
        # by identity: comparing whole records would be slow, and equal ones are one and the same
        found[key].setdefault(value if isinstance(value, Ref) else id(value), value)
    return {key: tuple(values.values()) for key, values in found.items()}
