"""The plot of the builds: seconds by pages, both on scales of powers of ten, as SVG that stands in a page."""

import math
from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

Points = Sequence[tuple[float, float]]

WIDTH, HEIGHT = 560, 380
LEFT, RIGHT, TOP, BOTTOM = 50, 165, 20, 45

LOOKS = (
    ("#c2410c", "", "circle"),
    ("#2563eb", "7 4", "square"),
    ("#7c3aed", "2 4", "diamond"),
    ("#15803d", "12 4 2 4", "triangle"),
    ("#64748b", "1 5", "circle"),
)
"""Colour, dashes and shape of a line; colours stand out from white and from the dark scheme alike."""

SHAPES = {
    "circle": "M -4,0 a 4,4 0 1,0 8,0 a 4,4 0 1,0 -8,0 z",
    "square": "M -3.5,-3.5 h 7 v 7 h -7 z",
    "diamond": "M 0,-5 L 5,0 L 0,5 L -5,0 z",
    "triangle": "M 0,-5 L 5,4 L -5,4 z",
}

LEAST = 15
"""Between two words beside each other."""


def plot(lines: Mapping[str, Points], words: str) -> str:
    """The plot as one line of SVG; `words` say what it shows to those who do not see it."""
    across = Scale((x for points in lines.values() for x, _ in points), LEFT, WIDTH - RIGHT)
    up = Scale((y for points in lines.values() for _, y in points), HEIGHT - BOTTOM, TOP)
    picture = Element("svg", {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "role": "img", "aria-label": words})
    picture.set("style", f"width:100%;max-width:{WIDTH + 160}px;height:auto;font-size:13px")
    for value in up.ticks():
        y = up(value)
        rule(picture, (LEFT, y), (WIDTH - RIGHT, y))
        word(picture, f"{value:g} s", LEFT - 6, y + 4, "end")
    for value in sorted({x for points in lines.values() for x, _ in points}):
        word(picture, f"{value:,.0f}", across(value), HEIGHT - BOTTOM + 18, "middle")
    word(picture, "pages", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "middle")
    places = [(up(points[-1][1]), name) for name, points in lines.items()]
    named = dict(zip((name for _, name in sorted(places)), apart(y for y, _ in sorted(places)), strict=True))
    for (name, points), look in zip(lines.items(), LOOKS, strict=False):
        draw(picture, [(across(x), up(y)) for x, y in points], look)
        word(picture, name, WIDTH - RIGHT + 12, named[name] + 4, "start")
    return ElementTree.tostring(picture, encoding="unicode")


class Scale:
    """From values to places, by their logarithms, with a little room at both ends."""

    def __init__(self, values: Iterable[float], begin: float, end: float) -> None:
        known = list(values)
        self.low, self.high = math.log10(min(known)) - 0.08, math.log10(max(known)) + 0.08
        self._begin, self._end = begin, end

    def __call__(self, value: float) -> float:
        part = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self._begin + part * (self._end - self._begin), 1)

    def ticks(self) -> list[float]:
        """Round values between the ends."""
        steps = [
            factor * 10.0**power
            for power in range(math.floor(self.low), math.ceil(self.high) + 1)
            for factor in (1, 2, 5)
        ]
        return [step for step in steps if self.low <= math.log10(step) <= self.high]


def apart(places: Iterable[float]) -> list[float]:
    """Places in their order, none nearer to the one before than words can be."""
    found: list[float] = []
    for place in places:
        found.append(max(place, found[-1] + LEAST) if found else place)
    return found


def draw(picture: Element, points: Points, look: tuple[str, str, str]) -> None:
    """A line with a shape at each of its points."""
    colour, dashes, shape = look
    way = " ".join(f"{x},{y}" for x, y in points)
    style = {"fill": "none", "stroke": colour, "stroke-width": "2", "stroke-dasharray": dashes}
    SubElement(picture, "polyline", {"points": way, **style})
    for x, y in points:
        SubElement(picture, "path", {"d": SHAPES[shape], "transform": f"translate({x} {y})", "fill": colour})


def rule(picture: Element, begin: tuple[float, float], end: tuple[float, float]) -> None:
    """A thin line behind the others."""
    ends = {"x1": f"{begin[0]}", "y1": f"{begin[1]}", "x2": f"{end[0]}", "y2": f"{end[1]}"}
    SubElement(picture, "line", {**ends, "stroke": "currentColor", "stroke-opacity": "0.2"})


def word(picture: Element, text: str, x: float, y: float, anchor: str) -> None:
    """Words in the colour of the page."""
    found = SubElement(picture, "text", {"x": f"{x:g}", "y": f"{y:g}", "text-anchor": anchor})
    found.set("fill", "currentColor")
    found.text = text
