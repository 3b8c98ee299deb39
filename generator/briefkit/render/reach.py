"""Which places and countries something is about: those it names, and the larger ones around them."""

from collections.abc import Iterable, Iterator

from briefkit.model.actor import Actor
from briefkit.model.claim import Claim
from briefkit.model.event import Event
from briefkit.model.place import Place
from briefkit.model.reads import Recalled
from briefkit.model.record import Record
from briefkit.model.ref import Ref, parse_ref
from briefkit.render.site import Site


class Reach:
    """Asked about one site; drafts and withdrawn records count for nothing."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self.around = Recalled(self._around)

    def places(self, record: Record) -> tuple[str, ...]:
        """The ids of the places it is about, the nearest first, each once."""
        return tuple(dict.fromkeys(place.id for name in self._named(record) for place in self.around(name)))

    def countries(self, record: Record) -> tuple[str, ...]:
        """The codes of its countries: its own, else those of its places and of the actors it is about."""
        own: str | None = getattr(record, "country", None)
        if own:
            return (own,)
        codes = [place.country for name in self._named(record) for place in self.around(name)]
        codes += [actor.country for actor in self._actors_named(record)]
        return tuple(dict.fromkeys(code for code in codes if code))

    def actors(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of the actors that stand in the site, each once."""
        return tuple(dict.fromkeys(name for name in names if self._actor(name)))

    def _actor(self, name: str) -> Actor | None:
        found = self._site.records.get(Ref("actor", name))
        return found if isinstance(found, Actor) else None

    def _around(self, name: str) -> tuple[Place, ...]:
        """A place and the larger ones, the nearest first; none where it does not stand."""
        place = self._site.records.get(Ref("place", name))
        refs = [place.ref, *reversed(self._site.larger(place))] if isinstance(place, Place) else []
        found = (self._site.records.get(ref) for ref in refs)
        return tuple(place for place in found if isinstance(place, Place))

    def _named(self, record: Record) -> Iterator[str]:
        match record:
            case Place():
                yield record.id
            case Event():
                yield from record.places
            case Claim():
                for ref in filter(None, map(parse_ref, record.about)):
                    other = self._site.records.get(ref)
                    if isinstance(other, (Place, Event)):
                        yield from self._named(other)
            case _:
                yield from (place.id for place in self._site.places_of(record))

    def _actors_named(self, record: Record) -> Iterator[Actor]:
        about = record.about if isinstance(record, Claim) else ()
        for ref in filter(None, map(parse_ref, about)):
            if ref.kind == "actor" and (actor := self._actor(ref.id)):
                yield actor
