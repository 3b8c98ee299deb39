"""The neighbourhood of a record as a picture: shapes that are links, and lines that know their word."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree as ET

from briefkit.model.ref import Ref
from briefkit.render.drawing.lettering import lines, width
from briefkit.render.drawing.rings import Spot, halves, rings
from briefkit.render.drawing.signs import RADIUS, sign, whole
from briefkit.render.neighbourhood import Neighbourhood, Tie
from briefkit.render.ways import Ways

NAME, WORD, MIDDLE = 12.5, 10.5, 14.0
"""Sizes of letters: names, the words of lines, the name in the middle."""

NAME_WIDE, WORD_WIDE, MIDDLE_WIDE = 118.0, 92.0, 150.0
"""Most width of each."""

LINE, PORT = 15.0, 14.0
"""Height of a line of a name, and between two lines that end at one record."""

APART = 9.0
"""Between one name and the next."""

BEND, GAP, MARGIN = 44.0, 6.0, 14.0
"""Where lines turn; between a sign and what stands beside it; around the picture."""


@dataclass(frozen=True)
class Graph:
    """What is drawn of a neighbourhood, worked out step by step."""

    near: Neighbourhood
    labels: Mapping[Ref, str]
    """What each record is called, in one line."""
    ways: Ways

    def said(self, tie: Tie) -> str:
        """The word of a line."""
        return self.ways.said(tie.connection, tie.origin)

    @cached_property
    def name(self) -> Mapping[Ref, tuple[str, ...]]:
        """Each record's name as it is written in the picture, line by line."""
        found = {ref: lines(label, NAME, NAME_WIDE, 2) for ref, label in self.labels.items()}
        centre = self.near.centre
        return {**found, centre: lines(self.labels[centre], MIDDLE, MIDDLE_WIDE, 4)}

    def word(self, tie: Tie) -> str:
        """The word of a line as it is written in the picture."""
        return lines(self.said(tie), WORD, WORD_WIDE, 1)[0]

    @cached_property
    def leaves(self) -> Mapping[Ref, list[Ref]]:
        """The records of the second ring, each at the one of the first with which it is connected most."""
        strength: dict[Ref, Counter[Ref]] = defaultdict(Counter)
        for tie in self.near.outer:
            strength[tie.target][tie.origin] += 1
        found: dict[Ref, list[Ref]] = defaultdict(list)
        for ref in self.near.second:
            found[max(strength[ref], key=strength[ref].__getitem__)].append(ref)
        return found

    @cached_property
    def sides(self) -> tuple[Sequence[Ref], Sequence[Ref]]:
        """The records of the first ring, left and right."""
        heights = {ref: self._height(ref, 1) for ref in (*self.near.first, *self.near.second)}
        return halves(self.near.first, self.leaves, heights)

    @cached_property
    def ports(self) -> Mapping[Ref, list[Tie]]:
        """The lines that end, or begin, on the inner side of each record, from the top."""
        left = set(self.sides[0])
        left.update(leaf for ref in self.sides[0] for leaf in self.leaves.get(ref, ()))
        found: dict[Ref, list[Tie]] = defaultdict(list)
        for tie in self.near.ties:
            found[tie.target].append(tie)
            if self._goes_inwards(tie, left):
                found[tie.origin].append(tie)
        return found

    def _goes_inwards(self, tie: Tie, left: set[Ref]) -> bool:
        """True for a line that cannot begin behind the name of the record it begins at."""
        if tie.origin == self.near.centre:
            return False
        return tie.target in self.near.first or (tie.origin in left) != (tie.target in left)

    @cached_property
    def spots(self) -> Mapping[Ref, Spot]:
        """Where each record stands, but the one in the middle."""
        return rings(self.sides, self.leaves, self.heights)

    @cached_property
    def heights(self) -> Mapping[Ref, float]:
        """How much of its column each record takes."""
        every = (*self.near.first, *self.near.second)
        return {ref: self._height(ref, len(self.ports[ref])) for ref in every}

    def _height(self, ref: Ref, ports: int) -> float:
        return max(LINE * len(self.name[ref]), PORT * ports) + APART

    @cached_property
    def levels(self) -> Mapping[tuple[Ref, Tie], float]:
        """How far down each line ends, or begins, at a record: in the order of where it comes from."""
        found: dict[tuple[Ref, Tie], float] = {}
        for ref, spot in self.spots.items():
            ports = sorted(self.ports[ref], key=lambda tie: self._other_end(ref, tie))
            top = spot.y - (len(ports) - 1) / 2 * PORT
            found.update({(ref, tie): top + number * PORT for number, tie in enumerate(ports)})
        return found

    def _other_end(self, ref: Ref, tie: Tie) -> float:
        other = tie.origin if ref == tie.target else tie.target
        return 0 if other == self.near.centre else self.spots[other].y

    @cached_property
    def half(self) -> float:
        """Half the width of the middle."""
        return max(width(line, MIDDLE) for line in self.name[self.near.centre]) / 2 + 12

    @cached_property
    def runs(self) -> tuple[float, float, float]:
        """How long the level ends of lines are in each ring, for their words to stand on."""
        wide: dict[int, float] = {1: 30.0, 2: 30.0}
        for tie in self.near.ties:
            ring = self.spots[tie.target].ring
            wide[ring] = max(wide[ring], width(self.word(tie), WORD) + RADIUS + GAP)
        return 0, wide[1], wide[2]

    @cached_property
    def columns(self) -> tuple[float, float, float]:
        """How far out the signs of each ring stand."""
        first = self.half + BEND + self.runs[1]
        behind = max((self.wide(ref) for ref in self.near.first), default=0)
        return 0, first, first + behind + BEND + self.runs[2]

    def wide(self, ref: Ref) -> float:
        """From the middle of a record's sign to the end of its name."""
        return RADIUS + GAP + max(width(line, NAME) for line in self.name[ref])

    @cached_property
    def size(self) -> tuple[float, float, float]:
        """How far the picture reaches to the left, to the right, and up and down."""
        reach = {-1: self.half, 1: self.half}
        for ref, spot in self.spots.items():
            reach[spot.side] = max(reach[spot.side], self.columns[spot.ring] + self.wide(ref))
        high = max(
            (abs(spot.y) + self._height(ref, len(self.ports[ref])) / 2 for ref, spot in self.spots.items())
        )
        middle = LINE * len(self.name[self.near.centre]) + 30
        return reach[-1] + MARGIN, reach[1] + MARGIN, max(high, middle) + MARGIN


