"""Dates as a regular expression, for editors that know patterns alone: all that `briefkit.model.dates` reads.

The pattern holds in JavaScript, Java and Python alike, and knows the days of each month and the leap years.
"""

_DAY_OF_MONTH = (
    r"(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    r"|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    r"|02-(?:0[1-9]|1[0-9]|2[0-8]))"
)
_LEAP_YEAR = r"(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_DAY = rf"(?:[0-9]{{4}}-{_DAY_OF_MONTH}|{_LEAP_YEAR}-02-29)"
_YEAR_MONTH_OR_SEASON = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]|2[1-4]))?"
_LEFT_OPEN = r"(?:[0-9]{3}X|[0-9]{2}XX|[0-9]{4}-(?:XX(?:-XX)?|(?:0[1-9]|1[0-2])-XX))"
_TIME = r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?"
_END = rf"(?!0000)(?:{_DAY}|{_YEAR_MONTH_OR_SEASON})[?~%]?"

DATE = (
    rf"^(?:(?!00(?:0[0X]|XX))(?:{_DAY}(?:{_TIME}|[?~%])?|(?:{_YEAR_MONTH_OR_SEASON}|{_LEFT_OPEN})[?~%]?)"
    rf"|{_END}/(?:{_END}|\.\.)?"
    rf"|(?:\.\.)?/{_END})$"
)
"""A point or a period of EDTF, levels 0 and 1."""
