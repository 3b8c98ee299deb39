"""Actors, places and events in the words of schema.org (30.0).

What has no property there is left out: who controls a place, aliases that are hidden, ties that have ended.
Corrections are left out, too: only works have them.
"""

from collections.abc import Iterator, Mapping

from briefkit.model.actor import Actor
from briefkit.model.event import Event
from briefkit.model.place import Place
from briefkit.model.record import Named
from briefkit.model.ref import Ref
from briefkit.model.vocabulary import ActorKind, EventStatus, PlaceKind
from briefkit.render.iso_dates import iso_period
from briefkit.render.linked_nodes import Node, Nodes

WIKIDATA = "https://www.wikidata.org/entity/"

RELATIONS: Mapping[str, tuple[str, bool, bool]] = {
    "member-of": ("memberOf", True, False),
    "employed-by": ("worksFor", True, False),
    "has-member": ("member", False, True),
    "employs": ("employee", False, True),
    "part-of": ("parentOrganization", False, False),
    "has-part": ("subOrganization", False, False),
    "founded-by": ("founder", False, True),
    "funded-by": ("funder", True, True),
}
"""Relation types that schema.org has a property for, and whether a person can be at its start and its end."""

PERSONS_ONLY = frozenset({"worksFor", "employee"})
"""Properties that have a person at one end, `worksFor` at its start and `employee` at its end."""

ORGANIZERS = frozenset({"organizer", "organiser", "host"})
CONTRIBUTORS = frozenset({"contributor", "mediator", "participant", "speaker"})
"""Roles in an event; who has any other, a target among them, is what the event is about."""

STATUS: Mapping[EventStatus, str] = {
    EventStatus.PLANNED: "https://schema.org/EventScheduled",
    EventStatus.CANCELLED: "https://schema.org/EventCancelled",
}


def actor_node(nodes: Nodes, actor: Actor) -> Iterator[Node]:
    """A Person, an Organization or a GovernmentOrganization."""
    node = {**_named(nodes, actor), **_catalogued(actor.identifiers)}
    if actor.kind is ActorKind.PERSON:
        offices = {fact.value for fact in actor.facts if fact.property == "office" and fact.to is None}
        office = next(iter(offices)) if len(offices) == 1 else None
        node["jobTitle"] = None if office in ("unknown", "none") else office
        node["nationality"] = _country(actor.country)
    elif actor.country:
        node["address"] = {"@type": "PostalAddress", "addressCountry": actor.country}
    yield {**node, **_ties(nodes, actor)}


def _ties(nodes: Nodes, actor: Actor) -> Node:
    """The ties that have not ended, by their property."""
    found: Node = {}
    for tie in actor.relations:
        other = nodes.site.records.get(Ref("actor", tie.actor))
        if tie.type not in RELATIONS or tie.to is not None or not isinstance(other, Actor):
            continue
        name, from_person, to_person = RELATIONS[tie.type]
        person, of_person = actor.kind is ActorKind.PERSON, other.kind is ActorKind.PERSON
        fits = (from_person or not person) and (to_person or not of_person)
        if name in PERSONS_ONLY:
            fits = fits and person != of_person
        if fits:
            found.setdefault(name, []).extend(nodes.all_of([other.ref]))
    return found


def place_node(nodes: Nodes, place: Place) -> Iterator[Node]:
    """A Place, or one of its kinds."""
    at = place.coordinates
    geo = {"@type": "GeoCoordinates", "latitude": at.latitude, "longitude": at.longitude} if at else None
    within = place.country if place.kind is not PlaceKind.COUNTRY else None
    yield {
        **_named(nodes, place),
        **_catalogued(place.identifiers),
        "address": {"@type": "PostalAddress", "addressCountry": within} if within else None,
        "geo": geo,
        "containedInPlace": nodes.of(Ref("place", place.part_of)) if place.part_of else None,
    }


def event_node(nodes: Nodes, event: Event) -> Iterator[Node]:
    """An Event, with as much of its date as ISO can say."""
    start, end = iso_period(event.date)
    roles: dict[str, list[Ref]] = {"organizer": [], "contributor": [], "about": []}
    for entry in event.participants:
        role = (entry.role or "").strip().casefold()
        name = "organizer" if role in ORGANIZERS else "contributor" if role in CONTRIBUTORS else "about"
        roles[name].append(Ref("actor", entry.actor))
    yield {
        **_named(nodes, event),
        "startDate": start,
        "endDate": end,
        "eventStatus": STATUS.get(event.status) if event.status else None,
        "location": nodes.all_of(Ref("place", place) for place in event.places),
        **{name: nodes.all_of(refs) for name, refs in roles.items()},
        "superEvent": nodes.of(Ref("event", event.part_of)) if event.part_of else None,
    }


def _named(nodes: Nodes, record: Named) -> Node:
    shown = (alias for alias in record.aliases if not alias.hidden)
    return {
        "@type": nodes.site.described[record.ref].type,
        "name": record.name,
        "alternateName": [
            {"@value": alias.name, "@language": alias.language} if alias.language else alias.name
            for alias in shown
            if not alias.metonym
        ],
        "disambiguatingDescription": nodes.site.words(record, "summary"),
    }


def _catalogued(identifiers: Mapping[str, str]) -> Node:
    known = identifiers.get("wikidata")
    return {
        "identifier": [
            {"@type": "PropertyValue", "propertyID": name, "value": value}
            for name, value in identifiers.items()
        ],
        "sameAs": f"{WIKIDATA}{known}" if known and known[:1] == "Q" and known[1:].isdecimal() else None,
    }


def _country(code: str | None) -> Node | None:
    return {"@type": "Country", "identifier": code} if code else None
