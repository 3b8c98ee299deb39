"""The content folder into a dossier."""

import re
from dataclasses import dataclass, field
from types import MappingProxyType

from briefkit.load import rules
from briefkit.load.article import read_article
from briefkit.load.files import YAML_ENDINGS, ContentFile, Instead, content_files
from briefkit.load.front_matter import split
from briefkit.load.nodes import read_yaml
from briefkit.load.prose import read_prose
from briefkit.load.schema import read_record
from briefkit.load.text import SourceText, decode, shown
from briefkit.model.article import Article
from briefkit.model.dossier import Dossier, Origin
from briefkit.model.kinds import BY_PLURAL, KINDS, Kind
from briefkit.model.mark import Mark
from briefkit.model.nodes import Mapping, Node
from briefkit.model.prose import Prose
from briefkit.model.record import Record
from briefkit.model.ref import RESERVED_IDS, Ref, can_be_id
from briefkit.model.settings import Settings
from briefkit.model.source import Source
from briefkit.model.vocabulary import TextKept
from briefkit.problems import Problem, Rule


def load(settings: Settings, instead: Instead = MappingProxyType({})) -> tuple[Dossier, list[Problem]]:
    """Everything below the content folder, and all that cannot be read of it.

    A record that cannot be read is left out and named in `unread`; the others are read all the same. Of the
    files in `instead` its content is read, and not what is on disk.
    """
    reading = _Reading(settings, instead)
    content = settings.content_dir
    if not content.is_dir():
        reading.report(
            Mark(settings.content.as_posix()), rules.UNREADABLE_FILE, "there is no such folder of content",
            "Make the folder, or name another: plugins: [briefkit: {content: folder}]",
        )  # fmt: skip
    for file in content_files(content, settings.root, instead):
        reading.file(file)
    return reading.dossier(), reading.problems


