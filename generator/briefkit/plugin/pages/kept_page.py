"""Pages of ours as MkDocs handles pages, which it need not read and render again where nothing changed."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from briefkit.plugin.pages.generated_page import GeneratedPage


class KeptPage(Page):
    """Lives as long as the site is served; `kept` says that its file in the site is right as it is."""

    kept = False

    def read_source(self, config: MkDocsConfig) -> None:
        """Reads the Markdown, unless it is kept."""
        if not self.kept:
            super().read_source(config)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Makes the content, unless it is kept."""
        if not self.kept:
            super().render(config, files)

    def let_go(self) -> None:
        """Forgets what is written to the site, and holds on to what other pages are told of it.

        Those are its title, its addresses, what its front matter says and its anchors.
        """
        self.markdown = ""
        self.content = ""
        self.toc = get_toc([])


class KeptListedPage(KeptPage):
    """A page of the navigation: all that is special about it is that it is kept."""

    def __init__(self, title: str | None, file: File, config: MkDocsConfig) -> None:
        super().__init__(title, file, config)


class KeptGeneratedPage(KeptPage, GeneratedPage):
    """A page outside the navigation."""

    def let_go(self) -> None:
        """As of every page."""
        super().let_go()
        self._body = None
