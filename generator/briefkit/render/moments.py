"""What has a date: events, and positions taken."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from briefkit.model.claim import Claim, Position
from briefkit.model.date_value import EdtfDate
from briefkit.model.event import Event
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

    date: EdtfDate
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


def in_time(events: Iterable[Event], claims: Iterable[Claim]) -> tuple[Moment, ...]:
    """Every dated event and position, the earliest first; of one date, events before positions."""
    found = [Moment(event.date, event, None) for event in events if event.date]
    for claim in claims:
        for position, anchor in zip(claim.positions, position_anchors(claim), strict=True):
            if position.date:
                found.append(Moment(position.date, None, HeldPosition(claim, position, anchor)))
    return tuple(sorted(found, key=lambda moment: (moment.date.sort_key, moment.event is None)))


def by_record(
    moments: Iterable[Moment], briefings: Mapping[Ref, tuple[Ref, ...]]
) -> Mapping[Ref, tuple[Moment, ...]]:
    """The moments of each record they touch; `briefings` are those that lead to a record."""
    found: dict[Ref, list[Moment]] = defaultdict(list)
    for moment in moments:
        for ref in dict.fromkeys((*_touched(moment), *briefings.get(moment.told.ref, ()))):
            found[ref].append(moment)
    return {ref: tuple(touching) for ref, touching in found.items()}


def _touched(moment: Moment) -> Iterator[Ref]:
    yield moment.told.ref
    if moment.event is not None:
        yield from (Ref("actor", entry.actor) for entry in moment.event.participants)
        yield from (Ref("place", place) for place in moment.event.places)
    if moment.held is not None:
        yield from (Ref("actor", actor) for actor in moment.held.position.actor)
