"""What an editor meant by a text that is no EDTF date: the right form where it is certain, else advice.

Nothing here decides what a date is: `briefkit.model.dates` drops each candidate it cannot read.
Sources: EDTF 2019 for level 2, the 2012 draft of EDTF for the forms it gave up, ISO 8601 for the rest.
"""

import re
from collections.abc import Callable, Iterator
from itertools import product

ADVICE = "dates look like 2022-02-08, 2022-02 or 2022, periods like 2020-08/2022-02"
NO_SUCH_YEAR = "leave the field out, and say it in words in the summary"
LONGEST = 100
"""Code points; a longer text is no date and gets no candidates."""
MONTHS = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)

_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_QUARTERS = {"1": ("01", "03"), "2": ("04", "06"), "3": ("07", "09"), "4": ("10", "12")}
# The sub-years of level 2 that lie within a year: southern seasons, quarters, thirds and halves.
_SUB_YEARS = {
    "29": ("09", "11"),
    "31": ("03", "05"),
    "32": ("06", "08"),
    **{str(32 + int(quarter)): months for quarter, months in _QUARTERS.items()},
    "37": ("01", "04"),
    "38": ("05", "08"),
    "39": ("09", "12"),
    "40": ("01", "06"),
    "41": ("07", "12"),
}
_DASHES = str.maketrans("‐‑‒–—−", "------")
_MARKS = re.compile(r"[?~%]")


def _pattern(source: str) -> re.Pattern[str]:
    """`source` with `<M>` for a month's name, `<D>` for a day in words, `<Y>` for four digits."""
    months = "|".join(["sept", *(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS)])
    parts = {
        "<M>": rf"(?P<month>{months})\.?",
        "<D>": r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?",
        "<Y>": r"(?P<year>[0-9]{4})",
    }
    for name, part in parts.items():
        source = source.replace(name, part)
    return re.compile(source, re.ASCII | re.IGNORECASE)


def _numbers(match: re.Match[str]) -> str:
    """The date in the groups year, month and day, the month as a number or an English name."""
    groups = match.groupdict()
    month = groups["month"]
    if not month.isdigit():
        month = str([name[:3].lower() for name in MONTHS].index(month[:3].lower()) + 1)
    day = groups.get("day")
    return "-".join([groups["year"], month.zfill(2), *([day.zfill(2)] if day else [])])


def _month_first_or_day_first(match: re.Match[str]) -> str:
    """The date where only one order gives one; empty where both do."""
    year, one, two = match["year"], int(match["one"]), int(match["two"])
    if one == two or one > 12:
        return f"{year}-{two:02}-{one:02}"
    return f"{year}-{one:02}-{two:02}" if two > 12 else ""


def _month_unless_next_year(match: re.Match[str]) -> str:
    """Empty for 2011/12, which also means two years."""
    following = (int(match["year"]) + 1) % 100
    month = match["month"]
    return "" if int(month) > 12 or int(month) == following else _numbers(match)


def _instant(match: re.Match[str]) -> str:
    hours, minutes = match["zone_hours"], match["zone_minutes"]
    zone = f"{hours}:{minutes or '00'}" if hours else "Z" if match["utc"] else ""
    return f"{match['date']}T{match['time']}:{match['seconds'] or '00'}{zone}"


def _marks_to_the_end(text: str) -> str:
    marks = set(_MARKS.findall(text))
    mark = "%" if len(marks) > 1 else "".join(marks)
    return _MARKS.sub("", text) + mark


