"""What refers to a record, by the kind of what does."""

from collections import Counter
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
    for backlink in every:
        if backlink.way not in said:
            found.setdefault(backlink.origin.kind, []).append(backlink)
    longest = max(Counter(backlink.origin.kind for backlink in every).values(), default=0)
    return Referring([(kind, found[kind.name]) for kind in KINDS if kind.name in found], len(every), longest)
