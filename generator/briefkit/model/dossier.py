"""All records, read."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from briefkit.model.article import Article, Passage
from briefkit.model.evidence import Correction, Evidence
from briefkit.model.folding import folded_name
from briefkit.model.following import Changes, Made, take_over
from briefkit.model.ledger import Ledger
from briefkit.model.mark import Mark
from briefkit.model.names import Name, index_again, index_names, standing_names
from briefkit.model.nodes import Node, find, packed, unpacked
from briefkit.model.prose import VIEWS, Paragraph, Prose, WikiLink, inlines
from briefkit.model.reads import Table, content, noted, tabled, tabled_out_of, with_tables
from briefkit.model.record import Record
from briefkit.model.ref import Ref, can_be_id
from briefkit.model.settings import Settings
from briefkit.model.source import Source
from briefkit.model.vocabulary import SourceStatus
from briefkit.model.walk import Path

R = TypeVar("R", bound=Record)

CARRYING = frozenset({"claim", "event", "source"})
"""Kinds of records that a paragraph of the desk's can rest on."""


class Origin(NamedTuple):
    """Where a record was written."""

    packed: str
    """Its YAML, as `briefkit.model.nodes.packed` makes it."""
    mark: Mark
    """Where it begins: its key in a file of many, else the first line of its file."""

    @classmethod
    def of(cls, node: Node, mark: Mark) -> "Origin":
        """That of the record written in `node`."""
        return cls(packed(node), mark)

    @property
    def node(self) -> Node:
        """Its YAML."""
        return unpacked(self.packed, self.mark.path)


class Use(NamedTuple):
    """An item of evidence whose words were found in its source."""

    ref: Ref
    path: Path
    passage: Passage


