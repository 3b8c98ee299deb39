"""Which records the pages show that list others: indexes, home, timeline, map, corrections and the like."""

from collections.abc import Callable, Container, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain
from typing import Any

from briefkit.changes.comparing.pages.showing import Showing
from briefkit.changes.comparing.pages.shown_records import ShownRecords
from briefkit.model.claim import Claim
from briefkit.model.event import Event
from briefkit.model.kinds import BY_NAME, KINDS, Kind
from briefkit.model.place import Place
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.vocabulary import Tlp
from briefkit.render.addresses import RATINGS
from briefkit.render.grounds import ratings_used
from briefkit.render.matrix import matrix
from briefkit.render.outline import outlined
from briefkit.render.pages.corrections import corrections
from briefkit.render.pages.graph import graph
from briefkit.render.pages.home import home_without_date
from briefkit.render.pages.index import index_without_dates
from briefkit.render.pages.linked_from import linked_from_sheets
from briefkit.render.pages.map import map as map_page
from briefkit.render.pages.search import search
from briefkit.render.pages.timeline import timeline_without_dates
from briefkit.render.sheet import Leaf, Sheet
from briefkit.render.shown import strictest

OTHERS = "others"

INDEXES: Mapping[str, Sequence[Kind]] = {
    "claims": [kind for kind in KINDS if kind.model is Claim],
    "records": [kind for kind in KINDS if kind.model is not Claim],
}
"""The lists of all records of a kind, in two parts."""


