"""Dates in words, as a reader expects them: nothing known is dropped, nothing unknown is added."""

from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from briefkit.model.dates import EdtfDate, NoDate, Precision


@dataclass(frozen=True, slots=True)
class Wording:
    """How one language words dates.

    Patterns are Babel's (Unicode TR 35: `d` day, `MMMM` month in a date, `LLLL` month alone, `y` year); of
    the phrases, `{date}`, `{start}`, `{end}`, `{time}` and `{zone}` are replaced.
    """

    day: str = "d MMMM y"
    day_of_year: str = "d MMMM"
    day_of_month: str = "d"
    """What is left of `day` where the same month follows; stands before `range_short`."""
    month: str = "LLLL y"
    month_of_year: str = "LLLL"
    decade: str = "{year}s"
    century: str = "{first}–{last}"
    seasons: tuple[str, str, str, str] = ("spring {year}", "summer {year}", "autumn {year}", "winter {year}")
    """From spring on, in the order of EDTF's 21 to 24."""
    some_day: str = "some day in {date}"
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


WORDINGS: dict[str, Wording] = {"en": Wording()}
"""By language (BCP 47, as Babel knows it); a language is added by adding its entry."""


def date_words(value: EdtfDate, locale: str = "en") -> str:
    """`value` in the words of `locale`: "8 February 2022", "about 2015", "from 2015".

    A region without an entry of its own in WORDINGS falls back on its language (`en-GB` on `en`), a language
    without one on English, months included, so that no line mixes two languages.
    """
    words = _Words(*_wording(locale))
    return words.interval(value) if value.is_interval else words.qualified(value)


def month_heading(value: EdtfDate, locale: str = "en") -> str:
    """The heading under which `value` stands in a timeline: "February 2022", or the year or season alone.

    An interval stands under its start, or under its end where only that is known; `~` and `?` are left to
    the entry. Entries in the order of `EdtfDate.sort_key` meet each heading once.
    """
    anchor = value.anchor
    words = _Words(*_wording(locale))
    if anchor.precision in (Precision.DAY, Precision.MONTH):
        return words.formatted(anchor, words.wording.month)
    return words.plain(anchor)


def _wording(locale: str) -> tuple[Wording, str]:
    """The wording and Babel's name of the locale it is for."""
    tag = locale.replace("_", "-")
    for known in (tag, tag.partition("-")[0]):
        if known in WORDINGS:
            return WORDINGS[known], known.replace("-", "_")
    return WORDINGS["en"], "en"


@dataclass(frozen=True, slots=True)
class _Words:
    """One wording at work."""

    wording: Wording
    locale: str

    def formatted(self, value: EdtfDate, pattern: str) -> str:
        """The first day of `value` after a Babel pattern."""
        return format_date(value.earliest or date.min, pattern, locale=self.locale)

    def plain(self, value: EdtfDate) -> str:
        """A single date without its qualifiers, its time and its digits left open."""
        first, last = value.earliest or date.min, value.latest or date.max
        match value.precision:
            case Precision.DAY:
                return self.formatted(value, self.wording.day)
            case Precision.MONTH:
                return self.formatted(value, self.wording.month)
            case Precision.SEASON:
                return self.wording.seasons[first.month // 3 - 1].format(year=first.year)
            case Precision.DECADE:
                return self.wording.decade.format(year=first.year)
            case Precision.CENTURY:
                return self.wording.century.format(first=first.year, last=last.year)
            case _:
                return str(first.year)

    def qualified(self, value: EdtfDate) -> str:
        """A single date with all that is said of it."""
        wording = self.wording
        words = self.plain(value)
        if value.approximate:
            about = wording.about_decade if value.precision is Precision.DECADE else wording.about
            words = about.format(date=words)
        if value.unspecified is Precision.DAY:
            words = wording.some_day.format(date=words)
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