def picture(
    graph: Graph, hrefs: Callable[[Ref], str], kinds: Mapping[str, str], words: tuple[str, str]
) -> ET.Element:
    """The picture as an `svg` element.

    `kinds` is how the kinds of records are called, `words` the picture's name and what it says.
    """
    left, right, high = graph.size
    box = (-left, -high, left + right, 2 * high)
    svg = ET.Element("svg", {
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": " ".join(whole(part) for part in box),
        "width": whole(box[2]), "height": whole(box[3]),
        # not one image: its links would be lost to those who are read to
        "role": "group", "aria-labelledby": "bk-graph-name bk-graph-words",
    })  # fmt: skip
    ET.SubElement(svg, "title", {"id": "bk-graph-name"}).text = words[0]
    ET.SubElement(svg, "desc", {"id": "bk-graph-words"}).text = words[1]
    ties = ET.SubElement(svg, "g", {"aria-hidden": "true"})
    for tie in graph.near.ties:
        _line(ties, graph, tie)
    _middle(svg, graph, kinds)
    for ref in graph.near.first:
        for shown in (ref, *graph.leaves.get(ref, ())):
            _record(svg, graph, shown, hrefs(shown), kinds)
    return svg


def _line(parent: ET.Element, graph: Graph, tie: Tie) -> None:
    end = graph.spots[tie.target]
    column, run = graph.columns[end.ring], graph.runs[end.ring]
    y = graph.levels[tie.target, tie]
    path = _way(graph, tie, (end.side * (column - run), y)) + f"H{whole(end.side * (column - RADIUS))}"
    drawn = ET.SubElement(parent, "path", {"class": f"bk-tie bk-tie--{tie.connection.way}", "d": path})
    said = graph.said(tie)
    ET.SubElement(drawn, "title").text = f"{graph.labels[tie.origin]} – {said} – {graph.labels[tie.target]}"
    place = {
        "class": f"bk-tie-word bk-tie-word--{tie.connection.way}",
        "x": whole(end.side * (column - RADIUS - GAP)),
        "y": whole(y - 3),
        "text-anchor": "end" if end.side > 0 else "start",
    }
    ET.SubElement(parent, "text", place).text = graph.word(tie)


