"""The facts that differ between two dossiers, record by record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from briefkit.changes.comparing.entries import ChangeKind, FactChange
from briefkit.changes.comparing.facts.computed import carried_otherwise, computed, standing_source
from briefkit.changes.comparing.facts.differing import Difference, differences, inside
from briefkit.changes.comparing.facts.moves import Moves, moves, with_new_ids
from briefkit.changes.comparing.facts.telling import Told, told
from briefkit.changes.comparing.facts.texts import article_changes, body_changes
from briefkit.changes.comparing.others import others
from briefkit.model.claim import Position
from briefkit.model.dossier import Dossier
from briefkit.model.evidence import Evidence
from briefkit.model.kinds import KINDS
from briefkit.model.reads import content
from briefkit.model.ref import Ref

DRAFT = "draft"

_ORDER = {kind.name: number for number, kind in enumerate(KINDS)}


class Pair(NamedTuple):
    """A record as it was called, and as it is called."""

    was: Ref | None
    now: Ref | None
    merged: bool = False
    """True where it was taken into a record that was there before."""

    @property
    def ref(self) -> Ref:
        """As it is called now, or was."""
        found = self.now or self.was
        assert found is not None  # noqa: S101 - there is one or the other
        return found


@dataclass(frozen=True)
class Facts:
    """All facts that differ, and the records they are about."""

    changes: tuple[FactChange, ...]
    pairs: tuple[Pair, ...]
    """The records whose own words differ."""
    moves: Moves
    carried: frozenset[Ref]
    """The records that rest on a source that carries otherwise than before."""


def facts(base: Dossier, head: Dossier) -> Facts:
    """All facts that differ, by record; what cannot be read on one of the sides is left out."""
    known = moves(base, head)
    differing = list(_differing(base, head, known))
    both = [(pair.was, pair.now) for pair in differing]
    touched = carried_otherwise(base, head, both)
    paired = {pair.now: pair for pair in differing if not pair.merged}
    back = {now: was for was, now in known.items() if now not in base.records}
    found: list[tuple[tuple[int, str], FactChange]] = []
    for pair in [*differing, *(Pair(back.get(ref, ref), ref) for ref in touched if ref not in paired)]:
        if pair.was is not None and pair.was not in base.records:
            continue
        made = _Record(base, head, known, pair).changes()
        found += (((_ORDER[pair.ref.kind], pair.ref.id), change) for change in made)
    found.sort(key=lambda entry: entry[0])
    return Facts(tuple(change for _, change in found), tuple(differing), known, frozenset(touched))


def _differing(base: Dossier, head: Dossier, known: Moves) -> Iterator[Pair]:
    """The records that are not the same object, nor equal, on both sides."""
    taken = set()
    for before, now in known.items():
        if now not in head.records:
            continue
        merged = now in base.records or now in taken
        taken.add(now)
        yield Pair(before, now, merged)
    old, new = _content(base, "records"), _content(head, "records")
    texts = {
        *_told_otherwise(base, head, "articles", "source"),
        *_told_otherwise(base, head, "bodies", "briefing"),
    }
    differ = {*others(old, new), *texts}
    for ref in (ref for ref in new if ref in differ):
        if ref in old:
            if ref in texts or old[ref] != new[ref]:
                yield Pair(ref, ref)
        elif ref not in taken and ref not in base.unread and ref.kind not in base.unread_kinds:
            yield Pair(None, ref)
    for ref in (ref for ref in old if ref not in new):
        if ref not in known and ref not in head.unread and ref.kind not in head.unread_kinds:
            yield Pair(ref, None)


def _told_otherwise(base: Dossier, head: Dossier, name: str, kind: str) -> Iterator[Ref]:
    """The records of a kind whose texts are others; one without a text is as one with an empty text."""
    was, now = _content(base, name), _content(head, name)
    for key in (*others(was, now), *others(now, was)):
        if was.get(key, ()) != now.get(key, ()):
            yield Ref(kind, key)


def _content(dossier: Dossier, name: str) -> Mapping[Any, Any]:
    """A table of a dossier as it is: it is gone through as a whole."""
    found: Mapping[Any, Any] = content({"Dossier": dossier}, f"Dossier.{name}")
    return found


class _Record:
    """What differs in one record."""

    def __init__(self, base: Dossier, head: Dossier, known: Moves, pair: Pair) -> None:
        self._base, self._head, self._known, self._pair = base, head, known, pair

    def changes(self) -> Iterator[FactChange]:
        """The facts, what is worked out of the record last."""
        was, now = self._pair.was, self._pair.now
        if was is None and now is not None:
            yield from self._added(now)
        elif now is None and was is not None:
            yield from self._removed(was)
        elif was is not None and now is not None:
            yield from self._in_both(was, now)

    def _added(self, ref: Ref, was: str | None = None) -> Iterator[FactChange]:
        record = self._head.records[ref]
        about = Told(record, record, self._head, self._head, ref)
        yield about.fact(ChangeKind.RECORD_ADDED, Difference((), (), was))
        for found in inside(record):
            if isinstance(found.is_, Position):
                # what carries it comes by itself
                alone = found.is_.model_copy(update={"evidence": ()})
                yield from told(about, found._replace(is_=alone))
            elif isinstance(found.is_, Evidence):
                yield from told(about, found)

    def _removed(self, ref: Ref) -> Iterator[FactChange]:
        record = self._base.records[ref]
        about = Told(record, record, self._base, self._base, ref)
        yield about.fact(ChangeKind.RECORD_REMOVED, Difference((), ()))

    def _in_both(self, was: Ref, now: Ref) -> Iterator[FactChange]:
        before, record = with_new_ids(self._base.records[was], self._known), self._head.records[now]
        about = Told(before, record, self._base, self._head, was)
        if was != now:
            kind = ChangeKind.RECORD_MERGED if self._pair.merged else ChangeKind.RECORD_RENAMED
            yield about.fact(kind, Difference((), (), was.id, now.id))
        if self._pair.merged:
            return
        if before.draft and not record.draft:
            yield from self._added(now, DRAFT)
        elif record.draft and not before.draft:
            yield about.fact(ChangeKind.RECORD_REMOVED, Difference((), (), None, DRAFT))
        for found in differences(before, record):
            if found.path[0] != "formerly" or Ref(now.kind, str(found.is_)) not in self._known:
                yield from told(about, found)
        yield from self._texts(about, was, now)
        yield from computed(about, standing_source(self._base), standing_source(self._head))

    def _texts(self, about: Told, was: Ref, now: Ref) -> Iterator[FactChange]:
        base, head = self._base, self._head
        if now.kind == "source":
            changed = article_changes(base.articles.get(was.id, ()), head.articles.get(now.id, ()))
        elif now.kind == "briefing":
            changed = body_changes(base.bodies.get(was.id, ()), head.bodies.get(now.id, ()), self._known)
        else:
            return
        for one in changed:
            yield FactChange(
                ChangeKind.TEXT_CHANGED,
                now,
                about.now.label,
                one.field,
                one.was,
                one.now,
                mark=one.mark or about.mark((), ()),
                anchor=one.anchor,
                is_published=about.is_shown,
            )
