"""Where something stands in a file of the content."""

from typing import NamedTuple


class Mark(NamedTuple):
    """A position in a file, counted as an editor counts it."""

    path: str
    """POSIX path of the file, relative to the site's folder."""
    line: int = 1
    """Line, from 1."""
    column: int = 1
    """Column in code points, from 1."""
