"""What searches are told of a page besides the words on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

HAND_WRITTEN = "page"
"""The kind of pages that are about no record."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What a search is told of one page."""

    kind: str = HAND_WRITTEN
    """The kind of its record, or `page`."""
    sign: str = ""
    """What the page is about, in a few words, as “claim, intent · Disputed”; often nothing."""
    unseen: tuple[str, ...] = ()
    """The names by which its record is found, and that are never shown."""
    meta: Mapping[str, str] = field(default_factory=dict)
    """Texts that are shown with a hit, by name; `names` is looked through and never shown."""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By `place`, `actor`, `dispute` and `date`: the values that lead to it."""
    day: str = ""
    """The first day of its newest date, to sort by."""
