"""What has a date: events, and positions taken."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from briefkit.model.claim import Claim, Position
from briefkit.model.date_value import EdtfDate
from briefkit.model.event import Event
from briefkit.model.folding import fold_name
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.render.anchors import position_anchors


class HeldPosition(NamedTuple):
    """A position and the claim it is about."""

    claim: Claim
    position: Position
    anchor: str
    """Its id on the claim's page."""


class Moment(NamedTuple):
    """One entry of a timeline."""

    date: EdtfDate | None
    """None only of an event that has no date."""
    event: Event | None
    held: HeldPosition | None
    """A position taken, where it is no event."""

    @property
    def told(self) -> Record:
        """The record that tells of it."""
        if self.event is not None:
            return self.event
        assert self.held is not None  # noqa: S101 - a moment is one or the other
        return self.held.claim

    @property
    def kind(self) -> str:
        """What it is: `event` or `position`."""
        return "event" if self.event is not None else "position"

    @property
    def actors(self) -> tuple[str, ...]:
        """The ids of those who take part in the event, or who hold the position; each once."""
        if self.event is not None:
            return tuple(dict.fromkeys(entry.actor for entry in self.event.participants))
        return tuple(dict.fromkeys(self.held.position.actor)) if self.held else ()

    @property
    def places(self) -> tuple[str, ...]:
        """The ids of the places of the event, or of those that the claim is about; each once."""
        if self.event is not None:
            return tuple(dict.fromkeys(self.event.places))
        about = (name.partition("/") for name in self.held.claim.about) if self.held else ()
        return tuple(dict.fromkeys(place for kind, _, place in about if kind == "place"))

    def claims(self, about: Mapping[Ref, tuple[Claim, ...]]) -> tuple[str, ...]:
        """The id of the claim of the position, or the ids of the claims about the event.

        `about` has the claims about each record, as a Site knows them.
        """
        if self.held is not None:
            return (self.held.claim.id,)
        return tuple(claim.id for claim in about.get(self.told.ref, ()))


def undated(events: Iterable[Event]) -> tuple[Moment, ...]:
    """Every event without a date, by name."""
    found = (Moment(None, event, None) for event in events if event.date is None)
    return tuple(sorted(found, key=lambda moment: (fold_name(moment.told.label).text, moment.told.id)))


def in_time(
    events: Iterable[Event],
    claims: Iterable[Claim],
    anchored: Callable[[Claim], Sequence[str]] = position_anchors,
) -> tuple[Moment, ...]:
    """Every dated event and position, the earliest first; of one date, events before positions.

    `anchored` gives the ids of the positions of a claim.
    """
    found = [(event.date, Moment(event.date, event, None)) for event in events if event.date]
    for claim in claims:
        for position, anchor in zip(claim.positions, anchored(claim), strict=True):
            if position.date:
                held = HeldPosition(claim, position, anchor)
                found.append((position.date, Moment(position.date, None, held)))
    found.sort(key=lambda dated: (dated[0].sort_key, dated[1].event is None))
    return tuple(moment for _, moment in found)


def by_record(
    moments: Iterable[Moment],
    briefings: Mapping[Ref, tuple[Ref, ...]],
    about: Mapping[Ref, tuple[Claim, ...]],
) -> Mapping[Ref, tuple[Moment, ...]]:
    """The moments of each record they touch.

    `briefings` are those that lead to a record, `about` the claims about it.
    """
    found: dict[Ref, list[Moment]] = defaultdict(list)
    for moment in moments:
        for ref in dict.fromkeys((*touched(moment, about), *briefings.get(moment.told.ref, ()))):
            found[ref].append(moment)
    return {ref: tuple(touching) for ref, touching in found.items()}


def touched(moment: Moment, about: Mapping[Ref, tuple[Claim, ...]]) -> Iterator[Ref]:
    """What a moment touches: what tells of it, who takes part, where it was, the claims about an event."""
    yield moment.told.ref
    yield from (Ref("actor", actor) for actor in moment.actors)
    yield from (Ref("place", place) for place in moment.places)
    if moment.event is not None:
        yield from (Ref("claim", claim) for claim in moment.claims(about))
