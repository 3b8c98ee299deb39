"""The lists of all records of a kind."""

from collections.abc import Iterator, Sequence
from functools import partial

from briefkit.model.event import Event
from briefkit.model.folding import fold_name
from briefkit.model.kinds import KINDS, Kind
from briefkit.model.modified import modified, newest
from briefkit.model.record import Record
from briefkit.render.addresses import index_path
from briefkit.render.pages.home import newest_first
from briefkit.render.sheet import Sheet, leaves
from briefkit.render.site import Site


def index(site: Site) -> Iterator[Sheet]:
    """The list of each kind, on as many sheets as it needs; only the first stands in the navigation."""
    for kind in KINDS:
        title = kind.plural.capitalize()
        for leaf in leaves(_entries(site, kind)):
            yield Sheet(
                index_path(kind.name, leaf.number),
                f"index_{kind.plural}.md.j2",
                title if leaf.number == 1 else f"{title} {leaf.number}",
                {"kind": kind, "leaf": leaf, "indexed": partial(index_path, kind.name)},
                listed=leaf.number == 1,
                modified=newest(modified(record) for record in leaf.entries),
            )


def _entries(site: Site, kind: Kind) -> Sequence[Record]:
    """Claims by dispute, briefings and events by date, all others by name."""
    match kind.name:
        case "claim":
            return site.claims
        case "briefing":
            return newest_first(site)
        case "event":
            return sorted(site.of(Event), key=_by_date)
    return sorted(site.of(kind.model), key=lambda record: (fold_name(record.label).text, record.id))


def _by_date(event: Event) -> tuple[bool, tuple[int, int, int, str], str]:
    key = event.date.sort_key if event.date else (0, 0, 0, "")
    return event.date is None, key, event.id
