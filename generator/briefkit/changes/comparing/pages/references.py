"""What refers to a record, and what it refers to: looked up for those that are asked for."""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from briefkit.model.article import Article
from briefkit.model.linked import Backlink, LinkedDossier, Mention
from briefkit.model.prose import Embed, Inline, RecordLink, blocks, inlines, lines
from briefkit.model.reads import content
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.remembered import remembered
from briefkit.model.walk import Path, desk_texts, evidence, references


class References:
    """Asked about the records of one dossier."""

    def __init__(self, linked: LinkedDossier) -> None:
        owners = {"Dossier": linked.dossier, "LinkedDossier": linked}
        self._linked = linked
        self._articles: Mapping[str, Article] = content(owners, "Dossier.articles")
        self._mentions: Mapping[tuple[str, int], tuple[Mention, ...]] = content(
            owners, "LinkedDossier.mentions"
        )
        self.records: Mapping[Ref, Record] = content(owners, "Dossier.records")
        self.backlinks: Mapping[Ref, Sequence[Backlink]] = content(owners, "LinkedDossier.backlinks")
        self._targets: dict[Ref, Set[Ref]] = {}

    def origins(self, ref: Ref) -> Iterator[Ref]:
        """The records that refer to one, in the order of all records."""
        return (link.origin for link in self.backlinks.get(ref, ()))

    def targets(self, ref: Ref) -> Set[Ref]:
        """The records that one refers to, by its fields and in its words."""
        if ref not in self._targets:
            record = self.records.get(ref)
            found = () if record is None else self._told(record)
            self._targets[ref] = {other for other in found if other in self.records and other != ref}
        return self._targets[ref]

    def beside(self, ref: Ref) -> Set[Ref]:
        """Both together."""
        return {*self.origins(ref), *self.targets(ref)}

    def _told(self, record: Record) -> Iterator[Ref]:
        named = named_in(record)
        yield from named.refs
        for path in named.texts:
            yield from _links(self._linked.texts.get((record.ref, path), ()))
        if record.KIND == "source":
            yield from self.mentioned(record.id)
        elif record.KIND == "briefing":
            prose = self._linked.bodies.get(record.id, ())
            yield from (block.ref for block in blocks(prose) if isinstance(block, Embed) and block.ref)
            for line in lines(prose):
                yield from _links(line)

    def mentioned(self, source: str) -> Iterator[Ref]:
        """The records that the text of a source leads to, in the order in which it does."""
        for paragraph in self._articles.get(source, ()):
            yield from (mention.ref for mention in self._mentions.get((source, paragraph.number), ()))

    def documents(self, ref: Ref) -> Set[Ref]:
        """The documents that carry something of a record, with the sources that describe them."""
        record = self.records.get(ref)
        items = (item for _, item in (evidence(record) if record else ()))
        names = {name for item in items if item.document for name in (item.source, item.document)}
        return {Ref("source", name) for name in names}


class Named(NamedTuple):
    """What a record names."""

    refs: tuple[Ref, ...]
    """By its fields."""
    texts: tuple[Path, ...]
    """The fields of the desk's words, in which others can be named."""


@remembered
def named_in(record: Record) -> Named:
    """What a record names."""
    refs = (reference.ref for reference in references(record))
    texts = (path for path, _ in desk_texts(record))
    return Named(tuple(dict.fromkeys(ref for ref in refs if ref is not None)), tuple(texts))


def _links(pieces: tuple[Inline, ...]) -> Iterator[Ref]:
    return (piece.ref for piece in inlines(pieces) if isinstance(piece, RecordLink))
