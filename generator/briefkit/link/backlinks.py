"""What refers to each record."""

from collections.abc import Mapping

from briefkit.model.dossier import Dossier
from briefkit.model.kinds import KINDS
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
    """Collects who refers to whom; of each origin the first mention in words, else the first field."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._found: dict[Ref, dict[Ref, Backlink]] = {}

    def _add(self, target: Ref, backlink: Backlink) -> None:
        if target == backlink.origin or target not in self._dossier.records:
            return
        known = self._found.setdefault(target, {})
        before = known.get(backlink.origin)
        if before is None or (backlink.words and not before.words):
            known[backlink.origin] = backlink

    def fields(self, record: Record) -> None:
        """Takes in every reference in the record's fields."""
        for reference in references(record):
            if reference.ref is not None and reference.path[0] not in PLUMBING:
                way = str(reference.path[0])
                if "evidence" in reference.path:
                    way = "document" if reference.path[-1] == "document" else "evidence"
                self.field(record.ref, way, reference.ref)

    def field(self, origin: Ref, way: str, target: Ref) -> None:
        """Takes in one reference by a field, or by a card set into a text."""
        self._add(target, Backlink(origin, way))

    def line(self, origin: Ref, pieces: tuple[Inline, ...]) -> None:
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
                    record = self._dossier.records.get(piece.ref)
                    words = piece.label or (record.label if record else WITHHELD)
                    mentions.append(Mention(piece.ref, len(text), len(text) + len(words)))
                    text += words
        for mention in mentions:
            self.mention(origin, text, mention, "")

    def mention(self, origin: Ref, text: str, mention: Mention, anchor: str) -> None:
        """Takes in one mention, with the sentence around it."""
        if origin in self._found.get(mention.ref, {}) and self._found[mention.ref][origin].words:
            return
        spans = sentences(text)
        start = next((a for a, b in reversed(spans) if a <= mention.start), 0)
        end = next((b for a, b in spans if b >= mention.end), len(text))
        words = text[mention.start : mention.end]
        before, after = text[start : mention.start], text[mention.end : end]
        self._add(mention.ref, Backlink(origin, "mention", before, words, after, anchor))

    def backlinks(self) -> Mapping[Ref, tuple[Backlink, ...]]:
        """What refers to each record, in the order of kinds and ids."""
        order = {kind.name: number for number, kind in enumerate(KINDS)}
        return {
            target: tuple(sorted(known.values(), key=lambda link: (order[link.origin.kind], link.origin.id)))
            for target, known in self._found.items()
        }
