"""The searches of one build: what MkDocs' own is told of our pages, and the index of Pagefind."""

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import get_relative_url

from briefkit.building import Output
from briefkit.plugin.as_files import as_files
from briefkit.plugin.pages.generated_page import GeneratedPage
from briefkit.plugin.search.index import write_index
from briefkit.plugin.search.theme_index import ONLY_FOR_SEARCHES, ThemeSearch
from briefkit.plugin.search.words import SearchedContent, with_words
from briefkit.render.addresses import SEARCH, SEARCH_INDEX
from briefkit.render.search_documents import PASSED_OVER

log = get_plugin_logger("briefkit")

OTHERS = ("search", "material/search")
"""The plugins that search by themselves."""

PREVIEW = "briefkit/preview"
"""The plugin that marks changes: it touches no page but those that differ, and says which they are."""


def other_searches(config: MkDocsConfig) -> list[str]:
    """The plugins of the site that search by themselves."""
    return [name for name in OTHERS if name in config.plugins]


def known_plugins(own: object, config: MkDocsConfig) -> tuple[object, ...]:
    """Our plugin, and those of which is known what they do to pages."""
    files = as_files(config)
    marking = [config.plugins[PREVIEW]] if PREVIEW in config.plugins else []
    searches = (config.plugins[name] for name in other_searches(config))
    return own, *([files] if files else []), *marking, *searches


class Searching:
    """Of one build; `pagefind` says whether there is to be an index."""

    def __init__(self, built: Output, files: Files, *, pagefind: bool) -> None:
        self._documents = built.search
        self._titles = {page.path: page.title for page in built.pages}
        self._files = files
        self._pagefind = pagefind
        self._read: SearchedContent | None = None
        self._quick: ThemeSearch | None = None
        self._hidden: tuple[str, object] | None = None
        found = files.get_file_from_path(SEARCH)
        self._page = found.url if found is not None and SEARCH in self._titles else None

    def use(self, index: ThemeSearch, pages: Iterable[MkDocsPage]) -> bool:
        """Puts pages of ours into the index of the theme's search, if it would find the same on these."""
        if all(index.agrees(page, self._told(page).html) for page in pages):
            self._quick = index
        return self._quick is not None

    def tell(self, page: MkDocsPage) -> None:
        """Puts into the content of a page what searches are told besides."""
        made = page.made if isinstance(page, GeneratedPage) else None
        if self._quick is not None and made is not None and made.sections is not None:
            self._quick.add_told(page, made.sections)
            self._hide(page, page.content or "")
        elif page.content and page.file.src_uri in self._titles:
            self._read = self._told(page)
            if self._quick is not None and self._quick.add(page, self._read.html):
                self._hide(page, self._without_marks(page.content, self._read))
            else:
                page.content = self._read.html

    def _told(self, page: MkDocsPage) -> SearchedContent:
        entry = self._documents.entry(page.file.src_uri)
        return with_words(page.content or "", entry.sign, entry.unseen)

    @staticmethod
    def _without_marks(content: str, read: SearchedContent) -> str:
        if ONLY_FOR_SEARCHES.search(content):
            return read.taken_back(ONLY_FOR_SEARCHES.sub("", read.html))
        return content

    def _hide(self, page: MkDocsPage, content: str) -> None:
        """Keeps what is in the index already from being read again."""
        self._hidden = content, page.meta.get("search")
        page.content, page.meta["search"] = "", {"exclude": True}

    def take_back(self, page: MkDocsPage) -> None:
        """Takes that out of it again."""
        if self._hidden is not None:
            page.content, wanted = self._hidden
            page.meta["search"] = wanted
            if wanted is None:
                del page.meta["search"]
            self._hidden = None
        elif page.content and self._read is not None:
            page.content = self._read.taken_back(page.content)
        self._read = None

    def with_button(self, output: str, base: str) -> str:
        """A whole page with a link to the search at the end of Material's header; `base` is its address."""
        return output if self._page is None else self._placed(output, get_relative_url(self._page, base))

    def with_button_anywhere(self, output: str, site_url: str | None) -> str:
        """As `with_button`, of the page that stands at every address where there is none."""
        root = urlsplit(site_url or "").path or "/"
        return output if self._page is None else self._placed(output, urljoin(root, self._page))

    def _placed(self, output: str, way: str) -> str:
        before, header, after = output.partition("</header>")
        inside, bar, rest = before.rpartition("</nav>")
        if not header or not bar or "md-header" not in inside:
            return output
        return "".join((inside, self._documents.button(way), bar, rest, header, after))

    def write_index(self, site_dir: Path) -> None:
        """Makes the index, where there is to be one; raises SearchIndexError."""
        if not self._pagefind:
            return
        start = time.monotonic()
        write_index(self.documents(), PASSED_OVER, site_dir / SEARCH_INDEX)
        log.info(f"The index of the search took {time.monotonic() - start:.1f} seconds")

    def documents(self) -> Iterator[tuple[str, str]]:
        """What the index is made of, of the pages of the build."""
        for file in self._files.documentation_pages():
            page = file.page
            if page is not None and page.content and not _is_passed_over(page):
                title = self._titles.get(file.src_uri) or _plain(page.title)
                yield file.dest_uri, self._documents.document(file.src_uri, title, page.content)


def _plain(title: str | None) -> str:
    """A title as words: MkDocs keeps it as it stands in the page's head."""
    return Markup(title or "").striptags()  # noqa: S704 - only to take the markup out of it


def _is_passed_over(page: MkDocsPage) -> bool:
    wanted = page.meta.get("search")
    return isinstance(wanted, dict) and bool(wanted.get("exclude"))
