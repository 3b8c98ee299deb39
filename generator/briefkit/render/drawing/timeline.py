"""How many entries a timeline has when, and how long its long periods last: drawn to one scale.

Places across are parts of the whole width, so that the picture is as wide as its column and its letters stay
as large as they are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from xml.etree.ElementTree import Element, SubElement

from markupsafe import Markup

from briefkit.model.date_value import EdtfDate
from briefkit.render.drawing.date_marks import End, add_end, date_mark
from briefkit.render.drawing.map import written
from briefkit.render.drawing.shapes import number
from briefkit.render.drawing.timescale import YEAR, Timescale, Unit
from briefkit.render.escape import inert

TOP, AXIS, HEIGHT = 18.0, 82.0, 116.0
"""Where the highest column ends, where all stand, and the height of the picture, in pixels."""

LEAST = 3.0
"""Height of a column with one entry among hundreds."""

STRIP = 14
"""Height of the bar of a period."""


@dataclass(frozen=True)
class Density:
    """How many entries there are in each column of a line of time."""

    scale: Timescale
    dates: Sequence[EdtfDate]
    """In order; each lies on the line by the first day of its anchor."""

    @cached_property
    def counts(self) -> Mapping[int, tuple[int, int]]:
        """Of each column with entries, how many are there for certain, and how many are not."""
        every = Counter[tuple[int, bool]]()
        # many entries have the same date
        for value, entries in Counter(self.dates).items():
            every[column_of(value, self.scale.unit)] += entries
        return {column: (every[column, True], every[column, False]) for column, _ in sorted(every)}

    @cached_property
    def highest(self) -> int:
        """The column with the most entries; the first of them."""
        return max(self.counts, key=lambda column: (sum(self.counts[column]), -column))

    @cached_property
    def first_of(self) -> Mapping[int, int]:
        """Of each field with entries, the first of them, by index."""
        found: dict[int, int] = {}
        for index, value in enumerate(self.dates):
            found.setdefault(column_of(value, self.scale.unit)[0] // self.scale.unit.columns, index)
        return found

    @cached_property
    def vague(self) -> bool:
        """Whether any column has entries that are not there for certain."""
        return any(vague for _, vague in self.counts.values())


def column_of(value: EdtfDate, unit: Unit) -> tuple[int, bool]:
    """The column in which a date is counted, and whether it is certain and exact enough to lie there."""
    anchor = value.anchor
    first, last = anchor.earliest or date.min, anchor.latest or date.max
    column = unit.column(first)
    exact = not (anchor.approximate or anchor.uncertain)
    return column, exact and unit.column(last) == column


@dataclass(frozen=True, slots=True)
class Field:
    """What is said of a field of the line."""

    label: str
    below: str
    """A second line, where there is one."""
    href: str
    """Where its first entry stands; empty where it has none."""
    title: str


@dataclass(frozen=True, slots=True)
class Words:
    """What is written on the picture and said of it."""

    name: str
    """With which the ids in it begin."""
    title: str
    description: str
    fields: Mapping[int, Field]


def density_drawn(density: Density, words: Words, here: tuple[EdtfDate, EdtfDate] | None = None) -> Markup:
    """The picture; `here` are the first and the last date that stand on its page, where it has several."""
    svg = Element("svg", {
        "xmlns": "http://www.w3.org/2000/svg", "class": "bk-time-drawing", "height": number(HEIGHT),
        # what is an image to a screen reader has no links in it
        "role": "group", "aria-labelledby": f"{words.name}-title {words.name}-description",
        "data-search-exclude": "",
    })  # fmt: skip
    _text(svg, "title", words.title, {"id": f"{words.name}-title"})
    _text(svg, "desc", words.description, {"id": f"{words.name}-description"})
    for field in density.scale.fields:
        _field(svg, density, field, words.fields[field])
    _axis(svg, density.scale)
    _count(svg, density)
    if here is not None:
        left, right = (column_of(value, density.scale.unit)[0] for value in here)
        place = _across(density.scale, left, right)
        SubElement(svg, "rect", {"class": "bk-time-here", "y": number(AXIS + 1), "height": "4", **place})
    return written(svg)


def _field(svg: Element, density: Density, field: int, said: Field) -> None:
    scale = density.scale
    group = SubElement(svg, "a", {"class": "bk-time-go", "href": said.href}) if said.href else svg
    left = percent(scale.left(field))
    if said.href:
        _text(group, "title", said.title)
        area = {"x": left, "y": "0", "width": percent(scale.wide), "height": number(HEIGHT)}
        SubElement(group, "rect", {"class": "bk-time-area", **area})
        first = field * scale.unit.columns
        for column in range(first, first + scale.unit.columns):
            _column(group, density, column)
    SubElement(
        svg,
        "line",
        {"class": "bk-time-tick", "x1": left, "x2": left, "y1": number(AXIS), "y2": number(AXIS + 6)},
    )
    # a year alone names its field; the first of several names the tick where they begin
    alone = scale.unit.months <= YEAR
    at = percent(scale.left(field) + (scale.wide / 2 if alone else 0))
    anchor = "middle" if alone else "start"
    for label, y in ((said.label, AXIS + 18), (said.below, AXIS + 31)):
        if label:
            _text(
                group,
                "text",
                label,
                {"class": "bk-time-label", "x": at, "y": number(y), "text-anchor": anchor},
            )


def _column(parent: Element, density: Density, column: int) -> None:
    exact, vague = density.counts.get(column, (0, 0))
    most = sum(density.counts[density.highest])
    base = AXIS
    for count, drawn in ((exact, "bk-time-exact"), (vague, "bk-time-vague")):
        if count:
            high = max(LEAST, count / most * (AXIS - TOP - LEAST))
            place = _across(density.scale, column, column)
            SubElement(
                parent, "rect", {"class": drawn, "y": number(base - high), "height": number(high), **place}
            )
            base -= high


def _axis(svg: Element, scale: Timescale) -> None:
    for run in scale.runs:
        ends = {"x1": percent(scale.left(run[0])), "x2": percent(scale.left(run[-1]) + scale.wide)}
        SubElement(svg, "line", {"class": "bk-time-axis", "y1": number(AXIS), "y2": number(AXIS), **ends})
    for middle in scale.breaks:
        inner = SubElement(svg, "svg", {"x": percent(middle), "overflow": "visible"})
        SubElement(inner, "path", {"class": "bk-time-break", "d": f"M-5 {number(AXIS + 5)}l4-10m2 10l4-10"})


def _count(svg: Element, density: Density) -> None:
    """How many the highest column stands for: the scale of all."""
    exact, vague = density.counts[density.highest]
    at = density.scale.column_left(density.highest) + density.scale.column_wide / 2
    anchor = "start" if at < 5 else "end" if at > 95 else "middle"
    place = {"x": percent(at), "y": number(TOP - 5), "text-anchor": anchor}
    _text(svg, "text", str(exact + vague), {"class": "bk-time-count", "aria-hidden": "true", **place})


def period_drawn(value: EdtfDate, scale: Timescale) -> Markup:
    """The bar of a period, to the scale; its ends are those of the period's mark.

    Towards an open end it reaches as far as the line. Of what has an unknown end half a field is drawn: how
    long it lasted is not known.
    """
    svg = Element("svg", {"class": "bk-period", "height": str(STRIP), "aria-hidden": "true"})
    left, right = _reach(value, scale)
    level = number(STRIP / 2)
    SubElement(svg, "line", {"class": "bk-period-ground", "x1": "0", "x2": "100%", "y1": level, "y2": level})
    bar = {"x1": percent(left), "x2": percent(right), "y1": level, "y2": level}
    SubElement(svg, "line", {"class": "bk-period-bar", **bar})
    for end, at, side in zip(date_mark(value).ends or (), (left, right), (-1, 1), strict=False):
        inner = SubElement(svg, "svg", {"x": percent(at), "overflow": "visible"})
        add_end(inner, end, 0, STRIP / 2, side)
    return written(svg)


def _reach(value: EdtfDate, scale: Timescale) -> tuple[float, float]:
    first, last = value.earliest, value.latest
    if first and last and first > last:
        first, last = last, first
    ends = date_mark(value).ends or (End.GIVEN, End.GIVEN)
    left = scale.column_left(scale.unit.column(first)) if first else 0.0
    right = scale.column_left(scale.unit.column(last)) + scale.column_wide if last else 100.0
    if not first and ends[0] is End.UNKNOWN:
        left = max(0.0, right - max(scale.wide / 2, scale.column_wide))
    if not last and ends[1] is End.UNKNOWN:
        right = min(100.0, left + max(scale.wide / 2, scale.column_wide))
    return left, right


def spanned(values: Iterable[EdtfDate], scale: Timescale) -> list[bool]:
    """Of each period, whether it is longer than one column, and so more than a dot."""
    return [right - left > scale.column_wide * 1.01 for left, right in (_reach(v, scale) for v in values)]


def _across(scale: Timescale, first: int, last: int) -> dict[str, str]:
    left = scale.column_left(first)
    return {"x": percent(left), "width": percent(scale.column_left(last) + scale.column_wide - left)}


def percent(value: float) -> str:
    """A place or a width, as a part of the whole width."""
    return f"{round(value, 2) + 0:g}%"


def _text(parent: Element, tag: str, words: str, attributes: Mapping[str, str] | None = None) -> None:
    SubElement(parent, tag, dict(attributes or {})).text = str(inert(words))
