"""The list of claims, and the timeline with the positions on them."""

from collections.abc import Sequence
from dataclasses import replace

from briefkit.model.claim import Claim, Position
from briefkit.model.vocabulary import ClaimKind, EventStatus, Stance
from briefkit.render.grounds import best_reliability, independent
from briefkit.render.listing.lister import Lister, Values
from briefkit.render.listing.shape import Entry, Listing
from briefkit.render.moments import HeldPosition, Moment
from briefkit.render.site import URGENCY


def claims(on: Lister, records: Sequence[Claim]) -> Listing:
    """Claims, with the state of the dispute and who speaks to them."""
    text = on.text
    entries = [_claim(on, record) for record in records]
    made = on.facets(entries)
    facets = (
        made.closed("dispute", text("State"), on.words(URGENCY), "state"),
        made.closed("kind", text("Kind"), on.words(ClaimKind)),
        made.closed("grade", text("Best source"), on.grades()),
        made.countries(),
        made.actors(text("Who speaks")),
        made.places(text("Place")),
    )
    columns = (
        (text("State"), ("facet:dispute",)),
        (text("Claim"), ("title",)),
        (text("Who speaks"), ("facet:actor", "notes")),
        (text("Kind"), ("facet:kind", "date")),
    )
    sorts = ("dispute", "newest", "oldest", "name", "grade", "most")
    return on.listing("claims", entries, facets, sorts, columns, text("most positions first"))


def _claim(on: Lister, claim: Claim) -> Entry:
    items = [item for position in claim.positions for item in position.evidence]
    dates = [position.date for position in claim.positions if position.date]
    newest = max(dates, key=lambda value: value.sort_key, default=None)
    values: Values = {
        "dispute": [on.site.disputes[claim.id]],
        "kind": [claim.kind],
        "grade": [best_reliability(on.site, items)],
        "country": on.reach.countries(claim),
        "actor": on.reach.actors(name for position in claim.positions for name in position.actor),
        "place": on.reach.places(claim),
    }
    positions, sources = len(claim.positions), independent(on.site, items)
    notes = (
        on.counted("{count} position", "{count} positions", positions),
        on.counted("{count} independent source", "{count} independent sources", sources)
        if sources
        else on.text("no independent sources"),
    )
    when = on.when(newest) if newest else ""
    return on.entry(claim, values, date=newest, when=when, notes=notes, count=positions)


EVENT, POSITION = "event", "position"


def timeline(on: Lister, moments: Sequence[Moment]) -> Listing:
    """Events and positions in time."""
    text = on.text
    entries = [_moment(on, moment) for moment in moments]
    made = on.facets(entries)
    kinds = {EVENT: text("events"), POSITION: text("positions"), **on.words(Stance)}
    stances = made.closed("kind", text("Kind"), kinds, "stance", (EVENT, POSITION))
    many = {str(stance): on.site.catalogue.words(stance, 2) for stance in Stance if stance in stances.choices}
    facets = (
        replace(stances, many=many),
        made.closed("status", text("State of the event"), on.words(EventStatus), "status", ("reported",)),
        made.actors(text("Actor")),
        made.places(text("Place")),
        made.claims(),
    )
    columns = ((text("Date"), ("date",)), (text("What"), ("moment",)))
    return on.listing("timeline", entries, facets, ("oldest", "newest"), columns)


def _moment(on: Lister, moment: Moment) -> Entry:
    if moment.held is not None:
        return _position(on, moment, moment.held)
    event = moment.event
    assert event is not None  # noqa: S101 - a moment is one or the other
    values: Values = {
        "kind": [EVENT],
        "status": [event.status],
        "actor": on.reach.actors(one.actor for one in event.participants),
        "place": on.reach.places(event),
    }
    return on.entry(event, values, date=event.date, when=on.when(event.date))


def _position(on: Lister, moment: Moment, held: HeldPosition) -> Entry:
    position = held.position
    actors = on.reach.actors(position.actor)
    values = {
        "kind": (POSITION, str(position.stance)),
        "actor": actors,
        "place": on.reach.places(held.claim),
        "claim": (held.claim.id,),
    }
    return Entry(
        page="",
        title="",
        anchor=held.anchor,
        line=position.qualification or "",
        date=moment.date,
        when=on.when(moment.date),
        notes=tuple(_others(on, position, len(actors))),
        values=values,
    )


def _others(on: Lister, position: Position, shown: int) -> list[str]:
    """Those who hold a position without a page of their own."""
    if position.own_voice:
        return [on.text("The report itself")]
    if position.unnamed:
        return [on.text("“{name}”, unnamed", name=position.unnamed)]
    holders = len(set(position.actor))
    missing = on.counted("an actor not listed here", "{count} actors not listed here", holders - shown)
    return [*([missing] if holders > shown else ()), *([on.text("jointly")] if holders > 1 else ())]
