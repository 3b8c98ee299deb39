"""The linked dossier asked from the pages' side: what belongs on the page of a record."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from briefkit.model.actor import Actor
from briefkit.model.claim import Claim
from briefkit.model.dispute import dispute
from briefkit.model.event import Event
from briefkit.model.evidence import Evidence
from briefkit.model.kinds import Kind
from briefkit.model.place import Place
from briefkit.model.reads import noted, tabled
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.source import Source
from briefkit.model.vocabulary import Dispute
from briefkit.model.walk import evidence
from briefkit.render.anchors import evidence_anchor, position_anchors
from briefkit.render.company import Companies, Tie, companies, ties_of_actors, together
from briefkit.render.connections import connections
from briefkit.render.corrections import Change, announced
from briefkit.render.described import Described, described
from briefkit.render.followed import followed
from briefkit.render.grouping import grouped
from briefkit.render.moments import HeldPosition, Moment, by_record, in_time
from briefkit.render.naming import actors_by_name, documents_described
from briefkit.render.neighbourhood import Neighbourhood, neighbourhoods
from briefkit.render.overview import Overview
from briefkit.render.published import Published
from briefkit.render.uses import Use, uses_again, uses_of_sources
from briefkit.render.whereabouts import places_of_briefings

R = TypeVar("R", bound=Record)

URGENCY = (Dispute.DISPUTED, Dispute.DENIED, Dispute.QUESTIONED, Dispute.ASSERTED, Dispute.MENTIONED)
"""Dispute states in the order in which a reader should see claims."""


@dataclass(frozen=True)
class Site(Published):
    """Everything pages ask of the dossier, worked out once."""

    @tabled
    def disputes(self) -> Mapping[str, Dispute]:
        """The dispute state of each claim, by its id."""
        return {claim.id: dispute(claim) for claim in self.dossier.of(Claim)}

    @noted
    def claims(self) -> tuple[Claim, ...]:
        """All claims: the most disputed first, then the latest, then by id."""
        return tuple(sorted(self.of(Claim), key=lambda claim: place_of_claim(claim, self.disputes[claim.id])))

    @tabled
    def held(self) -> Mapping[str, tuple[HeldPosition, ...]]:
        """The positions of each actor, by its id, in the order of their claims."""
        found: dict[str, list[HeldPosition]] = defaultdict(list)
        for claim in self.claims:
            for position, anchor in zip(claim.positions, position_anchors(claim), strict=True):
                for actor in dict.fromkeys(position.actor):
                    found[actor].append(HeldPosition(claim, position, anchor))
        return {actor: tuple(held) for actor, held in found.items()}

    @tabled
    def ties(self) -> Mapping[str, tuple[Tie, ...]]:
        """The relations of each actor, by its id: its own, and those others say they have to it."""
        types = self.dossier.settings.all_relation_types
        return ties_of_actors(self.records, self.withdrawn, types)

    @tabled
    def about(self) -> Mapping[Ref, tuple[Claim, ...]]:
        """The claims about each record."""
        found: dict[Ref, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            for name in dict.fromkeys(claim.about):
                kind, _, record_id = name.partition("/")
                found[Ref(kind, record_id)].append(claim)
        return {ref: tuple(claims) for ref, claims in found.items()}

    @tabled
    def events_by_actor(self) -> Mapping[str, tuple[Event, ...]]:
        """The events each actor takes part in, by its id."""
        return grouped((entry.actor, event) for event in self.of(Event) for entry in event.participants)

    @tabled
    def events_by_place(self) -> Mapping[str, tuple[Event, ...]]:
        """The events at each place, by its id."""
        return grouped((place, event) for event in self.of(Event) for place in event.places)

    def places_of(self, record: Record) -> list[Place]:
        """Where a record is about: a place and those in it, where an event was, all places of a briefing."""
        match record:
            case Place():
                return [record, *self.places_inside.get(record.id, ())]
            case Event():
                ids = record.places
            case _:
                ids = self._places_by_briefing.get(record.ref, ())
        found = (self.records.get(Ref("place", name)) for name in dict.fromkeys(ids))
        return [place for place in found if isinstance(place, Place)]

    @tabled
    def _places_by_briefing(self) -> Mapping[Ref, tuple[str, ...]]:
        return places_of_briefings(self.records, self.backlinks)

    @tabled
    def events_inside(self) -> Mapping[str, tuple[Event, ...]]:
        """The events that are a part of each event, by its id."""
        return grouped((event.part_of, event) for event in self.of(Event) if event.part_of)

    @tabled
    def places_inside(self) -> Mapping[str, tuple[Place, ...]]:
        """The places that lie in each place, by its id."""
        return grouped((place.part_of, place) for place in self.of(Place) if place.part_of)

    @tabled
    def uses(self) -> Mapping[str, tuple[Use, ...]]:
        """The quotes of each source, by its id, in the order of its text; equal ones of one record once."""
        if (known := followed(self)) and "uses" in known[0].__dict__:
            before, changes = known
            return uses_again(
                before.__dict__["uses"], before.dossier, self.dossier, self.records, changes.pairs or ()
            )
        return uses_of_sources(self.dossier, self.records)

    @tabled
    def known_of(self) -> Mapping[str, tuple[Ref, ...]]:
        """The records whose evidence describes each document, by the document's id."""
        return grouped(
            (item.document, record.ref)
            for record in self.records.values()
            for _, item in evidence(record)
            if item.document
        )

    @tabled
    def documents_described(self) -> Mapping[str, tuple[str, ...]]:
        """The documents that each source describes, by its id."""
        return documents_described(self.records.values())

    @tabled
    def actors_called(self) -> Mapping[str, Ref]:
        """The actors by name and shown alias, in small letters, where only one is called so."""
        return actors_by_name(self.of(Actor))

    @tabled
    def described(self) -> Mapping[Ref, Described]:
        """What is said in short of each record that was not withdrawn."""
        return {ref: described(record, self.known_of) for ref, record in self.records.items()}

    @noted
    def moments(self) -> tuple[Moment, ...]:
        """Every dated event and position, in time."""
        return in_time(self.of(Event), self.claims)

    @noted
    def overview(self) -> Overview:
        """What is drawn of all moments."""
        return Overview(self.moments, self.catalogue, self.dossier.settings)

    def moments_of(self, record: Record) -> tuple[Moment, ...]:
        """The moments of a record: an actor's events and positions, what happened at a place, and so on.

        Of a place and of an event also those of the claims about it, and of a claim the events it is about;
        of a briefing, those of the events and claims that it leads to.
        """
        return self._moments_by_ref.get(record.ref, ())

    @tabled
    def _moments_by_ref(self) -> Mapping[Ref, tuple[Moment, ...]]:
        briefings = grouped(
            (target, backlink.origin)
            for target, backlinks in self.backlinks.items()
            for backlink in backlinks
            if backlink.origin.kind == "briefing"
        )
        return by_record(self.moments, briefings, self.about)

    def rivals(self, claim: Claim) -> tuple[Claim, ...]:
        """The rival claims: those the claim names, and those that name it."""
        return self._rivals.get(claim.id, ())

    @tabled
    def _rivals(self) -> Mapping[str, tuple[Claim, ...]]:
        by_id = {claim.id: claim for claim in self.claims}
        pairs = [(claim.id, other) for claim in self.claims for other in claim.alternatives if other in by_id]
        both = [*pairs, *((other, claim) for claim, other in pairs)]
        return grouped((claim, by_id[other]) for claim, other in both)

    @noted
    def corrections(self) -> tuple[Change, ...]:
        """Every correction that is announced, the newest first; those of what was withdrawn among them."""
        return announced(self.dossier.records.values())

    def larger(self, place: Place) -> list[Ref]:
        """The places around a place, the largest first."""
        found: list[Ref] = []
        step: Record | None = place
        while isinstance(step, Place) and step.part_of and Ref("place", step.part_of) not in found:
            found.append(Ref("place", step.part_of))
            step = self.get(found[-1])
        return found[::-1]

    def count(self, kind: Kind) -> int:
        """How many records of a kind there are."""
        return sum(1 for ref in self.records if ref.kind == kind.name)

    def together(self, actor: Record) -> list[tuple[Ref, int]]:
        """The actors that appear with this one in claims and events, and in how many; the most first."""
        return together(actor.id, self._companies)

    @tabled
    def _companies(self) -> Companies:
        return companies(self.records)

    @tabled
    def neighbourhoods(self) -> Mapping[Ref, Neighbourhood]:
        """What is connected with each record, of those that have enough around them for a picture."""
        types = self.dossier.settings.all_relation_types
        return neighbourhoods(self.records, connections(self.records, types))

    def use(self, ref: Ref, item: Evidence) -> Use | None:
        """What is known of an item of evidence of a record, where its words were found."""
        return self._uses_by_anchor.get((item.source, evidence_anchor(ref, item)))

    @tabled
    def _uses_by_anchor(self) -> Mapping[tuple[str, str], Use]:
        return {(source, use.anchor): use for source, uses in self.uses.items() for use in uses}

    def source(self, item: Evidence) -> Source | None:
        """The source of an item of evidence."""
        return self.dossier.source_of(item)

    def standing_source(self, item: Evidence) -> Source | None:
        """The source of an item of evidence, unless it was withdrawn."""
        source = self.source(item)
        return None if source is None or source.withdrawn else source


def place_of_claim(claim: Claim, state: Dispute) -> tuple[int, int, str]:
    """By what a claim finds its place among all, with the state of the dispute about it."""
    dates = [position.date.earliest for position in claim.positions if position.date]
    newest = max((day.toordinal() for day in dates if day), default=0)
    return URGENCY.index(state), -newest, claim.id
