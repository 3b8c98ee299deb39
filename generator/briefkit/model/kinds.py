"""The kinds of records there are."""

from dataclasses import dataclass

from briefkit.model.actor import Actor
from briefkit.model.briefing import Briefing
from briefkit.model.claim import Claim
from briefkit.model.event import Event
from briefkit.model.place import Place
from briefkit.model.record import Record
from briefkit.model.source import Source


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record."""

    name: str
    """The word in references: ``actor`` in ``actor/alexander-lukashenko``."""
    plural: str
    """The word in folders, files and addresses."""
    model: type[Record]
    has_body: bool = False
    """True where a record may be a Markdown file: front matter and text."""


KINDS: tuple[Kind, ...] = (
    Kind("briefing", "briefings", Briefing, has_body=True),
    Kind("claim", "claims", Claim),
    Kind("actor", "actors", Actor),
    Kind("place", "places", Place),
    Kind("event", "events", Event),
    Kind("source", "sources", Source, has_body=True),
)
"""In the order in which readers meet them."""

BY_NAME = {kind.name: kind for kind in KINDS}
BY_PLURAL = {kind.plural: kind for kind in KINDS}
