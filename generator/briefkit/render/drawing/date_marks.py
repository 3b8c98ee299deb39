"""The mark of a date: its shape says how exact the date is, and whether a period has an end.

A dot is a day, an outline a stretch of time within which it lies, a bar a period. What is dashed is about
then; a question mark says that it is uncertain. Nothing hangs on a colour.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

from briefkit.model.date_value import EdtfDate, NoDate, Precision
from briefkit.render.drawing.shapes import number

WIDTH, HEIGHT = 44, 14
"""Of every mark, in units."""

MIDDLE, LEVEL = WIDTH / 2, HEIGHT / 2

QUERY = "m-2.4-1.6c0-3.4 5-3.4 5 0 0 2-2.5 2-2.5 3.8m0 2.4v.6"
"""A question mark, drawn from its own middle."""

QUERY_FROM_END = 4.0
"""From either end of the mark to the middle of a question mark there."""


class Shape(StrEnum):
    """What is drawn for a date."""

    DAY = "day"
    STRETCH = "stretch"
    """A month, a season, a year or more, and no day."""
    ONE_OF = "one-of"
    """Digits left open: one day, month or year of what is given."""
    PERIOD = "period"


class End(StrEnum):
    """How a period begins or ends."""

    GIVEN = "given"
    ABOUT = "about"
    OPEN = "open"
    UNKNOWN = "unknown"


class Key(StrEnum):
    """What a legend has to explain, in its order."""

    DAY = "day"
    STRETCH = "stretch"
    ONE_OF = "one-of"
    PERIOD = "period"
    OPEN = "open"
    UNKNOWN = "unknown"
    ABOUT = "about"
    UNCERTAIN = "uncertain"


SAMPLES = {
    Key.DAY: "2022-02-08",
    Key.STRETCH: "2022-02",
    Key.ONE_OF: "2022-02-XX",
    Key.PERIOD: "2022-02/2022-03",
    Key.OPEN: "2022-02/..",
    Key.UNKNOWN: "2022-02/",
    Key.ABOUT: "2022-02~",
    Key.UNCERTAIN: "2022-02-08?",
}
"""A date with the mark that a legend shows."""

HALF = {
    Precision.DAY: 4.5,
    Precision.MONTH: 7.0,
    Precision.SEASON: 8.5,
    Precision.YEAR: 10.0,
    Precision.DECADE: 11.5,
    Precision.CENTURY: 13.0,
}
"""Half the width of an outline: the less is known, the wider."""

BAR = 11.0
"""Half the length of the bar of a period, without its ends."""


@dataclass(frozen=True, slots=True)
class DateMark:
    """What is to be drawn for one date."""

    shape: Shape
    precision: Precision
    """Of a period, INTERVAL."""
    about: bool = False
    """Of what is no period; its ends say it for themselves."""
    ends: tuple[End, End] | None = None
    """Of a period alone."""
    uncertain: tuple[bool, bool] = (False, False)
    """Its beginning and its end; of what is no period, the second says it."""

    @property
    def keys(self) -> frozenset[Key]:
        """What a legend has to explain of it."""
        ends = self.ends or ()
        limits = {Key(end.value) for end in ends if end in (End.OPEN, End.UNKNOWN)}
        found = limits or {Key(self.shape.value)}
        if self.about or End.ABOUT in ends:
            found.add(Key.ABOUT)
        if any(self.uncertain):
            found.add(Key.UNCERTAIN)
        return frozenset(found)


def date_mark(value: EdtfDate) -> DateMark:
    """The mark of a date; a period whose ends are one and the same has that of the single date."""
    if value.is_interval and value.start != value.end:
        parts = (value.start, value.end)
        doubtful = [isinstance(part, EdtfDate) and part.uncertain for part in parts]
        ends = (_end(parts[0]), _end(parts[1]))
        return DateMark(Shape.PERIOD, value.precision, ends=ends, uncertain=(doubtful[0], doubtful[1]))
    single = value.anchor
    shape = Shape.DAY if single.precision is Precision.DAY else Shape.STRETCH
    if single.unspecified:
        shape = Shape.ONE_OF
    return DateMark(shape, single.precision, single.approximate, uncertain=(False, single.uncertain))


def _end(part: EdtfDate | NoDate | None) -> End:
    if isinstance(part, EdtfDate):
        return End.ABOUT if part.approximate else End.GIVEN
    return End.OPEN if part is NoDate.OPEN else End.UNKNOWN


@lru_cache(maxsize=10_000)
def drawn_mark(mark: DateMark) -> Markup:
    """The mark as an `svg` element in one line, for readers who see it: the words beside it say the same."""
    box = f"0 0 {WIDTH} {HEIGHT}"
    svg = Element("svg", {"class": f"bk-dated bk-dated--{mark.shape}", "viewBox": box, "aria-hidden": "true"})
    if mark.ends:
        left, right = MIDDLE - BAR, MIDDLE + BAR
        SubElement(
            svg, "path", {"class": "bk-dated-bar", "d": f"M{number(left)} {number(LEVEL)}H{number(right)}"}
        )
        add_end(svg, mark.ends[0], left, LEVEL, -1)
        add_end(svg, mark.ends[1], right, LEVEL, 1)
    else:
        _add_single(svg, mark)
    for at, doubtful in zip((QUERY_FROM_END, WIDTH - QUERY_FROM_END), mark.uncertain, strict=True):
        if doubtful:
            SubElement(svg, "path", {"class": "bk-dated-line", "d": f"M{number(at)} {number(LEVEL)}{QUERY}"})
    return Markup(tostring(svg, encoding="unicode"))  # noqa: S704 - numbers and names of our own


def _add_single(svg: Element, mark: DateMark) -> None:
    half = HALF[mark.precision]
    if mark.shape is Shape.DAY and not mark.about:
        SubElement(svg, "circle", {"cx": number(MIDDLE), "cy": number(LEVEL), "r": number(half)})
        return
    high = HALF[Precision.DAY]
    size = {"x": MIDDLE - half, "y": LEVEL - high, "width": 2 * half, "height": 2 * high, "rx": high}
    drawn = "bk-dated-line bk-dated-about" if mark.about else "bk-dated-line"
    SubElement(svg, "rect", {"class": drawn, **{name: number(part) for name, part in size.items()}})
    if mark.shape is Shape.ONE_OF:
        SubElement(svg, "circle", {"cx": number(MIDDLE), "cy": number(LEVEL), "r": "1.8"})


def add_end(parent: Element, end: End, x: float, y: float, side: int) -> None:
    """Adds the end of a period's bar, which reaches up to `x`; `side` is -1 for its beginning, 1 for its end.

    It takes less than ten units beyond `x`.
    """
    at = f"M{number(x)} {number(y)}"
    match end:
        case End.GIVEN:
            SubElement(parent, "path", {"class": "bk-dated-line", "d": f"M{number(x)} {number(y - 4.5)}v9"})
        case End.ABOUT:
            way = f"m{2 * side} 0h{3 * side}m{2 * side} 0h{2 * side}"
            SubElement(parent, "path", {"class": "bk-dated-bar", "d": at + way})
        case End.OPEN:
            SubElement(parent, "path", {"d": f"{at}v-4.5l{9 * side} 4.5l{-9 * side} 4.5z"})
        case End.UNKNOWN:
            for step, radius in ((3, 1.2), (6, 0.9), (8.5, 0.6)):
                place = {"cx": number(x + step * side), "cy": number(y), "r": number(radius)}
                SubElement(parent, "circle", place)
