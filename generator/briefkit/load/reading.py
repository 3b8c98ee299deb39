"""One file of the content, read by itself: the same bytes at the same place give the same reading."""

import re
from collections.abc import Mapping as MappingABC
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from briefkit.load import rules
from briefkit.load.article import read_article
from briefkit.load.files import YAML_ENDINGS, ContentFile
from briefkit.load.front_matter import split
from briefkit.load.nodes import read_yaml
from briefkit.load.prose import read_prose
from briefkit.load.schema import read_record
from briefkit.load.text import SourceText, decode, shown
from briefkit.model.article import Article
from briefkit.model.dossier import Origin
from briefkit.model.kinds import BY_PLURAL, Kind
from briefkit.model.mark import Mark
from briefkit.model.nodes import Mapping, Node
from briefkit.model.prose import Prose
from briefkit.model.record import Record
from briefkit.model.ref import RESERVED_IDS, Ref, can_be_id
from briefkit.problems import Problem, Rule


class Entry(NamedTuple):
    """What a file says of one record."""

    ref: Ref
    origin: Origin
    record: Record | None
    """None where it cannot be read."""
    problems: tuple[Problem, ...] = ()


class Reading(NamedTuple):
    """All that one file holds, whatever the others hold."""

    path: str
    """As messages name it."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the file, but for what is wrong with its records."""
    entries: tuple[Entry, ...] = ()
    text_of: str | None = None
    """The id of the source or briefing that its text belongs to."""
    article: Article | None = None
    """The text of a source."""
    body: Prose | None = None
    """The text of a briefing."""
    unread_kind: str | None = None
    """The kind of its records, where it is a file of many that cannot be read."""


Entries = MappingABC[Ref, Entry]


def read_file(file: ContentFile, data: bytes, known: Entries = MappingProxyType({})) -> Reading:
    """Reads one file, whatever it holds; `known` is what it said of its records before."""
    if file.kind is None:
        names = ", ".join(BY_PLURAL)
        message = "the kind of this record cannot be told from its folder or name"
        hint = f"Put it into a folder named one of: {names}"
        return Reading(file.shown, (Problem(Mark(file.shown), rules.UNKNOWN_KIND, message, hint),))
    source, problems = decode(file.shown, data)
    reader = _Reader(file, file.kind, source, problems, known)
    if source is None:
        reader.unread()
    elif file.path.suffix in YAML_ENDINGS:
        reader.yaml(source)
    else:
        reader.document(source)
    return reader.reading()


def not_opened(file: ContentFile, error: OSError) -> Reading:
    """What is known of a file that cannot be opened."""
    message = f"the file cannot be opened: {error.strerror}"
    problem = Problem(Mark(file.shown), rules.UNREADABLE_FILE, message, "Check the file's rights and name.")
    if file.kind is None:
        return read_file(file, b"")
    reader = _Reader(file, file.kind, None, [problem])
    reader.unread()
    return reader.reading()


@dataclass
class _Reader:
    """What has been read of the file so far."""

    file: ContentFile
    kind: Kind
    source: SourceText | None
    problems: list[Problem]
    known: Entries = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    article: Article | None = None
    body: Prose | None = None
    unread_kind: str | None = None

    def reading(self) -> Reading:
        has_text = self.article is not None or self.body is not None
        return Reading(
            self.file.shown,
            tuple(self.problems),
            tuple(self.entries),
            self.file.id if has_text else None,
            self.article,
            self.body,
            self.unread_kind,
        )

    def report(self, mark: Mark, rule: Rule, message: str, hint: str = "") -> None:
        self.problems.append(Problem(mark, rule, message, hint))

    def yaml(self, source: SourceText) -> None:
        """A file of YAML: one record, or many by their ids."""
        node, problems = read_yaml(source)
        self.problems += problems
        mark = Mark(self.file.shown)
        if node is None and problems:
            self.unread()
        elif self.file.id is not None:
            if node is None:
                self.report(
                    mark, rules.NOT_A_RECORD, "the file is empty", "Write the record's fields, or delete it."
                )
            self._keep(self.file.id, node, mark)
        elif isinstance(node, Mapping):
            for key, value in node.entries:
                self._keep(str(key.value), value, key.mark)
        elif node is not None:
            message = f"a file of many {self.kind.plural} holds ids, each with its record below it"
            self.report(node.mark, rules.NOT_A_RECORD, message, "some-id:\n  field: value")

    def document(self, source: SourceText) -> None:
        """A Markdown or text file: front matter and text, or the text alone of a record written in YAML."""
        mark = Mark(self.file.shown)
        if not self.kind.has_body:
            message = f"{self.kind.plural} are written in YAML"
            hint = f"Name the file {self.file.path.stem}.yml and write fields with values."
            self.report(mark, rules.UNKNOWN_KIND, message, hint)
            return
        matter, problems = split(source)
        self.problems += problems
        if problems:
            self.unread()
            return
        body = matter.body if matter else 0
        if self.kind.plural == "sources":
            self.article = read_article(source, body, markdown=self.file.path.suffix == ".md")
        if matter:
            node, found = read_yaml(source, matter.start, matter.end)
            self.problems += found
            if node is None and not found:
                message = "the front matter is empty"
                self.report(mark, rules.NOT_A_RECORD, message, "Write the record's fields into it.")
            self._keep(str(self.file.id), node, mark)
            if self.kind.plural == "briefings":
                self.body = read_prose(source, body)
        elif self.kind.plural == "briefings":
            message = "the briefing has no front matter"
            self.report(mark, rules.NOT_A_RECORD, message, "---\ntitle: …\nsummary: …\n---")

    def unread(self) -> None:
        """Notes what is there and could not be read: one record, or a file of many."""
        if self.file.id is not None:
            self._keep(self.file.id, None, Mark(self.file.shown))
        else:
            self.unread_kind = self.kind.name

    def _keep(self, record_id: str, node: Node | None, mark: Mark) -> None:
        """Takes in one record, or reports why it cannot be."""
        if not can_be_id(record_id):
            proposed = re.sub(r"[^a-z0-9]+", "-", record_id.lower()).strip("-")
            hint = f"{proposed}?" if proposed and proposed not in RESERVED_IDS else "as alexander-lukashenko"
            message = f"“{shown(record_id)}” cannot be an id: only a-z, 0-9 and hyphens, and not `index`"
            self.report(mark, rules.BAD_ID, message, hint)
            return
        ref = Ref(self.kind.name, record_id)
        origin = Origin.of(node if node is not None else Mapping(mark, ()), mark)
        before = self.known.get(ref)
        if before is not None and before.origin == origin and before.record and not before.problems:
            # what fits the model says the same wherever the same is written
            self.entries.append(before)
            return
        record: Record | None = None
        problems: list[Problem] = []
        if isinstance(node, Mapping):
            record, problems = read_record(self.kind, record_id, node, mark, self.source)
        elif node is not None:
            problems = [
                Problem(node.mark, rules.NOT_A_RECORD, "a record is fields with values", "field: value")
            ]
        self.entries.append(Entry(ref, origin, record, tuple(problems)))