def _way(graph: Graph, tie: Tie, end: tuple[float, float]) -> str:
    """From where a line begins to where its level end begins, as the `d` of a path."""
    x, y = end
    side = 1 if x > 0 else -1
    lead, bend = "", BEND * 0.6
    if tie.origin == graph.near.centre:
        start = (side * graph.half, 0.0)
        turns = start[0] + side * bend, x - side * bend
    elif tie in graph.ports[tie.origin]:
        spot = graph.spots[tie.origin]
        start = (
            spot.side * (graph.columns[spot.ring] - graph.runs[spot.ring]),
            graph.levels[tie.origin, tie],
        )
        lead = (
            f"M{whole(spot.side * (graph.columns[spot.ring] - RADIUS))} {whole(start[1])}H{whole(start[0])}"
        )
        turns = start[0] - spot.side * bend, x - side * bend
    else:
        spot = graph.spots[tie.origin]
        start = (spot.side * (graph.columns[spot.ring] + graph.wide(tie.origin) + GAP), spot.y)
        turns = x - side * bend * 0.5, x - side * bend
    begin = lead or f"M{whole(start[0])} {whole(start[1])}"
    curve = (turns[0], start[1], turns[1], y, x, y)
    return f"{begin}C{' '.join(whole(part) for part in curve)}"


def _middle(parent: ET.Element, graph: Graph, kinds: Mapping[str, str]) -> None:
    ref = graph.near.centre
    name = graph.name[ref]
    high = LINE * len(name) * 1.15 + 34
    group = ET.SubElement(parent, "g", {"class": "bk-node bk-node--middle"})
    ET.SubElement(group, "title").text = f"{graph.labels[ref]} ({kinds[ref.kind]})"
    box = {"x": -graph.half, "y": -high / 2, "width": 2 * graph.half, "height": high}
    ET.SubElement(group, "rect", {"class": "bk-node-area", **{key: whole(part) for key, part in box.items()}})
    sign(group, ref.kind, 0, -high / 2 + 16)
    text = ET.SubElement(group, "text", {"text-anchor": "middle"})
    for count, line in enumerate(name):
        y = -high / 2 + 40 + count * LINE * 1.15
        ET.SubElement(text, "tspan", {"x": "0", "y": whole(y)}).text = line


def _record(parent: ET.Element, graph: Graph, ref: Ref, href: str, kinds: Mapping[str, str]) -> None:
    spot, name = graph.spots[ref], graph.name[ref]
    x = spot.side * graph.columns[spot.ring]
    levels = [graph.levels[ref, tie] for tie in graph.ports[ref]]
    if len(levels) > 1:
        bar = f"M{whole(x - spot.side * RADIUS)} {whole(min(levels))}V{whole(max(levels))}"
        ET.SubElement(parent, "path", {"class": "bk-tie-bar", "d": bar})
    link = ET.SubElement(parent, "a", {"class": f"bk-node bk-node--{spot.ring}", "href": href})
    ET.SubElement(link, "title").text = f"{graph.labels[ref]} ({kinds[ref.kind]})"
    wide, high = graph.wide(ref) + RADIUS + 2 * GAP, LINE * len(name) + 2
    left = x - RADIUS - GAP if spot.side > 0 else x + RADIUS + GAP - wide
    box = {"x": left, "y": spot.y - high / 2, "width": wide, "height": high}
    ET.SubElement(link, "rect", {"class": "bk-node-area", **{key: whole(part) for key, part in box.items()}})
    sign(link, ref.kind, x, spot.y)
    inner = whole(x + spot.side * (RADIUS + GAP))
    text = ET.SubElement(link, "text", {"text-anchor": "start" if spot.side > 0 else "end"})
    for count, line in enumerate(name):
        y = spot.y + 4.3 + (count - (len(name) - 1) / 2) * LINE
        ET.SubElement(text, "tspan", {"x": inner, "y": whole(y)}).text = line
