"""Lines made fit for a picture: cut to its frame, thinned to what can be seen, written as a path."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import ceil, hypot
from typing import NamedTuple

Position = tuple[float, float]
"""x and y: on a picture, or degrees east and north."""

Ring = Sequence[Position]


class Box(NamedTuple):
    """A rectangle: from the smallest to the largest x and y."""

    left: float
    low: float
    right: float
    high: float

    def touches(self, other: "Box") -> bool:
        """True where the two have a point in common."""
        return (
            self.left <= other.right
            and other.left <= self.right
            and self.low <= other.high
            and other.low <= self.high
        )

    def moved(self, by: float) -> "Box":
        """As large, to the right by that."""
        return Box(self.left + by, self.low, self.right + by, self.high)

    def grown(self, by: float) -> "Box":
        """Larger by that on every side."""
        return Box(self.left - by, self.low - by, self.right + by, self.high + by)


def box(points: Iterable[Position]) -> Box:
    """The smallest box around points, of which there is at least one."""
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def cut(ring: Ring, window: Box, around: Box | None = None) -> list[Position]:
    """What of the closed line lies in the window, closed along its edges; empty where nothing does.

    `around` is the box of the line, where it is known. The algorithm of Sutherland and Hodgman (1974), one
    edge after the other.
    """
    points = list(ring)
    if not points:
        return points
    around = around or box(points)
    ends: tuple[Position | None, Position | None] = ((around.left, around.right), (around.low, around.high))
    for axis, limit, sign in (
        (0, window.left, 1),
        (0, window.right, -1),
        (1, window.low, 1),
        (1, window.high, -1),
    ):
        least, most = ends[axis] or _ends(points, axis)
        if (least >= limit) if sign > 0 else (most <= limit):
            continue
        if (most < limit) if sign > 0 else (least > limit):
            return []
        points = _half(points, axis, limit, sign)
        if not points:
            break
        ends = (None, None)
    return points


def _ends(points: list[Position], axis: int) -> Position:
    values = [point[axis] for point in points]
    return min(values), max(values)


def _half(points: list[Position], axis: int, limit: float, sign: int) -> list[Position]:
    """What lies on one side of a limit that runs through the points."""
    sides = [(p[axis] >= limit) for p in points] if sign > 0 else [(p[axis] <= limit) for p in points]
    kept: list[Position] = []
    first, last, was = 0, len(points), sides[-1]
    # behind the end something ends every stretch that lies on one side
    sides.append(not was)
    while first < last:
        inside = sides[first]
        end = sides.index(not inside, first)
        if inside != was:
            kept.append(_crossing(points[first - 1], points[first], axis, limit))
        if inside:
            kept += points[first:end]
        first, was = end, inside
    return kept


def _crossing(one: Position, other: Position, axis: int, limit: float) -> Position:
    share = (limit - one[axis]) / (other[axis] - one[axis])
    along = one[1 - axis] + share * (other[1 - axis] - one[1 - axis])
    return (limit, along) if axis == 0 else (along, limit)


def dense(ring: Ring, step: float) -> list[Position]:
    """The closed line with points in between, none farther than `step` from the next."""
    points: list[Position] = []
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        if -step <= bx - ax <= step and -step <= by - ay <= step:
            points.append((ax, ay))
            continue
        parts = max(1, ceil(max(abs(bx - ax), abs(by - ay)) / step))
        points += [(ax + (bx - ax) * n / parts, ay + (by - ay) * n / parts) for n in range(parts)]
    return points


def thinned(ring: Ring, tolerance: float) -> list[Position]:
    """The closed line with no more points than it needs, by Douglas and Peucker, one half after the other."""
    if len(ring) < 4:
        return list(ring)
    first = left, low = ring[0]
    away = [hypot(x - left, y - low) for x, y in ring]
    far = away.index(max(away))
    return _thin(ring[: far + 1], tolerance)[:-1] + _thin([*ring[far:], first], tolerance)[:-1]


def _thin(line: Ring, tolerance: float) -> list[Position]:
    kept = {0, len(line) - 1}
    open_ = [(0, len(line) - 1)]
    nearest = tolerance * tolerance * 0.999999
    while open_:
        start, end = open_.pop()
        far, at = _farthest(line, start, end, nearest)
        if far > tolerance:
            kept.add(at)
            # between neighbours there is nothing to look at
            if at - start > 1:
                open_.append((start, at))
            if end - at > 1:
                open_.append((at, end))
    return [line[number] for number in sorted(kept)]


def _farthest(line: Ring, start: int, end: int, nearest: float) -> tuple[float, int]:
    """How far the points between two of a line are off the straight way at most, and the last that is.

    Of those that are off by no more than the root of `nearest`, any or none.
    """
    (sx, sy), (ex, ey) = line[start], line[end]
    dx, dy = ex - sx, ey - sy
    length = dx * dx + dy * dy
    most, at, nearly = 0.0, start, nearest
    for number, (x, y) in enumerate(line[start + 1 : end], start + 1):
        px, py = x - sx, y - sy
        along = px * dx + py * dy
        if along > 0.0:
            share = along / length if along < length else 1.0
            px, py = px - share * dx, py - share * dy
        # the square is enough to tell most of them
        if px * px + py * py >= nearly and (off := hypot(px, py)) >= most:
            most, at, nearly = off, number, off * off * 0.999999
    return most, at


def middle_of(ring: Ring) -> Position:
    """The centre of gravity of what the closed line holds; of its points, where that is nothing."""
    area = x = y = 0.0
    for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
        part = ax * by - bx * ay
        area, x, y = area + part, x + (ax + bx) * part, y + (ay + by) * part
    if abs(area) < 1e-9:
        return sum(px for px, _ in ring) / len(ring), sum(py for _, py in ring) / len(ring)
    return x / (3 * area), y / (3 * area)


def path(rings: Iterable[Ring]) -> str:
    """The closed lines as the `d` of a path: one absolute point each, then steps in tenths."""
    return "".join(_path(ring) for ring in rings)


def _path(ring: Ring) -> str:
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(tenths)]
    start = f"M{_tenths(tenths[0][0])} {_tenths(tenths[0][1])}"
    way = "".join([f"l{_tenths(dx)} {_tenths(dy)}" for dx, dy in steps if dx or dy])
    return f"{start}{way}z"


@lru_cache(maxsize=20_000)
def _tenths(count: int) -> str:
    return number(count / 10)


@lru_cache(maxsize=50_000)
def number(value: float) -> str:
    """A number as short as it can be written, with one digit behind the point."""
    return f"{round(value, 1) + 0:g}" if abs(value) < 1e5 else str(round(value))
