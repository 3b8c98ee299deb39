"""The records whose pages can show some others: what is further away is not looked at."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from briefkit.changes.comparing.pages.by_key import SiteByKey
from briefkit.model.actor import Actor
from briefkit.model.briefing import Briefing
from briefkit.model.kinds import BY_NAME
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.source import Source

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


def nearby(around: "Around", seeds: Set[Ref]) -> Set[Ref]:
    """The records whose pages can show the seeds, and they themselves; all are called as they are called now.

    Any of those that have a picture of what is around them can do so besides.
    """
    return {*around.within(seeds), *around.those(seeds), *around.of_that_name(seeds)}


class Around:
    """What refers to what, in any of two sites."""

    def __init__(self, base: SiteByKey, head: SiteByKey, back: Mapping[Ref, Ref]) -> None:
        """`back` is what records were called before that are called otherwise now."""
        self._base, self._head = base, head
        self._back, self._called = back, {was: now for now, was in back.items()}
        self._found: dict[Ref, Set[Ref]] = {}

    def beside(self, ref: Ref) -> Set[Ref]:
        """What refers to a record, and what it refers to."""
        if ref not in self._found:
            before = self._base.references.beside(self._back.get(ref, ref))
            now = self._head.references.beside(ref)
            self._found[ref] = now | {self._called.get(other, other) for other in before}
        return self._found[ref]

    def all_beside(self, refs: Iterable[Ref]) -> Set[Ref]:
        """The records with all that is beside any of them, by all names that they have or had."""
        found = set(refs)
        found = found.union(*map(self.beside, refs))
        return found | {self._back[ref] for ref in found & self._back.keys()}

    def within(self, seeds: Iterable[Ref]) -> Iterator[Ref]:
        """The places that lie in one of the seeds: a place names all that it lies in."""
        for site, known in ((self._base.site, self._called), (self._head.site, {})):
            found = set[Ref]()
            within = {ref for ref in seeds if ref.kind == "place"}
            while within:
                found |= within
                within = {place.ref for ref in within for place in site.places_inside.get(ref.id, ())} - found
            yield from (known.get(ref, ref) for ref in found)

    def those(self, seeds: Iterable[Ref]) -> Set[Ref]:
        """What stands around the seeds, as far as its pages can show them."""
        found = set(seeds)
        for ref in seeds:
            for between in self.beside(ref):
                found.add(between)
                kinds = THROUGH.get((ref.kind, between.kind))
                if kinds is None:
                    continue
                further = {other for other in self.beside(between) if other.kind in kinds - {"source"}}
                found |= further
                if "source" in kinds:
                    found |= self._described(between)
                if between.kind == "place":
                    events = (event for event in further if event.kind == "event")
                    found.update(
                        other for event in events for other in self.beside(event) if other.kind == "briefing"
                    )
        return found

    def _described(self, ref: Ref) -> Set[Ref]:
        """The documents that a record says something of, and the sources in which it found that.

        The pages of other sources show nothing that is further away.
        """
        before = self._base.references.documents(self._back.get(ref, ref))
        found = {self._called.get(other, other) for other in before}
        return found | self._head.references.documents(ref)

    def of_that_name(self, seeds: Iterable[Ref]) -> Iterator[Ref]:
        """What is published or written by somebody who is called as one of the actors."""
        sites = (self._base.site, self._head.site)
        actors = [record for ref in seeds for site in sites if isinstance(record := site.get(ref), Actor)]
        # the origin of a source can be an actor's id, which makes no reference
        names = {
            name.strip().casefold()
            for actor in actors
            for name in (actor.id, actor.name, *(alias.name for alias in actor.aliases))
        }
        if not names:
            return
        known: dict[str, bool] = {}
        for ref, record in self._head.references.records.items():
            for name in _signed(record) if ref.kind in ("source", "briefing") else ():
                # most names are signed with again and again
                if name not in known:
                    known[name] = name.strip().casefold() in names
                if known[name]:
                    yield ref
                    break


def _signed(record: Record) -> Sequence[str]:
    """By whom it is published and written."""
    match record:
        case Source():
            return (record.publisher, record.origin or "", *record.authors)
        case Briefing():
            return record.authors
    return ()
