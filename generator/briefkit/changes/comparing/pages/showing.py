"""Which records the page of a record shows besides its own, and how it comes to them.

This says in short what the templates of the pages do; a test holds it against what they show.
"""

from collections.abc import Container, Iterable, Iterator

from briefkit.changes.comparing.pages.by_key import SiteByKey
from briefkit.changes.comparing.pages.references import named_in
from briefkit.changes.comparing.pages.shown_records import HELD, SAID, SHOWN, ShownRecords
from briefkit.model.actor import Actor
from briefkit.model.briefing import Briefing
from briefkit.model.claim import Claim, Position
from briefkit.model.event import Event
from briefkit.model.evidence import Evidence
from briefkit.model.kinds import BY_NAME
from briefkit.model.linked import Backlink
from briefkit.model.place import Place
from briefkit.model.prose import Embed, RecordLink, blocks, inlines, lines
from briefkit.model.record import Record
from briefkit.model.ref import Ref, parse_ref
from briefkit.model.source import Source
from briefkit.model.vocabulary import SourceStatus, Via
from briefkit.model.walk import Path, evidence
from briefkit.render.endnotes import CITED, MOST_QUOTES
from briefkit.render.grounds import doubted
from briefkit.render.moments import Moment
from briefkit.render.pages.briefing import led_to
from briefkit.render.referring import backlinks_of
from briefkit.render.timelines import Timelines


