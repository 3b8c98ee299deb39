"""The round earth on flat paper.

Two projections: equirectangular, true to scale at the middle of the window, for a region, and Equal Earth for
what is wider. Both give degrees of a great circle at the middle of the map, x to the right, y upwards.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import asin, atan2, cos, degrees, pi, radians, sin, sqrt
from typing import Protocol

from briefkit.render.drawing.shapes import Position

KM_TO_A_DEGREE = 111.195
"""Of a great circle, on a sphere with the earth's mean radius of 6371 km."""

FARTHEST_M = 10_000_000
"""From this precision on, about a quarter of the way around the earth, no circle says anything."""

QUARTER = 89.9
"""Degrees that a circle around a pole is said to run to each side: a little less, for it to have a middle."""

CORNERS = 60
"""Of a circle."""


class Projection(Protocol):
    """From degrees east and north to paper."""

    @property
    def middle(self) -> float:
        """The longitude in the middle; what is drawn lies up to 180 degrees from it."""

    def place(self, longitude: float, latitude: float) -> Position:
        """Where the point lies; the longitude may be of any turn around the earth."""

    def places(self, points: Iterable[Position]) -> list[Position]:
        """As `place`, of many."""


@dataclass(frozen=True, slots=True)
class Equirectangular:
    """Meridians and parallels as a grid of right angles.

    Degrees of longitude are as long as they are at the latitude in the middle.
    """

    middle: float
    latitude: float

    def place(self, longitude: float, latitude: float) -> Position:
        """Where the point lies."""
        return (longitude - self.middle) * self.shrink, latitude

    def places(self, points: Iterable[Position]) -> list[Position]:
        """As `place`, of many."""
        middle, shrink = self.middle, self.shrink
        return [((longitude - middle) * shrink, latitude) for longitude, latitude in points]

    @property
    def shrink(self) -> float:
        """How long a degree of longitude is against one of latitude; never nothing, not even at a pole."""
        return max(cos(radians(self.latitude)), 0.1)


@dataclass(frozen=True, slots=True)
class EqualEarth:
    """The Equal Earth projection: areas keep their proportion.

    Source: B. Šavrič, T. Patterson and B. Jenny, "The Equal Earth map projection", International Journal of
    Geographical Information Science, 2018; the polynomial and its four coefficients as given there.
    """

    middle: float

    def place(self, longitude: float, latitude: float) -> Position:
        """Where the point lies."""
        narrow, slope, y = _equal_earth(latitude)
        return degrees(_TWICE_A_THIRD * radians(longitude - self.middle) * narrow / slope), y

    def places(self, points: Iterable[Position]) -> list[Position]:
        """As `place`, of many."""
        middle = self.middle
        return [
            (degrees(_TWICE_A_THIRD * radians(longitude - middle) * narrow / slope), y)
            for longitude, latitude in points
            for narrow, slope, y in (_equal_earth(latitude),)
        ]


_TWICE_A_THIRD = 2 * sqrt(3) / 3


@lru_cache(maxsize=100_000)
def _equal_earth(latitude: float) -> tuple[float, float, float]:
    """What points of one latitude share: the cosine of its parameter, the slope there, how high they are."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    slope = 9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1
    return cos(t), slope, degrees(a4 * t**9 + a3 * t**7 + a2 * t**3 + a1 * t)


def wrapped(longitude: float, middle: float) -> float:
    """The longitude on the turn around the earth that is nearest to `middle`."""
    return (longitude - middle + 180) % 360 - 180 + middle


def span(longitudes: Iterable[float]) -> tuple[float, float]:
    """West and east of the shortest stretch that holds them all; it may run over the antimeridian."""
    around = sorted({longitude % 360 for longitude in longitudes})
    gaps = [
        (after - before, after) for before, after in zip(around, [*around[1:], around[0] + 360], strict=True)
    ]
    widest, after = max(gaps)
    west = wrapped(after, 0)
    return west, west + 360 - widest


@lru_cache(maxsize=1_000)
def circle(longitude: float, latitude: float, metres: float) -> tuple[Position, ...]:
    """The points at that distance, as a closed line around the point; around a pole it is closed over it.

    Each is where the great circle at an azimuth has run that far (the direct problem on the sphere).
    """
    far, north = metres / 1000 / KM_TO_A_DEGREE, radians(latitude)
    away = radians(far)
    up, along, sunk, level = sin(north), cos(north), cos(away), sin(away)
    points = []
    for number in range(CORNERS):
        azimuth = 2 * pi * number / CORNERS
        height = up * sunk + along * level * cos(azimuth)
        side = atan2(sin(azimuth) * level * along, sunk - up * height)
        points.append((longitude + degrees(side), degrees(asin(max(-1.0, min(1.0, height))))))
    if abs(latitude) + far < 90:
        return tuple(points)
    pole = 90.0 if latitude > 0 else -90.0
    points = sorted((wrapped(x, longitude), y) for x, y in points)
    west, east = longitude - 180, longitude + 180
    edge = points[0][1]
    return (west, pole), (west, edge), *points, (east, edge), (east, pole)


def reach(latitude: float, metres: float) -> Position:
    """How many degrees of longitude and of latitude a circle runs to each side; around a pole a quarter turn.

    The meridian that touches the circle: sin(width) = sin(radius) / cos(latitude). From `FARTHEST_M` on none.
    """
    if metres >= FARTHEST_M:
        return 0.0, 0.0
    far = metres / 1000 / KM_TO_A_DEGREE
    shrunk = cos(radians(latitude))
    wide = degrees(asin(min(1.0, sin(radians(far)) / shrunk))) if abs(latitude) + far < 90 else QUARTER
    return (min(wide, QUARTER) if far else 0.0), far