class ShowingLists:
    """Asked about one site."""

    def __init__(self, showing: Showing, concerned: Container[Ref]) -> None:
        """`concerned` are the records of which anything can differ that is counted or that refers to them."""
        self._showing = showing
        self._site = showing.site
        self._concerned = concerned

    def sheets(self, part: str) -> Mapping[str, Sheet]:
        """The sheets of the lists of a part by their paths.

        The part is one of `INDEXES`, or all others; of what refers to a record, those of what is concerned.
        """
        site = self._site
        kinds = INDEXES.get(part)
        if kinds is not None:
            return {sheet.path: sheet for kind in kinds for sheet in index_without_dates(site, kind)}
        many = (ref for ref in site.dossier.records if ref in self._concerned)
        every = chain(
            [home_without_date(site)],
            timeline_without_dates(site),
            *(kind(site) for kind in (map_page, corrections, search, graph)),
            [Sheet(RATINGS, "ratings.md.j2", site.catalogue.text("About the ratings"))],
            *map(partial(linked_from_sheets, site), many),
        )
        return {sheet.path: sheet for sheet in every}

    def page(self, sheet: Sheet) -> ShownRecords:
        """What the page of a list shows."""
        found = self._showing.nothing()
        name = sheet.template.removesuffix(".md.j2")
        found.sign("page", (sheet.title, self._marking(sheet)))
        leaf = sheet.context.get("leaf")
        if isinstance(leaf, Leaf):
            found.sign("leaf", (leaf.number, leaf.count, leaf.total))
        if name.startswith("index_"):
            self._index(found, sheet.context["kind"], sheet.context["leaf"])
        elif name in _OTHERS:
            _OTHERS[name](self, found, sheet.context)
        return found

    def _marking(self, sheet: Sheet) -> Tlp | None:
        """How far a list may be passed on that scripts show as a whole."""
        return self._markings.get(sheet.whole) if sheet.whole else None

    @cached_property
    def _markings(self) -> Mapping[str, Tlp | None]:
        every: dict[str, set[Tlp | None]] = {kind.name: set() for kind in KINDS}
        for record in self._site.records.values():
            every[record.KIND].add(record.tlp)
        for claim in self._site.claims:
            every["claim"].update([position.tlp for position in claim.positions])
        found = {BY_NAME[name].plural: markings for name, markings in every.items()}
        found["timeline"] = found["events"] | found["claims"]
        found["*"] = set().union(*found.values())
        return {name: strictest(markings) for name, markings in found.items()}

    def _index(self, found: ShownRecords, kind: Kind, leaf: Leaf) -> None:
        for record in leaf.entries:
            ref = record.ref
            found.add(ref, "lists")
            self._line(found, ref, record)
        if leaf.number == 1 and leaf.total and kind.name == "claim":
            table = matrix(self._site.claims)
            for column in table.columns:
                if column.actor:
                    found.add(column.actor, "names")
            for row in table.rows:
                found.add(row.claim.ref, "lists")
            found.sign("matrix", (table.more_claims, table.more_holders))

    def _line(self, found: ShownRecords, ref: Ref, record: Record) -> None:
        """What stands in the line of a record besides its name."""
        showing = self._showing
        match record:
            case Claim():
                showing.holders(found, outlined(record).positions)
                found.card(ref)
            case Event():
                for place in record.places[: 3 if len(record.places) > 4 else None]:
                    found.add(Ref("place", place), "names")
            case Place():
                if record.part_of:
                    found.add(Ref("place", record.part_of), "names")
        if ref.kind == "briefing":
            showing.words(found, record, ("summary",))
        elif ref in self._concerned:
            found.sign(str(ref), self._counted(record))

    def _counted(self, record: Record) -> int:
        """What is counted in the line of a record."""
        match record.KIND:
            case "actor":
                return len(self._site.held.get(record.id, ()))
            case "place":
                return len(self._site.events_by_place.get(record.id, ()))
            case "source":
                return len(self._site.uses.get(record.id, ()))
        return 0

    def _home(self, found: ShownRecords, context: Mapping[str, Any]) -> None:
        showing = self._showing
        for briefing in context["briefings"]:
            found.add(briefing.ref, "lists")
            showing.words(found, briefing, ("summary",))
        for claim in context["contested"]:
            showing.card(found, claim.ref)
        for claim in context["asserted"]:
            found.add(claim.ref, "lists")
            found.card(claim.ref)
        self._corrections(found, {"leaf": Leaf(1, 1, 0, context["corrections"])})
        showing.moments(found, context["moments"])
        showing.places(found, context["places"], small=True)
        numbers = ("more_briefings", "led_to", "more_contested", "their_state", "more_asserted", "shares")
        found.sign("numbers", [context[name] for name in numbers])
        found.sign("counts", [self._site.count(kind) for kind in KINDS])

    def _timeline(self, found: ShownRecords, context: Mapping[str, Any]) -> None:
        site, leaf = self._site, context["leaf"]
        self._showing.moments(found, leaf.entries)
        found.sign("dates", self._dates)
        if leaf.number == 1 and site.overview.worth_it:
            for moment, _ in site.overview.periods:
                found.add(moment.told.ref, "has in time")

    @cached_property
    def _dates(self) -> tuple[str, ...]:
        """Those of all entries: one object, for each sheet shows them."""
        return tuple(moment.date.text if moment.date else "" for moment in self._site.moments)

    def _map(self, found: ShownRecords, context: Mapping[str, Any]) -> None:
        self._showing.places(found, context["places"])
        found.sign("unknown", context["unknown"])

    def _corrections(self, found: ShownRecords, context: Mapping[str, Any]) -> None:
        for change in context["leaf"].entries:
            found.add(change.record.ref, "lists")
            self._showing.words(found, change.record, ("corrections", change.number, "text"))

    def _ratings(self, found: ShownRecords, _: Mapping[str, Any]) -> None:
        found.sign("used", ratings_used(self._site))

    def _linked_from(self, found: ShownRecords, context: Mapping[str, Any]) -> None:
        found.add(context["record"].ref, "lists")
        self._showing.referring(found, context["record"].ref, context["leaf"].entries)

    def _graph(self, found: ShownRecords, context: Mapping[str, Any]) -> None:
        near = context["near"]
        for ref in (near.centre, *near.first, *near.second):
            found.add(ref, "connects")
        found.sign("ties", (near.ties, near.count, near.more_ties))


_OTHERS: Mapping[str, Callable[[ShowingLists, ShownRecords, Mapping[str, Any]], None]] = {
    "home": ShowingLists._home,
    "timeline": ShowingLists._timeline,
    "map": ShowingLists._map,
    "corrections": ShowingLists._corrections,
    "ratings": ShowingLists._ratings,
    "linked_from": ShowingLists._linked_from,
    "graph": ShowingLists._graph,
}
"""What is shown by the pages that are no index, by their templates."""
