"""What refers to a record, by the kind of what does."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from briefkit.model.kinds import KINDS, Kind
from briefkit.model.linked import Backlink
from briefkit.model.record import Record
from briefkit.render.site import Site


class Referring(NamedTuple):
    """What refers to one record."""

    kinds: Sequence[tuple[Kind, Sequence[Backlink]]]
    """By kind of record, what the page has not shown otherwise; only kinds of which there are some."""
    total: int
    """How many there are, those that were shown among them."""
    longest: int
    """How many there are of the kind of which there are most."""


def backlinks_of(site: Site, record: Record, said: Collection[str] = ()) -> Referring:
    """What refers to a record; `said` are the ways of referring that its page has shown already."""
    every = site.backlinks.get(record.ref, ())
    found: dict[str, list[Backlink]] = {}
    counts: dict[str, int] = {}
    for backlink in every:
        kind = backlink.origin.kind
        counts[kind] = counts.get(kind, 0) + 1
        if backlink.way not in said:
            found.setdefault(kind, []).append(backlink)
    shown = [(kind, found[kind.name]) for kind in KINDS if kind.name in found]
    return Referring(shown, len(every), max(counts.values(), default=0))
