"""A site that is asked about few of its records: what it knows of each is worked out when it is asked for.

What a table of a site says of a record is said by that record, by those that refer to it, and by some that it
refers to itself. So the table of these few says the same of it as the table of all records.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, TypeVar

from briefkit.changes.comparing.pages.references import References
from briefkit.model.claim import Claim
from briefkit.model.dispute import dispute
from briefkit.model.event import Event
from briefkit.model.linked import Backlink
from briefkit.model.ref import Ref
from briefkit.model.remembered import remembered
from briefkit.render.company import company
from briefkit.render.described import Described, described
from briefkit.render.moments import Moment, in_time, touched
from briefkit.render.published import Called, called
from briefkit.render.site import Site
from briefkit.render.uses import Use, uses_of_sources

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

BY_REF = ("about", "_places_by_briefing")
"""Tables by record, of which each value is made of what refers to it, and of what it refers to."""

BY_ID: Mapping[str, str] = {
    "held": "actor",
    "ties": "actor",
    "known_of": "source",
    "documents_described": "source",
    "_rivals": "claim",
}
"""The same by the ids of records of one kind."""

_state = remembered(dispute)


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


class SiteByKey:
    """A site, and what it is asked with."""

    def __init__(self, whole: Site) -> None:
        """`whole` is the same site, which works out its tables of all records."""
        self._whole = whole
        self._seen: dict[Ref, Site] = {}
        self.references = References(whole.linked)
        gone, every = whole.dossier.withdrawn.keys(), self.references.records
        self._gone = {ref: record for ref, record in every.items() if ref in gone} if gone else {}
        self._records = {ref: record for ref, record in every.items() if ref not in gone} if gone else every
        self._places = {ref: number for number, ref in enumerate(every)}
        self._company: dict[Ref, frozenset[str]] = {}
        self._around: dict[Ref, Sequence[Ref]] = {}
        self.site = self._made()
        self._claims = {claim.id: number for number, claim in enumerate(self.site.claims)}

    def _made(self) -> Site:
        whole, found = self._whole, Site(self._whole.linked, self._whole.wrong)
        own = found.__dict__
        own.update(catalogue=whole.catalogue, withdrawn=self._gone, records=self._records)
        own["disputes"] = {claim.id: _state(claim) for claim in whole.dossier.of(Claim)}
        works: dict[str, Callable[[Any], Any]] = {
            **{name: partial(self._of_ref, name) for name in BY_REF},
            **{name: partial(self._of_id, name, kind) for name, kind in BY_ID.items()},
            "backlinks": self._linked_from,
            "_moments_by_ref": self._moments,
            "uses": self._uses,
            "_companies": self._companies,
            "described": self._described,
            "called": self._called,
        }
        # nobody is led to where the positions stand
        own["moments"] = in_time(found.of(Event), found.claims, lambda claim: [""] * len(claim.positions))
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
            records = {name: self._records[name] for name in names if name in self._records}
            claims = (record for record in records.values() if isinstance(record, Claim))
            found.__dict__.update(
                withdrawn=self._gone,
                records=records,
                claims=tuple(sorted(claims, key=lambda claim: self._claims[claim.id])),
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
        found = dict.fromkeys(self.references.origins(ref))
        if ref.kind in ("claim", "briefing"):
            found.update(dict.fromkeys(self.references.targets(ref)))
        if ref in self._places:
            found[ref] = None
        # most of them are in order already
        return sorted(found, key=self._places.__getitem__)

    def _backlinks(self, ref: Ref) -> tuple[Backlink, ...]:
        links = self.references.backlinks.get(ref, ())
        return tuple(link for link in links if link.origin not in self._gone) if self._gone else links

    def _linked_from(self, ref: Ref) -> tuple[Backlink, ...] | None:
        return self._backlinks(ref) or None

    def _moments(self, ref: Ref) -> tuple[Moment, ...] | None:
        every = ref.kind == "briefing"
        names = self.references.targets(ref) if every else self._concerned(ref)
        those = (entry for name in names for entry in self._told.get(name, ()))
        kept = (entry for entry in those if every or ref in touched(entry[1], self.site.about))
        return tuple(moment for _, moment in sorted(kept)) or None

    @cached_property
    def _told(self) -> Mapping[Ref, list[tuple[int, Moment]]]:
        """The moments of each event and each claim, with their places in time."""
        found: dict[Ref, list[tuple[int, Moment]]] = {}
        for place, moment in enumerate(self.site.moments):
            found.setdefault(moment.told.ref, []).append((place, moment))
        return found

    def _uses(self, source: str) -> tuple[Use, ...] | None:
        return uses_of_sources(self._whole.dossier, self._records, (source,)).get(source)

    def _companies(self, actor: str) -> tuple[frozenset[str], ...] | None:
        those = map(self._company_of, self._concerned(Ref("actor", actor)))
        return tuple(one for one in those if actor in one) or None

    def _company_of(self, ref: Ref) -> frozenset[str]:
        if ref not in self._company:
            known = ref in self._records
            self._company[ref] = company(self._records[ref], self._records) if known else frozenset()
        return self._company[ref]

    def _described(self, ref: Ref) -> Described | None:
        record = self._records.get(ref)
        return None if record is None else described(record, self.site.known_of)

    def _called(self, ref: Ref) -> Called | None:
        record = self.references.records.get(ref)
        return None if record is None else called(record)
