"""Where words begin and end."""

import unicodedata

from briefkit.model.folding import APOSTROPHES

_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "IDEOGRAPHIC")
"""Scripts that put no space between words: a name in them may stand anywhere."""

GLUE = "\u00ad\u200d\u2060\ufeff"
"""Characters that cannot be seen and end no word."""


def is_whole(text: str, start: int, end: int) -> bool:
    """True where neither end of ``text[start:end]`` cuts a word."""
    return not (inside_word(text, start) or inside_word(text, end))


def inside_word(text: str, at: int) -> bool:
    """True where the characters before and behind the index are of one word."""
    around = text[at - 1 : at + 1] if at > 0 else ""
    if len(around) == 2 and around.isascii():
        return around.replace("_", "a").isalnum()
    while at < len(text) and text[at] in GLUE:
        at += 1
    if not 0 < at < len(text):
        return False
    if _is_mark(text[at]):
        return True
    before = at - 1
    while before > 0 and (_is_mark(text[before]) or text[before] in GLUE):
        before -= 1
    one, other = text[before], text[at]
    return _is_letter(one) and _is_letter(other) and not (_is_unspaced(one) or _is_unspaced(other))


def _is_mark(character: str) -> bool:
    """True for an accent or a vowel sign that belongs to the letter before it."""
    return unicodedata.category(character) in {"Mn", "Mc"} and not "\ufe00" <= character <= "\ufe0f"


def _is_letter(character: str) -> bool:
    # some apostrophes are letters to Unicode
    return (character.isalnum() or character == "_") and character not in APOSTROPHES


def _is_unspaced(character: str) -> bool:
    return character > "\u0e00" and unicodedata.name(character, "").startswith(_UNSPACED)
