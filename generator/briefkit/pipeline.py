"""The order in which content becomes pages."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from briefkit.allowed import ALLOW_RULES, without_allowed
from briefkit.check import CHECK_RULES, check
from briefkit.link import link
from briefkit.load import READING_RULES, Instead, load, with_full_texts
from briefkit.memory import Memory, Store, uncollected
from briefkit.model.dossier import Dossier
from briefkit.model.kinds import BY_PLURAL
from briefkit.model.mark import Mark
from briefkit.model.page import page_address
from briefkit.model.settings import Settings
from briefkit.problems import Problem, Rule, Severity, in_order
from briefkit.redact import without_drafts
from briefkit.urls import URL_RULES, check_urls
from briefkit.verify import QUOTE_RULES, verify
from briefkit.verify.offer import Found, find_offers

if TYPE_CHECKING:
    from briefkit.render import Plan, Site

PAGE_COLLISION = Rule(
    "page-collision", Severity.ERROR, "No hand-written page lies where a page of the content will be."
)

RULES: tuple[Rule, ...] = (
    *READING_RULES,
    *QUOTE_RULES,
    *CHECK_RULES,
    PAGE_COLLISION,
    *URL_RULES,
    *ALLOW_RULES,
)
"""Everything that is looked for, in the order in which the manual lists it."""

WITH_FULL_TEXTS = frozenset({"full-text-missing", "sha256-differs"})
"""The rules that are looked for only where full texts are given."""

WITH_A_DAY = frozenset({"review-due"})
"""The rules that are looked for only where the settings name a day."""


CACHE = Path(".cache/briefkit")
"""Where results are kept from one run to the next, below the site's folder."""

WORKERS = 2
"""Processes that work at once; more than two of them gain little and take much memory."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The content, and everything that is wrong with it."""

    dossier: Dossier
    """All records, those that are not shown among them."""
    problems: tuple[Problem, ...]
    """By file, line and column."""
    allowed: int = 0
    """How many more there are that their records allow."""
    listed: tuple[Problem, ...] = ()
    """The problems that the site itself shows."""
    own: Collection[str] = ()
    """The files of the hand-written pages, by their paths below them."""
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)

    @cached_property
    def plan(self) -> "Plan":
        """What is shown of it, and on which pages."""
        # who only checks the content needs nothing of what makes pages
        from briefkit.render import Plan, Site

        with uncollected():
            shown = without_drafts(self.dossier, self.memory)
            return Plan(Site(link(shown, self.memory), self.listed), self.own)

    @property
    def site(self) -> "Site":
        """What is shown of it."""
        return self.plan.site

    @property
    def errors(self) -> int:
        """How many of the problems keep the site from being built."""
        return sum(problem.rule.severity is Severity.ERROR for problem in self.problems)


def memory_of(settings: Settings, *, cache: bool = True) -> Memory:
    """What is known from builds before; `cache` says whether from those of other runs, too."""
    return Memory(WORKERS, Store(settings.root / CACHE) if cache else None)


def examine(
    settings: Settings,
    full_texts: Path | None = None,
    *,
    instead: Instead = MappingProxyType({}),
    memory: Memory | None = None,
) -> tuple[Dossier, tuple[Problem, ...]]:
    """Reads and checks the content: the records, and everything that is wrong with them.

    `full_texts` is a folder of full texts that are kept elsewhere: quotes of excerpts are held against them.
    `instead` is what some of the files are taken to hold, whatever is on disk. `memory` holds what is known
    from a time before, and is told of this one.
    """
    dossier, problems, _ = _examined(settings, full_texts, memory or Memory(), instead)
    return dossier, problems


def _examined(
    settings: Settings,
    full_texts: Path | None,
    memory: Memory,
    instead: Instead = MappingProxyType({}),
) -> tuple[Dossier, tuple[Problem, ...], int]:
    """As `examine`, and how many problems their records allow."""
    with uncollected():
        dossier, problems = load(settings, instead, memory)
        if full_texts is not None:
            full, missing = with_full_texts(dossier, full_texts)
            problems += [*missing, *verify(full)[1]]
        dossier, unverified = verify(dossier, memory)
        found = in_order([*problems, *unverified, *check(dossier, memory)])
    resting = (frozenset() if full_texts else WITH_FULL_TEXTS) | (
        frozenset() if settings.today else WITH_A_DAY
    )
    allowed = without_allowed(dossier, found, {rule.name for rule in RULES}, resting)
    return dossier, in_order(allowed.problems), allowed.count


def read(settings: Settings) -> Dossier:
    """The content as it is written, with nothing checked; what cannot be read is left out."""
    return load(settings)[0]


def find_words(dossier: Dossier, source: str, words: str) -> Found:
    """Where the words stand in the text of a source that has one, ready to be used as evidence."""
    return find_offers(source, dossier.articles[source], words)


def checked(
    settings: Settings,
    hand_written: Collection[str] = (),
    *,
    show_problems: bool = False,
    full_texts: Path | None = None,
    instead: Instead = MappingProxyType({}),
    memory: Memory | None = None,
) -> Checked:
    """Reads and checks the content; the site is planned when it is asked for.

    `instead` is as of `examine`, all else as of `build`.
    """
    memory = memory or Memory()
    dossier, problems, allowed = _examined(settings, full_texts, memory, instead)
    if dossier.ledger is not None:
        problems = in_order([*problems, *check_urls(dossier, hand_written)])
    known = Checked(
        dossier=dossier,
        problems=problems,
        allowed=allowed,
        listed=problems if show_problems else (),
        own=frozenset(hand_written),
        memory=memory,
    )
    collisions = tuple(_collisions(known, hand_written))
    return replace(known, problems=in_order([*problems, *collisions])) if collisions else known


def published_addresses(content: Checked) -> Mapping[str, str]:
    """The address of each page and feed of the published site, each with its file below the pages.

    They are as `briefkit.model.addresses` has them, whatever build they are asked in.
    """
    return content.plan.addresses()


OURS = frozenset(
    {"", "timeline", "map", "ratings", "corrections", "review", "problems", "search", *BY_PLURAL}
)
"""What the addresses of our pages begin with, but for that of the style page."""


def _collisions(known: Checked, hand_written: Collection[str]) -> Iterator[Problem]:
    """A problem for each hand-written page that one of ours would replace."""
    settings = known.dossier.settings
    style = page_address(settings.style_page) if settings.style_page else None
    addresses = ((page_address(path), path) for path in hand_written)
    taken: dict[str | None, str] = {
        address: path
        for address, path in addresses
        if address is not None and (address == style or address.split("/")[0] in OURS)
    }
    if not taken:
        return
    docs = settings.docs.as_posix()
    plan = known.plan
    for sheet in (*plan.sheets, *filter(None, [plan.style])):
        theirs = taken.get(page_address(sheet.path))
        if theirs is not None and not sheet.preview:
            yield Problem(
                Mark(f"{docs}/{theirs}"),
                PAGE_COLLISION,
                f"“{sheet.title}” will be at this address",
                "Give the hand-written page another name.",
            )
