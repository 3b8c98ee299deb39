"""What carries a position or a fact, and the facts themselves."""

from typing import Annotated

from pydantic import Field

from briefkit.model.dates import Edtf
from briefkit.model.fields import ActorId, Part, Prose, SourceId, Text, dated, first_words
from briefkit.model.vocabulary import ControlRole, CorrectionKind, Reliability, Tlp, Via


class Evidence(Part):
    """A source and its verbatim words that carry a position or a fact."""

    source: SourceId
    """The source the words stand in; the record's own `source` where it is left out."""
    quote: Text
    """The words, verbatim, double-quoted or as a block."""
    via: Via = Via.NARRATION
    """How the view reaches the source: direct, indirect, document or narration."""
    document: SourceId | None = None
    """The document that the source describes; it may be known without having been read."""
    before: Text | None = None
    """Words right before the quote, where the same words stand in the source twice."""
    after: Text | None = None
    """Words right after the quote, where the same words stand in the source twice."""
    reliability: Reliability | None = None
    """Admiralty grade A to F of the source for this item, where it differs from the source's own."""
    tlp: Tlp | None = None
    """TLP marking of this item."""
    note: Text | None = None
    """For the desk; never published."""

    def selectors(self) -> tuple[str, ...]:
        """Its source with the first words of the quote, and its source."""
        return first_words(self.source, self.quote)


class Fact(Part):
    """One property of an actor, a place or an event."""

    property: Text
    """What is said of it: office, founded, strength."""
    value: Text
    """What it is; `unknown` where nobody knows, `none` where there is none."""
    id: str | None = None
    """A name of its own, where property and value are not enough to tell facts apart."""
    date: Edtf | None = None
    """When it was so (EDTF)."""
    from_: Annotated[Edtf | None, Field(alias="from")] = None
    """Since when it has been so (EDTF)."""
    to: Edtf | None = None
    """Until when it was so (EDTF)."""
    date_basis: Text | None = None
    """How a date was worked out of words such as “Tuesday”."""
    evidence: tuple[Evidence, ...] = ()
    """What carries it."""
    tlp: Tlp | None = None
    """TLP marking of this fact."""
    note: Text | None = None
    """For the desk; never published."""

    def selectors(self) -> tuple[str, ...]:
        """Its id, its property, its property and value."""
        named = (self.property, f"{self.property}={self.value}")
        return (*((self.id,) if self.id else ()), *named, *dated(named, self.date or self.from_))


class Relation(Part):
    """A lasting tie to another actor."""

    type: Text
    """One of the site's relation types, as ally-of."""
    actor: ActorId
    """The other actor."""
    id: str | None = None
    """A name of its own, where type and actor are not enough to tell relations apart."""
    from_: Annotated[Edtf | None, Field(alias="from")] = None
    """Since when (EDTF)."""
    to: Edtf | None = None
    """Until when (EDTF)."""
    date_basis: Text | None = None
    """How a date was worked out of words such as “Tuesday”."""
    evidence: tuple[Evidence, ...] = ()
    """What carries it."""
    tlp: Tlp | None = None
    """TLP marking of this relation."""
    note: Text | None = None
    """For the desk; never published."""

    def selectors(self) -> tuple[str, ...]:
        """Its id, its type and the other actor, the other actor."""
        named = (f"{self.type}={self.actor}", self.actor)
        return (*((self.id,) if self.id else ()), *named, *dated(named, self.from_))


class Control(Part):
    """How one party stands to a disputed place."""

    actor: ActorId
    """The party."""
    role: ControlRole
    """administers, holds-part or claims."""
    from_: Annotated[Edtf | None, Field(alias="from")] = None
    """Since when (EDTF)."""
    to: Edtf | None = None
    """Until when (EDTF)."""
    date_basis: Text | None = None
    """How a date was worked out of words such as “Tuesday”."""
    evidence: tuple[Evidence, ...] = ()
    """What carries it."""
    tlp: Tlp | None = None
    """TLP marking of this entry."""
    note: Text | None = None
    """For the desk; never published."""

    def selectors(self) -> tuple[str, ...]:
        """The party, the party and its role."""
        named = (self.actor, f"{self.actor}={self.role}")
        return (*named, *dated(named, self.from_))


class Correction(Part):
    """What the readers are told about a change."""

    date: Edtf
    """When the desk made it (EDTF)."""
    kind: CorrectionKind
    """correction, clarification, update, editors-note or withdrawal."""
    field: Text | None = None
    """Which field changed, as assessment.likelihood."""
    was: Text | None = None
    """What stood there."""
    now: Text | None = None
    """What stands there now."""
    text: Prose
    """What was wrong and what is right, for a reader who missed the original."""
    author: Text | None = None
    """Who made it."""
    tlp: Tlp | None = None
    """TLP marking of this correction."""

    def selectors(self) -> tuple[str, ...]:
        """Its date, its date and kind, and these with its first words."""
        return (self.date.text, *first_words(f"{self.date.text}={self.kind}", self.text))
