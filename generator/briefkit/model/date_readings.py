"""The one date that a text can mean, where there is one.

Stricter than the hints: what they propose may be likely, and this is written into files.
"""

import re

from briefkit.model.date_hints import candidates
from briefkit.model.dates import DateError, parse_edtf

_POINT = re.compile(r"[0-9]{4}(?:-(?:0[0-9]|1[0-2])(?:-[0-9]{2})?)?")
_DAY_OR_MONTH_FIRST = re.compile(r"([0-9]{1,2})[^0-9]+([0-9]{1,2})[^0-9]+[0-9]{4}")
_MONTH_OR_YEARS = re.compile(r"[0-9]{2}([0-9]{2})[^0-9]+([0-9]{2})")
_WEEKDAY = re.compile(r"[a-z]day\b", re.IGNORECASE)


def only_reading(text: str) -> str | None:
    """The day, month or year that a text which is no EDTF can only mean; None where it needs judgement.

    It does where day and month can change places (``08/02/2022``), where a month can be a second year
    (``2004/06``), where a weekday may belong to another day, where eight digits stand together, and for
    everything that is no plain day, month or year, such as a season or ``about 2022``.
    """
    tidy = text.strip()
    if tidy.isdigit() or _WEEKDAY.search(tidy) or _two_ways(tidy):
        return None
    found = {candidate for candidate in candidates(text) if _is_date(candidate)}
    only = next(iter(found)) if len(found) == 1 else ""
    return only if _POINT.fullmatch(only) else None


def _two_ways(text: str) -> bool:
    parts = _DAY_OR_MONTH_FIRST.fullmatch(text)
    if parts and parts[1] != parts[2] and int(parts[1]) <= 12 and int(parts[2]) <= 12:
        return True
    years = _MONTH_OR_YEARS.fullmatch(text)
    return years is not None and int(years[2]) > int(years[1])


def _is_date(text: str) -> bool:
    try:
        parse_edtf(text)
    except DateError:
        return False
    return True
