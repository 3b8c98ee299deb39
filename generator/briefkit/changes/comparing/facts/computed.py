"""What is worked out of records, before and now: disputes, and counts of independent sources."""

from collections.abc import Callable, Iterable, Iterator, Set

from briefkit.changes.comparing.entries import ChangeKind, FactChange
from briefkit.changes.comparing.facts.differing import Difference, pairs
from briefkit.changes.comparing.facts.telling import Told
from briefkit.model.claim import Claim
from briefkit.model.dispute import dispute
from briefkit.model.dossier import Dossier
from briefkit.model.evidence import Evidence
from briefkit.model.fields import Part
from briefkit.model.independence import independent_sources, origin
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.source import Source
from briefkit.model.walk import Path, evidence, parts

SourceOf = Callable[[Evidence], Source | None]


def standing_source(dossier: Dossier) -> SourceOf:
    """Finds the source of an item of evidence, unless readers do not see it or it was withdrawn."""

    def found(item: Evidence) -> Source | None:
        source = dossier.source_of(item)
        return None if source is None or source.draft or source.withdrawn else source

    return found


def computed(about: Told, before: SourceOf, now: SourceOf) -> Iterator[FactChange]:
    """What is worked out of one record that is in both, where it differs.

    `before` and `now` find sources as they were and are, each by what it is called there.
    """
    if about.before.draft or about.now.draft:
        return
    own, was = about.now, about.base.records[about.was]
    if isinstance(own, Claim) and isinstance(was, Claim):
        one, other = dispute(was), dispute(own)
        if one is not other:
            yield about.fact(ChangeKind.DISPUTE_CHANGED, Difference((), (), one, other))
        if len(own.positions) != 1 or len(was.positions) != 1:
            yield from _count(about, (), (), _carrying(was), _carrying(own), before, now)
    carried = dict(parts(was)), dict(parts(own))
    for here, there in pairs(about.before, own):
        if "evidence" in there or not hasattr(carried[1][there], "evidence"):
            continue
        items = _evidence(carried[0][here]), _evidence(carried[1][there])
        yield from _count(about, here, there, *items, before, now)


def _count(
    about: Told,
    here: Path,
    there: Path,
    was: Iterable[Evidence],
    is_: Iterable[Evidence],
    before: SourceOf,
    now: SourceOf,
) -> Iterator[FactChange]:
    one, other = independent_sources(was, before), independent_sources(is_, now)
    if one != other:
        found = Difference(here, there, one, other)
        yield about.fact(ChangeKind.INDEPENDENT_SOURCES_CHANGED, found)


def _carrying(claim: Claim) -> tuple[Evidence, ...]:
    return tuple(item for position in claim.positions for item in position.evidence)


def _evidence(part: Part) -> tuple[Evidence, ...]:
    found: tuple[Evidence, ...] = getattr(part, "evidence", ())
    return found


def carried_otherwise(
    base: Dossier, head: Dossier, changed: Iterable[tuple[Ref | None, Ref | None]]
) -> Set[Ref]:
    """The records that rest on a source that carries otherwise than before, whoever edited them.

    `changed` are the records that differ, as they were called and are called.
    """
    sources = {
        name.id
        for was, now in changed
        if _carries(base.records.get(was) if was else None)
        != _carries(head.records.get(now) if now else None)
        for name in (was, now)
        if name is not None and name.kind == "source"
    }
    if not sources:
        return frozenset()
    return frozenset(
        ref
        for ref, record in head.records.items()
        if any(item.source in sources for _, item in evidence(record))
    )


def _carries(record: Record | None) -> object:
    """All of a source that counts when sources are counted."""
    if not isinstance(record, Source) or record.draft or record.withdrawn:
        return None
    return record.status, origin(record)
