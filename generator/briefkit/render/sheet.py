"""What is to become a page: a template and what it is about."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from briefkit.model.date_value import EdtfDate
from briefkit.model.ref import Ref

ENTRIES_A_PAGE = 200
"""Most entries of a list on one page: no page grows with the site."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page before it is written."""

    path: str
    template: str
    """Below the templates' `pages/`."""
    title: str
    context: Mapping[str, Any] = field(default_factory=dict)
    record: Ref | None = None
    listed: bool = False
    """True for a page that stands in the navigation."""
    preview: bool = False
    """True for a page that is there only while the site is being written."""
    summary: str = ""
    """One sentence for the page's head."""
    modified: EdtfDate | None = None
    """The newest date of what it shows, where it says one; a record's page has that of the record."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a list that may need several."""

    number: int
    """From 1."""
    count: int
    """How many pages the list has."""
    total: int
    """How many entries it has."""
    entries: tuple[Any, ...]


T = TypeVar("T")


def leaves(entries: Sequence[T]) -> Iterator[Leaf]:
    """The entries page by page; one empty page where there are none."""
    count = max(1, -(-len(entries) // ENTRIES_A_PAGE))
    for number in range(1, count + 1):
        first = (number - 1) * ENTRIES_A_PAGE
        yield Leaf(number, count, len(entries), tuple(entries[first : first + ENTRIES_A_PAGE]))
