"""What is rendered: pages of Markdown, and the files they need."""

import posixpath
from dataclasses import dataclass, field

from briefkit.model.mark import Mark
from briefkit.model.ref import Ref
from briefkit.model.search_entry import SearchEntry

PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".html")
"""What the file of a page may end in."""


def page_address(path: str) -> str | None:
    """Where the page in the file at `path` will be, as ``actors/``; None where the file is no page."""
    stem, ending = posixpath.splitext(path)
    if ending not in PAGE_ENDINGS:
        return None
    folder, name = posixpath.split(stem)
    return f"{folder if name in ('index', 'README') else stem}/".lstrip("/")


def page_mistake(path: str) -> str:
    """Why no page of Markdown can lie at `path`, below the folder of the pages; empty where one can."""
    inside = path == posixpath.normpath(path) and not path.startswith(("/", "../")) and "\\" not in path
    if inside and path.endswith(".md") and posixpath.basename(path) != ".md":
        return ""
    return f"{path}: this should be the path of a page below docs_dir, as style.md or manual/style.md"


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown page."""

    path: str
    """POSIX path below the site's pages, as ``actors/alexander-lukashenko.md``."""
    title: str
    content: bytes
    """Front matter and Markdown in UTF-8, ending in a newline: half of what they take as text."""
    record: Ref | None = None
    """The record it is about."""
    listed: bool = False
    """True for the few pages that stand in the navigation."""
    preview: bool = False
    """True for what is there only while the site is written: a hand-written page at its address wins."""
    mark: Mark | None = None
    """Where its record is written."""
    entry: SearchEntry = field(default_factory=SearchEntry)
    """What searches are told of it."""

    @property
    def text(self) -> str:
        """Front matter and Markdown."""
        return self.content.decode()


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages need as it is."""

    path: str
    """POSIX path below the site's pages."""
    content: bytes
