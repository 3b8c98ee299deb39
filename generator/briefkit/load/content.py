"""The content folder into a dossier."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import chain
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from briefkit.load import rules
from briefkit.load.files import Instead, content_files
from briefkit.load.ledger import read_ledger
from briefkit.load.reading import Reading
from briefkit.load.unchanged import FILES, all_opened, read_files, tell_sums, total_of
from briefkit.memory import Memory, State
from briefkit.model.article import Article
from briefkit.model.dossier import Dossier, Origin, follow
from briefkit.model.following import Latest
from briefkit.model.kinds import KINDS
from briefkit.model.ledger import Ledger
from briefkit.model.mark import Mark
from briefkit.model.prose import Prose
from briefkit.model.record import Record
from briefkit.model.ref import Ref, can_be_id
from briefkit.model.settings import Settings
from briefkit.model.source import Source
from briefkit.model.vocabulary import TextKept
from briefkit.problems import Problem, Rule


def load(
    settings: Settings, instead: Instead = MappingProxyType({}), memory: Memory | None = None
) -> tuple[Dossier, list[Problem]]:
    """Everything below the content folder, and all that cannot be read of it.

    A record that cannot be read is left out and named in `unread`; the others are read all the same. Of the
    files in `instead` its content is read, and not what is on disk. Of files that are as `memory` knows them
    the records are those of the time before.
    """
    content = settings.content_dir
    gathered = _Gathered(settings)
    if not content.is_dir():
        gathered.report(
            Mark(settings.content.as_posix()), rules.UNREADABLE_FILE, "there is no such folder of content",
            "Make the folder, or name another: plugins: [briefkit: {content: folder}]",
        )  # fmt: skip
    files = list(content_files(content, settings.root, instead))
    memory = memory or Memory()
    readings = read_files(files, instead, memory)
    ledger, wrong = read_ledger(settings, instead, memory)
    if not memory.is_stored:
        gathered.take(readings)
        return gathered.dossier(ledger), gathered.problems + wrong
    memory.digests.later(partial(tell_sums, memory))
    now, before = total_of(memory.shelf(FILES)), total_of(memory.stored_shelf(FILES))
    known = _STORED.of(memory)
    if known is not None and now and now == before and all_opened(memory):
        dossier = replace(known.dossier, settings=settings, ledger=ledger)
        follow(known.dossier, dossier)
        problems = known.problems
    else:
        gathered.take(readings)
        dossier, problems = gathered.dossier(ledger), gathered.problems
    memory.tell_state(dossier, State(now, before, cache(partial(_before, settings, memory))))
    return dossier, [*problems, *wrong]


class _Stored(NamedTuple):
    """What the store knows of the content."""

    dossier: Dossier
    problems: list[Problem]


_STORED: Latest[Memory, _Stored] = Latest()


def _before(settings: Settings, memory: Memory) -> Dossier:
    """What the store knows of the content, without what is no record."""
    known = _STORED.of(memory)
    if known is None:
        gathered = _Gathered(settings)
        gathered.take(known.reading for known in memory.stored_shelf(FILES).values())
        known = _Stored(gathered.dossier(), gathered.problems)
        _STORED.keep(memory, known)
    return known.dossier


@dataclass
class _Gathered:
    """What the files hold together."""

    settings: Settings
    records: dict[Ref, Record] = field(default_factory=dict)
    origins: dict[Ref, Origin] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    bodies: dict[str, Prose] = field(default_factory=dict)
    text_paths: dict[str, str] = field(default_factory=dict)
    """The file in which the text of each source stands."""
    unread_kinds: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def report(self, mark: Mark, rule: Rule, message: str, hint: str = "") -> None:
        self.problems.append(Problem(mark, rule, message, hint))

    def take(self, readings: Iterable[Reading]) -> None:
        """Takes in the files, in the order of their paths; of what is there twice the first counts."""
        for reading in readings:
            self.problems += reading.problems
            if reading.unread_kind is not None:
                self.unread_kinds.add(reading.unread_kind)
            if reading.text_of is not None:
                self._take_text(reading, reading.text_of)
            for ref, origin, record, problems in reading.entries:
                first = self.origins.setdefault(ref, origin)
                if first is not origin:
                    self._report_twice(ref, first.mark, origin.mark)
                    continue
                self.problems += problems
                if record is not None:
                    self.records[ref] = record

    def _take_text(self, reading: Reading, owner: str) -> None:
        if reading.body is not None:
            self.bodies.setdefault(owner, reading.body)
        if reading.article is None:
            return
        if owner in self.articles:
            message = f"source “{owner}” has a text already, in {self.text_paths[owner]}"
            self.report(Mark(reading.path), rules.DUPLICATE_ID, message, "Keep one of them.")
            return
        self.text_paths[owner] = reading.path
        self.articles[owner] = reading.article

    def _report_twice(self, ref: Ref, first: Mark, second: Mark) -> None:
        article = "an" if ref.kind[0] in "aeiou" else "a"
        message = f"there is already {article} {ref.kind} “{ref.id}”, in {first.path}:{first.line}"
        self.report(second, rules.DUPLICATE_ID, message, "Give one of them another id, or delete it.")

    def dossier(self, ledger: Ledger | None = None) -> Dossier:
        """All that was read, in the order of kinds and ids."""
        by_kind: dict[str, list[Ref]] = {kind.name: [] for kind in KINDS}
        for ref in sorted(self.records, key=itemgetter(1)):
            by_kind[ref[0]].append(ref)
        refs = [*chain.from_iterable(by_kind.values())]
        records = dict(zip(refs, map(self.records.__getitem__, refs), strict=True))
        sources = by_kind[Source.KIND]
        self._check_articles([self.records[ref] for ref in sources])
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
            articles={name: self.articles[name] for _, name in sources if name in self.articles},
            bodies=self.bodies,
            unread=frozenset(self.origins.keys() - records.keys()),
            unread_kinds=frozenset(self.unread_kinds),
            ledger=ledger,
        )

    def _check_articles(self, sources: Iterable[Record]) -> None:
        for record in sources:
            # pydantic has `isinstance` asked in Python
            if type(record) is not Source:
                continue
            kept = bool(self.articles.get(record.id))
            if not kept and record.text is not TextKept.NONE:
                message = f"text is {record.text}, and there is no text"
                hint = "Write the article below the front matter, or say text: none"
                self.report(self.origins[record.ref].mark, rules.ARTICLE_MISSING, message, hint)
            if kept and record.text is TextKept.NONE:
                del self.articles[record.id]
