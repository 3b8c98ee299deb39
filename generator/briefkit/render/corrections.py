"""What readers are told was changed: in which order, where on a page, and in which words."""

from collections.abc import Iterable
from typing import NamedTuple

from briefkit.model.evidence import Correction
from briefkit.model.record import Record
from briefkit.model.slugs import slug
from briefkit.model.vocabulary import CorrectionKind


class Change(NamedTuple):
    """One correction of a record."""

    record: Record
    number: int
    """Its place among the record's corrections, from 0."""
    anchor: str
    """Its id on the record's page: made of its date, and stable when its words are mended."""

    @property
    def correction(self) -> Correction:
        """What it says."""
        return self.record.corrections[self.number]


def changes(record: Record) -> tuple[Change, ...]:
    """The corrections of a record, the newest first; of one date, the one that is written last."""
    found: list[Change] = []
    seen: dict[str, int] = {}
    for number, correction in enumerate(record.corrections):
        name = f"correction-{slug(correction.date.text)}"
        seen[name] = seen.get(name, 0) + 1
        found.append(Change(record, number, name if seen[name] == 1 else f"{name}-{seen[name]}"))
    return _newest_first(found)


def announced(records: Iterable[Record]) -> tuple[Change, ...]:
    """The corrections of all the records, the newest first; an update tells news and corrects nothing."""
    every = (change for record in records if record.corrections for change in changes(record))
    return _newest_first(change for change in every if change.correction.kind is not CorrectionKind.UPDATE)


def _newest_first(found: Iterable[Change]) -> tuple[Change, ...]:
    def place(change: Change) -> tuple[tuple[int, int, int, str], int]:
        return change.correction.date.sort_key, change.number

    return tuple(sorted(found, key=place, reverse=True))
