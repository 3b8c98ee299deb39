"""A site that is asked about few of its records: what it knows of each is worked out when it is asked for.

What a table of a site says of a record is said by that record, by those that refer to it, and by some that it
refers to itself. So the table of these few says the same of it as the table of all records.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import Any, TypeVar

from briefkit.changes.comparing.pages.references import References
from briefkit.model.claim import Claim
from briefkit.model.dispute import dispute
from briefkit.model.event import Event
from briefkit.model.linked import Backlink
from briefkit.model.reads import noted, tabled
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.remembered import remembered
from briefkit.model.vocabulary import Dispute
from briefkit.render.company import Tie, company, ties_of_actors
from briefkit.render.described import Described, described
from briefkit.render.moments import HeldPosition, Moment, in_time, touched
from briefkit.render.published import Called, called
from briefkit.render.site import Site, place_of_claim
from briefkit.render.uses import Use, uses_of_sources

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

BY_REF = ("_places_by_briefing",)
"""Tables by record, of which each value is made of what refers to it, and of what it refers to."""

BY_ID: Mapping[str, str] = {
    "known_of": "source",
    "documents_described": "source",
    "_rivals": "claim",
}
"""The same by the ids of records of one kind."""

SAYING: Mapping[str, Set[str]] = {
    "actor": frozenset({"actor", "claim", "event"}),
    "claim": frozenset({"claim", "event"}),
    "event": frozenset({"claim", "event"}),
    "place": frozenset({"claim", "event"}),
}
"""The kinds of records that can say something of one of a kind, where these are not all.

