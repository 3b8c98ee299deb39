"""What a map on a page shows: which places, where their marks lead, who holds or claims them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefkit.model.evidence import Control
from briefkit.model.place import Place
from briefkit.model.ref import Ref
from briefkit.model.vocabulary import PlaceKind
from briefkit.render.addresses import built_way, page_path
from briefkit.render.drawing.map import Map, Spot, Words, written
from briefkit.render.drawing.outlines import Outlines
from briefkit.render.drawing.patterns import letter, swatch
from briefkit.render.sheet import ENTRIES_A_PAGE
from briefkit.render.site import Site

POINTS = 400
"""Most points on one map: no page grows with the site."""

MAP_POLICY = "map policy"
"""Context of the message that says whose borders are drawn."""

NUMBERED = 60
"""Points up to which marks have numbers; more of them are dots."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the list beside a map."""

    place: Place
    letters: tuple[str, ...]
    """Those of the parties, where more than one holds or claims it."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who holds or claims disputed places of a map."""

    actor: Ref
    letter: str
    swatch: Markup
    """The pattern it has on the map."""
    holdings: tuple[tuple[Place, Control], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A map, and what is to be said beside it."""

    anchor: str
    """With which the ids in it begin."""
    picture: Markup
    entries: tuple[Entry, ...]
    """In the order of the numbers on the map."""
    more: int
    """How many places on the map are not in the list."""
    left_out: int
    """How many places that have a point are not on the map."""
    numbered: bool
    parties: tuple[Party, ...]
    policy: str


def pointed(places: Iterable[Place]) -> list[Place]:
    """The places of which a point is known."""
    return [place for place in places if place.coordinates is not None]


def draw(
    site: Site, path: str, places: Sequence[Place], outlines: Outlines, words: Words, *, small: bool
) -> Drawn | None:
    """The map of those of the places that have a point, on the page at `path`; None where there is none.

    Of too many, those with the most events are shown.
    """
    found = pointed(places)
    shown = _most_told(site, found)
    if not shown:
        return None
    parties = _parties(shown)
    numbers = {actor: number for number, actor in enumerate(parties)}
    spots = [_spot(site, path, place, numbers) for place in shown]
    numbered = len(shown) <= NUMBERED and not small
    map_ = Map(spots, outlines, numbered=numbered, small=small)
    order = [shown[index] for mark in map_.marks for index in mark]
    entries = tuple(
        Entry(place, tuple(letter(numbers[actor]) for actor in _disputing(place)))
        for place in order[:ENTRIES_A_PAGE]
    )
    return Drawn(
        words.name,
        map_.svg(words),
        entries,
        len(order) - len(entries),
        len(found) - len(shown),
        numbered,
        tuple(
            _party(words.name, number, actor, held) for number, (actor, held) in enumerate(parties.items())
        ),
        site.catalogue.looked_up(MAP_POLICY, outlines.policy),
    )


def _most_told(site: Site, places: list[Place]) -> list[Place]:
    """At most as many as a map shows, in their order."""
    if len(places) <= POINTS:
        return places
    told = sorted(places, key=lambda place: (-len(site.events_by_place.get(place.id, ())), place.id))
    kept = {place.id for place in told[:POINTS]}
    return [place for place in places if place.id in kept]


def _spot(site: Site, path: str, place: Place, numbers: Mapping[str, int]) -> Spot:
    at = place.coordinates
    assert at is not None  # noqa: S101 - so it was chosen
    page = page_path(place.ref)
    return Spot(
        place.name,
        at.longitude,
        at.latitude,
        at.precision_m,
        "" if page == path else built_way(site.dossier.settings, path, page),
        (place.country or "") if place.kind is PlaceKind.COUNTRY else "",
        tuple(numbers[actor] for actor in _disputing(place)),
    )


def _disputing(place: Place) -> tuple[str, ...]:
    """The parties to a place that more than one holds or claims."""
    actors = tuple(dict.fromkeys(control.actor for control in place.control))
    return actors if len(actors) > 1 else ()


def _parties(places: Iterable[Place]) -> dict[str, list[tuple[Place, Control]]]:
    found: dict[str, list[tuple[Place, Control]]] = defaultdict(list)
    for place in places:
        if _disputing(place):
            for control in place.control:
                found[control.actor].append((place, control))
    return dict(found)


def _party(name: str, number: int, actor: str, held: Iterable[tuple[Place, Control]]) -> Party:
    return Party(Ref("actor", actor), letter(number), written(swatch(name, number)), tuple(held))
