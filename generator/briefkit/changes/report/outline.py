"""A comparison as a reader goes through it: by record, what must not be missed first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefkit.changes.comparing.entries import ChangeKind, Comparison, FactChange, PageChange
from briefkit.changes.report.words import IMPORTANCE
from briefkit.model.ref import Ref
from briefkit.problems import Problem, Severity

_RANK: Mapping[ChangeKind, int] = {kind: number for number, kind in enumerate(IMPORTANCE)}

_GONE = {
    ChangeKind.RECORD_REMOVED,
    ChangeKind.ENTRY_REMOVED,
    ChangeKind.POSITION_WITHDRAWN,
    ChangeKind.EVIDENCE_LOST,
}

_WHOLE = {ChangeKind.RECORD_ADDED, ChangeKind.RECORD_REMOVED}


@dataclass(frozen=True)
class RecordChanges:
    """What differs in one record."""

    ref: Ref
    label: str
    changes: tuple[FactChange, ...]
    """The most important first, but for that the record is new or gone: all else of it follows from that."""

    @cached_property
    def is_gone(self) -> bool:
        """True where there is no page of it any more."""
        return any(change.kind is ChangeKind.RECORD_REMOVED for change in self.changes)

    @cached_property
    def is_consequence(self) -> bool:
        """True where nobody edited the record: how much carries it changed elsewhere."""
        return all(change.kind is ChangeKind.INDEPENDENT_SOURCES_CHANGED for change in self.changes)

    @property
    def rank(self) -> int:
        """That of its most important change."""
        return min(_RANK[change.kind] for change in self.changes)


def is_gone(change: FactChange) -> bool:
    """True where its place is no longer on the page."""
    return change.kind in _GONE or (change.now is None and change.was is not None)


@dataclass(frozen=True)
class Outline:
    """The parts of a comparison, in the order in which they are read."""

    comparison: Comparison

    @cached_property
    def records(self) -> tuple[RecordChanges, ...]:
        """Those with changes that readers will see."""
        return by_record(self.published)

    @property
    def edited(self) -> tuple[RecordChanges, ...]:
        """The records in which something is written otherwise."""
        return tuple(record for record in self.records if not record.is_consequence)

    @property
    def following(self) -> tuple[RecordChanges, ...]:
        """The records of which something else is worked out."""
        return tuple(record for record in self.records if record.is_consequence)

    @cached_property
    def published(self) -> tuple[FactChange, ...]:
        """What readers will see."""
        return tuple(change for change in self.comparison.facts if change.is_published)

    @property
    def unpublished(self) -> int:
        """How many changes no reader sees."""
        return len(self.comparison.facts) - len(self.published)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Those that are new, errors first."""
        new = self.comparison.problems
        return tuple(sorted(new, key=lambda problem: problem.rule.severity is not Severity.ERROR))

    @cached_property
    def direct(self) -> tuple[PageChange, ...]:
        """The pages of records that changed themselves, and those of which nothing says why."""
        return tuple(page for page in self.comparison.pages if page.is_direct or not page.why)

    @cached_property
    def reached(self) -> tuple[PageChange, ...]:
        """The pages that show what changed elsewhere."""
        return tuple(page for page in self.comparison.pages if page.why and not page.is_direct)


def by_record(changes: Iterable[FactChange]) -> tuple[RecordChanges, ...]:
    """The changes by record, the most important first; records that nobody edited come last."""
    found: dict[Ref, list[FactChange]] = {}
    for change in changes:
        found.setdefault(change.ref, []).append(change)
    made = (_of_record(those) for those in found.values())
    return tuple(sorted(made, key=lambda record: (record.is_consequence, record.rank)))


def _of_record(changes: Sequence[FactChange]) -> RecordChanges:
    ordered = sorted(changes, key=lambda change: (change.kind not in _WHOLE, _RANK[change.kind]))
    return RecordChanges(changes[0].ref, changes[-1].label, tuple(ordered))
