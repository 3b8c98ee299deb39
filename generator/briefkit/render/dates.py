"""Dates in words, as a reader expects them: nothing known is dropped, nothing unknown is added."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel.dates import format_date

from briefkit.model.dates import EdtfDate, NoDate, Precision


@dataclass(frozen=True, slots=True)
class Wording:
    """How one language words dates; each field but `locale` is a message of its catalogue.

    Patterns are Babel's (Unicode TR 35: `d` day, `MMMM` month in a date, `LLLL` month alone, `y` year); of
    the phrases, `{date}`, `{start}`, `{end}`, `{time}` and `{zone}` are replaced.
    """

    locale: str = "en"
    """Babel's name of the language: months are its."""

    day: str = "d MMMM y"
    day_of_year: str = "d MMMM"
    day_of_month: str = "d"
    """What is left of `day` where the same month follows; stands before `range_short`."""
    month: str = "LLLL y"
    month_of_year: str = "LLLL"
    month_short: str = "LLL"
    decade: str = "{year}s"
    century: str = "{first}–{last}"
    spring: str = "spring {year}"
    summer: str = "summer {year}"
    autumn: str = "autumn {year}"
    winter: str = "winter {year}"
    some_day: str = "some day in {date}"
    """Of a month."""
    some_day_of_year: str = "some day in {date}"
    some_month: str = "some month of {date}"
    at_time: str = "{date}, {time}"
    at_time_in_zone: str = "{date}, {time} ({zone})"
    about: str = "about {date}"
    about_decade: str = "about the {date}"
    uncertain: str = "{date} (uncertain)"
    range_short: str = "{start}–{end}"
    """Between two numbers or two words."""
    range: str = "{start} – {end}"
    range_in_words: str = "{start} to {end}"
    """Where either end is qualified or not known."""
    open_start: str = "until {date}"
    open_end: str = "from {date}"
    unknown: str = "an unknown date"

    def __hash__(self) -> int:
        # words of dates are looked up by this, again and again
        return hash(self.locale)


ENGLISH = Wording()


@lru_cache(maxsize=50_000)
def date_words(value: EdtfDate, wording: Wording = ENGLISH) -> str:
    """`value` in words: "8 February 2022", "about 2015", "from 2015"."""
    words = _Words(wording)
    return words.interval(value) if value.is_interval else words.qualified(value)


def month_heading(value: EdtfDate, wording: Wording = ENGLISH) -> str:
    """The heading under which `value` stands in a timeline: "February 2022", or the year or season alone.

    An interval stands under its start, or under its end where only that is known; `~` and `?` are left to
    the entry. Entries in the order of `EdtfDate.sort_key` meet each heading once.
    """
    anchor = value.anchor
    words = _Words(wording)
    if anchor.precision in (Precision.DAY, Precision.MONTH):
        return words.formatted(anchor, words.wording.month)
    return words.plain(anchor)


def month_short(day: date, wording: Wording = ENGLISH) -> str:
    """The month of a day as short as a scale has it: "Feb"."""
    return format_date(day, wording.month_short, locale=wording.locale)


@dataclass(frozen=True, slots=True)
class _Words:
    """One wording at work."""

    wording: Wording

    def formatted(self, value: EdtfDate, pattern: str) -> str:
        """The first day of `value` after a Babel pattern."""
        return format_date(value.earliest or date.min, pattern, locale=self.wording.locale)

    def plain(self, value: EdtfDate) -> str:
        """A single date without its qualifiers, its time and its digits left open."""
        first, last = value.earliest or date.min, value.latest or date.max
        match value.precision:
            case Precision.DAY:
                return self.formatted(value, self.wording.day)
            case Precision.MONTH:
                return self.formatted(value, self.wording.month)
            case Precision.SEASON:
                return self.season(first.month).format(year=first.year)
            case Precision.DECADE:
                return self.wording.decade.format(year=first.year)
            case Precision.CENTURY:
                return self.wording.century.format(first=first.year, last=last.year)
            case _:
                return str(first.year)

    def season(self, month: int) -> str:
        """The phrase for the season that begins with the month."""
        words = self.wording
        return {3: words.spring, 6: words.summer, 9: words.autumn, 12: words.winter}[month]

    def qualified(self, value: EdtfDate) -> str:
        """A single date with all that is said of it."""
        wording = self.wording
        words = self.plain(value)
        if value.approximate:
            about = wording.about_decade if value.precision is Precision.DECADE else wording.about
            words = about.format(date=words)
        if value.unspecified is Precision.DAY:
            of_year = value.precision is Precision.YEAR
            words = (wording.some_day_of_year if of_year else wording.some_day).format(date=words)
        elif value.unspecified is Precision.MONTH:
            words = wording.some_month.format(date=words)
        if value.time:
            words = self.with_time(words, value.time)
        return wording.uncertain.format(date=words) if value.uncertain else words

    def with_time(self, words: str, time: str) -> str:
        """`words` with the time of day; seconds only where there are any."""
        clock, zone = time[:8].removesuffix(":00"), time[8:]
        if not zone:
            return self.wording.at_time.format(date=words, time=clock)
        zone = "UTC" if zone == "Z" else f"UTC{zone}"
        return self.wording.at_time_in_zone.format(date=words, time=clock, zone=zone)

    def interval(self, value: EdtfDate) -> str:
        """A period; short where both ends share what they would repeat."""
        wording, start, end = self.wording, value.start, value.end
        if isinstance(start, EdtfDate) and isinstance(end, EdtfDate):
            return self.range(start, end)
        if isinstance(start, EdtfDate) and end is NoDate.OPEN:
            return wording.open_end.format(date=self.qualified(start))
        if isinstance(end, EdtfDate) and start is NoDate.OPEN:
            return wording.open_start.format(date=self.qualified(end))
        known = (
            self.qualified(part) if isinstance(part, EdtfDate) else wording.unknown for part in (start, end)
        )
        return wording.range_in_words.format(start=next(known), end=next(known))

    def range(self, start: EdtfDate, end: EdtfDate) -> str:
        """From one date to another."""
        wording = self.wording
        if start == end:
            return self.qualified(start)
        if any(part.approximate or part.uncertain for part in (start, end)):
            return wording.range_in_words.format(start=self.qualified(start), end=self.qualified(end))
        shape, left = self.start_of_range(start, end)
        return shape.format(start=left, end=self.plain(end))

    def start_of_range(self, start: EdtfDate, end: EdtfDate) -> tuple[str, str]:
        """The phrase that joins the two, and the start without what the end says again."""
        wording = self.wording
        first, last = start.earliest or date.min, end.earliest or date.min
        if start.precision is end.precision:
            if start.precision is Precision.YEAR:
                return wording.range_short, self.plain(start)
            if start.precision is Precision.MONTH and first.year == last.year:
                return wording.range_short, self.formatted(start, wording.month_of_year)
            if start.precision is Precision.DAY and (first.year, first.month) == (last.year, last.month):
                return wording.range_short, self.formatted(start, wording.day_of_month)
            if start.precision is Precision.DAY and first.year == last.year:
                return wording.range, self.formatted(start, wording.day_of_year)
        return wording.range, self.plain(start)
