"""A page of ours outside the navigation, as MkDocs handles pages, without what it takes time for."""

import posixpath
from urllib.parse import urlsplit, urlunsplit

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url
from mkdocs.utils.meta import get_data

from briefkit.plugin.shared_markdown import rendered


class Links:
    """Where links in the Markdown of generated pages lead; of one build, as they follow from its files."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._targets: dict[tuple[str, str], File | None] = {}
        self._ways: dict[tuple[str, str], str] = {}

    def address(self, origin: File, link: str) -> str:
        """The way from a page to what a link in it leads to; the link itself, where that is no file."""
        place = posixpath.dirname(origin.src_uri), link
        if place not in self._targets:
            self._targets[place] = self._target(*place)
        target = self._targets[place]
        if target is None:
            return link
        if target is origin:
            return _way(origin, origin, link)
        # pages of one folder lie equally deep: their ways to another page are the same
        if place not in self._ways:
            self._ways[place] = _way(target, origin, link)
        return self._ways[place]

    def _target(self, folder: str, link: str) -> File | None:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not parts.path or link.startswith("/"):
            return None
        return self._files.get_file_from_path(posixpath.normpath(posixpath.join(folder, parts.path)))


def _way(target: File, origin: File, link: str) -> str:
    parts = urlsplit(link)
    return urlunsplit(("", "", get_relative_url(target.url, origin.url), parts.query, parts.fragment))


class GeneratedPage(Page):
    """Reads its front matter quickly, and is rendered without Python-Markdown.

    What its links lead to was made with it: MkDocs has nothing to find out about them. Where another plugin
    changes its Markdown, it is rendered like any other page.
    """

    def __init__(self, file: File, config: MkDocsConfig, links: Links) -> None:
        super().__init__(None, file, config)
        self._links = links
        self._body: str | None = None

    def read_source(self, config: MkDocsConfig) -> None:
        """Takes front matter and Markdown apart; a source of another plugin's is read as MkDocs does."""
        other = config.plugins.on_page_read_source(page=self, config=config)
        if other is not None:
            self.markdown, self.meta = get_data(other)
            return
        _, front, body = self.file.content_string.split("---\n", 2)
        self.meta = yaml.load(front, yaml.CSafeLoader)
        self.markdown = self._body = body.lstrip("\n")

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Makes the content, the table of contents and the anchors."""
        if self.markdown is None or self.markdown != self._body:
            super().render(config, files)
            return
        page = rendered(self.markdown, lambda link: self._links.address(self.file, link))
        self.content = page.html
        self.toc = get_toc(page.headings)
        self.present_anchor_ids = page.ids
        self.links_to_anchors = {}
