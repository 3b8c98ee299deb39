"""What is to become a page: a template and what it is about."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple, TypeVar

from briefkit.model.date_value import EdtfDate
from briefkit.model.ref import Ref

ENTRIES_A_PAGE = 200
"""Most entries of a list on one page: no page grows with the site."""


BYTES_A_PAGE = 200_000
"""What the entries of a list may weigh on one page: with all that is around them it stays below 300 KB."""


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
    late: Mapping[str, Callable[[], Any]] = field(default_factory=dict)
    """What its template finds besides, worked out when the page is written."""
    whole: str = ""
    """The name of the list that it is a part of, where scripts show all of that list on it; or EVERYTHING."""


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


class Numbered(NamedTuple):
    """The addresses of the pages of a list, as of `functools.partial`, but equal where they are the same."""

    path: Callable[[Any, int], str]
    of: object

    def __call__(self, number: int) -> str:
        return self.path(self.of, number)


EVERYTHING = "*"
"""The name of all pages together: what scripts may show on the page of the search."""

T = TypeVar("T")


def leaves(entries: Sequence[T], weigh: Callable[[T], int] | None = None) -> Iterator[Leaf]:
    """The entries page by page; one empty page where there are none.

    `weigh` says about how many bytes an entry takes as HTML: where entries are long, fewer stand on a page.
    """
    ends = _ends([weigh(entry) for entry in entries] if weigh else [0] * len(entries))
    for number, (first, end) in enumerate(pairwise([0, *ends]), start=1):
        yield Leaf(number, len(ends), len(entries), tuple(entries[first:end]))


def _ends(weights: Sequence[int]) -> list[int]:
    """Behind which entry each page ends."""
    ends: list[int] = []
    first = total = 0
    for index, weight in enumerate(weights):
        total += weight
        if index > first and (index - first == ENTRIES_A_PAGE or total > BYTES_A_PAGE):
            ends.append(index)
            first, total = index, weight
    return [*ends, len(weights)]
