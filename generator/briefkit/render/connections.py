"""What ties records to each other."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from briefkit.model.actor import Actor
from briefkit.model.claim import Claim
from briefkit.model.event import Event
from briefkit.model.evidence import Relation
from briefkit.model.place import Place
from briefkit.model.record import Record
from briefkit.model.ref import Ref, parse_ref
from briefkit.model.remembered import remembered


class Connection(NamedTuple):
    """One thing that one record says about how two are connected."""

    origin: Ref
    target: Ref
    way: str
    """A stance, a role in control, or another word for which there are `Ways`."""
    said: str = ""
    """The content's own word, if it has one: a type of relation, a participant's role."""
    back: str = ""
    """The type of a relation seen from the target."""


def connections(
    records: Mapping[Ref, Record], types: Mapping[str, str], those: Iterable[Record] | None = None
) -> Iterator[Connection]:
    """All connections between the records, in their order; one that two of them say stands there twice.

    `types` gives the inverse of each type of relation. What leads to no record of `records`, or to the record
    itself, is none. With `those` only what these say.
    """
    return (
        found
        for record in (records.values() if those is None else those)
        for found in _said(record, types)
        if found.origin != found.target and found.target in records and found.origin in records
    )


def _said(record: Record, types: Mapping[str, str]) -> Iterable[Connection]:
    match record:
        case Actor():
            return (_relation(record.ref, relation, types) for relation in record.relations)
        case Claim() | Event() | Place():
            return _of(record)
    return ()


@remembered
def _of(record: Record) -> tuple[Connection, ...]:
    match record:
        case Claim():
            return tuple(_of_claim(record))
        case Event():
            return tuple(_of_event(record))
        case Place():
            return tuple(_of_place(record))
    return ()


def _of_place(place: Place) -> Iterator[Connection]:
    if place.part_of:
        yield Connection(place.ref, Ref("place", place.part_of), "inside")
    for entry in place.control:
        yield Connection(Ref("actor", entry.actor), place.ref, entry.role.value)


def _relation(ref: Ref, relation: Relation, types: Mapping[str, str]) -> Connection:
    """The same, whichever of the two actors says it."""
    other, inverse = Ref("actor", relation.actor), types.get(relation.type, relation.type)
    seen = ((relation.type, ref, other, inverse), (inverse, other, ref, relation.type))
    type_, origin, target, back = min(seen)
    return Connection(origin, target, "relation", type_, back)


def _of_claim(claim: Claim) -> Iterator[Connection]:
    own = claim.ref
    for position in claim.positions:
        for actor in position.actor:
            yield Connection(Ref("actor", actor), own, position.stance.value)
    for name in claim.about:
        about = parse_ref(name)
        if about is not None:
            yield Connection(own, about, "about")
    for other in claim.alternatives:
        first, second = sorted((own, Ref("claim", other)))
        yield Connection(first, second, "rival")


def _of_event(event: Event) -> Iterator[Connection]:
    for entry in event.participants:
        way = "role" if entry.role else "participant"
        yield Connection(Ref("actor", entry.actor), event.ref, way, entry.role or "")
    for place in event.places:
        yield Connection(event.ref, Ref("place", place), "at")
    if event.part_of:
        yield Connection(event.ref, Ref("event", event.part_of), "part")
