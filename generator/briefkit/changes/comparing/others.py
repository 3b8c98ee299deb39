"""What differs between two mappings that share nearly all of what they hold."""

from collections.abc import Iterator, Mapping
from itertools import chain, compress, filterfalse
from operator import is_not
from typing import TypeVar

K = TypeVar("K")


def others(was: Mapping[K, object], now: Mapping[K, object]) -> Iterator[K]:
    """The keys under which there is another object now than before, or was none; as they stand now."""
    # seen soonest side by side: there are many, and few are others
    return compress(now, map(is_not, map(was.get, now), now.values()))


def alone(one: Mapping[K, object], other: Mapping[K, object]) -> set[K]:
    """The keys that only one of the two has."""
    # sets of all keys would have to be made first
    return set(
        chain(filterfalse(other.__contains__, one), filterfalse(one.__contains__, other)),
    )
