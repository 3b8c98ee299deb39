"""What is connected with what in two sites: told once, and for the other from what differs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Set

from briefkit.changes.comparing.others import alone, others
from briefkit.changes.comparing.pages.by_key import SiteByKey
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.render.connections import connections
from briefkit.render.neighbourhood import Connected


def with_pictures(base: SiteByKey, head: SiteByKey) -> None:
    """Works out the neighbourhoods of both sites; those of which nothing differs are one object."""
    was, now = base.records, head.records
    types = head.site.dossier.settings.all_relation_types
    known = Connected.by(now, connections(now, types))
    found = head.site.__dict__["neighbourhoods"] = known.neighbourhoods()
    if base.site.dossier.settings.all_relation_types != types:
        return
    saying = _saying(base, head)
    gone, come = (Counter(connections(those, types, _some(those, saying))) for those in (now, was))
    before, ends = known.instead(was, (gone - come).elements(), (come - gone).elements())
    # who is named at a line finds a place by it
    named = {ref for ref in saying if ref in was and ref in now and was[ref].label != now[ref].label}
    differ = before.within(ends, 1) | before.within(named, 2)
    base.site.__dict__["neighbourhoods"] = before.neighbourhoods(found, differ)


def _saying(base: SiteByKey, head: SiteByKey) -> Set[Ref]:
    """The records that can say other connections: that differ, or name one that one site alone has."""
    lone = alone(base.records, head.records)
    found = {*others(base.records, head.records), *lone}
    return found.union(*(side.references.origins(ref) for ref in lone for side in (base, head)))


def _some(records: Mapping[Ref, Record], those: Iterable[Ref]) -> list[Record]:
    return [records[ref] for ref in those if ref in records]
