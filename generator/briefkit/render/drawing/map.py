"""A map as SVG: outlines, points with how exact they are, and who holds or claims what is disputed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import dist, floor, log10
from xml.etree.ElementTree import Element, SubElement

from markupsafe import Markup

from briefkit.render.drawing.elements import element_text
from briefkit.render.drawing.frame import WIDTH, Frame, frame, land
from briefkit.render.drawing.labels import Room
from briefkit.render.drawing.lettering import width
from briefkit.render.drawing.outlines import Outlines
from briefkit.render.drawing.patterns import hatching
from briefkit.render.drawing.projection import FARTHEST_M, KM_TO_A_DEGREE, Equirectangular, circle, reach
from briefkit.render.drawing.shapes import Box, Position, box, middle_of, number, path, thinned
from briefkit.render.escape import inert

SMALL_HEIGHT = 340
"""Of a map that is not the matter of its page."""

COARSE = 0.7
"""How far its outlines may be off: a map of the world is half as large then, and nobody sees it."""

DISC, DOT = 9.0, 4.0
"""How large marks are, from their middle: with a number in them, and without."""

APART = {True: 18.0, False: 3.0}
"""How near two marks may come, numbered or not; nearer ones are one mark."""

LEAST_DISPUTED = 20.0
"""Units around the point of a disputed place that are hatched at least."""

BAR = 120.0
"""Units that the scale is long at most."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A point to be shown."""

    name: str
    longitude: float
    latitude: float
    precision_m: float | None = None
    href: str = ""
    """Where its mark leads; empty on the very page it is about."""
    country: str = ""
    """The code of the country that it stands for as a whole."""
    parties: tuple[int, ...] = ()
    """Who holds or claims it, by number, where more than one does."""

    @property
    def extent(self) -> tuple[Position, Position]:
        """South-west and north-east of all that the point may stand for."""
        wide, high = reach(self.latitude, self.precision_m or 0)
        x, y = self.longitude, self.latitude
        return (x - wide, max(y - high, -90)), (x + wide, min(y + high, 90))

    @property
    def circle(self) -> Sequence[Position]:
        """Around all that the point may stand for; the point alone, where that is nothing or everything."""
        if self.precision_m is None or self.precision_m >= FARTHEST_M:
            return [(self.longitude, self.latitude)]
        return circle(self.longitude, self.latitude, self.precision_m)


@dataclass(frozen=True, slots=True)
class Words:
    """What is written on a map, and how its parts are told from those of another map on the page."""

    name: str
    """Its id, with which all ids in it begin."""
    title: str
    description: str
    countries: Mapping[str, str]
    """The names of countries by their codes; others are not named."""
    distance: Callable[[float], str]
    """A number of kilometres in words."""


