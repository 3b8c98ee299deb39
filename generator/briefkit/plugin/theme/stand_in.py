"""A page as a theme's template sees it while it is found out what the template makes of pages."""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from datetime import date
from typing import Any

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from briefkit.plugin.theme.marks import Reading, Value

_PLAIN = (bool, int, float, date, list, tuple, dict, type(None))
"""Values that a template is told as they are: pages that have another are not alike."""

_NOTHING = object()

CONTENT = "content"
"""Of every page that is read, a text: not to be asked for, as that may be somewhere else."""

_OF_A_HEADING = {"title", "id", "level", "children", "active"}


class PageStandIn:
    """Answers as the page does, with marks for its texts; what is read of it is noted."""

    def __init__(self, page: Page, reading: Reading) -> None:
        self._page = page
        self._reading = reading
        self._meta = MetaStandIn(page, reading)
        self._file = FileStandIn(page, reading)
        self._toc = _marked_toc(page.toc, reading)

    def __getattr__(self, name: str) -> Any:
        match name:
            case "meta" | "file" | "toc":
                return self.__dict__[f"_{name}"]
            case "active":
                # it is, while it is built
                return True
        shape = _shape(self._page.url) if name == "url" else None
        return _told(name, lambda page: getattr(page, name, _NOTHING), self._page, self._reading, shape)


class FileStandIn:
    """The same for the file of a page."""

    def __init__(self, page: Page, reading: Reading) -> None:
        self._page = page
        self._reading = reading

    def __getattr__(self, name: str) -> Any:
        question = f"file.{name}"
        return _told(question, lambda page: getattr(page.file, name, _NOTHING), self._page, self._reading)


class MetaStandIn(Mapping[str, Any]):
    """The same for what stands in the front matter of a page."""

    def __init__(self, page: Page, reading: Reading) -> None:
        self._page = page
        self._reading = reading

    def __getitem__(self, key: str) -> Any:
        question = "meta", key
        try:
            return _told(question, lambda page: page.meta.get(key, _NOTHING), self._page, self._reading)
        except AttributeError:
            raise KeyError(key) from None

    def __bool__(self) -> bool:
        answer = bool(self._page.meta)
        self._reading.ask("meta", lambda page: bool(page.meta), answer)
        return answer

    def __iter__(self) -> Iterator[str]:
        self._reading.spoilt = True
        return iter(self._page.meta)

    def __len__(self) -> int:
        self._reading.spoilt = True
        return len(self._page.meta)


def _told(question: object, value: Value, page: Page, reading: Reading, shape: str | None = None) -> Any:
    """What the template is told; raises AttributeError where there is nothing of that name."""
    real = value(page)
    if type(real) is str:
        if question != CONTENT:
            reading.ask(question, lambda page: type(value(page)), str)
        return reading.mark(question, value, real, shape)
    if real is _NOTHING or isinstance(real, _PLAIN):
        reading.ask(question, value, real)
    else:
        reading.spoilt = True
    if real is _NOTHING:
        raise AttributeError(str(question))
    return real


def _shape(url: str) -> str:
    """An address from which the ways to others are the same, with a place for a mark."""
    first, *others = url.rstrip("/").split("/")
    below = "/".join(("{}%20y", *("z" for _ in others[1:])))
    ending = "/" if url.endswith("/") else ".html"
    return f"{first}/{below}{ending}" if others else f"{below}{ending}"


def _marked_toc(toc: TableOfContents, reading: Reading) -> TableOfContents:
    return TableOfContents([_marked_heading(item, (place,), reading) for place, item in enumerate(toc)])


def _marked_heading(item: AnchorLink, way: tuple[int, ...], reading: Reading) -> AnchorLink:
    if not _OF_A_HEADING.issuperset(vars(item)):
        # something of another plugin's
        reading.spoilt = True
    made = copy(item)
    title = reading.mark(("title", way), lambda page: heading(page, way).title, item.title)
    anchor = reading.mark(("id", way), lambda page: heading(page, way).id, item.id)
    made.title, made.id = title, anchor
    if way != (0,):
        reading.deep |= {title.number, anchor.number}
    made.children = [
        _marked_heading(child, (*way, place), reading) for place, child in enumerate(item.children)
    ]
    return made


def heading(page: Page, way: tuple[int, ...]) -> AnchorLink:
    """One heading of its table of contents, by the places of those that it lies in and its own."""
    found = list(page.toc)[way[0]]
    for place in way[1:]:
        found = found.children[place]
    return found


Shape = tuple[Any, ...]
"""The levels of headings, each with the shape of what lies below it."""


def shape(headings: Iterable[AnchorLink]) -> Shape:
    """How many headings there are, and how they lie in each other."""
    return tuple((one.level, shape(one.children)) for one in headings)
