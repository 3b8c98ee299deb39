"""Actors: who acts or speaks."""

from typing import ClassVar

from pydantic import Field

from briefkit.model.evidence import Fact, Relation
from briefkit.model.fields import Country, Prose, Text
from briefkit.model.record import Named
from briefkit.model.vocabulary import ActorKind


class Actor(Named):
    """A person, organization, government or group that acts or speaks."""

    KIND: ClassVar[str] = "actor"

    kind: ActorKind
    """person, organization, government or group."""
    country: Country | None = None
    """ISO 3166-1 alpha-2 code; the desk's word."""
    summary: Prose | None = None
    """One or two sentences in the desk's words."""
    facts: tuple[Fact, ...] = ()
    """Properties with evidence; several may share a property, and all are shown."""
    relations: tuple[Relation, ...] = ()
    """Lasting ties to other actors."""
    identifiers: dict[Text, Text] = Field(default_factory=dict)
    """Ids in other catalogues, as wikidata."""
