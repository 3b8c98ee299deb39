"""The records whose pages can show some others: what is further away is not looked at."""

from collections.abc import Iterable, Iterator, Mapping, Set

from briefkit.model.actor import Actor
from briefkit.model.briefing import Briefing
from briefkit.model.kinds import BY_NAME
from briefkit.model.reads import content
from briefkit.model.ref import Ref
from briefkit.model.source import Source
from briefkit.render.site import Site

_ANY = frozenset(BY_NAME)

THROUGH: Mapping[tuple[str, str], Set[str]] = {
    # who says what, wherever the claim stands with its holders
    ("actor", "claim"): _ANY - {"source"},
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

    Any of those that have a picture of what is around them can do so besides. `back` is what records were
    called before that are called otherwise now.
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
    found |= _Around(base, head, called).those(seeds)
    found |= set(_of_that_name(base, head, seeds))
    return found


class _Around:
    """What refers to what, in any of two sites."""

    def __init__(self, base: Site, head: Site, called: Mapping[Ref, Ref]) -> None:
        """`called` is what records of the one are called in the other."""
        self._sites = base, head
        self._origins: dict[Ref, dict[Ref, None]] = {}
        self._targets: dict[Ref, dict[Ref, None]] = {}
        before, now = (content({"LinkedDossier": site.linked}, _BACKLINKS) for site in (base, head))
        for target, links in now.items():
            self._origins[target] = dict.fromkeys(link.origin for link in links)
        for target, links in before.items():
            if now.get(target) == links:
                continue
            own = self._origins.setdefault(called.get(target, target), {})
            own.update((called.get(link.origin, link.origin), None) for link in links)
        for target, origins in self._origins.items():
            for origin in origins:
                self._targets.setdefault(origin, {})[target] = None

    def _beside(self, ref: Ref) -> Set[Ref]:
        return self._origins.get(ref, {}).keys() | self._targets.get(ref, {}).keys()

    def those(self, seeds: Iterable[Ref]) -> Set[Ref]:
        """What stands around the seeds, as far as its pages can show them."""
        found = set(seeds)
        for ref in seeds:
            for between in self._beside(ref):
                found.add(between)
                kinds = THROUGH.get((ref.kind, between.kind))
                if kinds is None:
                    continue
                further = {other for other in self._beside(between) if self._can_show(other, kinds)}
                found |= further
                if between.kind == "place":
                    events = (event for event in further if event.kind == "event")
                    found.update(
                        other for event in events for other in self._beside(event) if other.kind == "briefing"
                    )
        return found

    def _can_show(self, ref: Ref, kinds: Set[str]) -> bool:
        """Whether the page is of one of the kinds; of sources those of documents, and of what describes some.

        All others show nothing that is further away.
        """
        if ref.kind not in kinds or ref.kind != "source":
            return ref.kind in kinds
        return any(ref.id in site.known_of or ref.id in site.documents_described for site in self._sites)


_BACKLINKS = "LinkedDossier.backlinks"


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
