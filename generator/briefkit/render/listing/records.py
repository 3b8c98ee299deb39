"""The lists of briefings, actors, places, events and sources."""

from collections.abc import Sequence

from briefkit.model.actor import Actor
from briefkit.model.briefing import Briefing
from briefkit.model.event import Event
from briefkit.model.place import Place
from briefkit.model.source import Source
from briefkit.model.vocabulary import ActorKind, EventStatus, PlaceKind, SourceStatus, TextKept
from briefkit.render.listing.lister import Lister, Values
from briefkit.render.listing.shape import Entry, Listing


def briefings(on: Lister, records: Sequence[Briefing]) -> Listing:
    """Briefings, each with its bottom line."""
    entries = [_briefing(on, record) for record in records]
    made = on.facets(entries)
    facets = (made.countries(), made.places(on.text("Place")), made.written("author", on.text("Author")))
    columns = ((on.text("Date"), ("date",)), (on.text("Briefing"), ("title", "line")))
    return on.listing("briefings", entries, facets, ("newest", "oldest", "name"), columns)


def _briefing(on: Lister, briefing: Briefing) -> Entry:
    date = briefing.updated or briefing.published
    values: Values = {
        "country": on.reach.countries(briefing),
        "place": on.reach.places(briefing),
        "author": briefing.authors,
    }
    line = on.site.words(briefing, "summary")
    return on.entry(briefing, values, line=line, date=date, when=on.when(date))


def actors(on: Lister, records: Sequence[Actor]) -> Listing:
    """Actors, with how many positions they hold."""
    text = on.text
    entries = [_actor(on, record) for record in records]
    made = on.facets(entries)
    facets = (made.closed("kind", text("Kind"), on.words(ActorKind)), made.countries())
    columns = (
        (text("Actor"), ("title",)),
        (text("Kind"), ("facet:kind",)),
        (text("Country"), ("facet:country",)),
        (text("Positions"), ("notes",)),
    )
    return on.listing("actors", entries, facets, ("name", "most"), columns, text("most positions first"))


def _actor(on: Lister, actor: Actor) -> Entry:
    held = len(on.site.held.get(actor.id, ()))
    notes = [on.counted("{count} position", "{count} positions", held)] if held else ()
    return on.entry(actor, {"kind": [actor.kind], "country": [actor.country]}, notes=notes, count=held)


def places(on: Lister, records: Sequence[Place]) -> Listing:
    """Places, with the larger ones around them."""
    text = on.text
    entries = [_place(on, record) for record in records]
    made = on.facets(entries)
    facets = (
        made.closed("kind", text("Kind"), on.words(PlaceKind)),
        made.countries(),
        made.places(text("Part of")),
    )
    columns = (
        (text("Place"), ("title",)),
        (text("Kind"), ("facet:kind",)),
        (text("Part of"), ("facet:place",)),
        (text("Events"), ("notes",)),
    )
    return on.listing("places", entries, facets, ("name", "most"), columns, text("most events first"))


def _place(on: Lister, place: Place) -> Entry:
    events = len(on.site.events_by_place.get(place.id, ()))
    around = [name for name in on.reach.places(place) if name != place.id]
    values = {"kind": [place.kind], "country": on.reach.countries(place), "place": around}
    notes = [on.counted("{count} event", "{count} events", events)] if events else ()
    return on.entry(place, values, notes=notes, count=events)


def events(on: Lister, records: Sequence[Event]) -> Listing:
    """Events, with their dates and places."""
    text = on.text
    entries = [_event(on, record) for record in records]
    made = on.facets(entries)
    facets = (
        made.written("kind", text("Kind")),
        made.closed("status", text("State"), on.words(EventStatus), "status"),
        made.countries(),
        made.actors(text("Who takes part")),
        made.places(text("Where")),
    )
    columns = (
        (text("Date"), ("date",)),
        (text("Event"), ("title",)),
        (text("State"), ("facet:status",)),
        (text("Where"), ("facet:place",)),
    )
    return on.listing("events", entries, facets, ("oldest", "newest", "name"), columns)


def _event(on: Lister, event: Event) -> Entry:
    values: Values = {
        "kind": [event.kind],
        "status": [event.status],
        "country": on.reach.countries(event),
        "actor": on.reach.actors(one.actor for one in event.participants),
        "place": on.reach.places(event),
    }
    return on.entry(event, values, date=event.date, when=on.when(event.date))


def sources(on: Lister, records: Sequence[Source]) -> Listing:
    """Sources, with their grades and how often they are quoted."""
    text = on.text
    entries = [_source(on, record) for record in records]
    made = on.facets(entries)
    facets = (
        made.closed("grade", text("Grade"), on.grades()),
        made.closed("status", text("State"), on.words(SourceStatus), "status", ("usable",)),
        made.closed("text", text("Text"), on.words(TextKept)),
        made.written("publisher", text("Publisher"), found=True),
    )
    columns = (
        (text("Source"), ("title", "marks:status")),
        (text("Publisher"), ("facet:publisher",)),
        (text("Published"), ("date",)),
        (text("Grade"), ("facet:grade",)),
        (text("Quotes"), ("notes",)),
    )
    sorts = ("name", "newest", "oldest", "grade", "most")
    return on.listing("sources", entries, facets, sorts, columns, text("most quotes first"))


def _source(on: Lister, source: Source) -> Entry:
    quotes = len(on.site.uses.get(source.id, ()))
    values: Values = {
        "grade": [source.reliability],
        "status": [source.status],
        "text": [source.text],
        "publisher": [source.publisher],
    }
    unread = source.text is TextKept.NONE
    note = on.text("not read") if unread else on.counted("{count} quote", "{count} quotes", quotes)
    when = on.when(source.published)
    return on.entry(source, values, date=source.published, when=when, notes=[note], count=quotes)
