"""What differs between the tables of two objects."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import compress
from operator import is_not
from typing import Any

from briefkit.model.reads import MISSING, Read, content, is_alike


def by_class(*owners: object) -> dict[str, object]:
    """Objects by the names of their classes."""
    return {kind.__name__: owner for owner in owners for kind in type(owner).__mro__}


def differing(
    before: Mapping[str, object], now: Mapping[str, object], tables: Collection[str]
) -> Iterator[Read]:
    """What would be read otherwise of the tables of these names; the objects are by their classes' names."""
    for name in tables:
        if is_alike(before, now, name):
            continue
        one, other = content(before, name), content(now, name)
        if one is other:
            continue
        if not (isinstance(one, Mapping) and isinstance(other, Mapping)):
            if one != other:
                yield name, None
            continue
        keys = [*_keys_differing(one, other)]
        yield from ((name, key) for key in keys)
        # those who go through all of it see the order, too
        if keys or list(one) != list(other):
            yield name, None


def _keys_differing(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> Iterator[Any]:
    were: Iterable[Any] = one.values()
    if list(one) != list(other):
        yield from set(one).symmetric_difference(other)
        were = map(one.get, other)
    # nearly all values are the same objects, which is seen soonest side by side
    for key in compress(other, map(is_not, were, other.values())):
        old = one.get(key, MISSING)
        if old is not MISSING and old != other[key]:
            yield key
