"""What each list is made of: one whose records did not change in it is not made again."""

from briefkit.model.actor import Actor
from briefkit.model.briefing import Briefing
from briefkit.model.claim import Claim
from briefkit.model.event import Event
from briefkit.model.kinds import Kind
from briefkit.model.place import Place
from briefkit.model.reads import content
from briefkit.model.record import Record
from briefkit.model.source import Source
from briefkit.render.site import Site


def _of(record: Record, *whole: type[Record]) -> object:
    """Some kinds of records whole, and of actors what they are called and where they belong."""
    if isinstance(record, whole):
        return record
    return (record.name, record.aliases, record.kind, record.country) if isinstance(record, Actor) else None


def of_briefings(record: Record) -> object:
    """Briefings, and the places that they are about."""
    return _of(record, Briefing, Event, Place)


def of_claims(record: Record) -> object:
    """Claims, what they are about, and how good their sources are."""
    if isinstance(record, Source):
        return record.reliability, record.status, record.origin, record.publisher
    return _of(record, Claim, Event, Place)


def of_actors(record: Record) -> object:
    """Actors, and the claims to which they speak."""
    return _of(record, Claim)


def of_places(record: Record) -> object:
    """Places, and the events there."""
    return _of(record, Place, Event)


def of_events(record: Record) -> object:
    """Events, and their places."""
    return _of(record, Event, Place)


def of_sources(record: Record) -> object:
    """Sources alone."""
    return record if isinstance(record, Source) else None


def of_timeline(record: Record) -> object:
    """Events and claims, and their places."""
    return _of(record, Claim, Event, Place)


def rests(site: Site, kind: Kind) -> tuple[object, ...]:
    """What the list of a kind is made of besides records."""
    match kind.name:
        case "source":
            return ({source: len(uses) for source, uses in site.uses.items()},)
        case "briefing":
            texts = content({"LinkedDossier": site.linked}, "LinkedDossier.texts")
            return site.backlinks, site.called, texts
    return ()
