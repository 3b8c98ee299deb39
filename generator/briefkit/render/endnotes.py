"""The endnotes of a page: the words that carry what stands on it, numbered in the order they are met."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefkit.model.claim import Claim, Position
from briefkit.model.evidence import Evidence
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.source import Source
from briefkit.model.walk import Path, evidence
from briefkit.render.shown import Shown
from briefkit.render.site import Site
from briefkit.render.uses import Use

MOST_QUOTES = 20
"""Quotes in the note of one record; more stand on its page."""

CITED = frozenset({"claim", "event", "source"})
"""Kinds of records that the desk's sentences rest on."""


class Quoted(NamedTuple):
    """One item of evidence, and all that its note says of it."""

    item: Evidence
    position: Position | None
    """The position that it carries; None where it carries something else."""
    source: Source | None
    use: Use | None
    """Where the words stand; None where they were not found."""


class Endnote(NamedTuple):
    """One note: a single item of evidence whose words stand above, or all that carries a record."""

    number: int
    """From 1."""
    record: Record
    """What it carries."""
    quotes: tuple[Quoted, ...]
    whole: bool
    """True where the note is about the record, and gives the words."""
    more: int
    """How many quotes are left out."""


class Endnotes:
    """The notes of one page."""

    def __init__(self, site: Site, shown: Shown) -> None:
        self._site = site
        self._shown = shown
        self._notes: dict[tuple[Ref, Path], Endnote] = {}
        self._paths: dict[Ref, Mapping[int, Path]] = {}

    def __iter__(self) -> Iterator[Endnote]:
        """The notes so far, by number."""
        return iter(self._notes.values())

    def __len__(self) -> int:
        return len(self._notes)

    def quote(self, ref: Ref, item: Evidence) -> int | None:
        """The number of the note for an item of evidence of a record; None where the record has no such item.

        Where all that carries the record has a note already, it is that one's.
        """
        record = self._site.get(ref)
        path = self._path(ref, record, item) if record is not None else None
        if record is None or path is None:
            return None
        self._shown.add_part(record, path)
        if (ref, ()) in self._notes:
            return self._notes[ref, ()].number
        return self._number(ref, record, path, (self._quoted(ref, record, path, item),), whole=False)

    def record(self, ref: Ref) -> int | None:
        """The number of the note for all that carries a record; None where the site shows no such record."""
        record = self._site.records.get(ref)
        if record is None or ref.kind not in CITED:
            return None
        if (ref, ()) not in self._notes:
            items = list(evidence(record))
            for path, _ in items[:MOST_QUOTES]:
                self._shown.add_part(record, path)
            quotes = tuple(self._quoted(ref, record, path, item) for path, item in items[:MOST_QUOTES])
            return self._number(ref, record, (), quotes, whole=True, more=len(items) - len(quotes))
        return self._notes[ref, ()].number

    def _number(
        self, ref: Ref, record: Record, path: Path, quotes: tuple[Quoted, ...], *, whole: bool, more: int = 0
    ) -> int:
        note = Endnote(len(self._notes) + 1, record, quotes, whole, more)
        return self._notes.setdefault((ref, path), note).number

    def _path(self, ref: Ref, record: Record, item: Evidence) -> Path | None:
        # by identity: equal items may carry different positions
        paths = self._paths.get(ref)
        if paths is None:
            paths = self._paths[ref] = {id(found): path for path, found in evidence(record)}
        return paths.get(id(item))

    def _quoted(self, ref: Ref, record: Record, path: Path, item: Evidence) -> Quoted:
        position = None
        if isinstance(record, Claim) and path[0] == "positions":
            position = record.positions[int(path[1])]
        return Quoted(item, position, self._site.source(item), self._site.use(ref, item))
