"""The lists of all records of a kind."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from briefkit.model.briefing import Briefing
from briefkit.model.claim import Claim
from briefkit.model.event import Event
from briefkit.model.folding import fold_name
from briefkit.model.following import Part
from briefkit.model.kinds import KINDS, Kind
from briefkit.model.modified import modified, newest
from briefkit.model.record import Record
from briefkit.model.remembered import remembered
from briefkit.render.addresses import index_path
from briefkit.render.followed import results
from briefkit.render.interface import kind_heading, paged_title
from briefkit.render.outline import outlined
from briefkit.render.pages.home import newest_first
from briefkit.render.sheet import Numbered, Sheet, leaves
from briefkit.render.site import Site


def _of(model: type[Record], record: Record) -> object:
    return record if isinstance(record, model) else None


def index(site: Site) -> Iterator[Sheet]:
    """The list of each kind, on as many sheets as it needs; only the first stands in the navigation."""
    for kind in KINDS:
        yield from results(site).made(f"{kind.name} index", WHOLE[kind.name], (), partial(_index, site, kind))


WHOLE: Mapping[str, Part] = {kind.name: partial(_of, kind.model) for kind in KINDS}
"""What the list of each kind is made of: its records."""


def _index(site: Site, kind: Kind) -> tuple[Sheet, ...]:
    return tuple(
        replace(sheet, modified=newest(modified(record) for record in sheet.context["leaf"].entries))
        for sheet in index_without_dates(site, kind)
    )


def index_without_dates(site: Site, kind: Kind) -> Iterator[Sheet]:
    """The list of one kind, without the dates of what its sheets show."""
    title = kind_heading(site.catalogue, kind.name)
    for leaf in leaves(in_order(site, kind), _weight):
        yield Sheet(
            index_path(kind.name, leaf.number),
            f"index_{kind.plural}.md.j2",
            paged_title(site.catalogue, title, leaf.number),
            {"kind": kind, "leaf": leaf, "indexed": Numbered(index_path, kind.name), "outlined": outlined},
            listed=leaf.number == 1,
            whole=kind.plural,
        )


def in_order(site: Site, kind: Kind) -> Sequence[Record]:
    """The records of a kind in order: claims by dispute, briefings and events by date, others by name."""
    match kind.name:
        case "claim":
            return site.claims
        case "briefing":
            return newest_first(site)
        case "event":
            return sorted(site.of(Event), key=_by_date)
    return sorted(site.of(kind.model), key=_by_name)


@remembered
def _by_name(record: Record) -> tuple[str, str]:
    return fold_name(record.label).text, record.id


@remembered
def _weight(record: Record) -> int:
    """About how many bytes the line of a record takes as HTML."""
    weight = 500 + len(record.label.encode())
    if isinstance(record, Briefing):
        weight += len(record.summary.encode())
    for position in outlined(record).positions if isinstance(record, Claim) else ():
        weight += 220 + 120 * min(len(position.actor), 4) + len((position.qualification or "").encode())
    return weight


def _by_date(event: Event) -> tuple[bool, tuple[int, int, int, str], str]:
    key = event.date.sort_key if event.date else (0, 0, 0, "")
    return event.date is None, key, event.id
