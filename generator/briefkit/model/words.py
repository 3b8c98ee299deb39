"""Where words begin and end."""

import unicodedata

_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "IDEOGRAPHIC")
"""Scripts that put no space between words: a word in them may end anywhere."""


def joined(one: str, other: str) -> bool:
    """True where two characters next to each other belong to one word."""
    if not (one.isalnum() or one == "_") or not (other.isalnum() or other == "_"):
        return False
    return not (_is_unspaced(one) or _is_unspaced(other))


def _is_unspaced(character: str) -> bool:
    return character > "\u0e00" and unicodedata.name(character, "").startswith(_UNSPACED)


def is_whole(text: str, start: int, end: int) -> bool:
    """True where neither end of ``text[start:end]`` cuts a word."""
    return not (
        (start > 0 and joined(text[start - 1], text[start]))
        or (end < len(text) and joined(text[end - 1], text[end]))
    )
