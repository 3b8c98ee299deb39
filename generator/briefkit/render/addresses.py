"""Where each page lies, and the way from one to another."""

import posixpath
from functools import cache, lru_cache

from briefkit.model.kinds import BY_NAME
from briefkit.model.ref import Ref
from briefkit.model.settings import Settings

HOME = "index.md"
TIMELINE = "timeline.md"
MAP = "map.md"
RATINGS = "ratings.md"
CORRECTIONS = "corrections.md"
CHANGES = "changes.md"
REVIEW = "review.md"
SEARCH = "search.md"
SEARCH_INDEX = "pagefind"
CORRECTIONS_FEED = "feeds/corrections.xml"
CLAIMS_FEED = "feeds/claims.xml"
DATA = "data/all.json"


@cache
def page_path(ref: Ref) -> str:
    """The page of a record."""
    return f"{BY_NAME[ref.kind].plural}/{ref.id}.md"


@cache
def data_path(ref: Ref) -> str:
    """The data file of a record."""
    return f"data/{ref.kind}/{ref.id}.json"


def index_path(kind: str, number: int = 1) -> str:
    """The page `number`, from 1, of the list of all records of a kind."""
    plural = BY_NAME[kind].plural
    return f"{plural}/index.md" if number == 1 else f"{plural}/index/{number}.md"


def linked_from_path(ref: Ref, number: int = 1) -> str:
    """The page `number`, from 1, of the list of all that refers to a record."""
    base = f"{BY_NAME[ref.kind].plural}/{ref.id}/linked-from"
    return f"{base}.md" if number == 1 else f"{base}/{number}.md"


def connections_path(ref: Ref) -> str:
    """The page with the neighbourhood of a record."""
    return f"{BY_NAME[ref.kind].plural}/{ref.id}/connections.md"


def timeline_path(number: int = 1) -> str:
    """The page `number`, from 1, of the timeline."""
    return TIMELINE if number == 1 else f"timeline/{number}.md"


def corrections_path(number: int = 1) -> str:
    """The page `number`, from 1, of the corrections."""
    return CORRECTIONS if number == 1 else f"corrections/{number}.md"


def changes_path(number: int = 1) -> str:
    """The page `number`, from 1, of what changed, in a preview."""
    return CHANGES if number == 1 else f"changes/{number}.md"


def review_path(number: int = 1) -> str:
    """The page `number`, from 1, of what is due for review."""
    return REVIEW if number == 1 else f"review/{number}.md"


@cache
def _folder(path: str) -> str:
    return posixpath.dirname(path) or "."


@lru_cache(maxsize=20_000)
def _steps(path: str) -> tuple[str, ...] | None:
    """The parts of a path; None where it is not as short as it can be, or leads out of its folder."""
    steps = () if path == "." else tuple(path.split("/"))
    return steps if {"", ".", ".."}.isdisjoint(steps) else None


def _up(folder: str, other: str) -> str:
    here, there = _steps(folder), _steps(other)
    if here is None or there is None:
        return posixpath.relpath(other, folder)
    shared = 0
    for one, two in zip(here, there, strict=False):
        if one != two:
            break
        shared += 1
    return "/".join((*[".."] * (len(here) - shared), *there[shared:])) or "."


_way = cache(_up)


def relative(origin: str, target: str, anchor: str = "") -> str:
    """The link from the page at `origin` to the page at `target`."""
    if origin == target and anchor:
        return f"#{anchor}"
    way = _way(_folder(origin), _folder(target))
    name = target[target.rfind("/") + 1 :]
    path = name if way == "." else f"{way}/{name}"
    return f"{path}#{anchor}" if anchor else path


def built_way(settings: Settings, origin: str, target: str) -> str:
    """From address to address of two pages: renderers turn paths into these in the links of Markdown only."""
    here, there = (path if path.endswith(".html") else settings.url(path) for path in (origin, target))
    way = _up(_folder(here), there.rstrip("/") or ".")
    return way if there.endswith(".html") else f"{way}/"
