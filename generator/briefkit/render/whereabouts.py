"""Which places a briefing leads to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from briefkit.model.event import Event
from briefkit.model.linked import Backlink
from briefkit.model.place import Place
from briefkit.model.record import Record
from briefkit.model.ref import Ref


def places_of_briefings(
    records: Mapping[Ref, Record], backlinks: Mapping[Ref, Sequence[Backlink]]
) -> Mapping[Ref, tuple[str, ...]]:
    """The places of each briefing, by id: those it leads to, and those of the events that it leads to."""
    found: dict[Ref, dict[str, None]] = defaultdict(dict)
    for ref, links in backlinks.items():
        match records.get(ref):
            case Place(id=name):
                places: tuple[str, ...] = (name,)
            case Event(places=names):
                places = names
            case _:
                continue
        for link in links:
            if link.origin.kind == "briefing":
                found[link.origin].update(dict.fromkeys(places))
    return {ref: tuple(sorted(names)) for ref, names in found.items()}
