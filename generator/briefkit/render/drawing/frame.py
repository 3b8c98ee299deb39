"""The part of the world that a map shows, and where on the picture a point of it lies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefkit.render.drawing.outlines import Country, Outlines
from briefkit.render.drawing.projection import (
    KM_TO_A_DEGREE,
    EqualEarth,
    Equirectangular,
    Projection,
    span,
    wrapped,
)
from briefkit.render.drawing.shapes import Box, Position, box, cut, dense, thinned

WIDTH = 640
"""Of every picture, in its own units; pages show it as wide as they have room."""

FLATTEST, TALLEST = 0.46, 0.7
"""Height of a picture of a region, against its width."""

LEAST = 4.0
"""Degrees that a map shows at least: nearer, outlines of this scale say nothing."""

MARGIN = 0.14
"""Of what is to be seen, on each side."""

WIDE, HIGH = 100.0, 90.0
"""Degrees from which on a region is no region any more: another projection."""

ALL = 190.0
"""Degrees of longitude from which on the whole world is shown."""

OUTSIDE = 6.0
"""Units that lines run on beyond the edge, where nobody sees them cut."""

STEP = 4.0
"""Degrees that a straight line may be long where a projection bends it."""

TURNS = (-360.0, 0.0, 360.0)
"""Degrees by which a place may be written off the longitude at which it is seen."""

DETAIL = 0.45
"""Units that a line may be off."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A window on the projected world."""

    projection: Projection
    left: float
    top: float
    scale: float
    """Units to a degree at the middle of the map."""
    height: float

    @property
    def edge(self) -> Box:
        """The picture."""
        return Box(0, 0, WIDTH, self.height)

    @property
    def bends(self) -> bool:
        """True where straight lines of the earth's grid are not straight on the picture."""
        return isinstance(self.projection, EqualEarth)

    def at(self, longitude: float, latitude: float) -> Position:
        """Where the point lies on the picture, on the turn around the earth that it shows."""
        return self._at(wrapped(longitude, self.projection.middle), latitude)

    def _at(self, longitude: float, latitude: float) -> Position:
        x, y = self.projection.place(longitude, latitude)
        return (x - self.left) * self.scale, (self.top - y) * self.scale

    def _placed(self, points: Sequence[Position]) -> list[Position]:
        """As `_at`, of many."""
        left, top, scale = self.left, self.top, self.scale
        return [((x - left) * scale, (top - y) * scale) for x, y in self.projection.places(points)]

    def units(self, metres: float) -> float:
        """How long a stretch of the earth is on the picture, at its middle."""
        return metres / 1000 / KM_TO_A_DEGREE * self.scale

    @property
    def world(self) -> Box:
        """What can be seen, in degrees: generously, as all of it is cut again on the picture."""
        middle = self.projection.middle
        if not isinstance(self.projection, Equirectangular):
            return Box(middle - 180, -90, middle + 180, 90)
        beyond = OUTSIDE / self.scale
        half = min(180.0, (WIDTH / self.scale / 2 + beyond) / self.projection.shrink)
        return Box(
            middle - half, self.top - self.height / self.scale - beyond, middle + half, self.top + beyond
        )

    def shapes(self, ring: Sequence[Position], around: Box | None = None) -> Iterator[list[Position]]:
        """What is to be seen of a closed line on the earth; `around` is its box, where it is known."""
        yield from self._shapes(ring, around or box(ring), self.world)

    def _shapes(self, ring: Sequence[Position], around: Box, world: Box) -> Iterator[list[Position]]:
        left, right = world.left, world.right
        for turn in TURNS:
            # whether the two touch, as far as a turn changes that
            if around.left + turn > right or around.right + turn < left:
                continue
            there = around.moved(turn)
            seen = cut([(x + turn, y) for x, y in ring] if turn else ring, world, there)
            if len(seen) < 3:
                continue
            if self.bends:
                seen = dense(seen, STEP)
            placed = self._placed(seen)
            there = box(placed)
            # on a map of the world most islands are
            if _is_speck(there):
                continue
            drawn = thinned(cut(placed, self.edge.grown(OUTSIDE), there), DETAIL)
            if len(drawn) > 2 and not _is_speck(box(drawn)):
                yield drawn

    def sea(self) -> list[Position]:
        """All of the picture that is earth."""
        if not self.bends:
            return [(0, 0), (WIDTH, 0), (WIDTH, self.height), (0, self.height)]
        world = self.world
        corners = [
            (world.left, world.low),
            (world.left, world.high),
            (world.right, world.high),
            (world.right, world.low),
        ]
        points = [self._at(x, y) for x, y in dense(corners, STEP)]
        return thinned(cut(points, self.edge.grown(OUTSIDE)), DETAIL)


def _is_speck(around: Box) -> bool:
    return around.right - around.left < 1 and around.high - around.low < 1


def frame(points: Sequence[Position], height: float | None = None) -> Frame:
    """The window that holds the points, with room around them; of the given height, where there is one.

    Points on both sides of the antimeridian are shown side by side.
    """
    west, east = span(longitude for longitude, _ in points)
    middle = (west + east) / 2
    south, north = min(y for _, y in points), max(y for _, y in points)
    projection: Projection = Equirectangular(middle, (south + north) / 2)
    if east - west > WIDE or north - south > HIGH:
        projection = EqualEarth(middle)
    if east - west > ALL:
        right, top = projection.place(middle + 180, 0)[0], projection.place(middle, 90)[1]
        shown = Box(-right, -top, right, top).grown(right * 0.01)
        return _framed(projection, shown, (shown.high - shown.low) / (shown.right - shown.left))
    shown = box([projection.place(wrapped(x, middle), y) for x, y in points])
    wide, high = shown.right - shown.left, shown.high - shown.low
    shown = _widened(shown, max(LEAST, wide * (1 + 2 * MARGIN)), max(LEAST, high * (1 + 2 * MARGIN)))
    ratio = (shown.high - shown.low) / (shown.right - shown.left)
    return _framed(projection, shown, height / WIDTH if height else min(max(ratio, FLATTEST), TALLEST))


def _framed(projection: Projection, shown: Box, ratio: float) -> Frame:
    wide, high = shown.right - shown.left, shown.high - shown.low
    shown = _widened(shown, max(wide, high / ratio), max(high, wide * ratio))
    top = shown.high
    pole, high = projection.place(projection.middle, 90)[1], shown.high - shown.low
    # beyond a pole there is nothing to see
    top = max(min(top, pole), min(high - pole, high / 2))
    height = round(WIDTH * ratio)
    return Frame(projection, shown.left, top, WIDTH / (shown.right - shown.left), height)


def _widened(shown: Box, wide: float, high: float) -> Box:
    x, y = (shown.left + shown.right) / 2, (shown.low + shown.high) / 2
    return Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


Shape = list[Position]


@lru_cache(maxsize=64)
def land(outlines: Outlines, window: Frame) -> tuple[tuple[Country, tuple[Shape, ...]], ...]:
    """The countries to be seen, each with its shapes; kept, as several pages show the same window."""
    found = []
    world = window.world
    left, low, right, high = world
    for country in outlines.countries:
        # most of the world is on none of the maps that show a part of it
        if not country.rings or country.around.low > high or country.around.high < low:
            continue
        west, _, east, _ = country.around
        if not any(left <= east + turn and west + turn <= right for turn in TURNS):
            continue
        shapes = tuple(
            shape
            for ring, around in zip(country.rings, country.boxes, strict=True)
            if around.low <= high and low <= around.high
            for shape in window._shapes(ring, around, world)
        )
        if shapes:
            found.append((country, shapes))
    return tuple(found)
