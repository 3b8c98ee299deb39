"""Front matter: the YAML between two lines ``---`` at the beginning of a text."""

import re
from dataclasses import dataclass

from briefkit.load.rules import FRONT_MATTER_NOT_CLOSED
from briefkit.load.text import SourceText
from briefkit.problems import Problem

_OPENING = re.compile(r"---[ \t]*(?:\r\n|\r|\n|\Z)")
# With re.MULTILINE, ^ would not match behind a lone \r.
_CLOSING = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Where the front matter of a file lies; the numbers are indexes into the file's text."""

    start: int
    """Where its YAML begins: behind the opening line."""
    end: int
    """Where its YAML ends: at the closing line."""
    body: int
    """Where the text behind the closing line begins."""


def split(source: SourceText) -> tuple[FrontMatter | None, list[Problem]]:
    """Where the front matter lies; None where the first line is not ``---``.

    ``---`` and ``...`` close it. Where neither follows, there is a problem and no front matter.
    """
    opening = _OPENING.match(source.text)
    if opening is None:
        return None, []
    closing = _CLOSING.search(source.text, opening.end())
    if closing is None:
        message = 'The front matter that begins with "---" is never closed.'
        hint = 'Write a line "---" between the front matter and the text.'
        return None, [Problem(source.mark(0), FRONT_MATTER_NOT_CLOSED, message, hint)]
    return FrontMatter(opening.end(), closing.start(), closing.end()), []