class Map:
    """One map: where everything lies is known before it is drawn, as lists tell the same order."""

    def __init__(self, spots: Sequence[Spot], outlines: Outlines, *, numbered: bool, small: bool = False):
        """`spots` are at least one; `numbered` marks have numbers, from 1, in the order of `marks`."""
        self._spots = spots
        self._outlines = outlines
        self._numbered = numbered
        self._tolerance = COARSE if small else 0
        extent = [point for spot in spots for point in spot.extent]
        self.frame: Frame = frame(extent, SMALL_HEIGHT if small else None)
        self._room = Room(self.frame.edge)

    @property
    def marks(self) -> list[list[int]]:
        """The spots, by index, that share each mark: those too near to each other to have one each."""
        near, places = APART[self._numbered], [self.frame.at(s.longitude, s.latitude) for s in self._spots]
        found: dict[tuple[int, int], list[list[int]]] = {}
        marks: list[list[int]] = []
        for index, (x, y) in enumerate(places):
            column, row = int(x // near), int(y // near)
            around = [
                mark for c in (-1, 0, 1) for r in (-1, 0, 1) for mark in found.get((column + c, row + r), ())
            ]
            close = (m for m in around if dist(places[m[0]], (x, y)) < near)
            mark = next(close, None)
            if mark is None:
                mark = []
                marks.append(mark)
                found.setdefault((column, row), []).append(mark)
            mark.append(index)
        return marks

    def svg(self, words: Words) -> Markup:
        """The picture, in one line, with nothing in it that Markdown takes for a mark."""
        links = any(spot.href for spot in self._spots)
        root = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "class": "bk-map-drawing",
                "viewBox": f"0 0 {WIDTH} {number(self.frame.height)}",
                # what is an image to a screen reader has no links in it
                "role": "group" if links else "img",
                "aria-labelledby": f"{words.name}-title {words.name}-description",
                "data-search-exclude": "",
            },
        )
        _text(root, "title", words.title, {"id": f"{words.name}-title"})
        _text(root, "desc", words.description, {"id": f"{words.name}-description"})
        hatching(
            SubElement(root, "defs"), words.name, sorted({p for spot in self._spots for p in spot.parties})
        )
        ground = SubElement(root, "g", {"aria-hidden": "true"})
        self._draw_ground(ground, words)
        marks = SubElement(root, "g", {"class": "bk-map-marks"})
        self._draw_marks(marks, words)
        self._draw_scale(ground, words)
        self._name_countries(ground, words)
        return written(root)

    def _draw_ground(self, group: Element, words: Words) -> None:
        SubElement(group, "path", {"class": "bk-map-sea", "d": path([self.frame.sea()])})
        shown = land(self._outlines, self.frame)
        every = [shape for _, shapes in shown for shape in shapes]
        if self._tolerance:
            every = [thin for shape in every if len(thin := thinned(shape, self._tolerance)) > 2]
        if every:
            SubElement(group, "path", {"class": "bk-map-land", "d": path(every)})
        for spot in self._spots:
            if spot.parties:
                area = path(self._disputed(spot))
                for party in spot.parties:
                    fill = f"url(#{words.name}-party-{party})"
                    SubElement(group, "path", {"class": "bk-map-held", "fill": fill, "d": area})
                SubElement(group, "path", {"class": "bk-map-disputed", "d": area})
        for spot in self._spots:
            around = spot.circle
            shapes = list(self.frame.shapes(around)) if len(around) > 1 else []
            if shapes:
                SubElement(group, "path", {"class": "bk-map-precision", "d": path(shapes)})

    def _disputed(self, spot: Spot) -> list[list[Position]]:
        """The outlines of the country it stands for, else a circle around it."""
        shown = [s for country, s in land(self._outlines, self.frame) if country.code == spot.country != ""]
        if shown:
            return [shape for shapes in shown for shape in shapes]
        least = LEAST_DISPUTED / self.frame.scale * KM_TO_A_DEGREE * 1000
        wide = spot.precision_m if spot.precision_m and spot.precision_m < FARTHEST_M else 0
        return list(self.frame.shapes(circle(spot.longitude, spot.latitude, max(wide, least))))

    def _draw_marks(self, group: Element, words: Words) -> None:
        numbers, places = 1, []
        for mark in self.marks:
            first, last = numbers, numbers + len(mark) - 1
            numbers = last + 1
            spot = self._spots[mark[0]]
            told = (str(first) if first == last else f"{first}–{last}") if self._numbered else ""
            around = self._badge(spot, told)
            self._room.take(around)
            places.append((mark, told, around))
        for mark, told, around in places:
            self._draw_mark(group, [self._spots[index] for index in mark], told, around, words)

    def _badge(self, spot: Spot, told: str) -> Box:
        """Around the mark, all of which is on the picture."""
        high = DISC if told else DOT
        wide = max(high, width(told, 11) / 2 + 4) if told else high
        x, y = self.frame.at(spot.longitude, spot.latitude)
        x = min(max(x, wide + 1), WIDTH - wide - 1)
        y = min(max(y, high + 1), self.frame.height - high - 1)
        return Box(x - wide, y - high, x + wide, y + high)

    def _draw_mark(self, group: Element, spots: list[Spot], told: str, around: Box, words: Words) -> None:
        href = spots[0].href if len(spots) == 1 else f"#{words.name}-places"
        name = ", ".join(spot.name for spot in spots)
        here = not all(spot.href for spot in spots)
        kind = "bk-map-mark bk-map-mark--here" if here else "bk-map-mark"
        link = SubElement(
            group, "a" if href else "g", {"href": href, "class": kind} if href else {"class": kind}
        )
        _text(link, "title", name)
        x, y, high = (
            (around.left + around.right) / 2,
            (around.low + around.high) / 2,
            around.high - around.low,
        )
        size = {"width": number(around.right - around.left), "height": number(high), "rx": number(high / 2)}
        badge = SubElement(link, "g", {"class": "bk-map-badge"})
        SubElement(badge, "rect", {"x": number(around.left), "y": number(around.low), **size})
        if told:
            _text(badge, "text", told, {"x": number(x), "y": number(y + 4)})
        found = self._room.beside(around, name)
        if found:
            (left, baseline), anchor = found
            at = {"x": number(left), "y": number(baseline), "text-anchor": anchor}
            _text(link, "text", name, {"class": "bk-map-name", **at})

    def _draw_scale(self, group: Element, words: Words) -> None:
        """How long a stretch of the way is; true at the middle of the map."""
        if not isinstance(self.frame.projection, Equirectangular):
            return
        most = BAR / self.frame.scale * KM_TO_A_DEGREE
        power = 10.0 ** floor(log10(most))
        km = next((power * step for step in (5, 2) if power * step <= most), power)
        long, y = self.frame.units(km * 1000), self.frame.height - 12
        told = words.distance(km)
        if self._room.try_to_take(Box(6, y - 18, 12 + max(long, width(told, 11)), y + 6)):
            way = f"M10 {number(y - 4)}v4h{number(long)}v-4"
            SubElement(group, "path", {"class": "bk-map-scale", "d": way})
            _text(group, "text", told, {"class": "bk-map-scale-words", "x": "13", "y": number(y - 5)})

    def _name_countries(self, group: Element, words: Words) -> None:
        """Where there is room inside its largest shape."""
        told = {spot.country for spot in self._spots}
        for country, shapes in land(self._outlines, self.frame):
            name = words.countries.get(country.code, "")
            if not name or country.code in told:
                continue
            largest = max(shapes, key=lambda shape: _size(box(shape)))
            around, (x, y) = box(largest), middle_of(largest)
            half = width(name, 11) / 2 + 4
            fits = around.right - around.left > 2 * half and around.high - around.low > 22
            if fits and self._room.try_to_take(Box(x - half, y - 9, x + half, y + 6)):
                at = {"x": number(x), "y": number(y + 3), "class": "bk-map-country"}
                _text(group, "text", name, at)


def _size(around: Box) -> float:
    return (around.right - around.left) * (around.high - around.low)


def _text(parent: Element, tag: str, words: str, attributes: Mapping[str, str] | None = None) -> None:
    SubElement(parent, tag, dict(attributes or {})).text = str(inert(words))


def written(root: Element) -> Markup:
    """The element in one line. Its text was made inert, so all ampersands in it are those of entities."""
    return Markup(element_text(root).replace("&amp;", "&"))  # noqa: S704 - see above
