"""The overview on top of the timeline: how many entries there are when, and the longest periods."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from briefkit.model.date_value import EdtfDate, NoDate
from briefkit.model.dates import parse_edtf
from briefkit.model.settings import Settings
from briefkit.render.addresses import built_way, timeline_path
from briefkit.render.catalogue import Catalogue
from briefkit.render.dates import date_words, month_heading, month_short
from briefkit.render.drawing.timeline import (
    Density,
    Field,
    Words,
    column_of,
    density_drawn,
    period_drawn,
    spanned,
)
from briefkit.render.drawing.timescale import YEAR, Timescale, Unit, timescale
from briefkit.render.moments import Moment
from briefkit.render.sheet import ENTRIES_A_PAGE, Leaf

FEWEST = 5
"""Entries from which on an overview says more than they do."""

PERIODS = 8
"""Most periods that are drawn, the longest."""


@dataclass(frozen=True)
class Overview:
    """What is drawn of all that a timeline has, worked out once for its pages."""

    moments: Sequence[Moment]
    """Those with a date, in time."""
    catalogue: Catalogue = field(compare=False)
    settings: Settings = field(compare=False)

    @cached_property
    def _dates(self) -> list[EdtfDate]:
        return [moment.date for moment in self.moments if moment.date is not None]

    @cached_property
    def _numbers(self) -> Counter[EdtfDate]:
        """How many entries there are of each date: many have the same."""
        return Counter(self._dates)

    @cached_property
    def _candidates(self) -> list[Moment]:
        """The longest periods; those of events before those of positions."""
        first, last = _days(self._dates[0])[0], max(_days(value)[1] for value in self._numbers)

        def order(moment: Moment) -> tuple[bool, int]:
            return moment.event is None, -_length(moment.date, first, last) if moment.date else 0

        every = (moment for moment in self.moments if moment.date is not None and moment.date.is_interval)
        return sorted(every, key=order)[:PERIODS]

    @cached_property
    def scale(self) -> Timescale:
        """The line of time: every entry finds its place on it, and the ends of the longest periods."""
        days = [value.anchor.earliest for value in self._numbers]
        ends = [moment.date.latest for moment in self._candidates if moment.date is not None]
        return timescale((day for day in (*days, *ends) if day is not None), self._fits)

    def _fits(self, unit: Unit) -> bool:
        """Whether at least half of the entries are as exact as the columns."""
        exact = sum(number for value, number in self._numbers.items() if column_of(value, unit)[1])
        return 2 * exact >= len(self._dates)

    @cached_property
    def _density(self) -> Density:
        return Density(self.scale, self._dates)

    @property
    def worth_it(self) -> bool:
        """Whether there is enough to be seen on it."""
        return len(self._dates) >= FEWEST and len(self._density.counts) > 1

    @cached_property
    def periods(self) -> list[tuple[Moment, Markup]]:
        """The longest periods with the bar of each, in time."""
        values = [m.date for m in self._candidates if m.date is not None]
        long = [
            m for m, is_long in zip(self._candidates, spanned(values, self.scale), strict=True) if is_long
        ]
        kept = {id(moment) for moment in long}
        return [
            (m, period_drawn(m.date, self.scale))
            for m in self.moments
            if id(m) in kept and m.date is not None
        ]

    @cached_property
    def more_periods(self) -> int:
        """How many periods are not among the longest."""
        every = sum(1 for value in self._dates if value.is_interval)
        return every - len(self._candidates)

    @property
    def vague(self) -> bool:
        """Whether some entries are not known as exactly as the columns would have it."""
        return self._density.vague

    def picture(self, leaf: Leaf) -> Markup:
        """The picture on one of the pages of the timeline."""
        shown = [m.date for m in leaf.entries if m.date is not None]
        here = (shown[0], shown[-1]) if shown and leaf.count > 1 else None
        fields: dict[int, Field] = {}
        before: datetime.date | None = None
        for each in self.scale.fields:
            first = self.scale.unit.first_day(each)
            fields[each] = self._field(each, leaf.number, before)
            before = first
        return density_drawn(self._density, self._words(fields), here)

    def _field(self, field: int, number: int, before: datetime.date | None) -> Field:
        unit, wording = self.scale.unit, self.catalogue.dates
        first = unit.first_day(field)
        if unit.months == 1:
            below = "" if before and before.year == first.year else str(first.year)
            label = month_short(first, wording)
        else:
            label, below = str(first.year), ""
        index = self._density.first_of.get(field)
        if index is None:
            return Field(label, below, "", "")
        return Field(label, below, self._href(index, number), self._counted(field))

    def _href(self, index: int, number: int) -> str:
        there = index // ENTRIES_A_PAGE + 1
        anchor = f"#{month_anchor(self._dates[index])}"
        if there == number:
            return anchor
        settings = self.settings
        return built_way(settings, timeline_path(number), timeline_path(there)) + anchor

    @cached_property
    def _by_field(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for column, (exact, vague) in self._density.counts.items():
            field = column // self.scale.unit.columns
            found[field] = found.get(field, 0) + exact + vague
        return found

    def _named(self, field: int) -> str:
        unit, wording = self.scale.unit, self.catalogue.dates
        first = unit.first_day(field)
        if unit.months == 1:
            return month_heading(parse_edtf(f"{first.year:04}-{first.month:02}"), wording)
        if unit.months == YEAR:
            return str(first.year)
        return date_words(parse_edtf(f"{first.year:04}/{unit.last_year(field):04}"), wording)

    def _counted(self, field: int) -> str:
        return self.catalogue.counted(
            "{period}: {count} entry",
            "{period}: {count} entries",
            self._by_field[field],
            period=self._named(field),
        )

    def _words(self, fields: dict[int, Field]) -> Words:
        wording, catalogue = self.catalogue.dates, self.catalogue
        fullest = max(self._by_field, key=lambda field: (self._by_field[field], -field))
        described = catalogue.text(
            "{count} entries, the first {first}, the last {last}. Most of them, {most}, are of {period}.",
            count=len(self._dates),
            first=date_words(self._dates[0], wording),
            last=date_words(self._dates[-1], wording),
            most=self._by_field[fullest],
            period=self._named(fullest),
        )
        return Words("bk-time", catalogue.text("How many entries there are when"), described, fields)


def month_anchor(value: EdtfDate) -> str:
    """The id of the heading under which a date stands: that of its month, or of the year or season alone."""
    anchor = value.anchor
    first = anchor.earliest or datetime.date.min
    match anchor.precision.value:
        case "day" | "month":
            return f"t-{first.year:04}-{first.month:02}"
        case "season":
            return f"t-{first.year:04}-{first.month // 3 + 20}"
        case "decade":
            return f"t-{first.year // 10:03}x"
        case "century":
            return f"t-{first.year // 100:02}xx"
    return f"t-{first.year:04}"


def _days(value: EdtfDate) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the date by which it is placed in time."""
    anchor = value.anchor
    return anchor.earliest or datetime.date.min, anchor.latest or datetime.date.max


def _length(value: EdtfDate, first: datetime.date, last: datetime.date) -> int:
    """How many days are certain to lie in a period, of those that the timeline is about."""
    start, end = value.earliest, value.latest
    if value.start is NoDate.OPEN:
        start = first
    if value.end is NoDate.OPEN:
        end = last
    return abs(end.toordinal() - start.toordinal()) if start and end else 0
