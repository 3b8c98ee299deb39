"""Names put beside marks so that none covers another."""

from collections.abc import Iterator

from briefkit.render.drawing.lettering import width
from briefkit.render.drawing.shapes import Box, Position

SIZE = 13.0
"""Of the letters, in units."""

LONGEST = 34
"""Characters of a name that is written on the picture."""


class Room:
    """What is taken of a picture."""

    def __init__(self, edge: Box) -> None:
        self._edge = edge
        self._taken: list[Box] = []

    def take(self, taken: Box) -> None:
        """Nothing is to be put here any more."""
        self._taken.append(taken)

    def try_to_take(self, wanted: Box) -> bool:
        """Takes the place, if it is free and inside."""
        inside = (
            self._edge.left <= wanted.left
            and self._edge.low <= wanted.low
            and wanted.right <= self._edge.right
            and wanted.high <= self._edge.high
        )
        if not inside or any(wanted.touches(other) for other in self._taken):
            return False
        self.take(wanted)
        return True

    def beside(self, mark: Box, words: str) -> tuple[Position, str] | None:
        """Where the words begin, on their base line, and how they are anchored; None where there is no room.

        The first free of eight places: to the right, the left, above, below, and between these.
        """
        if len(words) > LONGEST:
            return None
        wide = width(words, SIZE)
        for left, baseline, anchor in _places(mark, wide):
            if self.try_to_take(Box(left - 2, baseline - SIZE, left + wide + 2, baseline + SIZE * 0.35)):
                x = {"start": left, "middle": left + wide / 2, "end": left + wide}[anchor]
                return (x, baseline), anchor
        return None


def _places(mark: Box, wide: float) -> Iterator[tuple[float, float, str]]:
    x, y = (mark.left + mark.right) / 2, (mark.low + mark.high) / 2
    right, left, middle = mark.right + 5, mark.left - 5 - wide, x - wide / 2
    level, above, below = y + SIZE * 0.36, mark.low - 5, mark.high + SIZE + 3
    yield right, level, "start"
    yield left, level, "end"
    yield middle, above, "middle"
    yield middle, below, "middle"
    yield right, above + 4, "start"
    yield right, below - 5, "start"
    yield left, above + 4, "end"
    yield left, below - 5, "end"
