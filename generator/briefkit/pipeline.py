"""The order in which content becomes pages."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from briefkit.allowed import ALLOW_RULES, without_allowed
from briefkit.check import CHECK_RULES, check
from briefkit.link import link
from briefkit.load import READING_RULES, Instead, load, with_full_texts
from briefkit.model.dossier import Dossier
from briefkit.model.edit_links import EditLinks
from briefkit.model.folders import built_in_templates
from briefkit.model.mark import Mark
from briefkit.model.page import Asset, Page, page_address
from briefkit.model.settings import Settings
from briefkit.problems import Problem, Rule, Severity, in_order
from briefkit.redact import without_drafts
from briefkit.render import (
    Plan,
    SearchDocuments,
    Site,
    assets,
    data,
    feeds,
    listings,
    previews,
    render,
    render_style,
)
from briefkit.verify import QUOTE_RULES, verify
from briefkit.verify.offer import Found, find_offers

PAGE_COLLISION = Rule(
    "page-collision", Severity.ERROR, "No hand-written page lies where a page of the content will be."
)

RULES: tuple[Rule, ...] = (*READING_RULES, *QUOTE_RULES, *CHECK_RULES, PAGE_COLLISION, *ALLOW_RULES)
"""Everything that is looked for, in the order in which the manual lists it."""

WITH_FULL_TEXTS = frozenset({"full-text-missing", "sha256-differs"})
"""The rules that are looked for only where full texts are given."""

WITH_A_DAY = frozenset({"review-due"})
"""The rules that are looked for only where the settings name a day."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """The content, and everything that is wrong with it."""

    dossier: Dossier
    """All records, those that are not shown among them."""
    plan: Plan
    """What is shown of it, and on which pages."""
    problems: tuple[Problem, ...]
    """By file, line and column."""
    allowed: int = 0
    """How many more there are that their records allow."""

    @property
    def site(self) -> Site:
        """What is shown of it."""
        return self.plan.site

    @property
    def errors(self) -> int:
        """How many of the problems keep the site from being built."""
        return sum(problem.rule.severity is Severity.ERROR for problem in self.problems)


@dataclass(frozen=True, kw_only=True)
class Built(Checked):
    """What came of the content."""

    pages: tuple[Page, ...]
    """All pages; as many as could be made where there are problems."""
    assets: tuple[Asset, ...]
    search: SearchDocuments
    """What a search is told of each page."""


def examine(
    settings: Settings, full_texts: Path | None = None, *, instead: Instead = MappingProxyType({})
) -> tuple[Dossier, tuple[Problem, ...]]:
    """Reads and checks the content: the records, and everything that is wrong with them.

    `full_texts` is a folder of full texts that are kept elsewhere: quotes of excerpts are held against them.
    `instead` is what some of the files are taken to hold, whatever is on disk.
    """
    dossier, problems, _ = _examined(settings, full_texts, instead)
    return dossier, problems


def _examined(
    settings: Settings, full_texts: Path | None, instead: Instead = MappingProxyType({})
) -> tuple[Dossier, tuple[Problem, ...], int]:
    """As `examine`, and how many problems their records allow."""
    dossier, problems = load(settings, instead)
    if full_texts is not None:
        full, missing = with_full_texts(dossier, full_texts)
        problems += [*missing, *verify(full)[1]]
    dossier, unverified = verify(dossier)
    found = in_order([*problems, *unverified, *check(dossier)])
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
) -> Checked:
    """Reads and checks the content, and plans the site; the options are those of `build`."""
    dossier, problems, allowed = _examined(settings, full_texts)
    plan = Plan(Site(link(without_drafts(dossier)), problems if show_problems else ()))
    found = in_order([*problems, *_collisions(plan, hand_written)])
    return Checked(dossier=dossier, plan=plan, problems=found, allowed=allowed)


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
    known = checked(settings, hand_written, show_problems=show_problems, full_texts=full_texts)
    site = known.site
    pages = [*render(known.plan), *_style_pages(settings)]
    taken = {page_address(path) for path in hand_written}
    return Built(
        dossier=known.dossier,
        plan=known.plan,
        problems=known.problems,
        allowed=known.allowed,
        pages=tuple(page for page in pages if page_address(page.path) not in taken),
        assets=(*assets(settings.templates_dir), *feeds(site), *previews(site), *listings(site), *data(site)),
        search=SearchDocuments(site),
    )


def _style_pages(settings: Settings) -> list[Page]:
    """The page that shows every component, where the settings name one.

    Its records are a dossier of their own: nothing of them is in the site's lists, search, feeds or data.
    """
    if not settings.style_page:
        return []
    dossier, _ = verify(load(specimen_settings(settings))[0])
    return [render_style(Site(link(without_drafts(dossier))))]


def specimen_settings(settings: Settings) -> Settings:
    """The settings of the site, for the specimen records that come with the templates."""
    folder = built_in_templates() / "specimens"
    return replace(settings, content=folder, edit_links=EditLinks(), today=date(2029, 7, 2))


def _collisions(plan: Plan, hand_written: Collection[str]) -> Iterator[Problem]:
    """A problem for each hand-written page that one of ours would replace."""
    taken = {page_address(path): path for path in hand_written}
    if not taken:
        return
    docs = plan.site.dossier.settings.docs.as_posix()
    for sheet in (*plan.sheets, *filter(None, [plan.style])):
        theirs = taken.get(page_address(sheet.path))
        if theirs is not None and not sheet.preview:
            yield Problem(
                Mark(f"{docs}/{theirs}"),
                PAGE_COLLISION,
                f"“{sheet.title}” will be at this address",
                "Give the hand-written page another name.",
            )
