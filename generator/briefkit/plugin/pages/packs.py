"""What came of the Markdown of generated pages, many together in as few bytes as can be."""

import pickle
import zlib
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from mkdocs.structure.files import File

from briefkit.memory.values import unpickled
from briefkit.plugin.pages.linked_data import with_block

TOGETHER = 100
"""Pages in one pack: fewer take more room, more of them more memory while one is read."""

AT_HAND = 50
"""So many packs are held unpacked: pages are asked for one after the other, and now and then one between."""

Told = tuple[str | None, str | None, str]
"""A section as the theme's search takes it: its anchor, its title, its text; without a title, the page's."""


class Made(NamedTuple):
    """What came of one page, but for its content."""

    meta: dict[str, Any]
    """Its front matter."""
    headings: list[Any]
    """As the `toc_tokens` of Python-Markdown."""
    ids: tuple[str, ...]
    """What links can lead to."""
    sections: tuple[Told, ...] | None
    """What is to be found on it; None where the search has to read it for itself."""


class Content(NamedTuple):
    """The content of one page."""

    html: str
    """Without its JSON-LD."""
    linked_data: str
    """That."""

    @property
    def whole(self) -> str:
        """As it was rendered."""
        return with_block(self.html, self.linked_data)


class Pack(NamedTuple):
    """Some pages: what everybody asks for, and what only those do who write pages."""

    made: bytes
    contents: bytes
    pages: int
    """How many there are in it."""


def packed(pages: Sequence[tuple[Made, Content] | None]) -> Pack:
    """Pages as a pack."""
    made = [page and page[0] for page in pages]
    contents = [page and page[1] for page in pages]
    return Pack(_packed(made), _packed(contents), len(pages))


def _packed(values: list[Any]) -> bytes:
    return zlib.compress(pickle.dumps(values, 5), 1)


class Packs:
    """Of one build; pages are unpacked where they are asked for."""

    def __init__(self, *, alone: bool) -> None:
        """`alone` says that no other plugin wants to see the content of each page once it is made."""
        self.alone = alone
        self._places: dict[str, tuple[Pack, int]] = {}
        self._open: dict[int, list[Any]] = {}

    def put(self, file: File, pack: Pack, number: int) -> None:
        """Tells where the page of a file is."""
        self._places[file.src_uri] = pack, number

    def made(self, file: File) -> Made | None:
        """What came of the page of a file; None where it is in no pack."""
        pack, number = self._places[file.src_uri]
        found = self._opened(pack.made)
        return found[number] if number < len(found) else None

    def content(self, file: File) -> Content | None:
        """The content of the page of a file, of which there is a `made`."""
        pack, number = self._places[file.src_uri]
        found = self._opened(pack.contents)
        return found[number] if number < len(found) else None

    def _opened(self, pack: bytes) -> list[Any]:
        found = self._open.get(id(pack))
        if found is None:
            found = []
            with suppress(Exception):  # whatever may be wrong with it: then its pages are rendered
                found = unpickled(zlib.decompress(pack))
            if len(self._open) >= AT_HAND:
                del self._open[next(iter(self._open))]
            self._open[id(pack)] = found
        return found
