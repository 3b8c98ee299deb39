"""What differs between two states of the content, as values: nothing here knows git or pages."""

from dataclasses import dataclass
from enum import StrEnum

from briefkit.model.mark import Mark
from briefkit.model.ref import Ref
from briefkit.problems import Problem


class ChangeKind(StrEnum):
    """What became of a fact."""

    RECORD_ADDED = "record-added"
    """`was` is “draft” where it was there as a draft, and is published now."""
    RECORD_REMOVED = "record-removed"
    """`now` is “draft” where it is still there, as a draft."""
    RECORD_RENAMED = "record-renamed"
    """`was` and `now` are ids: the new record names the old id in `formerly`."""
    RECORD_MERGED = "record-merged"
    """As renamed, into a record that was there before."""
    FIELD_CHANGED = "field-changed"
    """A single value; `was` is None where it was left out, `now` where it is."""
    ENTRY_ADDED = "entry-added"
    """Of any list that is named below by nothing else: facts, relations, aliases, participants."""
    ENTRY_REMOVED = "entry-removed"
    POSITION_ADDED = "position-added"
    POSITION_WITHDRAWN = "position-withdrawn"
    POSITION_TURNED = "position-turned"
    """The same holder at the same time has another stance."""
    EVIDENCE_GAINED = "evidence-gained"
    EVIDENCE_LOST = "evidence-lost"
    ASSESSMENT_MOVED = "assessment-moved"
    """A verdict, credibility, likelihood or confidence, also of a key judgement; a source's reliability."""
    DISPUTE_CHANGED = "dispute-changed"
    """Computed: the state of the dispute about a claim."""
    INDEPENDENT_SOURCES_CHANGED = "independent-sources-changed"
    """Computed: how many independent sources carry a position, a fact or another entry."""
    SOURCE_CORRECTED = "source-corrected"
    SOURCE_RETRACTED = "source-retracted"
    SOURCE_RESTORED = "source-restored"
    CORRECTION_PUBLISHED = "correction-published"
    TEXT_CHANGED = "text-changed"
    """The words of an article or of a briefing."""


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact that differs."""

    kind: ChangeKind
    ref: Ref
    """The record, as it is called now; one that is gone, as it was."""
    label: str
    """What the record is called on pages."""
    field: str = ""
    """The path of the field, as `briefkit.model.field_path` writes it; empty for the record as a whole."""
    was: str | None = None
    now: str | None = None
    sentence: str = ""
    """Of evidence: the sentence of the source that the quote stands in; empty where it was not found."""
    mark: Mark | None = None
    """Where it is written now; what is gone, where it was."""
    anchor: str = ""
    """The id of its place on the record's page; empty for the page as a whole."""
    source: Ref | None = None
    """Of evidence: the source that its words stand in."""
    is_published: bool = True
    """False where no reader sees it, before or now: drafts, notes, what is allowed, days for review."""


class PageChangeKind(StrEnum):
    """What becomes of an address."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Why:
    """Why a page shows a change."""

    ref: Ref
    """The record that changed."""
    way: str
    """How the page comes to it, as “quotes”; empty for its own page."""

    @property
    def words(self) -> str:
        """Way and record, as “quotes claim/x”; empty for its own page."""
        return f"{self.way} {self.ref}" if self.way else ""


@dataclass(frozen=True, slots=True)
class PageChange:
    """One address whose page differs."""

    kind: PageChangeKind
    address: str
    """Below the site's root as it is published, as ``actors/vladimir-putin/``; the root itself is ``./``."""
    path: str
    """The page's Markdown file below the site's pages."""
    title: str
    target: str = ""
    """Of a page that moved: the address it leads to."""
    why: tuple[Why, ...] = ()
    """The own record first."""

    @property
    def is_direct(self) -> bool:
        """True for the page of a record that itself changed."""
        return any(not why.way for why in self.why)


@dataclass(frozen=True, slots=True)
class State:
    """One of the two states that are compared."""

    name: str
    """As it was asked for; empty for the files as they lie there."""
    commit: str | None
    """The full hash; None for the files as they lie there."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs."""

    base: State
    head: State
    facts: tuple[FactChange, ...] = ()
    """By record, then in the order of the model; what is computed comes last in each record."""
    pages: tuple[PageChange, ...] = ()
    """Those of records that changed first, then by address."""
    problems: tuple[Problem, ...] = ()
    """What is wrong now and was not before."""
    mended: tuple[Problem, ...] = ()
    """What was wrong before and is not now."""
    errors: int = 0
    """How many errors there are now, new or not: with any, the site is not built."""
    notices: tuple[str, ...] = ()
    """Why something could not be said, each a sentence: the base cannot be checked, a clone is shallow."""
