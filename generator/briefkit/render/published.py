"""What is published of the dossier: the records, what refers to them, and their words."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from briefkit.model.claim import Claim
from briefkit.model.dossier import Dossier
from briefkit.model.linked import Backlink, LinkedDossier
from briefkit.model.prose import CodeWords, Inline, LineBreak, RecordLink, Words, inlines
from briefkit.model.reads import noted, tabled
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.remembered import remembered
from briefkit.model.vocabulary import Tlp
from briefkit.problems import Problem
from briefkit.render.basis import Basis, basis
from briefkit.render.catalogue import Catalogue
from briefkit.render.environment import template_folders
from briefkit.render.escape import in_one_line
from briefkit.render.grouping import grouped

R = TypeVar("R", bound=Record)


class Called(NamedTuple):
    """What a page says of a record that it names."""

    label: str
    markings: tuple[Tlp | None, ...]
    """Of the record, and of the positions that stand beside the name of a claim."""


@remembered
def called(record: Record) -> Called:
    """A record as it is named."""
    claimed = record.positions if isinstance(record, Claim) and not record.withdrawn else ()
    return Called(record.label, (record.tlp, *(position.tlp for position in claimed)))


@dataclass(frozen=True)
class Published:
    """The records of the site, and the desk's words in them."""

    linked: LinkedDossier
    wrong: tuple[Problem, ...] = ()
    """What is wrong with the content, where readers are to see it."""

    @cached_property
    def dossier(self) -> Dossier:
        """The records."""
        return self.linked.dossier

    @cached_property
    def catalogue(self) -> Catalogue:
        """The words of the interface in the site's language."""
        settings = self.dossier.settings
        return Catalogue(settings.language, template_folders(settings.templates_dir))

    @noted
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the content; shown on a page of its own while a site is written."""
        return self.wrong

    @cached_property
    def basis(self) -> Basis:
        """What every page rests on besides the records."""
        return basis(self.dossier.settings)

    def get(self, ref: Ref) -> Record | None:
        """The record, if the site has a page of it, withdrawn ones among them."""
        return self.dossier.records.get(ref)

    @tabled
    def withdrawn(self) -> Mapping[Ref, Record]:
        """The records that were withdrawn: their pages say so, and they stand nowhere else."""
        return {ref: record for ref, record in self.dossier.records.items() if record.withdrawn}

    @tabled
    def records(self) -> Mapping[Ref, Record]:
        """All other records, by kind, then id: whatever a page counts, lists or sums up."""
        return {ref: record for ref, record in self.dossier.records.items() if ref not in self.withdrawn}

    def of(self, model: type[R]) -> Iterator[R]:
        """The records of one kind that were not withdrawn, by id."""
        return (record for record in self.records.values() if isinstance(record, model))

    @tabled
    def backlinks(self) -> Mapping[Ref, Sequence[Backlink]]:
        """What refers to each record; what was withdrawn refers to nothing any more."""
        every = self.linked.backlinks
        # there are many links: what is asked of the keys is noted once
        gone = self.withdrawn.keys()
        if not gone:
            return every
        kept = {ref: tuple(link for link in links if link.origin not in gone) for ref, links in every.items()}
        return {ref: links for ref, links in kept.items() if links}

    def words(self, record: Record, *path: str | int) -> str:
        """A field of the desk's words as plain text; empty where it is left out."""
        return self.plain(self.linked.texts.get((record.ref, path), ()))

    def plain(self, pieces: tuple[Inline, ...]) -> str:
        """Linked pieces of the desk's as plain text."""
        return "".join(self._said(piece) for piece in inlines(pieces))

    def _said(self, piece: Inline) -> str:
        match piece:
            case Words() | CodeWords():
                return piece.text
            case RecordLink():
                known = self.called.get(piece.ref)
                return piece.label or (known.label if known else "…")
            case LineBreak():
                return " "
        return ""

    @tabled
    def called(self) -> Mapping[Ref, Called]:
        """What pages that name a record rest on, and often nothing else of it."""
        return {ref: called(record) for ref, record in self.dossier.records.items()}

    @tabled
    def told(self) -> Mapping[Ref, tuple[Ref, ...]]:
        """The records that each record names."""
        return grouped(
            (backlink.origin, target)
            for target, backlinks in self.backlinks.items()
            if target in self.records
            for backlink in backlinks
        )

    @tabled
    def labels(self) -> Mapping[tuple[str, str], int]:
        """How many records of a kind are called so, by kind and name in one line."""
        return Counter((ref.kind, in_one_line(record.label)) for ref, record in self.records.items())
