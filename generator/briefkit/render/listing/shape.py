"""One list as data: its entries, and what they can be filtered and sorted by."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from briefkit.model.date_value import EdtfDate


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet."""

    key: str
    """What stands in the address of a filtered list."""
    label: str
    also: str = ""
    """Other names it is found by, folded."""


@dataclass(frozen=True, slots=True)
class Facet:
    """Something entries have in common: a kind, an actor, a grade."""

    name: str
    """Its parameter in the address."""
    label: str
    choices: Mapping[str, Choice]
    """By key, in the order in which they are offered."""
    folder: str = ""
    """Where the pages of its values lie; empty where they have none."""
    marks: str = ""
    """The class of the mark that each value has, as ``state``; empty where they are words alone."""
    unmarked: frozenset[str] = frozenset()
    """The values that have none all the same."""
    many: Mapping[str, str] = field(default_factory=dict)
    """The words of a value where several share it, if they are others."""
    found: bool = False
    """True where the names of its values are a part of the text that is looked through."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list."""

    page: str
    """Its address below the site, without ending: ``claims/unsafe``; empty where ``claim`` has it."""
    title: str
    """Empty where the value of the facet ``claim`` is the title."""
    anchor: str = ""
    line: str = ""
    """A sentence about it."""
    also: str = ""
    """Other names it is found by, folded."""
    date: EdtfDate | None = None
    when: str = ""
    """The date in words."""
    notes: Sequence[str] = ()
    """Small facts."""
    count: int = 0
    """What the list is sorted by where it is sorted by the most."""
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The keys of its values, by facet."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One list."""

    name: str
    """``claims``; its script is called so."""
    folder: str
    """Where the pages of most of its entries lie."""
    entries: Iterable[Entry]
    """In the order of the list without a script."""
    facets: Sequence[Facet]
    sorts: Sequence[tuple[str, str]]
    """Orders by their parameter, with their words; the first, without a parameter, is that of the entries."""
    columns: Sequence[tuple[str, Sequence[str]]]
    """Headings, each with what stands below it: ``title``, ``date``, ``notes``, ``facet:actor``."""
    words: Mapping[str, str]
    """What the form says."""
