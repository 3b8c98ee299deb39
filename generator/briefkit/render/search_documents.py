"""Pages as the index of the search reads them: their content, and in the head what it is told besides."""

from collections.abc import Iterable
from functools import cached_property

from jinja2 import Environment
from markupsafe import Markup

from briefkit.model.page import Page
from briefkit.model.search_entry import SearchEntry
from briefkit.model.settings import Settings
from briefkit.render.catalogue import Catalogue
from briefkit.render.environment import environment, template_folders
from briefkit.render.escape import in_one_line

PASSED_OVER = (
    "[data-search-exclude]",
    "nav",
    "svg",
    "script",
    "style",
    ".bk-crumbs",
    ".bk-facts-line",
    ".bk-linked-from",
    ".bk-endnotes",
    ".bk-ref",
    ".bk-note",
    ".bk-desk-words",
    ".headerlink",
    "thead",
)
"""Parts of pages, as CSS selects them, that stand on other pages as well or say nothing."""


class SearchDocuments:
    """What a search reads of the pages of one site."""

    def __init__(self, settings: Settings, pages: Iterable[Page]) -> None:
        self._settings = settings
        self._entries = {page.path: page.entry for page in pages}

    def entry(self, path: str) -> SearchEntry:
        """What is told of the page at `path`; of one that is none of ours, that it is a page."""
        return self._entries.get(path, _ANY_PAGE)

    def document(self, path: str, title: str, content: str) -> str:
        """The page at `path` as a file of HTML for the index; `content` is its HTML below the theme's."""
        made = self._environment.get_template("parts/search_document.md.j2").render(
            language=self._settings.language.partition("-")[0].lower(),
            title=in_one_line(title),
            entry=self.entry(path),
            content=Markup(content),  # noqa: S704 - rendered already, and read by the index alone
        )
        return made.strip()

    def button(self, way: str) -> str:
        """The link to the page of the search, as HTML for a theme's header; `way` leads there."""
        return self._environment.get_template("parts/search_button.md.j2").render(way=way).strip()

    @cached_property
    def _environment(self) -> Environment:
        own = self._settings.templates_dir
        return environment(own, Catalogue(self._settings.language, template_folders(own)))


_ANY_PAGE = SearchEntry()
