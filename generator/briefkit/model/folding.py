"""Text made comparable, with the way back to where it stood."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

APOSTROPHES = "'\u2018\u2019\u201a\u201b\u02bc\u02b9\u2032\u00b4`\uff07"
QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02'
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where each of its characters came from."""

    text: str
    offsets: tuple[int, ...] | None
    """For each character its index in the original, and the original's length last; None: unchanged."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the original that the folded characters `start` to `end` (exclusive) stand for."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]


class _Table(dict[int, str]):
    """A translation table that works out each character when it is first met."""

    def __init__(self, *, names: bool) -> None:
        super().__init__()
        self._names = names
        self.moving: set[str] = set()
        """The characters met so far that become none or several."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = self[code] = self._fold(character)
        if len(folded) != 1:
            self.moving.add(character)
        return folded

    def moves(self, text: str) -> bool:
        """Whether folding the text moved any of its characters; it was folded."""
        if len(text) < 8 * len(self.moving):
            return not self.moving.isdisjoint(text)
        return any(map(text.__contains__, self.moving))

    def _fold(self, character: str) -> str:
        if character in APOSTROPHES:
            return "'"
        if character in QUOTES:
            return '"'
        if character in DASHES:
            return "-"
        if character.isspace():
            return " "
        if unicodedata.category(character) == "Cf":
            return ""
        return _bare(character) if self._names else character


def _bare(character: str) -> str:
    """The letter without its marks, in lower case: ``É`` is ``e``; a mark alone is nothing."""
    return "".join(
        part for part in unicodedata.normalize("NFD", character.casefold()) if not unicodedata.combining(part)
    )


_NAME_TABLE = _Table(names=True)
_QUOTE_TABLE = _Table(names=False)


def fold_name(text: str) -> Folded:
    """Folded for finding names: case, accents, typographic apostrophes, dashes and spaces do not count."""
    folded = text.translate(_NAME_TABLE)
    if not _NAME_TABLE.moves(text):
        return Folded(folded, None)
    return _with_offsets(text, _NAME_TABLE)


def fold_letters(text: str) -> str:
    """The text folded for finding names, without the way back."""
    if text.isascii():
        return text.translate(_NAME_TABLE)
    # Python translates ASCII several times as fast as anything else
    return "".join([part.translate(_NAME_TABLE) for part in _ASCII.split(text)])


_ASCII = re.compile("([\x00-\x7f]{24,})")


@lru_cache(maxsize=1 << 17)
def folded_name(name: str) -> str:
    """A whole name folded, to look it up among others."""
    return fold_letters(name).strip()


def fold_quote(text: str) -> Folded:
    """Folded for finding quotes: typographic signs, kinds and runs of white space, and NFC do not count.

    Case and accents do: a quote is verbatim.
    """
    quick = text.translate(_QUOTE_TABLE)
    if "  " not in quick and unicodedata.is_normalized("NFC", quick) and not _QUOTE_TABLE.moves(text):
        return Folded(quick, None)
    characters: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(text):
        folded = _QUOTE_TABLE[ord(character)]
        if not folded or (folded == " " and characters and characters[-1] == " "):
            continue
        characters.append(folded)
        offsets.append(index)
    words = "".join(characters)
    if not unicodedata.is_normalized("NFC", words):
        words, offsets = _composed(words, offsets)
    return Folded(words, (*offsets, len(text)))


def _composed(text: str, offsets: list[int]) -> tuple[str, list[int]]:
    """The text in NFC, each character with the offset of the first one it was made of."""
    composed: list[str] = []
    origins: list[int] = []
    start = 0
    for end in range(1, len(text) + 1):
        # a cluster ends where the next character starts one of its own
        if end == len(text) or not unicodedata.combining(text[end]):
            for character in unicodedata.normalize("NFC", text[start:end]):
                composed.append(character)
                origins.append(offsets[start])
            start = end
    return "".join(composed), origins


def _with_offsets(text: str, table: _Table) -> Folded:
    characters: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(text):
        for part in table[ord(character)]:
            characters.append(part)
            offsets.append(index)
    return Folded("".join(characters), (*offsets, len(text)))
