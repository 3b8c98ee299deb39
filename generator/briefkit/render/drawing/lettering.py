"""Text in a picture: how wide it is, about, and how it is broken into lines that fit."""

import textwrap
import unicodedata
from functools import cache, lru_cache

CUT = "…"


@lru_cache(maxsize=50_000)
def width(text: str, size: float) -> float:
    """About how wide a line is in the fonts that readers have; rather too much than too little."""
    return sum(map(_ems, text)) * size


@cache
def _ems(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF" or character in "MW@%—…mw":
        return 1.0 if character > "\u007f" else 0.9
    if character in " .,:;'!|ijlItfr()[]-/":
        return 0.36
    return 0.72 if character.isupper() else 0.58


@lru_cache(maxsize=50_000)
def lines(text: str, size: float, most_wide: float, most: int) -> tuple[str, ...]:
    """The text in at most `most` lines of at most that width; a mark stands for what does not fit."""
    whole = width(text, size)
    if whole <= most_wide:
        return (text,)
    count = max(2, int(most_wide / whole * len(text)))
    while count > 2:
        made = textwrap.wrap(text, count, max_lines=most, placeholder=CUT) or [text[:1]]
        if all(width(line, size) <= most_wide for line in made):
            return tuple(made)
        count -= 1
    return (CUT,)
