"""Characters that cannot be seen, or that change what is seen around them."""

import unicodedata

JOINERS = "\u200c\u200d"
"""Needed between letters of some scripts and inside emoji; hidden tricks anywhere else."""

SOFT_HYPHEN = "\u00ad"

BLANK_LETTERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u2800\u3164\uffa0")
"""Characters that are no format characters to Unicode and still leave no ink."""


def is_hidden(character: str) -> bool:
    """True for a control, format or blank character that is not plain white space."""
    if character.isspace():
        return character in "\x1c\x1d\x1e\x1f"
    return unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Cn"} or character in BLANK_LETTERS


def is_blank(text: str) -> bool:
    """True where a reader would see nothing."""
    return all(
        character.isspace()
        or is_hidden(character)
        or character == SOFT_HYPHEN
        or unicodedata.category(character) == "Mn"
        for character in text
    )


def character_name(character: str) -> str:
    """``U+202E right-to-left override``; the code point alone where Unicode gives no name."""
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X} {name}".rstrip()


def visible(text: str) -> str:
    """The text with a code point, such as ``U+202E``, in place of each character that leaves no ink.

    A terminal would obey some of them, and a line break would end a line that is one.
    """
    return "".join(c if c.isprintable() else f"U+{ord(c):04X}" for c in text)
