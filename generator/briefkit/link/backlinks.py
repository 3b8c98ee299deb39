"""What refers to each record."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from sys import intern
from typing import NamedTuple

from briefkit.memory import LateTuple
from briefkit.model.dossier import Dossier
from briefkit.model.linked import Backlink, Mention
from briefkit.model.prose import CodeWords as Code
from briefkit.model.prose import Inline, LineBreak, RecordLink, Words, inlines
from briefkit.model.record import Record
from briefkit.model.ref import Ref, written
from briefkit.model.sentences import sentences
from briefkit.model.walk import references

WITHHELD = "…"
"""Stands in a sentence for a record that is not published."""

PLUMBING = frozenset({"source"})
"""Fields that only say where evidence comes from when left out elsewhere."""


_Row = tuple[str, ...]
"""A `Backlink` without its origin; what is left out is empty."""


class Referred(NamedTuple):
    """What one record refers to: as little as has to be kept, for that is very much of all records."""

    targets: tuple[str, ...]
    """The records, as `str` writes them, in the order in which they were met."""
    rows: tuple[_Row, ...]
    """How it refers to each."""

    def backlinks(self, origin: Ref) -> Iterator[tuple[Ref, Backlink]]:
        """Each record that it refers to, with how it does."""
        for target, row in zip(self.targets, self.rows, strict=True):
            yield Ref(*target.split("/", 1)), Backlink(origin, *row)


class Referrals:
    """Collects what one record refers to; of each target the first mention in words, else the first field."""

    def __init__(self, dossier: Dossier, origin: Ref) -> None:
        self._dossier = dossier
        self._origin = origin
        self._found: dict[Ref, _Row] = {}

    def _add(self, target: Ref, row: _Row) -> None:
        if target == self._origin or not self._dossier.exists.get(target):
            return
        before = self._found.get(target)
        if before is None or (_words(row) and not _words(before)):
            self._found[target] = row

    def fields(self, record: Record) -> None:
        """Takes in every reference in the record's fields."""
        for reference in references(record):
            if reference.ref is not None and reference.path[0] not in PLUMBING:
                way = str(reference.path[0])
                if "evidence" in reference.path:
                    way = "document" if reference.path[-1] == "document" else "evidence"
                self.field(way, reference.ref)

    def field(self, way: str, target: Ref) -> None:
        """Takes in one reference by a field, or by a card set into a text."""
        self._add(target, (way,))

    def line(self, pieces: tuple[Inline, ...]) -> None:
        """Takes in every link in a line of the desk's words, with the sentence it stands in."""
        text = ""
        mentions: list[Mention] = []
        for piece in inlines(pieces):
            match piece:
                case Words() | Code():
                    text += piece.text.replace("\n", " ")
                case LineBreak():
                    text += " "
                case RecordLink():
                    words = piece.label or self._label(piece.ref)
                    mentions.append(Mention(piece.ref, len(text), len(text) + len(words)))
                    text += words
        for mention in mentions:
            self.mention(text, mention, "")

    def mention(self, text: str, mention: Mention, anchor: str) -> None:
        """Takes in one mention, with the sentence around it."""
        before = self._found.get(mention.ref)
        if before is not None and _words(before):
            return
        spans = sentences(text)
        start = next((a for a, b in reversed(spans) if a <= mention.start), 0)
        end = next((b for a, b in spans if b >= mention.end), len(text))
        words = text[mention.start : mention.end]
        ahead, behind = text[start : mention.start], text[mention.end : end]
        self._add(mention.ref, ("mention", ahead, words, behind, anchor))

    def _label(self, ref: Ref) -> str:
        record = self._dossier.records.get(ref)
        return record.label if record else WITHHELD

    def all(self) -> Referred:
        """What was collected."""
        # of what is stored together, texts that are one object are stored once
        return Referred(tuple(intern(str(ref)) for ref in self._found), tuple(self._found.values()))


def _words(row: _Row) -> str:
    return row[2] if len(row) > 2 else ""


def backlinks(referring: Mapping[Ref, Referred]) -> Mapping[Ref, Sequence[Backlink]]:
    """What refers to each record, in the order of what is given: what every record refers to."""
    found: dict[str, list[Ref]] = defaultdict(list)
    for ref, referred in referring.items():
        for target in referred.targets:
            found[target].append(ref)
    refs = dict(zip(written(referring), referring, strict=True))
    return {
        refs[target]: LateTuple(len(origins), partial(_backlinks, target, origins, referring))
        for target, origins in found.items()
    }


def _backlinks(target: str, origins: Iterable[Ref], referring: Mapping[Ref, Referred]) -> Iterator[Backlink]:
    for ref in origins:
        referred = referring[ref]
        yield Backlink(ref, *referred.rows[referred.targets.index(target)])
