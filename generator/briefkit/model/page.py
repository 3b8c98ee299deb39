"""What is rendered: pages of Markdown, and the files they need."""

from dataclasses import dataclass

from briefkit.model.ref import Ref


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown page."""

    path: str
    """POSIX path below the site's pages, as ``actors/alexander-lukashenko.md``."""
    title: str
    text: str
    """Front matter and Markdown, ending in a newline."""
    record: Ref | None = None
    """The record it is about."""
    listed: bool = False
    """True for the few pages that stand in the navigation."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages need as it is."""

    path: str
    """POSIX path below the site's pages."""
    content: bytes
