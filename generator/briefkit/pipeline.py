"""The order in which content becomes pages."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefkit.check import CHECK_RULES, check
from briefkit.link import link
from briefkit.load import READING_RULES, load, with_full_texts
from briefkit.model.dossier import Dossier
from briefkit.model.mark import Mark
from briefkit.model.page import Asset, Page, page_address
from briefkit.model.settings import Settings
from briefkit.problems import Problem, Rule, Severity, in_order
from briefkit.redact import without_drafts
from briefkit.render import assets, render
from briefkit.verify import QUOTE_RULES, verify

PAGE_COLLISION = Rule(
    "page-collision", Severity.ERROR, "No hand-written page lies where a page of the content will be."
)

RULES: tuple[Rule, ...] = (*READING_RULES, *QUOTE_RULES, *CHECK_RULES, PAGE_COLLISION)
"""Everything that is looked for, in the order in which the manual lists it."""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of the content."""

    dossier: Dossier
    pages: tuple[Page, ...]
    """All pages; as many as could be made where there are problems."""
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...]
    """By file, line and column."""

    @property
    def errors(self) -> int:
        """How many of the problems keep the site from being built."""
        return sum(problem.rule.severity is Severity.ERROR for problem in self.problems)


def examine(settings: Settings, full_texts: Path | None = None) -> tuple[Dossier, tuple[Problem, ...]]:
    """Reads and checks the content: the records, and everything that is wrong with them.

    `full_texts` is a folder of full texts that are kept elsewhere: quotes of excerpts are held against them.
    """
    dossier, problems = load(settings)
    if full_texts is not None:
        full, missing = with_full_texts(dossier, full_texts)
        problems += [*missing, *verify(full)[1]]
    dossier, unverified = verify(dossier)
    return dossier, in_order([*problems, *unverified, *check(dossier)])


def build(
    settings: Settings,
    hand_written: Collection[str] = (),
    *,
    show_problems: bool = False,
    full_texts: Path | None = None,
) -> Built:
    """Content into pages. `hand_written` are the paths of the pages written by hand, below the site's pages.

    `show_problems` adds a page that lists what is wrong, for a site that is being written. `full_texts` is as
    in `examine`.
    """
    dossier, problems = examine(settings, full_texts)
    linked = link(without_drafts(dossier))
    pages = render(linked, problems if show_problems else ())
    taken = {page_address(path): path for path in hand_written}
    problems = in_order([*problems, *_collisions(settings, pages, taken)])
    made = tuple(page for page in pages if page_address(page.path) not in taken)
    return Built(dossier, made, tuple(assets(settings.templates_dir)), problems)


def _collisions(settings: Settings, pages: list[Page], taken: Mapping[str | None, str]) -> list[Problem]:
    """A problem for each hand-written page that one of ours would replace; `taken` are theirs by address."""
    docs = settings.docs.as_posix()
    return [
        Problem(
            Mark(f"{docs}/{taken[page_address(page.path)]}"),
            PAGE_COLLISION,
            f"“{page.title}” will be at this address",
            "Give the hand-written page another name.",
        )
        for page in pages
        if page_address(page.path) in taken
    ]
