"""The outlines of countries, read from a file that a site can replace by its own."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from jinja2 import TemplateRuntimeError

from briefkit.render.drawing.shapes import Box, Position, box

FILE = "map/outlines.json"
"""Below a folder of templates."""


@dataclass(frozen=True, eq=False)
class Country:
    """What is drawn of a country."""

    code: str
    """ISO 3166-1 alpha-2; empty where it has none."""
    name: str
    rings: tuple[tuple[Position, ...], ...]
    """Closed lines in degrees, east and north; the first point is not repeated, one in another is a hole."""
    boxes: tuple[Box, ...]
    """Around each of them."""

    @cached_property
    def around(self) -> Box:
        """Around all of them."""
        corners = [corner for one in self.boxes for corner in ((one.left, one.low), (one.right, one.high))]
        return box(corners)


@dataclass(frozen=True, eq=False)
class Outlines:
    """The countries of the world, and what is to be said of them."""

    version: str
    """Which data they are of."""
    policy: str
    """Printed under every map: whose view of borders this is."""
    countries: tuple[Country, ...]


def outlines(folders: Sequence[Path]) -> Outlines:
    """The outlines in the first of the folders that has some.

    Raises TemplateRuntimeError where the file is none of ours, as for other mistakes in a site's templates.
    """
    path = next((folder / FILE for folder in folders if (folder / FILE).is_file()), folders[-1] / FILE)
    try:
        state = path.stat()
        return _read(path, state.st_mtime_ns, state.st_size)
    except OSError as error:
        raise TemplateRuntimeError(f"{path}: {error.strerror}") from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError) as error:
        words = "these are no outlines: version, policy, units, arcs and countries are needed (manual: pages)"
        raise TemplateRuntimeError(f"{path}: {words}") from error


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _size: int) -> Outlines:
    """The file; read anew where it has changed."""
    written = json.loads(path.read_bytes())
    arcs = [_arc(arc, float(written["units"])) for arc in written["arcs"]]
    countries = tuple(_country(entry, arcs) for entry in written["countries"])
    return Outlines(str(written["version"]), str(written["policy"]), countries)


def _arc(steps: list[int], units: float) -> list[Position]:
    xs, ys = accumulate(steps[::2]), accumulate(steps[1::2])
    return [(x / units, y / units) for x, y in zip(xs, ys, strict=True)]


def _country(entry: dict[str, Any], arcs: list[list[Position]]) -> Country:
    rings = tuple(_ring(ring, arcs) for ring in entry["rings"])
    return Country(str(entry["id"]), str(entry["name"]), rings, tuple(box(ring) for ring in rings))


def _ring(indexes: list[int], arcs: list[list[Position]]) -> tuple[Position, ...]:
    """The arcs one behind the other; an index below zero is ``~index``, backwards, as in TopoJSON."""
    points: list[Position] = []
    for index in indexes:
        points += (arcs[index] if index >= 0 else arcs[~index][::-1])[:-1]
    return tuple(_unbroken(points))


def _unbroken(points: list[Position]) -> Iterator[Position]:
    """The closed line with longitudes that run on over the antimeridian; around a pole closed over it."""
    turn, before = 0.0, points[0][0]
    for x, y in points:
        turn += 360 * ((before - x > 180) - (x - before > 180))
        before = x
        yield x + turn, y
    first = points[0][0]
    turn += 360 * ((before - first > 180) - (first - before > 180))
    if turn:
        pole = 90.0 if sum(y for _, y in points) > 0 else -90.0
        yield first + turn, points[0][1]
        yield first + turn, pole
        yield first, pole
