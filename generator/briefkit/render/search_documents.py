"""Pages as the index of the search reads them: their content, and in the head what it is told besides."""

from functools import cached_property

from jinja2 import Environment
from markupsafe import Markup

from briefkit.render.environment import environment
from briefkit.render.escape import in_one_line
from briefkit.render.search_entries import SearchEntries
from briefkit.render.site import Site

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
    """Made for one site."""

    def __init__(self, site: Site) -> None:
        self.entries = SearchEntries(site)
        self._language = site.dossier.settings.language.partition("-")[0].lower()
        self._site = site

    def document(self, path: str, title: str, content: str) -> str:
        """The page at `path` as a file of HTML for the index; `content` is its HTML below the theme's."""
        made = self._environment.get_template("parts/search_document.md.j2").render(
            language=self._language,
            title=in_one_line(title),
            entry=self.entries.of(path),
            content=Markup(content),  # noqa: S704 - rendered already, and read by the index alone
        )
        return made.strip()

    def button(self, way: str) -> str:
        """The link to the page of the search, as HTML for a theme's header; `way` leads there."""
        return self._environment.get_template("parts/search_button.md.j2").render(way=way).strip()

    @cached_property
    def _environment(self) -> Environment:
        return environment(self._site.dossier.settings.templates_dir, self._site.catalogue)
