"""A line of a file with the place that a problem is about, as a terminal can show it."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from briefkit.load.text import SourceText, decode
from briefkit.model.characters import visible
from briefkit.model.mark import Mark

WIDTH = 100
"""Most columns of a line that are shown."""

AROUND = 40
"""Columns that stay in front of the place, where a line is cut."""

TAB = 4
CUT = "..."

_LINE = re.compile(r"[^\r\n]*")
_TOKENS = (
    re.compile(r'"(?:\\.|[^"\\])*"?'),
    re.compile(r"'(?:''|[^'])*'?"),
    re.compile(r"!?\[\[[^\[\]]*\]\]"),
    re.compile(r"[\[{,\]}]"),
)
_PLAIN = re.compile(r"(?:[^\s:#]|:(?=\S)|(?<=\S)#|\s+(?=[^\s#:]))+")
_PLAIN_BETWEEN_BRACKETS = re.compile(r"(?:[^\s:#,\[\]{}]|:(?=[^\s,\[\]{}])|(?<=\S)#|\s+(?=[^\s#:,\[\]{}]))+")


class Excerpt(NamedTuple):
    """A line, cut where it is long, in three parts."""

    before: str
    inside: str
    """What the problem is about."""
    after: str

    @property
    def carets(self) -> str:
        """Blanks and carets to stand below the line."""
        return " " * columns(self.before) + "^" * max(columns(self.inside), 1)


def source_text(path: Path) -> SourceText | None:
    """The file's text; None where there is none that can be shown."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return decode(path.as_posix(), data)[0]


def excerpt(source: SourceText, mark: Mark, encoding: str = "utf-8") -> Excerpt | None:
    """The line of the mark, of which what begins at the mark is marked; None where the line is blank.

    What a terminal would obey is shown by its code point, what its `encoding` lacks by a number. A tab is
    shown as spaces.
    """
    found = _LINE.match(source.text, source.offset(mark.line))
    whole = found[0] if found else ""
    if not whole.strip():
        return None
    # of a line of a million characters only those near the place are looked at
    left_out = max(0, mark.column - 1 - WIDTH)
    line = whole[left_out : left_out + 4 * WIDTH]
    start = min(mark.column - 1 - left_out, len(line))
    end = start + len(_token(line, start))
    cells = list(_cells(line, encoding))
    first, last = _window(cells, start)
    head = CUT if first or left_out else ""
    tail = CUT if last < len(cells) or left_out + len(line) < len(whole) else ""
    return Excerpt(
        head + "".join(cells[first:start]),
        "".join(cells[start : min(end, last)]),
        "".join(cells[min(end, last) : last]) + tail,
    )


def _token(line: str, start: int) -> str:
    """The characters that belong together from `start` on."""
    for pattern in _TOKENS:
        if match := pattern.match(line, start):
            return match[0]
    before = line[:start]
    open_brackets = sum(before.count(sign) for sign in "[{") > sum(before.count(sign) for sign in "]}")
    match = (_PLAIN_BETWEEN_BRACKETS if open_brackets else _PLAIN).match(line, start)
    return match[0] if match else line[start : start + 1]


def _cells(line: str, encoding: str) -> Iterator[str]:
    """What is shown for each character."""
    column = 0
    for character in line:
        cell = " " * (TAB - column % TAB) if character == "\t" else visible(character)
        cell = cell.encode(encoding, "backslashreplace").decode(encoding)
        column += columns(cell)
        yield cell


def _window(cells: list[str], start: int) -> tuple[int, int]:
    """The cells that are shown, from the first to before the last."""
    if columns("".join(cells)) <= WIDTH:
        return 0, len(cells)
    first = start
    room = AROUND
    while first > 0 and (room := room - columns(cells[first - 1])) >= 0:
        first -= 1
    last, room = first, WIDTH
    while last < len(cells) and (room := room - columns(cells[last])) >= 0:
        last += 1
    return first, last


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(
        0 if unicodedata.combining(c) or unicodedata.category(c) in {"Mn", "Me"}
        else 2 if unicodedata.east_asian_width(c) in {"W", "F"}
        else 1
        for c in text
    )  # fmt: skip
