"""Text that runs the other way than what stands around it.

Source: the Unicode bidirectional algorithm (UAX 9). A name that runs against its page moves marks and numbers
beside it to its wrong side, unless it is isolated: in HTML by `bdi`.
"""

import re
from functools import lru_cache

from babel.core import Locale, UnknownLocaleError

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LEFT_TO_RIGHT = re.compile("[A-Za-z\u00aa-\u02b8\u0370-\u0589\u0900-\u1fff\u2c00-\ud7ff\uf900-\ufaff]")


def has_right_to_left(text: str) -> bool:
    """True where a letter of the text is of a script that runs from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def has_left_to_right(text: str) -> bool:
    """True where a letter of the text is of a script that runs from left to right."""
    return _LEFT_TO_RIGHT.search(text) is not None


@lru_cache(maxsize=10_000)
def direction(text: str) -> str:
    """`rtl` or `ltr`: where most letters of the text run; empty where it has none."""
    if text.isascii():
        return "ltr" if _LEFT_TO_RIGHT.search(text) else ""
    right, left = len(_RIGHT_TO_LEFT.findall(text)), len(_LEFT_TO_RIGHT.findall(text))
    return "" if right == left == 0 else "rtl" if right > left else "ltr"


def of_language(language: str) -> str:
    """`rtl` or `ltr`: where a language (BCP 47) runs, as far as Babel knows it."""
    try:
        return str(Locale.parse(language.replace("_", "-"), sep="-").text_direction)
    except (UnknownLocaleError, ValueError):
        return "ltr"