A text names many, and says nothing of them.
"""


class ByKey(Mapping[K, V]):
    """A table of which each value is worked out when it is asked for."""

    def __init__(self, work: Callable[[K], V | None], whole: Callable[[], Mapping[K, V]]) -> None:
        """`work` gives None where there is no value; `whole` gives the table as it is made of all records."""
        self._work, self._whole = work, whole
        self._known: dict[K, V | None] = {}

    def __getitem__(self, key: K) -> V:
        found: V | None = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def get(self, key: K, default: Any = None) -> Any:
        """The value under the key, or `default`."""
        if key not in self._known:
            self._known[key] = self._work(key)
        found = self._known[key]
        return default if found is None else found

    def __contains__(self, key: object) -> bool:
        return self.get(key) is not None  # type: ignore[arg-type]

    def __iter__(self) -> Iterator[K]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())


class _AskedSite(Site):
    """The same, with what is worked out of a record kept with it: there is another site with most of them."""

    @tabled
    def disputes(self) -> Mapping[str, Dispute]:
        """The dispute state of each claim, by its id."""
        return {claim.id: _state(claim) for claim in self.dossier.of(Claim)}

    @noted
    def claims(self) -> tuple[Claim, ...]:
        """All claims in their order."""
        return tuple(sorted(self.of(Claim), key=_place))

    @noted
    def moments(self) -> tuple[Moment, ...]:
        """Every dated event and position, in time."""
        every = chain.from_iterable(map(_dated, chain(self.of(Event), self.claims)))
        return tuple(moment for _, moment in sorted(every, key=_by_date))


class SiteByKey:
    """A site, and what it is asked with."""

    def __init__(self, whole: Site) -> None:
        """`whole` is the same site, which works out its tables of all records."""
        self._whole = whole
        self._seen: dict[Ref, Site] = {}
        self.references = References(whole.linked)
        gone, every = whole.dossier.withdrawn.keys(), self.references.records
        self._gone = {ref: record for ref, record in every.items() if ref in gone} if gone else {}
        self.records = {ref: record for ref, record in every.items() if ref not in gone} if gone else every
        """Those that were not withdrawn."""
        self._places = {ref: number for number, ref in enumerate(every)}
        self._company: dict[Ref, frozenset[str]] = {}
        self._around: dict[Ref, Sequence[Ref]] = {}
        self.site = self._made()

    def _made(self) -> Site:
        whole, found = self._whole, _AskedSite(self._whole.linked, self._whole.wrong)
        own = found.__dict__
        own.update(catalogue=whole.catalogue, withdrawn=self._gone, records=self.records)
        works: dict[str, Callable[[Any], Any]] = {
            **{name: partial(self._of_ref, name) for name in BY_REF},
            **{name: partial(self._of_id, name, kind) for name, kind in BY_ID.items()},
            "about": self._about,
            "held": self._held,
            "ties": self._ties,
            "backlinks": self._linked_from,
            "_moments_by_ref": self._moments,
            "uses": self._uses,
            "_companies": self._companies,
            "described": self._described,
            "called": self._called,
        }
        for name, work in works.items():
            own[name] = ByKey(work, partial(getattr, whole, name))
        return found

    def _of_ref(self, name: str, ref: Ref) -> Any:
        return getattr(self._seen_by(ref), name).get(ref)

    def _of_id(self, name: str, kind: str, record_id: str) -> Any:
        return getattr(self._seen_by(Ref(kind, record_id)), name).get(record_id)

    def _seen_by(self, ref: Ref) -> Site:
        """The site with no records but those that can say something of one."""
        if ref not in self._seen:
            found = self._seen[ref] = Site(self._whole.linked)
            names = self._concerned(ref)
            found.__dict__.update(
                withdrawn=self._gone,
                records={name: self.records[name] for name in names if name in self.records},
                claims=self._claims(names),
                # asked by what is told of briefings alone
                backlinks={name: self._backlinks(name) for name in names} if ref.kind == "briefing" else {},
            )
        return self._seen[ref]

    def _concerned(self, ref: Ref) -> Sequence[Ref]:
        """The records that can say something of one, in the order of all."""
        if ref not in self._around:
            self._around[ref] = self._ordered(ref)
        return self._around[ref]

    def _ordered(self, ref: Ref) -> Sequence[Ref]:
        kinds = SAYING.get(ref.kind)
        origins = self.references.origins(ref)
        found = dict.fromkeys(origins if kinds is None else (one for one in origins if one.kind in kinds))
        if ref.kind in ("claim", "briefing"):
            found.update(dict.fromkeys(self.references.targets(ref)))
        if ref in self._places:
            found[ref] = None
        # most of them are in order already
        return sorted(found, key=self._places.__getitem__)

    def _claims(self, names: Iterable[Ref]) -> tuple[Claim, ...]:
        """The claims among the records, in their order."""
        those = (self.records.get(name) for name in names if name.kind == "claim")
        return tuple(sorted((claim for claim in those if isinstance(claim, Claim)), key=_place))

    def _about(self, ref: Ref) -> tuple[Claim, ...] | None:
        name = str(ref)
        return tuple(claim for claim in self._claims(self._concerned(ref)) if name in claim.about) or None

    def _held(self, actor: str) -> tuple[HeldPosition, ...] | None:
        claims = self._claims(self._concerned(Ref("actor", actor)))
        return tuple(chain.from_iterable(_held_in(claim).get(actor, ()) for claim in claims)) or None

    def _ties(self, actor: str) -> tuple[Tie, ...] | None:
        those = (ref for ref in self._concerned(Ref("actor", actor)) if ref.kind == "actor")
        actors = {ref: self.records[ref] for ref in those if ref in self.records}
        types = self._whole.dossier.settings.all_relation_types
        return ties_of_actors(actors, self._gone, types).get(actor)

    def _backlinks(self, ref: Ref) -> Sequence[Backlink]:
        links = self.references.backlinks.get(ref, ())
        return tuple(link for link in links if link.origin not in self._gone) if self._gone else links

    def _linked_from(self, ref: Ref) -> Sequence[Backlink] | None:
        return self._backlinks(ref) or None

    def _moments(self, ref: Ref) -> tuple[Moment, ...] | None:
        if ref.kind == "briefing":
            return self._in_time(self.references.targets(ref), lambda _: True)
        return self._in_time(self._concerned(ref), lambda moment: ref in touched(moment, self.site.about))

    def _in_time(self, names: Iterable[Ref], kept: Callable[[Moment], bool]) -> tuple[Moment, ...] | None:
        """The moments of some records that are kept, in the order in which the site has them."""
        events = sorted((ref for ref in names if ref.kind == "event"), key=self._places.__getitem__)
        told = chain((self.records[ref] for ref in events if ref in self.records), self._claims(names))
        every = sorted(chain.from_iterable(map(_dated, told)), key=_by_date)
        return tuple(moment for _, moment in every if kept(moment)) or None

    def _uses(self, source: str) -> tuple[Use, ...] | None:
        return uses_of_sources(self._whole.dossier, self.records, (source,)).get(source)

    def carried(self, source: str) -> Iterator[Ref]:
        """The records that rest on a source, in the order of its text: those of `uses`, told sooner."""
        uses = self._whole.dossier.uses.get(source, ()) if Ref("source", source) in self.records else ()
        firsts = ((use.passage[0], use.ref) for use in uses if use.ref in self.records)
        places = sorted((first.paragraph, first.start, -first.end, ref) for first, ref in firsts)
        return (ref for *_, ref in places)

    def _companies(self, actor: str) -> tuple[frozenset[str], ...] | None:
        those = map(self._company_of, self._concerned(Ref("actor", actor)))
        return tuple(one for one in those if actor in one) or None

    def _company_of(self, ref: Ref) -> frozenset[str]:
        if ref not in self._company:
            known = ref in self.records
            self._company[ref] = company(self.records[ref], self.records) if known else frozenset()
        return self._company[ref]

    def _described(self, ref: Ref) -> Described | None:
        record = self.records.get(ref)
        return None if record is None else described(record, self.site.known_of)

    def _called(self, ref: Ref) -> Called | None:
        record = self.references.records.get(ref)
        return None if record is None else called(record)


_state = remembered(dispute)


@remembered
def _place(claim: Claim) -> tuple[int, int, str]:
    return place_of_claim(claim, _state(claim))


@remembered
def _held_in(claim: Claim) -> Mapping[str, Sequence[HeldPosition]]:
    """The positions of each actor on a claim; nobody is led to where they stand."""
    found: dict[str, list[HeldPosition]] = {}
    for position in claim.positions:
        for actor in dict.fromkeys(position.actor):
            found.setdefault(actor, []).append(HeldPosition(claim, position, ""))
    return found


@remembered
def _dated(record: Record) -> Sequence[tuple[Any, Moment]]:
    """The moments of an event or a claim, each behind what it comes by; nobody is led to where they stand."""
    match record:
        case Event():
            moments = in_time([record], ())
        case Claim():
            moments = in_time((), [record], lambda claim: [""] * len(claim.positions))
        case _:
            return ()
    return [((moment.date.sort_key, moment.event is None), moment) for moment in moments if moment.date]


_by_date = itemgetter(0)
