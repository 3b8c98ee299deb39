"""Content into pages, and the files that belong to them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from briefkit.link import link
from briefkit.load import content_sum, load
from briefkit.memory import Late, Memory, known, uncollected
from briefkit.model.dossier import Dossier
from briefkit.model.edit_links import EditLinks
from briefkit.model.folders import built_in_templates
from briefkit.model.page import Asset, Page, page_address
from briefkit.model.ref import Ref
from briefkit.model.settings import Settings
from briefkit.pipeline import Checked, checked
from briefkit.problems import Problem, Severity
from briefkit.redact import without_drafts
from briefkit.render import (
    Plan,
    Recorded,
    SearchDocuments,
    Site,
    assets,
    basis,
    data,
    feeds,
    former_files,
    listings,
    previews,
    recorded,
    render,
    render_style,
)
from briefkit.verify import verify

TOGETHER = 100
"""Pages that are handed over at once."""

_Piece = tuple[tuple[Asset, ...], tuple[Problem, ...], int] | tuple[Page, ...]
"""Assets, problems and how many more are allowed; or some pages."""


@dataclass(frozen=True, kw_only=True)
class Output:
    """What comes of the content."""

    settings: Settings
    pages: Sequence[Page]
    """All pages; as many as could be made where there are problems."""
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...]
    """By file, line and column."""
    allowed: int = 0
    """How many more there are that their records allow."""

    @property
    def errors(self) -> int:
        """How many of the problems keep the site from being built."""
        return sum(problem.rule.severity is Severity.ERROR for problem in self.problems)

    @property
    def search(self) -> SearchDocuments:
        """What a search is told of each page."""
        return SearchDocuments(self.settings, self.pages)


@dataclass(frozen=True, kw_only=True)
class Built(Output):
    """What comes of the content, and the content."""

    checked: Checked

    @property
    def dossier(self) -> Dossier:
        """All records, those that are not shown among them."""
        return self.checked.dossier

    @property
    def plan(self) -> Plan:
        """What is shown of it, and on which pages."""
        return self.checked.plan

    @property
    def site(self) -> Site:
        """What is shown of it."""
        return self.checked.site


@uncollected()
def output(settings: Settings, hand_written: Collection[str], memory: Memory) -> Output:
    """What `build` makes: as the memory has it from a build of the same content, or made anew and kept."""
    beside = (basis(settings), settings.templates, tuple(sorted(hand_written)))
    made = memory.recall("site", (beside, content_sum(settings)))
    if made is None:
        # what pages are made of takes more room than they do, and the system takes it back at once
        made = memory.apart(partial(_made, settings, hand_written, beside, memory))
    (files, problems, allowed), *groups = made
    pages = tuple(page for group in groups for page in group)
    return Output(settings=settings, pages=pages, assets=files, problems=problems, allowed=allowed)


def _made(settings: Settings, hand_written: Collection[str], beside: object, memory: Memory) -> Late[_Piece]:
    """All but the settings of an output, in pieces: the pages come last, some at a time."""
    built = build(settings, hand_written, memory=memory)
    groups = (built.pages[at : at + TOGETHER] for at in range(0, len(built.pages), TOGETHER))
    first: _Piece = (built.assets, built.problems, built.allowed)
    made = Late[_Piece]([known(first), *(partial(tuple[Page, ...], group) for group in groups)])
    # by what was read: the content may have changed since it was summed up
    memory.keep("site", (beside, content_sum(settings, memory)), made)
    return made


@uncollected()
def build(
    settings: Settings,
    hand_written: Collection[str] = (),
    *,
    show_problems: bool = False,
    full_texts: Path | None = None,
    memory: Memory | None = None,
) -> Built:
    """Content into pages. `hand_written` are the paths of the pages written by hand, below the site's pages.

    `show_problems` adds a page that lists what is wrong, for a site that is being written. `full_texts` is as
    in `examine`. `memory` holds what is known from a build before, and is told of this one.
    """
    content = checked(
        settings, hand_written, show_problems=show_problems, full_texts=full_texts, memory=memory
    )
    site = content.site
    records = recorded(site, memory)
    whole = pages_of(content, hand_written, memory, records)
    return Built(
        settings=settings,
        checked=content,
        problems=content.problems,
        allowed=content.allowed,
        pages=whole if memory and memory.is_apart else tuple(whole),
        assets=(
            *assets(settings.templates_dir),
            *former_files(content.plan),
            *feeds(site),
            *previews(site, memory),
            *listings(site),
            *data(site, records),
        ),
    )


def pages_of(
    content: Checked,
    hand_written: Collection[str] = (),
    memory: Memory | None = None,
    records: Mapping[Ref, Recorded] | None = None,
) -> Late[Page]:
    """The pages of content that was checked, each made when it is asked for; `records` are its `recorded`."""
    taken = {page_address(path) for path in hand_written}
    rendered = render(content.plan, memory, records)
    pages = (
        get
        for get, sheet in zip(rendered.ways, content.plan.sheets, strict=True)
        if page_address(sheet.path) not in taken
    )
    style = [page for page in _style_pages(content.dossier.settings) if page_address(page.path) not in taken]
    return Late([*pages, *map(known, style)])


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
