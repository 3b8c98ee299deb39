"""Tells texts in which none of some names can stand, many texts at once."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from operator import not_
from typing import TypeVar

from ahocorasick_rs import BytesAhoCorasick, MatchKind

from briefkit.model.folding import fold_letters

K = TypeVar("K")

TOGETHER = 200
"""Texts that are looked through at once: a call takes as long as a short one."""

_OTHER_LETTERS = re.compile("[^\x00-\x7f\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0\u00ab\u00bb\u2022]")
"""All but ASCII and signs that are no letter, nor become one."""

_ESCAPED = re.compile(rb"\\(?:u[0-9a-f]{4}|.)")
"""A character as JSON writes it: the letters in it are none of the text."""

_END = "\0"
"""Between two texts: JSON has none."""

_LOWER = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", b"abcdefghijklmnopqrstuvwxyz")
_NO_LETTERS = bytes(code for code in range(1, 0x80) if not chr(code).isalnum())
_NO_ASCII = bytes(range(0x80, 0x100))


class Sieve:
    """Lets texts pass in which letters and digits of a name stand in a row, whatever signs are between them.

    Texts are JSON in which only what has to be is escaped.
    """

    def __init__(self, names: Sequence[str]) -> None:
        """`names` are folded."""
        plain = [name for name in names if _OTHER_LETTERS.search(name) is None]
        # of what is folded, letters and digits in ASCII stand in such a text as they are, but for their case
        self._plain = _Letters(plain, _NO_LETTERS + _NO_ASCII)
        self._any = _Letters(names, _NO_LETTERS)

    def through(self, texts: Iterable[tuple[K, str]]) -> Iterator[K]:
        """The keys of the texts that pass, in any order; `texts` may have some for the same key."""
        every = [*texts]
        others = [one for one in every if not one[1].isascii()]
        has_letters = [_OTHER_LETTERS.search(text) is not None for _, text in others]
        yield from self._plain.passing([one for one in every if one[1].isascii()])
        yield from self._plain.passing([*compress(others, map(not_, has_letters))])
        yield from self._any.passing([*compress(others, has_letters)], fold=True)


class _Letters:
    """The letters and digits of names."""

    def __init__(self, names: Iterable[str], left_out: bytes) -> None:
        """`left_out` are the bytes that do not count."""
        self._left_out = left_out
        letters = {name.encode().translate(None, left_out + _END.encode()) for name in names}
        self._is_any = b"" in letters
        self._automaton = BytesAhoCorasick(sorted(letters - {b""}), matchkind=MatchKind.Standard)

    def passing(self, texts: Sequence[tuple[K, str]], *, fold: bool = False) -> Iterator[K]:
        """The keys of the texts in which those of a name stand; `fold` says to fold the texts."""
        for start in range(0, len(texts), TOGETHER):
            some = texts[start : start + TOGETHER]
            numbers = range(len(some)) if self._is_any else self._within([text for _, text in some], fold)
            yield from (some[number][0] for number in numbers)

    def _within(self, texts: list[str], fold: bool) -> set[int]:  # noqa: FBT001
        data = _END.join(texts).encode("utf-8", "surrogatepass")
        if b"\\" in data:
            data = _ESCAPED.sub(b" ", data)
        if fold:
            data = fold_letters(data.decode("utf-8", "surrogatepass")).encode("utf-8", "surrogatepass")
        data = data.translate(_LOWER, self._left_out)
        found: set[int] = set()
        number = done = 0
        for _, start, _ in self._automaton.find_matches_as_indexes(data):
            number += data.count(_END.encode(), done, start)
            done = start
            found.add(number)
        return found
