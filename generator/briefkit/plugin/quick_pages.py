"""What spares the pages of one build the time that the theme and its search take for each."""

from collections.abc import Iterable

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from briefkit.load.settings import PAGEFIND
from briefkit.plugin.options import BriefkitConfig
from briefkit.plugin.pages.generated_page import GeneratedPage
from briefkit.plugin.search.searching import Searching, known_plugins, other_searches
from briefkit.plugin.search.theme_index import theme_search
from briefkit.plugin.surroundings import asks_for_sources, strangers
from briefkit.plugin.theme.pages import ThemePages, samples
from briefkit.plugin.written_pages import AFTER, Finished, WrittenPages


class QuickPages:
    """Made by the last `on_env`; where another plugin changes what templates are given, it spares nothing."""

    def __init__(self, plugin: BasePlugin[BriefkitConfig], config: MkDocsConfig) -> None:
        self._config = config
        self._plugin = plugin
        self._strange = set(strangers(config, known_plugins(plugin, config)))
        # then nobody reads it any more
        self._letting_go = plugin.config.search != PAGEFIND and not self._strange & {
            "post_page",
            "post_build",
        }
        self._theme: ThemePages | None = None
        self._written: WrittenPages | None = None

    def prepare(
        self, env: Environment, files: Files, nav: Navigation, searching: Searching, finished: Finished | None
    ) -> None:
        """Finds out which pages need no rendering of their own, and no parser of a search.

        Those that need no more than `finished`, which makes of what a template made the whole, it writes, if
        it is given. Raises OSError.
        """
        if "page_context" in self._strange:
            return
        pages = list(_rendered(files))
        index = theme_search(self._config) if pages else None
        if index is not None and not searching.use(index, samples(pages)):
            index = None
        # one that comes later can give another environment
        if getattr(self._config.plugins.events["env"][-1], "__self__", None) is not self._plugin:
            return
        self._theme = ThemePages(env, self._config, files, nav)
        self._theme.share(pages)
        if finished is None or not AFTER.isdisjoint(self._strange):
            return
        if "post_build" not in self._strange and not asks_for_sources(self._config):
            for page in pages:
                page.forget_source()
        if index is not None or not other_searches(self._config):
            self._written = WrittenPages(self._theme, files, index)
            self._written.write(self._config, finished)

    @property
    def all_pages(self) -> list[File] | None:
        """What MkDocs takes for all pages where none is left out; None where none is."""
        return self._written.all if self._written is not None else None

    def begin(self, page: Page) -> None:
        """Before other plugins see the context of a page."""
        if self._theme is not None:
            self._theme.take_back(page)

    def finish(self) -> None:
        """When all pages are written."""
        if self._written is not None:
            self._written.end()

    def end(self, page: Page, context: TemplateContext) -> None:
        """When all have seen it."""
        if self._theme is not None:
            self._theme.fill(page, context)
        if self._written is not None:
            self._written.go_on()

    def let_go(self, page: Page) -> None:
        """When a page is made, and is not needed for another build."""
        if isinstance(page, GeneratedPage):
            page.rest()
            if self._letting_go:
                page.content = ""


def _rendered(files: Files) -> Iterable[GeneratedPage]:
    for file in files.documentation_pages():
        if isinstance(file.page, GeneratedPage) and file.page.is_rendered:
            yield file.page
