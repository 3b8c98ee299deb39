"""Events: what happened or is planned."""

from typing import Annotated, ClassVar, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from briefkit.model.dates import Edtf
from briefkit.model.evidence import Evidence, Fact
from briefkit.model.fields import ActorId, EventId, OneOrMore, Part, PlaceId, Prose, Text
from briefkit.model.record import Named
from briefkit.model.vocabulary import EventStatus


class Participant(Part):
    """An actor that takes part."""

    actor: ActorId
    """Who."""
    role: Text | None = None
    """As what: organizer, target, mediator."""

    def selectors(self) -> tuple[str, ...]:
        """The actor, the actor and its role."""
        return (self.actor, *((f"{self.actor}={self.role}",) if self.role else ()))


class Event(Named):
    """Something that happened or is planned."""

    KIND: ClassVar[str] = "event"

    kind: Text | None = None
    """What sort of event: election, deployment, talks."""
    date: Edtf | None = None
    """When (EDTF); needed unless `status` says that it is only planned, reported or cancelled."""
    status: EventStatus | None = None
    """planned, reported or cancelled."""
    date_basis: Text | None = None
    """How the date was worked out of words such as “Tuesday”."""
    places: Annotated[tuple[PlaceId, ...], OneOrMore] = ()
    """Where."""
    participants: tuple[Participant, ...] = ()
    """Who takes part, and as what."""
    part_of: EventId | None = None
    """The larger event it belongs to."""
    facts: tuple[Fact, ...] = ()
    """Properties with evidence; several may share a property, and all are shown."""
    evidence: tuple[Evidence, ...] = ()
    """What says that it happened or is planned."""
    summary: Prose | None = None
    """One or two sentences in the desk's words."""

    @model_validator(mode="after")
    def _dated_or_qualified(self) -> Self:
        if self.date is None and self.status is None:
            raise PydanticCustomError(
                "event_date_or_status",
                "the event has neither a date nor a status",
                {"hint": "date: 2022-02-08, or status: planned, reported or cancelled"},
            )
        return self
