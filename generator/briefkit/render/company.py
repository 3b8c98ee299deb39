"""Whom an actor is tied to, and with whom it appears."""

from collections import Counter, defaultdict
from collections.abc import Container, Mapping
from typing import NamedTuple

from briefkit.model.actor import Actor
from briefkit.model.claim import Claim
from briefkit.model.event import Event
from briefkit.model.evidence import Relation
from briefkit.model.record import Record
from briefkit.model.ref import Ref, parse_ref
from briefkit.model.remembered import remembered

TOGETHER = 20
"""Most records that are shown as appearing together with one."""


class Tie(NamedTuple):
    """A relation seen from one of its two actors."""

    type: str
    """The relation's type, or its inverse where it is written at the other actor."""
    other: Ref
    relation: Relation
    written_at: Ref
    """The actor in whose record it stands."""


def ties_of_actors(
    records: Mapping[Ref, Record], withdrawn: Mapping[Ref, Record], types: Mapping[str, str]
) -> Mapping[str, tuple[Tie, ...]]:
    """The relations of each actor, by its id: its own, and those others say they have to it.

    `types` gives the inverse of each type. Relations to what was `withdrawn` are left out.
    """
    found: dict[str, list[Tie]] = defaultdict(list)
    for actor in records.values():
        for relation in actor.relations if isinstance(actor, Actor) else ():
            other = Ref("actor", relation.actor)
            if other not in withdrawn:
                found[actor.id].append(Tie(relation.type, other, relation, actor.ref))
                inverse = types.get(relation.type, relation.type)
                found[relation.actor].append(Tie(inverse, actor.ref, relation, actor.ref))
    return {
        actor: tuple(sorted(ties, key=lambda tie: (tie.type, tie.other))) for actor, ties in found.items()
    }


Companies = Mapping[str, tuple[frozenset[str], ...]]
"""For each actor the sets of actors it appears in, one for each claim and event."""


def companies(records: Mapping[Ref, Record]) -> Companies:
    """The company that each actor of the records keeps in the claims and events among them."""
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for record in records.values():
        those = company(record, records)
        for actor in those:
            found[actor].append(those)
    return {actor: tuple(those) for actor, those in found.items()}


def company(record: Record, records: Container[Ref]) -> frozenset[str]:
    """The actors among the records that one of them names together; nothing of what is no claim or event."""
    return frozenset(ref.id for ref in _actors(record) if ref in records)


@remembered
def _actors(record: Record) -> tuple[Ref, ...]:
    match record:
        case Claim():
            about = filter(None, map(parse_ref, record.about))
            holders = (Ref("actor", actor) for position in record.positions for actor in position.actor)
            return tuple({*holders, *(ref for ref in about if ref.kind == "actor")})
        case Event():
            return tuple({Ref("actor", entry.actor) for entry in record.participants})
    return ()


def together(actor: str, known: Companies) -> list[tuple[Ref, int]]:
    """The actors that appear with this one, and in how many claims and events; the most first."""
    counts = Counter(other for those in known.get(actor, ()) for other in those if other != actor)
    most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:TOGETHER]
    return [(Ref("actor", other), count) for other, count in most]