class Showing:
    """Asked about one site."""

    def __init__(self, asked: SiteByKey, relinked: Container[Ref] = frozenset()) -> None:
        """`relinked` are the records whose words lead elsewhere on the other site."""
        self.site = asked.site
        self._relinked = relinked
        self._asked = asked
        self._references = asked.references
        self._timelines = Timelines(self.site)

    def page(self, ref: Ref) -> ShownRecords:
        """What the page of a record shows."""
        found = self.nothing()
        record = self.site.get(ref)
        if record is None:
            return found
        found.add(ref, "")
        for path in named_in(record).texts:
            if not record.withdrawn or path[0] == "corrections":
                self.words(found, record, path)
        if not record.withdrawn:
            self._own(found, record)
        self.linked_from(found, record)
        return found

    def nothing(self) -> ShownRecords:
        """What an empty page shows."""
        return ShownRecords(self._references.records)

    def _own(self, found: ShownRecords, record: Record) -> None:
        match record:
            case Claim():
                self._claim(found, record)
            case Actor():
                self._actor(found, record)
            case Event():
                self._event(found, record)
            case Place():
                self._place(found, record)
            case Source():
                self._source(found, record)
            case Briefing():
                self._briefing(found, record)

    def words(self, found: ShownRecords, record: Record, path: Path) -> None:
        """The links in a field of the desk's words."""
        for piece in inlines(self.site.linked.texts.get((record.ref, path), ())):
            if isinstance(piece, RecordLink):
                self._led_to(found, record.ref, piece.ref)

    def _led_to(self, found: ShownRecords, origin: Ref, target: Ref) -> None:
        """Words of a record lead to another one."""
        found.add(target, "names")
        if origin in self._relinked:
            found.link(origin, target)

    def referring(self, found: ShownRecords, target: Ref, backlinks: Iterable[Backlink]) -> None:
        """What refers to a record, each with the sentence in which it does."""
        for backlink in backlinks:
            found.add(backlink.origin, "lists")
            if backlink.origin in self._relinked:
                found.link(backlink.origin, target, f"{backlink.way} {backlink.words}")

    def linked_from(self, found: ShownRecords, record: Record) -> None:
        """What refers to a record, as far as its page shows it."""
        said = () if record.withdrawn else SAID.get(record.KIND, ())
        back = backlinks_of(self.site, record, said)
        for _, entries in back.kinds:
            self.referring(found, record.ref, entries[:SHOWN])
        found.sign("linked from", back.total if back.longest > SHOWN else 0)

    def quotes(self, found: ShownRecords, items: Iterable[Evidence]) -> None:
        """What carries something: sources, and documents that they describe."""
        for item in items:
            found.add(Ref("source", item.source), "rests on")
            if item.document and item.via is not Via.DIRECT:
                found.add(Ref("source", item.document), "rests on")

    def holders(self, found: ShownRecords, positions: Iterable[Position]) -> None:
        """Who holds positions."""
        for position in positions:
            for actor in position.actor:
                found.add(Ref("actor", actor), "names")

    def row(self, found: ShownRecords, claim: Claim) -> None:
        """A claim with who says what."""
        found.add(claim.ref, "lists")
        self.holders(found, claim.positions)

    def moments(self, found: ShownRecords, moments: Iterable[Moment]) -> None:
        """Entries of a timeline."""
        for moment in moments:
            found.add(moment.told.ref, "has in time")
            if moment.held is not None:
                self.holders(found, [moment.held.position])

    def places(self, found: ShownRecords, places: Iterable[Place], *, small: bool = False) -> None:
        """A map, where it has a point to show; a small one says nothing beside it."""
        every = list(places)
        if not any(place.coordinates for place in every):
            return
        for place in every:
            found.add(place.ref, "has on its map")
            parties = dict.fromkeys(control.actor for control in place.control)
            if place.coordinates and len(parties) > 1 and not small:
                for actor in parties:
                    found.add(Ref("actor", actor), "names")

    def _about(self, found: ShownRecords, record: Record) -> None:
        about = self.site.about.get(record.ref, ())
        for claim in about[:SHOWN]:
            self.row(found, claim)
        found.sign("about", len(about) > SHOWN)

    def _course(self, found: ShownRecords, record: Record) -> None:
        course = self._timelines.of(record)
        self.moments(found, course.moments)
        found.sign("course", (course.earlier, course.undated))

    def _claim(self, found: ShownRecords, claim: Claim) -> None:
        self.holders(found, claim.positions)
        self.quotes(found, (item for _, item in evidence(claim)))
        for name in claim.about:
            if (ref := parse_ref(name)) is not None:
                found.add(ref, "names")
        for rival in self.site.rivals(claim):
            self.row(found, rival)
            found.card(rival.ref)
        self._course(found, claim)

    def _actor(self, found: ShownRecords, actor: Actor) -> None:
        held = self.site.held.get(actor.id, ())
        for entry in held[:HELD]:
            found.add(entry.claim.ref, "lists")
            self.holders(found, [entry.position])
        found.sign("held", max(0, len(held) - HELD))
        self.quotes(found, (item for path, item in evidence(actor) if path[0] == "facts"))
        for tie in self.site.ties.get(actor.id, ())[:HELD]:
            found.add(tie.other, "names")
            if tie.written_at != actor.ref:
                found.add(tie.written_at, "names")
            self.quotes(found, tie.relation.evidence)
        self._course(found, actor)
        self._about(found, actor)
        together = self.site.together(actor)
        for other, _ in together:
            found.add(other, "appears with")
        found.sign("together", tuple(together))

    def _event(self, found: ShownRecords, event: Event) -> None:
        if event.part_of:
            found.add(Ref("event", event.part_of), "is a part of")
        for entry in event.participants:
            found.add(Ref("actor", entry.actor), "names")
        for place in event.places:
            found.add(Ref("place", place), "names")
        self.quotes(found, (item for _, item in evidence(event)))
        self.places(found, self.site.places_of(event))
        self._about(found, event)
        self._course(found, event)

    def _place(self, found: ShownRecords, place: Place) -> None:
        for larger in self.site.larger(place):
            found.add(larger, "lies in")
        self.places(found, self.site.places_of(place))
        for entry in place.control:
            found.add(Ref("actor", entry.actor), "names")
        self.quotes(found, (item for _, item in evidence(place)))
        self._about(found, place)
        self._course(found, place)
        inside = self.site.places_inside.get(place.id, ())
        for other in inside[:SHOWN]:
            found.add(other.ref, "lists")

    def _source(self, found: ShownRecords, source: Source) -> None:
        for ref in self._asked.carried(source.id):
            found.add(ref, "carries")
        for ref in self._references.mentioned(source.id):
            self._led_to(found, source.ref, ref)
        if source.origin:
            found.add(Ref("actor", source.origin), "names")
        for describes in self.site.known_of.get(source.id, ())[:SHOWN]:
            found.add(describes, "lists")
            found.card(describes)
            self.held(found, describes)
        self._called(found, (source.publisher, source.origin or "", *source.authors))
        for name in self.site.documents_described.get(source.id, ()):
            found.sign("documents", self.site.described.get(Ref("source", name)))
        found.sign("described", self.site.described.get(source.ref))

    def _called(self, found: ShownRecords, names: Iterable[str]) -> None:
        """The actors that are called as somebody is who publishes or writes, as machines are told."""
        for name in names:
            ref = self.site.actors_called.get(name.strip().casefold())
            found.sign(f"called {name}", self.site.described.get(ref) if ref else None)

    def _briefing(self, found: ShownRecords, briefing: Briefing) -> None:
        named = led_to(self.site, briefing)
        for piece in self._linked(briefing):
            self._led_to(found, briefing.ref, piece)
            self._cited(found, piece)
        for judgement in briefing.key_judgements:
            for claim in judgement.claims:
                found.add(Ref("claim", claim), "rests on")
                self._cited(found, Ref("claim", claim))
        for source in doubted(self.site, (ref for refs in named.values() for ref in refs)):
            if source.status is not SourceStatus.USABLE:
                found.add(source.ref, "rests on")
        for refs in named.values():
            for ref in refs:
                found.add(ref, "quotes" if ref.kind == "claim" else "lists")
                self.held(found, ref)
        for named_claim in map(self.site.get, named.get("claim", ())):
            if isinstance(named_claim, Claim):
                self.holders(found, named_claim.positions)
        self._course(found, briefing)
        self.embeds(found, briefing)
        self.places(found, self.site.places_of(briefing))
        self._called(found, briefing.authors)

    def _linked(self, briefing: Briefing) -> Iterator[Ref]:
        """The records that the text leads to."""
        prose = self.site.linked.bodies.get(briefing.id, ())
        for line in lines(prose):
            yield from (piece.ref for piece in inlines(line) if isinstance(piece, RecordLink))

    def embeds(self, found: ShownRecords, briefing: Briefing) -> None:
        """The cards that are set into the text."""
        for block in blocks(self.site.linked.bodies.get(briefing.id, ())):
            if isinstance(block, Embed) and block.ref is not None:
                self.card(found, block.ref)

    def card(self, found: ShownRecords, ref: Ref) -> None:
        """A card with its line."""
        record = self.site.get(ref)
        if record is None:
            return
        found.add(ref, "lists")
        found.card(ref)
        self.held(found, ref)
        if isinstance(record, Claim):
            self.holders(found, record.positions)
        elif not record.withdrawn and record.KIND in BY_NAME:
            self.words(found, record, ("summary",))

    def held(self, found: ShownRecords, ref: Ref) -> None:
        """How many positions an actor has, as its card says."""
        if ref.kind == "actor":
            found.sign(str(ref), len(self.site.held.get(ref.id, ())))

    def _cited(self, found: ShownRecords, ref: Ref) -> None:
        """What carries a record that a sentence of the desk's leads to, in its endnote."""
        record = self.site.records.get(ref)
        if record is None or ref.kind not in CITED:
            return
        for path, item in list(evidence(record))[:MOST_QUOTES]:
            self.quotes(found, [item])
            if isinstance(record, Claim) and path[0] == "positions":
                self.holders(found, [record.positions[int(path[1])]])
