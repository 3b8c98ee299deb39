"""A generated page of the navigation: Python-Markdown makes of it what it made of the same page before."""

import posixpath
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from briefkit.plugin.pages.shared_markdown import LINK


class ListedPage(Page):
    """Has the name that the navigation gives it."""

    def __init__(self, title: str | None, file: File, config: MkDocsConfig) -> None:
        self._has_name = title is not None
        self._shelf: MutableMapping[bytes, Any] = {}
        self._key = b""
        super().__init__(title, file, config)

    def be_on(self, shelf: MutableMapping[bytes, Any], key: bytes) -> None:
        """Tells where what comes of its Markdown is known, or is to be kept."""
        self._shelf, self._key = shelf, key

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Makes the content, the table of contents and the anchors."""
        known = self._shelf.get(self._key)
        if known is None:
            markdown = self.markdown or ""
            super().render(config, files)
            # MkDocs finds a name in what it renders, and tells of links that lead nowhere
            named = self._has_name or "title" in self.meta
            links = self.links_to_anchors
            if self._key and named and links is not None and _leads_to_pages(markdown, self.file, files):
                self._shelf[self._key] = self._made(links)
            return
        self.content, headings, ids, links = known
        self.toc = get_toc(headings)
        self.present_anchor_ids = set(ids)
        self.links_to_anchors = {files.src_uris[path]: dict(anchors) for path, anchors in links}

    def _made(self, links: Mapping[File, Mapping[str, str]]) -> tuple[Any, ...]:
        return (
            self.content,
            [_token(item) for item in self.toc],
            tuple(sorted(self.present_anchor_ids or ())),
            tuple((file.src_uri, tuple(anchors.items())) for file, anchors in links.items()),
        )


def _token(heading: AnchorLink) -> dict[str, Any]:
    """A heading as the `toc_tokens` of Python-Markdown have it."""
    children = [_token(child) for child in heading.children]
    return {"level": heading.level, "id": heading.id, "name": heading.title, "children": children}


def _leads_to_pages(markdown: str, file: File, files: Files) -> bool:
    """Whether MkDocs has nothing to say of any link: it says it whenever it renders the page."""
    found = [files.src_uris.get(path) for path in _paths(markdown, file)]
    return len(LINK.findall(markdown)) == markdown.count("](") and all(
        target is not None and target.inclusion is not InclusionLevel.EXCLUDED for target in found
    )


def _paths(markdown: str, file: File) -> Iterator[str]:
    """The paths that links name, below the folder of the pages."""
    folder = posixpath.dirname(file.src_uri)
    for link in LINK.findall(markdown):
        parts = urlsplit(link)
        if parts.path and not (parts.scheme or parts.netloc):
            yield posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
