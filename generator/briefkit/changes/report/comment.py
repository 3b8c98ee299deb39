"""The comment on a merge request: what changed, in the Markdown that GitHub and GitLab share.

Only fixed words are markup in it; every text of the content goes through `forge_text`.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from briefkit.changes.comparing.entries import (
    ChangeKind,
    Comparison,
    FactChange,
    PageChange,
    PageChangeKind,
    State,
)
from briefkit.changes.report.forge_text import MOST_LETTERS, around, value
from briefkit.changes.report.outline import Outline, RecordChanges, is_gone
from briefkit.changes.report.sections import Section, written
from briefkit.changes.report.values import in_words
from briefkit.changes.report.wording import Became, Piece
from briefkit.changes.report.words import FIELD, NOW, OF_EVIDENCE, PAGE_WORDS, SOURCE, WAS, in_sentence, said
from briefkit.model.page import page_address
from briefkit.model.ref import Ref
from briefkit.problems import Problem
from briefkit.render.addresses import page_path
from briefkit.render.catalogue import Catalogue
from briefkit.render.escape import address
from briefkit.render.interface import field_words

MARKER = "<!-- briefkit:changes -->"
"""The first line: by it the comment is found again and updated in place."""

CHANGES = "changes/"
"""The address of the page with the whole list, in a preview."""

_MOST_OF_LABEL, _MOST_OF_NAME, _MOST_OF_MESSAGE, _MOST_OF_FIELD = 160, 80, 400, 160

MOST_PROBLEMS = 20

_CHECK = "see them with `briefkit check`"

_ENGLISH = Catalogue("en", [])


def changes_markdown(comparison: Comparison, *, url: str = "", preview: bool | None = None) -> str:
    """The whole comment, ending in a newline, well below what GitHub takes.

    `url` is where the preview is published, empty for no links. `preview` is true where one was built, false
    where one was asked for and could not be; None where nobody asked.
    """
    comment = _Comment(comparison, url.rstrip("/") + "/" if url and preview else "")
    parts = [
        f"{MARKER}\n{comment.status(is_built=preview)}",
        comment.numbers(),
        *(written(section, comment.all_changes()) for section in comment.sections()),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


@dataclass(frozen=True)
class _Comment:
    comparison: Comparison
    url: str
    """Ends in a slash where it is not empty."""

    @property
    def _outline(self) -> Outline:
        return Outline(self.comparison)

    def status(self, *, is_built: bool | None) -> str:
        """One line, always there."""
        both = f"{_state(self.comparison.head)}, against {_state(self.comparison.base)}"
        outcome = "Compared" if is_built is None else "Preview built" if is_built else "Not built"
        errors = self.comparison.errors
        told = f": {_counted(errors, 'error')} in the content, the site cannot be published" if errors else ""
        outcome = f"**{outcome}{told}.**"
        links = [f"[Preview]({address(self.url)})", f"[All changes]({self._to(CHANGES)})"] if self.url else []
        return " · ".join([f"{outcome} {both}", *links])

    def numbers(self) -> str:
        """How much there is of everything; empty where there was nothing to compare with."""
        outline, comparison = self._outline, self.comparison
        if comparison.base.commit is None:
            return ""
        facts = len(outline.published)
        records = _counted(len(outline.records), "record")
        told = [f"{_counted(facts, 'fact')} changed in {records}" if facts else "No facts changed"]
        if comparison.pages:
            told.append(f"{_counted(len(comparison.pages), 'page')} differ{_s(len(comparison.pages))}")
        if comparison.problems:
            told.append(_counted(len(comparison.problems), "new problem"))
        if comparison.mended:
            told.append(f"{_counted(len(comparison.mended), 'problem')} mended")
        if outline.unpublished:
            told.append(f"{_counted(outline.unpublished, 'change')} that no reader sees")
        return f"{', '.join(told)}."

    def all_changes(self) -> str:
        """Where what is left out can be seen."""
        if self.url:
            return f"see [all changes]({self._to(CHANGES)})"
        return "see them with `briefkit diff`"

    def sections(self) -> Iterator[Section]:
        """The lists."""
        comparison, outline = self.comparison, self._outline
        told = (f"- {value(text)}" for text in comparison.notices)
        yield Section("What could not be said", told, len(comparison.notices), 4)
        new = outline.problems
        problems = Section("New problems", map(_problem, new), len(new), 8, MOST_PROBLEMS, where=_CHECK)
        # first of all why there is no site
        if comparison.errors:
            yield problems
        yield Section("Facts", self._facts(outline.edited), _count(outline.edited), 28)
        follows = self._facts(outline.following)
        yield Section("What follows for others", follows, _count(outline.following), 6, is_folded=True)
        if not comparison.errors:
            yield problems
        yield Section("Pages of what changed", map(self._page, outline.direct), len(outline.direct), 7)
        reached = map(self._page, outline.reached)
        yield Section("Pages that it reaches", reached, len(outline.reached), 7, is_folded=True)

    def _facts(self, records: Iterable[RecordChanges]) -> Iterator[str]:
        for record in records:
            for number, change in enumerate(record.changes):
                entry = f"- {self._sentence(change)}{self._place(change, record)}"
                # the name of the record is never left standing alone
                yield entry if number else f"\n{self._record(record)}\n\n{entry}"

    def _record(self, record: RecordChanges) -> str:
        name = self._link(value(record.label, _MOST_OF_LABEL), "" if record.is_gone else _page_of(record.ref))
        return f"**{record.ref.kind}** {name}"

    def _place(self, change: FactChange, record: RecordChanges) -> str:
        if not (self.url and change.anchor) or record.is_gone or is_gone(change):
            return ""
        return f" · [see]({self._to(f'{_page_of(record.ref)}#{change.anchor}')})"

    def _sentence(self, change: FactChange) -> str:
        message, values, text = said(change)
        return message.format(**self._marked(change, values), text=_reworded(text))

    def _marked(self, change: FactChange, values: Mapping[str, str]) -> dict[str, str]:
        """The values as Markdown: struck out what was, underlined what is, a quote in its sentence."""
        worded = (in_words(_ENGLISH, change, text) for text in values.values())
        made = dict(zip(values, map(value, worded), strict=True))
        if FIELD in values:
            made[FIELD] = value(field_words(_ENGLISH, values[FIELD]), _MOST_OF_FIELD)
        if change.source:
            is_there = change.kind is ChangeKind.EVIDENCE_GAINED
            made[SOURCE] = self._link(made[SOURCE], _page_of(change.source) if is_there else "")
        if change.kind in OF_EVIDENCE:
            name, mark = (NOW, "strong") if NOW in values else (WAS, "del")
            return {**made, name: _quoted(change, made.get(name, ""), mark)}
        if WAS in made:
            made[WAS] = f"<del>{made[WAS]}</del>"
        if NOW in made:
            made[NOW] = f"<ins>{made[NOW]}</ins>"
        return made

    def _page(self, page: PageChange) -> str:
        title = value(page.title, _MOST_OF_LABEL)
        why = "; ".join(value(why.words, _MOST_OF_LABEL) for why in page.why[:3] if why.words)
        more = f"; {len(page.why) - 3} more" if len(page.why) > 3 and why else ""
        told = f" ({why}{more})" if why else ""
        word = PAGE_WORDS[page.kind]
        match page.kind:
            case PageChangeKind.REMOVED:
                return f"- {word}: <del>{title}</del>{told}"
            case PageChangeKind.MOVED:
                to = self._link(value(page.target), page.target)
                return f"- {word}: <del>{title}</del> to {to}{told}"
            case PageChangeKind.ADDED:
                return f"- {word}: {self._link(title, page.address)}{told}"
        return f"- {self._link(title, page.address)}{told}"

    def _link(self, words: str, target: str) -> str:
        return f"[{words}]({self._to(target)})" if self.url and target else words

    def _to(self, target: str) -> str:
        return address(self.url + target.removeprefix("./"))


def _count(records: Iterable[RecordChanges]) -> int:
    return sum(len(record.changes) for record in records)


def _page_of(ref: Ref) -> str:
    return page_address(page_path(ref)) or ""


_MARKS = {Became.STAYED: "{}", Became.GONE: "<del>{}</del>", Became.COME: "<ins>{}</ins>"}


def _reworded(text: Sequence[Piece]) -> str:
    """A text with the words that changed, marked; as much of it as one value may have."""
    letters = list(accumulate(len(piece.text) for piece in text))
    kept = max(1, bisect_right(letters, MOST_LETTERS))
    told = " ".join(_MARKS[piece.became].format(value(piece.text)) for piece in text[:kept])
    return f"{told} … (more of it changed)" if kept < len(text) else told


def _quoted(change: FactChange, words: str, mark: str) -> str:
    """The words of a quote, marked, within the rest of their sentence where it is known."""
    found = in_sentence(change)
    before, after = around(found.before, found.after) if found else ("", "")
    return f"“{before}<{mark}>{value(found.quote) if found else words}</{mark}>{after}”"


def _state(state: State) -> str:
    # in code no forge looks for anything; a hash is git's own
    if state.commit is None:
        return value(state.name, _MOST_OF_NAME) if state.name else "the files as they lie there"
    short = f"<code>{state.commit[:10]}</code>"
    is_hash = not state.name or state.commit.startswith(state.name)
    return short if is_hash else f"{short} ({value(state.name, _MOST_OF_NAME)})"


def _problem(problem: Problem) -> str:
    place = value(f"{problem.mark.path}:{problem.mark.line}")
    message = value(problem.message, _MOST_OF_MESSAGE)
    return f"- {problem.rule.severity} {place}: {message} ({problem.rule.name})"


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def _s(number: int) -> str:
    return "s" if number == 1 else ""
