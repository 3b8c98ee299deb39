"""The records whose pages can show some others: what is further away is not looked at."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set

from briefkit.changes.comparing.rewritten import base_name
from briefkit.model.actor import Actor
from briefkit.model.briefing import Briefing
from briefkit.model.kinds import BY_NAME
from briefkit.model.ref import Ref
from briefkit.model.source import Source
from briefkit.render.site import Site

_ANY = frozenset(BY_NAME)

THROUGH: Mapping[tuple[str, str], Set[str]] = {
    # who says what, wherever the claim stands
    ("actor", "claim"): _ANY,
    # what carries a sentence of the desk's, and which documents a source describes
    ("source", "claim"): frozenset({"briefing", "source"}),
    ("source", "event"): frozenset({"briefing", "source"}),
    ("source", "actor"): frozenset({"briefing", "source", "actor"}),
    ("source", "place"): frozenset({"briefing", "source"}),
    # how many positions somebody has, on a card
    ("claim", "actor"): frozenset({"briefing", "source"}),
    # who takes part with whom
    ("actor", "event"): frozenset({"actor", "briefing"}),
    ("place", "event"): frozenset({"briefing"}),
    # who holds or claims what is on a map
    ("actor", "place"): frozenset({"event", "place", "briefing"}),
}
"""Through which records a page can show another one: by the kinds of that one and of what lies between.

Each with the kinds of records whose pages do. All else is shown by what refers to it, and what it refers to.
"""


def nearby(base: Site, head: Site, seeds: Set[Ref], back: Mapping[Ref, Ref]) -> Set[Ref]:
    """The records whose pages can show the seeds, and they themselves; all are called as they are called now.

    `back` is what records were called before that are called otherwise now.
    """
    called = {was: now for now, was in back.items()}
    found = set(seeds)
    for site in (base, head):
        known = called if site is base else {}
        # a place names all that it lies in
        within = {ref for ref in seeds if ref.kind == "place"}
        while within:
            found |= {known.get(ref, ref) for ref in within}
            within = {place.ref for ref in within for place in site.places_inside.get(ref.id, ())} - found
        own = {base_name(ref, site, back) for ref in seeds} if site is base else seeds
        found |= {known.get(ref, ref) for ref in _around(site, own)}
    found |= {called.get(ref, ref) for ref in (*base.neighbourhoods, *head.neighbourhoods)}
    found |= set(_of_that_name(base, head, seeds))
    return found


def _around(site: Site, seeds: Iterable[Ref]) -> Set[Ref]:
    told: dict[Ref, list[Ref]] = defaultdict(list)
    for target, links in site.linked.backlinks.items():
        for link in links:
            told[link.origin].append(target)

    def beside(ref: Ref) -> Iterator[Ref]:
        yield from (link.origin for link in site.linked.backlinks.get(ref, ()))
        yield from told.get(ref, ())

    found = set(seeds)
    for ref in seeds:
        for between in set(beside(ref)):
            found.add(between)
            kinds = THROUGH.get((ref.kind, between.kind))
            if kinds is not None:
                further = {other for other in beside(between) if other.kind in kinds}
                found |= further
                if between.kind == "place":
                    events = (event for event in further if event.kind == "event")
                    found.update(
                        other for event in events for other in beside(event) if other.kind == "briefing"
                    )
    return found


def _of_that_name(base: Site, head: Site, seeds: Iterable[Ref]) -> Iterator[Ref]:
    """What is published or written by somebody who is called as one of the actors."""
    actors = [record for ref in seeds for site in (base, head) if isinstance(record := site.get(ref), Actor)]
    # the origin of a source can be an actor's id, which makes no reference
    names = {
        name.strip().casefold()
        for actor in actors
        for name in (actor.id, actor.name, *(alias.name for alias in actor.aliases))
    }
    if not names:
        return
    for ref, record in head.dossier.records.items():
        match record:
            case Source():
                signed = (record.publisher, record.origin or "", *record.authors)
            case Briefing():
                signed = record.authors
            case _:
                continue
        if not names.isdisjoint(name.strip().casefold() for name in signed):
            yield ref
