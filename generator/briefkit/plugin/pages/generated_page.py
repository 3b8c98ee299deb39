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

from briefkit.plugin.pages.packs import Content, Made, Packs
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


def apart(source: str) -> tuple[str, str]:
    """Front matter and Markdown of a page of ours."""
    _, front, body = source.split("---\n", 2)
    return front, body.lstrip("\n")


class GeneratedPage(Page):
    """Reads its front matter quickly, and is rendered without Python-Markdown.

    What its links lead to was made with it: MkDocs has nothing to find out about them. Where another plugin
    changes its Markdown, it is rendered like any other page. MkDocs holds all pages at once: what can be read
    again is not held twice, and content that rests is held as it is written, or where it is packed.
    """

    def __init__(self, file: File, config: MkDocsConfig, links: Links) -> None:
        self._body: str | None = None
        self._content: str | None = None
        self._encoded: bytes | None = None
        self._is_read = False
        self._packs: Packs | None = None
        self._is_as_made = False
        self._is_awaited = False
        self._has_linked_data = True
        super().__init__(None, file, config)
        self.links = links

    def be_in(self, packs: Packs) -> None:
        """Tells where what comes of its Markdown is known already."""
        self._packs = packs

    @property
    def made(self) -> Made | None:
        """What came of its Markdown, where its content is that and nothing else."""
        return self._packs.made(self.file) if self._packs is not None and self._is_as_made else None

    @property
    def _packed(self) -> Content | None:
        return self._packs.content(self.file) if self._packs is not None else None

    @property
    def markdown(self) -> str | None:
        """Its Markdown; that of its file, unless it was set to another."""
        if self._markdown is None and self._is_read:
            return apart(self.file.content_string)[1]
        return self._markdown

    @markdown.setter
    def markdown(self, text: str | None) -> None:
        self._markdown = text

    @property
    def content(self) -> str | None:
        """The HTML of its Markdown."""
        if self._is_as_made and (packed := self._packed) is not None:
            return packed.html
        if self._content is None and self._encoded is not None:
            self._content = self._encoded.decode(errors=_ANY)
        return self._content

    @content.setter
    def content(self, html: str | None) -> None:
        if self._is_awaited and html == "":
            # it is as it was made, now that MkDocs asked
            self._is_awaited, self._is_as_made, self._has_linked_data = False, True, False
            return
        self._content, self._encoded = html, None
        self._is_as_made = self._is_awaited = False

    @property
    def is_rendered(self) -> bool:
        """Whether it has content."""
        return bool(self._is_as_made or self._content or self._encoded)

    def without_linked_data(self, html: str) -> str | None:
        """Its content without the JSON-LD; None where `html` is not what came of its Markdown."""
        if self._is_awaited:
            return html
        packed = self._packed
        if packed is None or html != packed.whole:
            return None
        self._has_linked_data = False
        return packed.html

    @property
    def linked_data(self) -> str:
        """What was taken out of its content by `without_linked_data`."""
        packed = None if self._has_linked_data else self._packed
        return packed.linked_data if packed else ""

    def rest(self) -> None:
        """Holds its content in as few bytes as can be, until somebody reads it again."""
        if self._content is None:
            return
        packed = self._packed if self._content and self._encoded is None else None
        if packed is not None and packed.html == self._content:
            self._is_as_made = True
        elif self._encoded is None:
            self._encoded = self._content.encode(errors=_ANY)
        self._content = None

    def forget_source(self) -> None:
        """Lets its Markdown go, where nobody reads it any more."""
        if self._is_read and self._markdown is None:
            # without any, it would have no title
            self.markdown = ""
            self.file.content_bytes = b""

    def read_source(self, config: MkDocsConfig) -> None:
        """Takes front matter and Markdown apart; a source of another plugin's is read as MkDocs does."""
        other = config.plugins.on_page_read_source(page=self, config=config)
        if other is not None:
            self.markdown, self.meta = get_data(other)
            return
        front, self._body = apart(self.file.content_string)
        self.markdown = self._body
        known = self._packs.made(self.file) if self._packs is not None else None
        if known is None:
            self._packs = None
        self.meta = yaml.load(front, yaml.CSafeLoader) if known is None else dict(known.meta)
        self._is_read = True

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Makes the content, the table of contents and the anchors."""
        if self._markdown is None or self._markdown != self._body:
            super().render(config, files)
            return
        if self._packs is None or (made := self._packs.made(self.file)) is None:
            found = rendered(self._markdown, self.links.origin(self.file))
            self.content, headings, ids = found.html, found.headings, found.ids
        else:
            headings, ids = made.headings, set(made.ids)
            self._unpack(alone=self._packs.alone)
        self._markdown = self._body = None
        self.toc = get_toc(headings)
        self.present_anchor_ids = ids
        self.links_to_anchors = {}

    def _unpack(self, *, alone: bool) -> None:
        """Takes the content as it was made; it stays packed where nobody but MkDocs asks for it now."""
        if alone:
            self.content, self._is_awaited = "", True
        elif (packed := self._packed) is not None:
            self.content = packed.whole
