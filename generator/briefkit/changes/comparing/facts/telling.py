"""What differs in a record, told as facts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefkit.changes.comparing.entries import ChangeKind, FactChange
from briefkit.changes.comparing.facts.differing import Difference
from briefkit.changes.comparing.facts.words import described, written
from briefkit.model.claim import Position
from briefkit.model.dossier import Dossier
from briefkit.model.evidence import Correction, Evidence
from briefkit.model.field_path import write_field_path
from briefkit.model.fields import Part
from briefkit.model.mark import Mark
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.sentences import sentences
from briefkit.model.source import Source
from briefkit.model.vocabulary import SourceStatus
from briefkit.model.walk import Path, parts
from briefkit.render.anchors import part_anchor
from briefkit.render.corrections import changes

DESK_ONLY = frozenset({"note", "allow", "review_by"})
"""Fields that no page shows."""

ASSESSED = frozenset({"verdict", "credibility", "likelihood", "confidence", "reliability"})

ANCHORS = {
    "assessment": "assessment",
    "key_judgements": "key-judgements",
    "relations": "relations",
    "control": "control",
    "participants": "participants",
    "evidence": "evidence",
    "source_summary": "source-summary",
}
"""The ids of the sections in which fields stand that have none of their own."""

_STATUS = {
    SourceStatus.CORRECTED: ChangeKind.SOURCE_CORRECTED,
    SourceStatus.RETRACTED: ChangeKind.SOURCE_RETRACTED,
    SourceStatus.USABLE: ChangeKind.SOURCE_RESTORED,
}


@dataclass(frozen=True)
class Told:
    """One record before and now, each with all that stands around it."""

    before: Record
    """With what it names called as it is called now."""
    now: Record
    base: Dossier
    head: Dossier
    was: Ref
    """What it was called before."""

    @property
    def is_shown(self) -> bool:
        """Whether readers saw it, or see it."""
        return not (self.before.draft and self.now.draft)

    def _is_withdrawn(self, path: Path) -> bool:
        """Whether that is no longer shown, and was not: of what was withdrawn only the corrections are."""
        gone = self.before.withdrawn and self.now.withdrawn
        return (
            bool(gone) and bool(path) and path[0] not in ("corrections", "name", "claim", "headline", "title")
        )

    def field(self, before: Path | None, now: Path | None) -> str:
        """The path of a field as it is written; by its place where nothing else names an entry."""
        record, path = (self.now, now) if now is not None else (self.before, before or ())
        return field_words(record, path)

    def mark(self, before: Path | None, now: Path | None) -> Mark:
        """Where it is written now; what is gone, where it was."""
        return (
            self.head.mark(self.now.ref, *now)
            if now is not None
            else self.base.mark(self.was, *(before or ()))
        )

    def fact(self, kind: ChangeKind, found: Difference, **more: Any) -> FactChange:
        """A change of this record."""
        shown = self.is_shown and DESK_ONLY.isdisjoint(found.path) and not self._is_withdrawn(found.path)
        told = {"was": written(found.was), "now": written(found.is_), **more}
        return FactChange(
            kind,
            self.now.ref,
            self.now.label,
            self.field(found.before, found.now),
            mark=self.mark(found.before, found.now),
            anchor=anchor_of(self.now, found.now) if found.now is not None else "",
            is_published=shown,
            **told,
        )


def field_words(record: Record, path: Path) -> str:
    """The path of a field as it is written; by its place where nothing else names an entry."""
    known = write_field_path(record, path)
    if known is not None:
        return known
    # the nearest entry that has a name, and then places
    for end in range(len(path) - 1, 0, -1):
        around = write_field_path(record, path[:end])
        if around is not None:
            return around + "".join(
                f"[{step}]" if isinstance(step, int) else f".{step}" for step in path[end:]
            )
    return ""


def anchor_of(record: Record, path: Path) -> str:
    """The id of the place on the record's page where a field stands; empty for the page as a whole."""
    if not path:
        return ""
    if path[0] == "corrections" and len(path) > 1:
        return next((change.anchor for change in changes(record) if change.number == path[1]), "")
    return part_anchor(record, path) or ANCHORS.get(str(path[0]), "")


def told(about: Told, found: Difference) -> Iterator[FactChange]:
    """One difference as facts: an entry that came or went has what carries it behind it."""
    if found.before is None or found.now is None:
        yield from _entry(about, found)
    else:
        yield about.fact(_kind(about, found), found)


def _kind(about: Told, found: Difference) -> ChangeKind:
    """What became of a single value."""
    last = found.path[-1]
    if last == "stance" and found.path[0] == "positions":
        return ChangeKind.POSITION_TURNED
    if last in ASSESSED:
        return ChangeKind.ASSESSMENT_MOVED
    if found.path == ("status",) and isinstance(about.now, Source):
        return _STATUS[about.now.status]
    return ChangeKind.FIELD_CHANGED


def _entry(about: Told, found: Difference) -> Iterator[FactChange]:
    came = found.now is not None
    item = found.is_ if came else found.was
    if isinstance(item, Evidence):
        yield _evidence(about, found, item)
        return
    kind = ChangeKind.ENTRY_ADDED if came else ChangeKind.ENTRY_REMOVED
    if isinstance(item, Position):
        kind = ChangeKind.POSITION_ADDED if came else ChangeKind.POSITION_WITHDRAWN
    elif isinstance(item, Correction) and came:
        kind = ChangeKind.CORRECTION_PUBLISHED
    words = described(item) if isinstance(item, Part) else written(item)
    yield about.fact(kind, found, was=None if came else words, now=words if came else None)
    for path, part in parts(item) if isinstance(item, Part) else ():
        if path and isinstance(part, Evidence):
            whole = (*found.path, *path)
            yield _evidence(about, Difference(None, whole) if came else Difference(whole, None), part)


def _evidence(about: Told, found: Difference, item: Evidence) -> FactChange:
    came = found.now is not None
    dossier, ref = (about.head, about.now.ref) if came else (about.base, about.was)
    return about.fact(
        ChangeKind.EVIDENCE_GAINED if came else ChangeKind.EVIDENCE_LOST,
        found,
        was=None if came else item.quote,
        now=item.quote if came else None,
        sentence=sentence(dossier, ref, found.path, item.source if came else _source(about, found.path)),
        source=Ref("source", item.source),
    )


def _source(about: Told, path: Path) -> str:
    """The source of evidence that is gone, as it was called then."""
    for at, part in parts(about.base.records[about.was]):
        if at == path and isinstance(part, Evidence):
            return part.source
    return ""


def sentence(dossier: Dossier, ref: Ref, path: Path, source: str) -> str:
    """The sentence of the source that the words of evidence stand in; empty where none is known."""
    article = dossier.articles.get(source, ())
    found: dict[tuple[int, int], str] = {}
    for paragraph, start, end in dossier.passages.get((ref, path), ()):
        text = article[paragraph - 1].text if 0 < paragraph <= len(article) else ""
        spans = [span for span in sentences(text) if span[0] < end and start < span[1]]
        found.update({(paragraph, first): text[first:last] for first, last in spans})
    return " ".join(found[place] for place in sorted(found))
