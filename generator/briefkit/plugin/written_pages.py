"""Pages that nobody but us has a say in are written before MkDocs takes up the others, by two processes.

What this relies on, of MkDocs: files that are `EXCLUDED` once all pages are read are not rendered, and what
templates are told of all pages can be told by the plugin.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.utils import write_file

from briefkit.memory import spread
from briefkit.pipeline import WORKERS
from briefkit.plugin.pages.generated_page import GeneratedPage
from briefkit.plugin.pages.packs import TOGETHER
from briefkit.plugin.search.theme_index import ThemeSearch
from briefkit.plugin.theme.pages import ThemePages

AFTER = frozenset(
    {
        "template_context",
        "pre_template",
        "post_template",
        "page_context",
        "post_page",
    }
)
"""The events in which another plugin can see that pages are written already."""

Finished = Callable[[str, GeneratedPage], str]

FEWEST = 3
"""Shares of pages for which a second process is started."""


class WrittenPages:
    """Of one build: from `write` to `end` they are left out of it."""

    def __init__(self, theme: ThemePages, files: Files, search: ThemeSearch | None) -> None:
        """`search` is the index that is to have them, too, in the order of the pages."""
        self._theme = theme
        self._files = files
        self._search = search
        self.all = list(files.documentation_pages())
        """All pages of the site."""
        self._next = 0
        self._left_out: dict[int, InclusionLevel] = {}

    def write(self, config: MkDocsConfig, finished: Finished) -> None:
        """Writes those that can be; `finished` makes of what a template made the whole. Raises OSError."""
        pages = list(self._ready(config))
        parts = [pages[start : start + TOGETHER] for start in range(0, len(pages), TOGETHER)]
        works = [partial(self._write, part, finished) for part in parts]
        spread(works, WORKERS, fewest=FEWEST, together=1)
        for page in pages:
            self._left_out[id(page)] = page.file.inclusion
            page.file.inclusion = InclusionLevel.EXCLUDED
        self.go_on()

    def _ready(self, config: MkDocsConfig) -> Iterator[GeneratedPage]:
        places = Counter(file.dest_uri for file in self._files)
        places.update([*config.theme.static_templates, *config.extra_templates])
        for file in self.all:
            page = file.page
            if isinstance(page, GeneratedPage) and self._theme.has(page) and places[file.dest_uri] == 1:
                made = page.made
                if made is not None and (self._search is None or made.sections is not None):
                    yield page

    def _write(self, pages: Sequence[GeneratedPage], finished: Finished) -> None:
        for page in pages:
            output = finished(self._theme.whole(page), page)
            write_file(output.encode(errors="xmlcharrefreplace"), page.file.abs_dest_path)

    def go_on(self) -> None:
        """Puts into the index what comes before the next page that MkDocs writes."""
        while self._next < len(self.all):
            page = self.all[self._next].page
            self._next += 1
            if not isinstance(page, GeneratedPage) or id(page) not in self._left_out:
                return
            made = page.made
            if self._search is not None and made is not None:
                self._search.add_told(page, made.sections or ())

    def end(self) -> None:
        """Makes them pages of the build again."""
        for file in self.all:
            file.inclusion = self._left_out.get(id(file.page), file.inclusion)
