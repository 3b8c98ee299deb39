"""A date with the days it can mean, and what can be said of two of them.

The terms are those of EDTF (Library of Congress, 2019), levels 0 and 1; `briefkit.model.dates` reads them.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import total_ordering


class Precision(StrEnum):
    """How much of the calendar a date names, widest first."""

    CENTURY = "century"
    """`20XX`: one of the years 2000 to 2099."""
    DECADE = "decade"
    """`201X`"""
    YEAR = "year"
    """`2022`, and a month or day of it left open (`2022-XX`, `2022-XX-XX`)."""
    SEASON = "season"
    """`2022-21`"""
    MONTH = "month"
    """`2022-02`, and a day of it left open (`2022-02-XX`)."""
    DAY = "day"
    """`2022-02-08`, with or without a time of day."""
    INTERVAL = "interval"
    """`2020-08/2022-02`; its `start` and `end` have a precision of their own."""


class NoDate(StrEnum):
    """What stands at the end of an interval instead of a date (EDTF level 1, extended interval)."""

    OPEN = ".."
    """No limit: still going on, or since ever."""
    UNKNOWN = ""
    """There is one, and we do not know it."""


@total_ordering
@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date or an interval. Equal where the text is equal; sorts by `sort_key`."""

    text: str
    """What the editor wrote."""
    earliest: date | None = field(compare=False)
    """First day it can mean; None where the start is open or unknown."""
    latest: date | None = field(compare=False)
    """Last day it can mean; None where the end is open or unknown."""
    precision: Precision = field(compare=False)
    approximate: bool = field(default=False, compare=False)
    """`~` or `%`; of an interval: at either end."""
    uncertain: bool = field(default=False, compare=False)
    """`?` or `%`; of an interval: at either end."""
    unspecified: Precision | None = field(default=None, compare=False)
    """The unit of which one is meant and not said: a day in `2022-02-XX`, a month in `2022-XX`."""
    time: str = field(default="", compare=False)
    """Time of day as written, with its zone if any (`10:30:00Z`); empty where there is none."""
    start: "EdtfDate | NoDate | None" = field(default=None, compare=False)
    """An interval's first part; None where this is no interval."""
    end: "EdtfDate | NoDate | None" = field(default=None, compare=False)
    """An interval's second part; None where this is no interval."""

    @property
    def is_interval(self) -> bool:
        """Whether it was written with a slash."""
        return self.precision is Precision.INTERVAL

    @property
    def reversed(self) -> bool:
        """Whether the interval starts after it has ended: a mistake for a check to report, not for us."""
        return self.earliest is not None and self.latest is not None and self.earliest > self.latest

    @property
    def anchor(self) -> "EdtfDate":
        """The date by which it is placed in time: itself; an interval's start, else its end."""
        if isinstance(self.start, EdtfDate):
            return self.start
        return self.end if isinstance(self.end, EdtfDate) else self

    @property
    def sort_key(self) -> tuple[int, int, int, str]:
        """By first day, the vaguer first (2022 before 2022-01-01), the longer first, then by text.

        Dates under one month's heading are never torn apart by a season or a year. Times of one day sort
        as written, whatever their zone.
        """
        anchor = self.anchor
        first = anchor.earliest or date.min
        last = self.latest or date.max
        return first.toordinal(), _RANK[anchor.precision], -last.toordinal(), self.text

    def __lt__(self, other: "EdtfDate") -> bool:
        return self.sort_key < other.sort_key

    def __str__(self) -> str:
        return self.text


_RANK = {precision: rank for rank, precision in enumerate(Precision)}
# EDTF gives "about" no width. "Certainly before" must hold for a generous reader: the next larger unit.
_ABOUT_DAYS = {Precision.DAY: 31, Precision.MONTH: 366, Precision.SEASON: 366, Precision.YEAR: 3653}
_ABOUT_LONGEST = 36525


def overlaps(one: EdtfDate, other: EdtfDate) -> bool:
    """Whether the two share a day as written; an open or unknown end reaches as far as it can."""
    (one_first, one_last), (other_first, other_last) = _span(one), _span(other)
    return one_first <= other_last and other_first <= one_last


def before(one: EdtfDate, other: EdtfDate) -> bool:
    """Whether `one` was certainly over when `other` began.

    False wherever that hangs on an uncertain date (`?`), on an open or unknown end or on an interval that
    runs backwards. An approximate date (`~`) may be off by the next larger unit, a season may be that of
    either hemisphere.
    """
    last, first = _certain(one)[1], _certain(other)[0]
    return last is not None and first is not None and last < first


def _span(value: EdtfDate) -> tuple[date, date]:
    first, last = value.earliest, value.latest
    if value.reversed and isinstance(value.start, EdtfDate) and isinstance(value.end, EdtfDate):
        first, last = value.end.earliest, value.start.latest
    return first or date.min, last or date.max


def _certain(value: EdtfDate) -> tuple[date | None, date | None]:
    """First and last day that hold however the date is read; None where nothing is certain."""
    if value.is_interval:
        start, end = value.start, value.end
        if value.reversed:
            return None, None
        return (
            _certain(start)[0] if isinstance(start, EdtfDate) else None,
            _certain(end)[1] if isinstance(end, EdtfDate) else None,
        )
    if value.uncertain or value.earliest is None or value.latest is None:
        return None, None
    first, last = value.earliest.toordinal(), value.latest.toordinal()
    days = _ABOUT_DAYS.get(value.precision, _ABOUT_LONGEST) if value.approximate else 0
    if value.precision is Precision.SEASON:
        days += 366
    return (
        date.fromordinal(max(first - days, date.min.toordinal())),
        date.fromordinal(min(last + days, date.max.toordinal())),
    )