@dataclass
class _Reading:
    """What has been read so far."""

    settings: Settings
    instead: Instead
    records: dict[Ref, Record] = field(default_factory=dict)
    origins: dict[Ref, Origin] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    bodies: dict[str, Prose] = field(default_factory=dict)
    text_paths: dict[str, str] = field(default_factory=dict)
    """The file in which the text of each source stands."""
    unread_kinds: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    source: SourceText | None = None
    """The file that is being read."""

    def report(self, mark: Mark, rule: Rule, message: str, hint: str = "") -> None:
        self.problems.append(Problem(mark, rule, message, hint))

    def file(self, file: ContentFile) -> None:
        """Reads one file, whatever it holds."""
        if file.kind is None:
            names = ", ".join(BY_PLURAL)
            message = "the kind of this record cannot be told from its folder or name"
            self.report(
                Mark(file.shown), rules.UNKNOWN_KIND, message, f"Put it into a folder named one of: {names}"
            )
            return
        self.source = source = self._text(file)
        if source is None:
            self._unread(file, file.kind)
        elif file.path.suffix in YAML_ENDINGS:
            self._yaml(file, file.kind, source)
        else:
            self._document(file, file.kind, source)

    def _text(self, file: ContentFile) -> SourceText | None:
        try:
            given = self.instead.get(file.shown)
            data = given if given is not None else file.path.read_bytes()
        except OSError as error:
            message = f"the file cannot be opened: {error.strerror}"
            self.report(Mark(file.shown), rules.UNREADABLE_FILE, message, "Check the file's rights and name.")
            return None
        source, problems = decode(file.shown, data)
        self.problems += problems
        return source

    def _yaml(self, file: ContentFile, kind: Kind, source: SourceText) -> None:
        node, problems = read_yaml(source)
        self.problems += problems
        mark = Mark(file.shown)
        if node is None and problems:
            self._unread(file, kind)
            return
        if file.id is not None:
            if node is None:
                self.report(
                    mark, rules.NOT_A_RECORD, "the file is empty", "Write the record's fields, or delete it."
                )
            self._keep(kind, file.id, node, mark)
        elif isinstance(node, Mapping):
            for key, value in node.entries:
                self._keep(kind, str(key.value), value, key.mark)
        elif node is not None:
            message = f"a file of many {kind.plural} holds ids, each with its record below it"
            self.report(node.mark, rules.NOT_A_RECORD, message, "some-id:\n  field: value")

    def _document(self, file: ContentFile, kind: Kind, source: SourceText) -> None:
        """A Markdown or text file: front matter and text, or the text alone of a record written in YAML."""
        if not kind.has_body:
            message = f"{kind.plural} are written in YAML"
            hint = f"Name the file {file.path.stem}.yml and write fields with values."
            self.report(Mark(file.shown), rules.UNKNOWN_KIND, message, hint)
            return
        matter, problems = split(source)
        self.problems += problems
        record_id = str(file.id)
        body = matter.body if matter else 0
        if problems:
            self._unread(file, kind)
            return
        if kind.plural == "sources":
            self._article(record_id, source, body, markdown=file.path.suffix == ".md")
        if matter:
            node, found = read_yaml(source, matter.start, matter.end)
            self.problems += found
            if node is None and not found:
                message = "the front matter is empty"
                self.report(
                    Mark(file.shown), rules.NOT_A_RECORD, message, "Write the record's fields into it."
                )
            self._keep(kind, record_id, node, Mark(file.shown))
            if kind.plural == "briefings":
                self.bodies.setdefault(record_id, read_prose(source, body))
        elif kind.plural == "briefings":
            message = "the briefing has no front matter"
            self.report(Mark(file.shown), rules.NOT_A_RECORD, message, "---\ntitle: …\nsummary: …\n---")

    def _unread(self, file: ContentFile, kind: Kind) -> None:
        """Notes what is there and could not be read: one record, or a file of many."""
        if file.id is not None:
            self._keep(kind, file.id, None, Mark(file.shown))
        else:
            self.unread_kinds.add(kind.name)

    def _article(self, source_id: str, text: SourceText, start: int, *, markdown: bool) -> None:
        """Takes in the text of a source; there is one."""
        if source_id in self.articles:
            first = self.text_paths[source_id]
            message = f"source “{source_id}” has a text already, in {first}"
            self.report(text.mark(0), rules.DUPLICATE_ID, message, "Keep one of them.")
            return
        self.text_paths[source_id] = text.path
        self.articles[source_id] = read_article(text, start, markdown=markdown)

    def _keep(self, kind: Kind, record_id: str, node: Node | None, mark: Mark) -> None:
        """Takes in one record, or reports why it cannot be."""
        if not can_be_id(record_id):
            proposed = re.sub(r"[^a-z0-9]+", "-", record_id.lower()).strip("-")
            hint = f"{proposed}?" if proposed and proposed not in RESERVED_IDS else "as alexander-lukashenko"
            message = f"“{shown(record_id)}” cannot be an id: only a-z, 0-9 and hyphens, and not `index`"
            self.report(mark, rules.BAD_ID, message, hint)
            return
        ref = Ref(kind.name, record_id)
        if ref in self.origins:
            first = self.origins[ref].mark
            place = f"{first.path}:{first.line}"
            message = f"there is already {_article(kind.name)} {kind.name} “{record_id}”, in {place}"
            self.report(mark, rules.DUPLICATE_ID, message, "Give one of them another id, or delete it.")
            return
        empty = Mapping(mark, ())
        self.origins[ref] = Origin(node if node is not None else empty, mark)
        if isinstance(node, Mapping):
            record, problems = read_record(kind, record_id, node, mark, self.source)
            self.problems += problems
            if record is not None:
                self.records[ref] = record
        elif node is not None:
            self.report(node.mark, rules.NOT_A_RECORD, "a record is fields with values", "field: value")

    def dossier(self) -> Dossier:
        """All that was read, in the order of kinds and ids."""
        order = {kind.name: number for number, kind in enumerate(KINDS)}
        refs = sorted(self.records, key=lambda ref: (order[ref.kind], ref.id))
        records = {ref: self.records[ref] for ref in refs}
        self._check_articles(records)
        for source_id in filter(
            can_be_id, self.articles.keys() - {ref.id for ref in self.origins if ref.kind == "source"}
        ):
            message = f"this text has no record: there is no source “{source_id}”"
            hint = f"Write its fields between two lines --- on top, or into {source_id}.yml beside it."
            self.report(Mark(self.text_paths[source_id]), rules.NOT_A_RECORD, message, hint)
        return Dossier(
            settings=self.settings,
            records=records,
            origins=self.origins,
            articles={
                ref.id: self.articles[ref.id]
                for ref in refs
                if ref.kind == "source" and ref.id in self.articles
            },
            bodies=self.bodies,
            unread=frozenset(self.origins) - frozenset(records),
            unread_kinds=frozenset(self.unread_kinds),
        )

    def _check_articles(self, records: dict[Ref, Record]) -> None:
        for record in records.values():
            if not isinstance(record, Source):
                continue
            kept = bool(self.articles.get(record.id))
            if not kept and record.text is not TextKept.NONE:
                message = f"text is {record.text}, and there is no text"
                hint = "Write the article below the front matter, or say text: none"
                self.report(self.origins[record.ref].mark, rules.ARTICLE_MISSING, message, hint)
            if kept and record.text is TextKept.NONE:
                del self.articles[record.id]


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"
