"""Places: where something is."""

from typing import Annotated, ClassVar

from pydantic import Field

from briefkit.model.evidence import Control, Fact
from briefkit.model.fields import Country, Part, PlaceId, Prose, Text
from briefkit.model.record import Named
from briefkit.model.vocabulary import PlaceKind


class Coordinates(Part):
    """A point on the earth (WGS 84)."""

    latitude: Annotated[float, Field(ge=-90, le=90)]
    """Degrees north, -90 to 90."""
    longitude: Annotated[float, Field(ge=-180, le=180)]
    """Degrees east, -180 to 180."""
    precision_m: Annotated[float | None, Field(gt=0, allow_inf_nan=False)] = None
    """How far off the point may be, in metres."""


class Place(Named):
    """Where something is; a government is an actor, never a place."""

    KIND: ClassVar[str] = "place"

    kind: PlaceKind
    """country, region, city, territory, site, border, water or other."""
    country: Country | None = None
    """ISO 3166-1 alpha-2 code; the desk's word."""
    part_of: PlaceId | None = None
    """The larger place it lies in."""
    coordinates: Coordinates | None = None
    """A point for it."""
    control: tuple[Control, ...] = ()
    """Every party that administers or claims a disputed place."""
    summary: Prose | None = None
    """One or two sentences in the desk's words."""
    facts: tuple[Fact, ...] = ()
    """Properties with evidence; several may share a property, and all are shown."""
    identifiers: dict[Text, Text] = Field(default_factory=dict)
    """Ids in other catalogues, as wikidata."""
