"""What ties records to each other."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefkit.model.actor import Actor
from briefkit.model.claim import Claim
from briefkit.model.event import Event
from briefkit.model.evidence import Relation
from briefkit.model.place import Place
from briefkit.model.record import Record
from briefkit.model.ref import Ref, parse_ref


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


def connections(records: Mapping[Ref, Record], types: Mapping[str, str]) -> tuple[Connection, ...]:
    """All connections between the records, each once, in the order of the records.

    `types` gives the inverse of each type of relation. What leads to no record of `records`, or to the record
    itself, is none.
    """
    found = (connection for record in records.values() for connection in _of(record, types))
    kept = (one for one in found if one.target in records and one.origin in records)
    return tuple(dict.fromkeys(one for one in kept if one.origin != one.target))


def _of(record: Record, types: Mapping[str, str]) -> Iterator[Connection]:
    match record:
        case Actor():
            for relation in record.relations:
                yield _relation(record.ref, relation, types)
        case Claim():
            yield from _of_claim(record)
        case Event():
            yield from _of_event(record)
        case Place():
            if record.part_of:
                yield Connection(record.ref, Ref("place", record.part_of), "inside")
            for entry in record.control:
                yield Connection(Ref("actor", entry.actor), record.ref, entry.role.value)


def _relation(ref: Ref, relation: Relation, types: Mapping[str, str]) -> Connection:
    """The same, whichever of the two actors says it."""
    other, inverse = Ref("actor", relation.actor), types.get(relation.type, relation.type)
    seen = ((relation.type, ref, other, inverse), (inverse, other, ref, relation.type))
    type_, origin, target, back = min(seen)
    return Connection(origin, target, "relation", type_, back)


def _of_claim(claim: Claim) -> Iterator[Connection]:
    for position in claim.positions:
        for actor in position.actor:
            yield Connection(Ref("actor", actor), claim.ref, position.stance.value)
    for name in claim.about:
        about = parse_ref(name)
        if about is not None:
            yield Connection(claim.ref, about, "about")
    for other in claim.alternatives:
        first, second = sorted((claim.ref, Ref("claim", other)))
        yield Connection(first, second, "rival")


def _of_event(event: Event) -> Iterator[Connection]:
    for entry in event.participants:
        way = "role" if entry.role else "participant"
        yield Connection(Ref("actor", entry.actor), event.ref, way, entry.role or "")
    for place in event.places:
        yield Connection(event.ref, Ref("place", place), "at")
    if event.part_of:
        yield Connection(event.ref, Ref("event", event.part_of), "part")
