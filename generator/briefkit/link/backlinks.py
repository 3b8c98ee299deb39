"""What refers to each record."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from briefkit.model.dossier import Dossier
from briefkit.model.linked import Backlink, Mention
from briefkit.model.prose import CodeWords as Code
from briefkit.model.prose import Inline, LineBreak, RecordLink, Words, inlines
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.sentences import sentences
from briefkit.model.walk import references

WITHHELD = "…"
"""Stands in a sentence for a record that is not published."""

PLUMBING = frozenset({"source"})
"""Fields that only say where evidence comes from when left out elsewhere."""


class Referrals:
    """Collects what one record refers to; of each target the first mention in words, else the first field."""

    def __init__(self, dossier: Dossier, origin: Ref) -> None:
        self._dossier = dossier
        self._origin = origin
        self._found: dict[Ref, Backlink] = {}

    def _add(self, target: Ref, backlink: Backlink) -> None:
        if target == self._origin or not self._dossier.exists.get(target):
            return
        before = self._found.get(target)
        if before is None or (backlink.words and not before.words):
            self._found[target] = backlink

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
        self._add(target, Backlink(self._origin, way))

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
        if before is not None and before.words:
            return
        spans = sentences(text)
        start = next((a for a, b in reversed(spans) if a <= mention.start), 0)
        end = next((b for a, b in spans if b >= mention.end), len(text))
        words = text[mention.start : mention.end]
        ahead, behind = text[start : mention.start], text[mention.end : end]
        self._add(mention.ref, Backlink(self._origin, "mention", ahead, words, behind, anchor))

    def _label(self, ref: Ref) -> str:
        record = self._dossier.records.get(ref)
        return record.label if record else WITHHELD

    def all(self) -> tuple[tuple[Ref, Backlink], ...]:
        """Each record that it refers to, with how it does, in the order in which they were met."""
        return tuple(self._found.items())


def backlinks(referrals: Iterable[tuple[Ref, Backlink]]) -> Mapping[Ref, tuple[Backlink, ...]]:
    """What refers to each record, in the order of what is given."""
    found: dict[Ref, list[Backlink]] = defaultdict(list)
    for target, backlink in referrals:
        found[target].append(backlink)
    return {target: tuple(known) for target, known in found.items()}
