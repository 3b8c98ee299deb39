"""What JSON-LD says of a record wherever it is named."""

from collections.abc import Container, Mapping
from typing import NamedTuple

from briefkit.model.actor import Actor
from briefkit.model.place import Place
from briefkit.model.record import Record
from briefkit.model.source import Source
from briefkit.model.vocabulary import ActorKind, PlaceKind, TextKept

ACTORS: Mapping[ActorKind, str] = {
    ActorKind.PERSON: "Person",
    ActorKind.ORGANIZATION: "Organization",
    ActorKind.GOVERNMENT: "GovernmentOrganization",
    ActorKind.GROUP: "Organization",
}

PLACES: Mapping[PlaceKind, str] = {
    PlaceKind.COUNTRY: "Country",
    PlaceKind.REGION: "AdministrativeArea",
    PlaceKind.CITY: "City",
    PlaceKind.WATER: "BodyOfWater",
}
"""Territories, sites, borders and all others are a Place: who administers them may be disputed."""


class Described(NamedTuple):
    """A record in short."""

    type: str
    """Of schema.org."""
    label: str
    url: str | None = None


def described(record: Record, documents: Container[str]) -> Described:
    """A record in short; `documents` are the ids of the sources that others describe."""
    return Described(
        _type(record, documents), record.label, record.url if isinstance(record, Source) else None
    )


def _type(record: Record, documents: Container[str]) -> str:
    match record:
        case Actor():
            return ACTORS[record.kind]
        case Place():
            return PLACES.get(record.kind, "Place")
        case Source():
            read = record.text is not TextKept.NONE and record.id not in documents
            return "NewsArticle" if read else "CreativeWork"
    return {"event": "Event", "claim": "Claim", "briefing": "Report"}[record.KIND]