@dataclass(frozen=True)
class Dossier:
    """All records of a site, with where they stand; nothing is checked yet but each record by itself."""

    settings: Settings
    records: Mapping[Ref, Record]
    """By kind, then id."""
    origins: Mapping[Ref, Origin]
    articles: Mapping[str, Article] = field(default_factory=dict)
    """The text of each source that has one, by the source's id."""
    bodies: Mapping[str, Prose] = field(default_factory=dict)
    """The text of each briefing, by its id."""
    unread: Set[Ref] = frozenset()
    """Records that are there and could not be read: references to them are no further problem."""
    unread_kinds: Set[str] = frozenset()
    """Kinds of which a file of many could not be read: nobody knows what is in it."""
    passages: Mapping[tuple[Ref, Path], Passage] = field(default_factory=dict)
    """Where each quote that was found stands in its source, by record and path of the evidence."""
    left_out: Mapping[tuple[Ref, Path], tuple[str, ...]] = field(default_factory=dict)
    """The words that each abridged quote leaves out, one text for each gap."""
    uses: Mapping[str, tuple[Use, ...]] = field(default_factory=dict)
    """What rests on the words of each source, by the source's id, in the order of the records."""
    ledger: Ledger | None = None
    """What became of the addresses that the site had; None where nobody keeps account of them."""

    def __post_init__(self) -> None:
        """What is read of it is noted."""
        with_tables(
            self,
            *("records", "origins", "articles", "bodies", "unread", "unread_kinds"),
            *("passages", "left_out", "uses"),
        )

    def of(self, model: type[R]) -> Iterator[R]:
        """The records of one kind, by id."""
        return (record for record in self.records.values() if isinstance(record, model))

    def mark(self, ref: Ref, *path: str | int) -> Mark:
        """Where a field of a record stands; where it is left out, where the nearest thing around it does."""
        origin = self.origins[ref]
        return find(origin.node, path).mark if path else origin.mark

    def source_of(self, item: Evidence) -> Source | None:
        """The source of an item of evidence, if there is such a record."""
        record = self.records.get(Ref("source", item.source))
        return record if isinstance(record, Source) else None

    def status_of(self, item: Evidence) -> SourceStatus:
        """What became of the source of an item of evidence; usable, where there is no such record."""
        source = self.source_of(item)
        return source.status if source is not None else SourceStatus.USABLE

    @tabled
    def exists(self) -> Mapping[Ref, bool]:
        """Every record that there is: False for those that could not be read."""
        return dict.fromkeys(self.unread, False) | dict.fromkeys(self.records, True)

    @noted
    def refs(self) -> tuple[Ref, ...]:
        """The names of all records that could be read, by kind, then id."""
        return tuple(self.records)

    @tabled_out_of("records", lambda record: record.corrections)
    def withdrawn(self) -> Mapping[Ref, Correction]:
        """What withdrew each record that was."""
        changed = ((ref, record) for ref, record in self.records.items() if record.corrections)
        return {ref: found for ref, record in changed if (found := record.withdrawn) is not None}

    @tabled_out_of("records", standing_names)
    def names(self) -> Mapping[str, tuple[Name, ...]]:
        """All names and aliases, by their folded form."""
        return index_names(self.records.values())

    @noted
    def linkable(self) -> tuple[str, ...]:
        """Every reference and every name by which a ``[[link]]`` can be written, in alphabetical order."""
        named = {entry.text for entries in self.names.values() for entry in entries}
        return tuple(sorted({*map(str, self.records), *named}))

    @tabled_out_of("records", lambda record: record.label)
    def labels(self) -> Mapping[str, tuple[Ref, ...]]:
        """Every record by its folded label: claims, sources and briefings are found by their words, too."""
        found: dict[str, list[Ref]] = {}
        for ref, record in self.records.items():
            found.setdefault(folded_name(record.label), []).append(ref)
        return {label: tuple(refs) for label, refs in found.items()}

    @tabled
    def moved(self) -> Mapping[Ref, Ref]:
        """Every id that a record had before, and what it is called now; of two that claim it, the first."""
        found: dict[Ref, Ref] = {}
        for ref, record in self.records.items():
            for name in record.formerly:
                before = Ref(ref.kind, name)
                if can_be_id(name) and before not in self.origins and before not in self.unread:
                    found.setdefault(before, ref)
        return found

    def resolve(self, target: str) -> tuple[Ref, ...]:
        """The records that the target of a ``[[link]]`` can mean: by ``kind/id``, name, alias or label."""
        kind, _, name = target.partition("/")
        if (ref := Ref(kind.strip(), name.strip())) in self.exists:
            return (ref,)
        folded = folded_name(target)
        named = (entry.ref for entry in self.names.get(folded, ()))
        return tuple(dict.fromkeys((*named, *self.labels.get(folded, ()))))

    def is_sourced(self, paragraph: Paragraph) -> bool:
        """True where the paragraph leads to a claim, an event or a source, or only sets something in."""
        for link in inlines(paragraph.children):
            if not isinstance(link, WikiLink):
                continue
            if link.embed and link.target in VIEWS:
                return True
            if any(ref.kind in CARRYING for ref in self.resolve(link.target)):
                return True
        return False


MADE: Mapping[str, Made] = {
    "exists": Made(lambda _: None, ("unread",)),
    "refs": Made(lambda _: None),
    "withdrawn": Made(lambda record: record.corrections),
    "names": Made(standing_names),
    "labels": Made(lambda record: record.label),
    "linkable": Made(lambda _: None, ("names",)),
    "moved": Made(lambda record: record.formerly, ("unread", "origins")),
}
"""The tables and values of a dossier, each behind those that it rests on."""


def follow(before: Dossier, now: Dossier) -> None:
    """Takes over from a dossier what the next one would work out again."""
    owners, others = {"Dossier": before}, {"Dossier": now}

    def contents(name: str) -> tuple[Any, Any]:
        return content(owners, f"Dossier.{name}"), content(others, f"Dossier.{name}")

    def same(name: str) -> bool:
        one, other = contents(name)
        return one is other or one.keys() == other.keys()

    records = contents("records")
    take_over(before, now, Changes(*records), MADE, same)
    known = before.__dict__.get("names")
    if known is not None and "names" not in now.__dict__:
        now.__dict__["names"] = Table(known.name, index_again(content(owners, "Dossier.names"), *records))