_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]
_POINTS: tuple[_Rule, ...] = (
    (_pattern(r"<Y>([-/. ])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})"), _numbers),
    (_pattern(r"<Y>(?P<month>[0-9]{2})(?P<day>[0-9]{2})"), _numbers),
    # With full stops the day is written first wherever this form is in use; with slashes it is not.
    (_pattern(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\. ?<Y>"), _numbers),
    (_pattern(r"(?P<one>[0-9]{1,2})([-/ ])(?P<two>[0-9]{1,2})\2<Y>"), _month_first_or_day_first),
    (_pattern(r"<Y>[-/. ](?P<month>[0-9]{1,2})"), _month_unless_next_year),
    (_pattern(r"(?P<month>[0-9]{1,2})[-/. ]<Y>"), _numbers),
    (_pattern(r"(?:[a-z]+day,? )?<D>(?: of |[- ]?)<M>,?[- ]?<Y>"), _numbers),
    (_pattern(r"(?:[a-z]+day,? )?<M> <D>,? <Y>"), _numbers),
    (_pattern(r"<M>,?(?: of |[- ]?)<Y>"), _numbers),
    (_pattern(r"<Y>[- ]<M>(?:[- ]<D>)?"), _numbers),
    (
        _pattern(r"(?:the )?(?P<season>spring|summer|autumn|fall|winter)(?: of)? <Y>"),
        lambda match: f"{match['year']}-{_SEASONS[match['season'].lower()]}",
    ),
    # 2000s may be ten years or a hundred.
    (_pattern(r"(?:the )?(?P<tens>[0-9]{2}[1-9])0['’]?s"), lambda match: f"{match['tens']}X"),
    (_pattern(r"Y<Y>"), lambda match: match["year"]),
    (
        _pattern(
            r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?P<time>[0-9]{2}:[0-9]{2})"
            r"(?::(?P<seconds>[0-9]{2})(?:[.,][0-9]+)?)?"
            r" ?(?:(?P<utc>Z|UTC|GMT)|(?P<zone_hours>[+-][0-9]{2}):?(?P<zone_minutes>[0-9]{2})?)?"
        ),
        _instant,
    ),
    (re.compile(r"[0-9uUxX]{4}(?:-[0-9uUxX]{2}){0,2}[?~%]?"), lambda match: re.sub("[uUx]", "X", match[0])),
    (re.compile(r"[0-9X?~%-]{4,}"), lambda match: _marks_to_the_end(match[0])),
    # The northern seasons of level 2.
    (
        _pattern(r"<Y>-(?P<season>2[5-8])"),
        lambda match: f"{match['year']}-{int(match['season']) - 4}",
    ),
)
_ABOUT = _pattern(r"(?:about|around|approximately|approx\.?|circa|ca?\.?) ?(?P<rest>[0-9a-z].*)")
_PERHAPS = _pattern(
    r"(?:probably|perhaps|possibly|maybe) (?P<rest>.+)|(?P<stem>.+?) ?(?:\((?:uncertain|\?)\)| \?)"
)
_FROM_TO = _pattern(r"(?:from )?(?P<left>.+?)(?: to | until | till | - )(?P<right>.+)")
_SINCE = _pattern(r"(?:since|from) (?P<left>.+)")
_UNTIL = _pattern(r"(?:until|till|up to) (?P<right>.+)")
_YEARS = _pattern(r"(?P<left>[0-9]{4})-(?P<right>[0-9]{4})")
_DAYS = _pattern(r"(?P<first>[0-9]{1,2}) ?[-/] ?<D> <M>,? <Y>")
_QUARTER = _pattern(r"Q(?P<before>[1-4])[ /-]?(?P<year>[0-9]{4})|(?P<first>[0-9]{4})[ -]?Q(?P<after>[1-4])")
_SUB_YEAR = _pattern(r"<Y>-(?P<part>29|3[1-9]|4[01])")
_NOW = ("open", "present", "now", "ongoing", "today")
_CUT_YEARS = _pattern(r"[0-9]{4}[-/][0-9]{2}")


def candidates(text: str) -> Iterator[str]:
    """What `text` may have been meant for, likeliest first; not every one is a date."""
    if len(text) > LONGEST:
        return
    tidy = " ".join(text.translate(_DASHES).split())
    # 2021–22 with a dash is two years, and would be a summer as EDTF.
    if tidy == text or not _CUT_YEARS.fullmatch(tidy):
        yield tidy
        yield from _points(tidy)
        yield from _periods(tidy)


def _points(text: str) -> Iterator[str]:
    for pattern, build in _POINTS:
        if match := pattern.fullmatch(text):
            yield build(match)
    for pattern, mark in ((_ABOUT, "~"), (_PERHAPS, "?")):
        if match := pattern.fullmatch(text):
            rest = next(group for group in match.groups() if group)
            yield from (f"{point}{mark}" for point in (rest, *_points(rest)))


def _periods(text: str) -> Iterator[str]:
    if match := _SUB_YEAR.fullmatch(text):
        yield _months(match["year"], _SUB_YEARS[match["part"]])
    if match := _QUARTER.fullmatch(text):
        yield _months(match["year"] or match["first"], _QUARTERS[match["before"] or match["after"]])
    if match := _DAYS.fullmatch(text):
        yield f"{_numbers(match)[:8]}{match['first'].zfill(2)}/{_numbers(match)}"
    if (match := _YEARS.fullmatch(text)) and match["left"] < match["right"]:
        yield f"{match['left']}/{match['right']}"
    if text.count("/") == 1:
        left, right = (part.strip() for part in text.split("/"))
        yield from ("/".join(ends) for ends in product(_ends(left), _ends(right)))
    if match := _FROM_TO.fullmatch(text):
        yield from ("/".join(ends) for ends in product(_ends(match["left"]), _ends(match["right"])))
    elif match := _SINCE.fullmatch(text):
        yield from (f"{end}/.." for end in _ends(match["left"]))
    elif match := _UNTIL.fullmatch(text):
        yield from (f"../{end}" for end in _ends(match["right"]))


def _months(year: str, months: tuple[str, str]) -> str:
    return f"{year}-{months[0]}/{year}-{months[1]}"


def _ends(text: str) -> list[str]:
    """What may stand at one end of a period for `text`."""
    if text.lower() in _NOW:
        return [".."]
    if text.lower() in ("unknown", "?"):
        return [""]
    # Inside a period the days left open add nothing: 2004-06 covers them.
    return [text.removesuffix("-XX").removesuffix("-XX"), *_points(text)]


_LEVEL_2 = "is a form of EDTF level 2, which is not read here"
_RANGE = "years run from 0001 to 9999"
_REASONS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (_pattern(r"(?:unknown|none|n\.?d\.?|n/a|\?|undated|not given)"), "is no date", "leave the field out"),
    (
        _pattern(
            r"(?:today|yesterday|tomorrow|now|(?:(?:last|next|on) )*[a-z]+day"
            r"|(?:last|next|this) (?:week|month|year))"
        ),
        "does not say which day",
        "write the day it was, as 2022-02-08, and the word itself under date_basis",
    ),
    (_pattern(r"-[0-9]{4}.*|Y-?[0-9]{5,}|Y-?[0-9]+E[0-9]+.*|[0-9]{5,}"), _RANGE, NO_SUCH_YEAR),
    (
        _pattern(r"(?:unknown|open|\.\.)?/(?:unknown|open|\.\.)?"),
        "names no date at either end",
        "leave the field out",
    ),
    (
        _pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].*"),
        "has a time we cannot read",
        "write it as 2022-02-08T10:30:00, with Z or +03:00 behind it for the zone, or leave the time out",
    ),
    (_pattern(r"[\[{].*"), _LEVEL_2, "write one date, or the first and the last as 2020-08/2022-02"),
    (_pattern(r"[0-9]{4}S[0-9]+"), _LEVEL_2, "write 195X for the 1950s, 1950~ for about 1950"),
    (_pattern(r"[0-9]{4}-W[0-9]{2}.*"), "is a week", "write its first and last day as 2022-02-07/2022-02-13"),
    (
        _pattern(r"[0-9]{4}[-/][0-9]{2}"),
        "can be read as two years or as a month",
        "write 2011/2012 for the years, 2011-12 for December 2011",
    ),
    (
        _pattern(r"[0-9X]{4}(?:-[0-9X]{2}){0,2}[?~%]?"),
        "has an X where EDTF level 1 allows none",
        "write 201X, 20XX, 2004-XX, 2004-XX-XX or 2004-06-XX: X stands for whole parts from the right",
    ),
    (_pattern(r"[0-9?~%-]*[?~%][0-9?~%-]*"), _LEVEL_2, "put ?, ~ or % once, at the very end: 2022-02~"),
)
_TWO_WAYS = _pattern(r"(?P<one>0?[1-9]|1[0-2])([-/ ])(?P<two>0?[1-9]|1[0-2])\2<Y>")


def advice_for(text: str) -> tuple[str, str]:
    """What is wrong with a text that is no date, and what to do."""
    if not text.strip():
        return "the date is empty", f"{ADVICE}; where none is known, leave the field out"
    shown = quoted(text)
    match = _TWO_WAYS.fullmatch(text)
    if match and int(match["one"]) != int(match["two"]):
        one, two = int(match["one"]), int(match["two"])
        choice = " or ".join(
            f"{match['year']}-{month:02}-{day:02} for {day} {MONTHS[month - 1]}"
            for day, month in ((one, two), (two, one))
        )
        return f"{shown} can be read as two dates", f"write {choice}"
    tidy = text[: LONGEST + 1].translate(_DASHES).strip()
    for pattern, reason, advice in _REASONS:
        if pattern.fullmatch(tidy):
            return f"{shown}{':' if reason == _RANGE else ''} {reason}", advice
    return f"{shown} is not a date we can read", ADVICE


def quoted(text: str) -> str:
    """`text` in quotation marks on one line, cut after 40 characters."""
    line = "".join(character if character.isprintable() else " " for character in text[:41])
    return f'"{line}"' if len(line) <= 40 else f'"{line[:40]}…"'
