"""Dates as the editor wrote them, with the days they can mean: EDTF (Library of Congress, 2019), levels 0-1.

Decisions where EDTF leaves room: years run from 0001 to 9999, so negative years, year 0000 and `Y17000`
are refused; seasons are the northern, meteorological ones (EDTF names no months), winter running into the
next year; digits left open (`X`) stand alone, never inside a period (that is level 2).
"""

import copyreg
import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from briefkit.model.date_hints import ADVICE, LONGEST, MONTHS, NO_SUCH_YEAR, advice_for, candidates, quoted
from briefkit.model.date_value import EdtfDate, NoDate, Precision, before, overlaps

__all__ = ["DateError", "Edtf", "EdtfDate", "NoDate", "Precision", "before", "overlaps", "parse_edtf"]


class DateError(ValueError):
    """A text that is no date we read; `str()` gives message and hint."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message}; {hint}")
        self.message = message
        self.hint = hint


_SEASON_STARTS = {"21": 3, "22": 6, "23": 9, "24": 12}
_POINT = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?:T(?P<time>(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"(?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?))?"
    r"(?P<mark>[?~%])?"
)
_MOST_CANDIDATES = 50


def parse_edtf(text: str) -> EdtfDate:
    """The date `text` stands for; an interval that runs backwards is read, see `EdtfDate.reversed`.

    Raises DateError, a ValueError: its message says what is wrong, its hint what to write instead.
    """
    try:
        return _parse(text)
    except _RefusedError as refused:
        meant = next((other for other in islice(candidates(text), _MOST_CANDIDATES) if _reads(other)), None)
        if meant is not None:
            message = refused.message or f"{quoted(text)} is not a date we can read"
            raise DateError(message, f"write {meant}") from None
        if refused.message:
            raise DateError(refused.message, refused.hint or ADVICE) from None
        raise DateError(*advice_for(text)) from None


def _as_text(found: EdtfDate) -> tuple[Callable[[str], EdtfDate], tuple[str]]:
    """How a date is pickled: it is what its text says, and a site has very many of few days."""
    return parse_edtf, (found.text,)


copyreg.pickle(EdtfDate, _as_text)


class _RefusedError(ValueError):
    """Not a date; the message is empty where only the text as a whole can be blamed."""

    def __init__(self, message: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def _reads(text: str) -> bool:
    try:
        _parse(text)
    except _RefusedError:
        return False
    return True


@lru_cache(maxsize=1 << 14)
def _parse(text: str) -> EdtfDate:
    if "/" not in text:
        return _point(text)
    if len(text) > LONGEST:
        raise _RefusedError
    left, _, right = text.partition("/")
    start, end = _end(left), _end(right)
    dated = [part for part in (start, end) if isinstance(part, EdtfDate)]
    if not dated:
        raise _RefusedError(f"{quoted(text)} names no date at either end", "leave the field out")
    if any(part.time for part in dated):
        raise _RefusedError(f"{quoted(text)}: a period goes from day to day, without times")
    if any(part.unspecified for part in dated):
        raise _RefusedError(
            f"{quoted(text)}: X cannot stand in a period",
            "write the first and the last year, month or day known",
        )
    return EdtfDate(
        text=text,
        earliest=start.earliest if isinstance(start, EdtfDate) else None,
        latest=end.latest if isinstance(end, EdtfDate) else None,
        precision=Precision.INTERVAL,
        approximate=any(part.approximate for part in dated),
        uncertain=any(part.uncertain for part in dated),
        start=start,
        end=end,
    )


def _end(text: str) -> EdtfDate | NoDate:
    return NoDate(text) if text in ("", "..") else _point(text)


def _point(text: str) -> EdtfDate:
    match = _POINT.fullmatch(text)
    if match is None:
        raise _RefusedError
    year, month, day, time, mark = match.group("year", "month", "day", "time", "mark")
    if time and (mark or day in (None, "XX")):
        raise _RefusedError
    earliest, latest, precision = _bounds(text, year, month, day)
    finest = "day" if day else "month" if month else "year"
    return EdtfDate(
        text=text,
        earliest=earliest,
        latest=latest,
        precision=precision,
        approximate=mark in ("~", "%"),
        uncertain=mark in ("?", "%"),
        unspecified=Precision(finest) if match[finest].endswith("X") else None,
        time=time or "",
    )


def _bounds(text: str, year: str, month: str | None, day: str | None) -> tuple[date, date, Precision]:
    """First and last day of a date in parts, each digits, or digits and `X` from the right."""
    first_year, last_year = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if first_year == 0:
        raise _RefusedError(f"{quoted(text)}: years run from 0001 to 9999", NO_SUCH_YEAR)
    if month is not None and "X" in year:
        raise _RefusedError
    if month in (None, "XX"):
        if day not in (None, "XX"):
            raise _RefusedError
        wide = Precision.CENTURY if year.endswith("XX") else Precision.DECADE
        return date(first_year, 1, 1), date(last_year, 12, 31), wide if "X" in year else Precision.YEAR
    if month in _SEASON_STARTS and day is None:
        return _season(first_year, _SEASON_STARTS[month])
    number = int(month)
    if not 1 <= number <= 12:
        raise _RefusedError(
            f"{quoted(text)}: there is no month {month}",
            "months run from 01 to 12; 21 is spring, 22 summer, 23 autumn, 24 winter",
        )
    days = monthrange(first_year, number)[1]
    if day in (None, "XX"):
        return date(first_year, number, 1), date(first_year, number, days), Precision.MONTH
    if not 1 <= int(day) <= days:
        raise _RefusedError(
            f"{quoted(text)} does not exist: {MONTHS[number - 1]} {year} has {days} days",
            f"correct the day, or write {year}-{month} where it is not known",
        )
    exact = date(first_year, number, int(day))
    return exact, exact, Precision.DAY


def _season(year: int, first_month: int) -> tuple[date, date, Precision]:
    first = date(year, first_month, 1)
    if first_month < 12:
        return first, date(year, first_month + 2, monthrange(year, first_month + 2)[1]), Precision.SEASON
    if year == date.max.year:
        return first, date.max, Precision.SEASON
    return first, date(year + 1, 2, monthrange(year + 1, 2)[1]), Precision.SEASON


def _validate(value: object) -> EdtfDate:
    if isinstance(value, EdtfDate):
        return value
    try:
        if isinstance(value, str):
            return parse_edtf(value)
        message, hint = "a date is written as text", ADVICE
    except DateError as error:
        message, hint = error.message, error.hint
    raise PydanticCustomError("date_not_edtf", "{message}", {"message": message, "hint": hint})


_DESCRIPTION = (
    "A date as exact as it is known (EDTF, levels 0 and 1): 2022-02-08, 2022-02, 2022; 2022-02~ about, "
    "2022-02? uncertain; 2022-02-XX some day in February; 201X; 2022-21 spring; 2020-08/2022-02 from-to; "
    "2020-08/.. still going on."
)
Edtf = Annotated[
    EdtfDate,
    PlainValidator(_validate, json_schema_input_type=str),
    PlainSerializer(lambda value: value.text, return_type=str),
    WithJsonSchema({"type": "string", "description": _DESCRIPTION}),
]
"""A field of a pydantic model: reads text, serialises back to the same text; problem type `date_not_edtf`."""
