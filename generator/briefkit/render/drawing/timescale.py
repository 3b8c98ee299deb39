"""Time on a line: months or years side by side, and a break where nothing is dated for long.

Every field of the line is as wide as every other, and stands for as much time; a break says that time was
left out.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

BREAKS = 2
"""Most breaks of one line; with more of them, a coarser scale says more."""

BREAK = 0.5
"""Width of a break, in fields."""

EMPTY = 2
"""Fields without anything, one after the other, that are shown; more are a break."""

YEAR = 12
"""Months."""

DAYS = 31
"""Days of a field that is a month."""


@dataclass(frozen=True, slots=True)
class Unit:
    """How much time a field stands for, and into how many columns it is divided."""

    months: int
    columns: int
    most: int
    """Fields of one line: each is a link, and has to be hit by a finger."""

    def field(self, day: date) -> int:
        """The number of the field in which a day lies."""
        return (day.year * YEAR + day.month - 1) // self.months

    def column(self, day: date) -> int:
        """The number of the column, over all fields."""
        field = self.field(day)
        if self.months == 1:
            return field * self.columns + (day.day - 1) * self.columns // DAYS
        month = day.year * YEAR + day.month - 1 - field * self.months
        return field * self.columns + month * self.columns // self.months

    def first_day(self, field: int) -> date:
        """The first day of a field; years before the first are none."""
        year, month = divmod(field * self.months, YEAR)
        return date(max(year, 1), month + 1, 1)

    def last_year(self, field: int) -> int:
        """The year in which a field ends."""
        return min(((field + 1) * self.months - 1) // YEAR, date.max.year)


UNITS = (
    Unit(1, DAYS, 3),
    Unit(1, 1, 12),
    Unit(YEAR, 12, 10),
    Unit(YEAR, 1, 10),
    Unit(2 * YEAR, 8, 10),
    Unit(2 * YEAR, 2, 10),
    Unit(5 * YEAR, 10, 10),
    Unit(5 * YEAR, 5, 10),
    *(Unit(years * YEAR, 10, 10) for years in (10, 20, 50, 100, 200, 500, 1000)),
)
"""From fine to coarse; the last holds every date."""


@dataclass(frozen=True)
class Timescale:
    """A line of time from 0 to 100."""

    unit: Unit
    runs: tuple[range, ...]
    """Fields one after the other; between two runs the line is broken."""

    @property
    def fields(self) -> Iterator[int]:
        """All fields of the line."""
        return (field for run in self.runs for field in run)

    @cached_property
    def wide(self) -> float:
        """The width of a field."""
        return 100 / (sum(map(len, self.runs)) + BREAK * (len(self.runs) - 1))

    @cached_property
    def column_wide(self) -> float:
        """The width of a column."""
        return self.wide / self.unit.columns

    @cached_property
    def _starts(self) -> tuple[float, ...]:
        starts, at = [], 0.0
        for run in self.runs:
            starts.append(at)
            at += (len(run) + BREAK) * self.wide
        return tuple(starts)

    def left(self, field: int) -> float:
        """Where a field of the line begins."""
        for run, start in zip(self.runs, self._starts, strict=True):
            if field in run:
                return start + (field - run.start) * self.wide
        raise ValueError(f"field {field} is not on the line")

    def column_left(self, column: int) -> float:
        """Where a column of a field of the line begins."""
        field, within = divmod(column, self.unit.columns)
        return self.left(field) + within * self.column_wide

    @property
    def breaks(self) -> list[float]:
        """The middle of each break."""
        return [start - BREAK * self.wide / 2 for start in self._starts[1:]]


def timescale(days: Iterable[date], fits: Callable[[Unit], bool]) -> Timescale:
    """The finest line on which all the days, of which there is at least one, find their place.

    `fits` tells of a unit whether enough of the dates are as exact as its columns.
    """
    every = sorted(set(days))
    for unit in filter(fits, UNITS):
        runs = _runs([unit.field(day) for day in every])
        if len(runs) - 1 <= BREAKS and sum(map(len, runs)) <= unit.most:
            return Timescale(unit, runs)
    # the coarsest has ten fields for all years there are, and so leaves no more out than it may
    return Timescale(UNITS[-1], (range(UNITS[-1].field(every[0]), UNITS[-1].field(every[-1]) + 1),))


def _runs(fields: Sequence[int]) -> tuple[range, ...]:
    cuts = [0, *(i + 1 for i, (one, other) in enumerate(pairwise(fields)) if other - one - 1 > EMPTY)]
    ends = [*cuts[1:], len(fields)]
    return tuple(range(fields[a], fields[b - 1] + 1) for a, b in zip(cuts, ends, strict=True))
