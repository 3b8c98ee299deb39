"""A page of ours outside the navigation, as MkDocs handles pages, without what it takes time for."""

import posixpath
from collections import defaultdict
from collections.abc import Callable
from urllib.parse import urlsplit

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url
from mkdocs.utils.meta import get_data

from briefkit.plugin.pages.shared_markdown import rendered


class Links:
    """Where links in the Markdown of generated pages lead; of one build, as they follow from its files."""

    def __init__(self, files: Files) -> None:
        self.follow(files)

    def follow(self, files: Files) -> None:
        """Takes up the files of another build: nothing is known of them yet."""
        self._files = files
        self._found: dict[tuple[str, str], dict[str, tuple[File, str] | None]] = defaultdict(dict)

    def origin(self, file: File) -> Callable[[str], str]:
        """What makes addresses of the links in a page: the way from it to the file that a link leads to.

        A link that leads to no file is its own address.
        """
        folder = posixpath.dirname(file.src_uri)
        beside = sibling(file.url)
        found = self._found[folder, beside]

        def address(link: str) -> str:
            path, _, fragment = link.partition("#")
            if path not in found:
                found[path] = self._target(folder, beside, path)
            known = found[path]
            if known is None:
                return link
            target, way = known
            # from pages that lie together the way to another is the same, but to what lies below one of them
            if target.url.startswith(file.url):
                way = _way(target, file.url, path)
            return f"{way}#{fragment}" if fragment else way

        return address

    def _target(self, folder: str, beside: str, path: str) -> tuple[File, str] | None:
        parts = urlsplit(path)
        if parts.scheme or parts.netloc or not parts.path or path.startswith("/"):
            return None
        target = self._files.src_uris.get(posixpath.normpath(posixpath.join(folder, parts.path)))
        return None if target is None else (target, _way(target, beside, path))


NOBODY = "-"
"""A name that no page has."""


def sibling(url: str) -> str:
    """The address of another page in the folder of a page, below which there is nothing."""
    place = posixpath.dirname(url.rstrip("/"))
    return posixpath.join(place, f"{NOBODY}/" if url.endswith("/") else f"{NOBODY}.html")


def _way(target: File, origin: str, path: str) -> str:
    query = urlsplit(path).query
    return f"{get_relative_url(target.url, origin)}{query and '?'}{query}"


_ANY = "surrogatepass"
"""Half a character, too, is kept as it is."""


def _apart(source: str) -> tuple[str, str]:
    """Front matter and Markdown of a page of ours."""
    _, front, body = source.split("---\n", 2)
    return front, body.lstrip("\n")


class GeneratedPage(Page):
    """Reads its front matter quickly, and is rendered without Python-Markdown.

    What its links lead to was made with it: MkDocs has nothing to find out about them. Where another plugin
    changes its Markdown, it is rendered like any other page. MkDocs holds all pages at once: what can be read
    again is not held twice, and content that rests is held as it is written.
    """

    def __init__(self, file: File, config: MkDocsConfig, links: Links) -> None:
        self._body: str | None = None
        self._content: str | None = None
        self._packed: bytes | None = None
        self._is_read = False
        super().__init__(None, file, config)
        self._links = links

    @property
    def markdown(self) -> str | None:
        """Its Markdown; that of its file, unless it was set to another."""
        if self._markdown is None and self._is_read:
            return _apart(self.file.content_string)[1]
        return self._markdown

    @markdown.setter
    def markdown(self, text: str | None) -> None:
        self._markdown = text

    @property
    def content(self) -> str | None:
        """The HTML of its Markdown."""
        if self._content is None and self._packed is not None:
            self._content = self._packed.decode(errors=_ANY)
        return self._content

    @content.setter
    def content(self, html: str | None) -> None:
        self._content, self._packed = html, None

    @property
    def is_rendered(self) -> bool:
        """Whether it has content."""
        return bool(self._content or self._packed)

    def rest(self) -> None:
        """Holds its content in as few bytes as can be, until somebody reads it again."""
        if self._packed is None and self._content is not None:
            self._packed = self._content.encode(errors=_ANY)
        self._content = None

    def read_source(self, config: MkDocsConfig) -> None:
        """Takes front matter and Markdown apart; a source of another plugin's is read as MkDocs does."""
        other = config.plugins.on_page_read_source(page=self, config=config)
        if other is not None:
            self.markdown, self.meta = get_data(other)
            return
        front, self._body = _apart(self.file.content_string)
        self.markdown = self._body
        self.meta = yaml.load(front, yaml.CSafeLoader)
        self._is_read = True

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Makes the content, the table of contents and the anchors."""
        if self._markdown is None or self._markdown != self._body:
            super().render(config, files)
            return
        page = rendered(self._markdown, self._links.origin(self.file))
        self._markdown = self._body = None
        self.content = page.html
        self.toc = get_toc(page.headings)
        self.present_anchor_ids = page.ids
        self.links_to_anchors = {}
