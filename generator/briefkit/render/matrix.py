"""Who says what: claims against those who speak to them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from briefkit.model.claim import Claim, Position
from briefkit.model.ref import Ref

MOST_CLAIMS = 30
"""Most rows of a table."""

MOST_HOLDERS = 12
"""Most columns of a table."""

MOST_POSITIONS = 3
"""Most positions in a cell, the latest."""

MOST_BYTES = 60_000
"""What the rows of a table may weigh together, by their texts; at least one is there."""

OWN_VOICE = "own_voice"
UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Column:
    """Those who hold positions: one actor, the reports themselves, or all without a name."""

    actor: Ref | None
    voice: str
    """``own_voice`` or ``unnamed`` where it is no actor."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The latest positions of one column on one claim, in the order of time, and how many were before."""

    positions: tuple[Position, ...]
    earlier: int


@dataclass(frozen=True, slots=True)
class Row:
    """One claim, with a cell for each column."""

    claim: Claim
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The table; the numbers say what it leaves out."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    more_claims: int
    more_holders: int


def matrix(claims: Sequence[Claim]) -> Matrix:
    """The table of the claims, in their order, and of those who hold the most positions on them."""
    shown = claims[:MOST_CLAIMS]
    counts = Counter(
        holder for claim in shown for position in claim.positions for holder in _holders(position)
    )
    ranked = sorted(
        counts, key=lambda holder: (holder.actor is None, -counts[holder], str(holder.actor), holder.voice)
    )
    actors = [holder for holder in ranked if holder.actor is not None]
    others = [holder for holder in ranked if holder.actor is None]
    columns = (*actors[: MOST_HOLDERS - len(others)], *others)
    rows = _light([Row(claim, tuple(_cell(claim, column) for column in columns)) for claim in shown])
    return Matrix(columns, rows, len(claims) - len(rows), len(ranked) - len(columns))


def _holders(position: Position) -> tuple[Column, ...]:
    if position.actor:
        return tuple(Column(Ref("actor", actor), "") for actor in dict.fromkeys(position.actor))
    return (Column(None, OWN_VOICE if position.own_voice else UNNAMED),)


def _cell(claim: Claim, column: Column) -> Cell:
    held = [position for position in claim.positions if column in _holders(position)]
    held.sort(key=lambda position: position.date.sort_key if position.date else (0, 0, 0, ""))
    return Cell(tuple(held[-MOST_POSITIONS:]), max(0, len(held) - MOST_POSITIONS))


def _light(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows from the first on until they weigh too much."""
    weights = accumulate(_weight(row) for row in rows)
    kept = [row for row, weight in zip(rows, weights, strict=True) if weight <= MOST_BYTES]
    return tuple(kept or rows[:1])


def _weight(row: Row) -> int:
    """About how many bytes the row takes as HTML."""
    positions = [position for cell in row.cells for position in cell.positions]
    texts = [row.claim.label, *(position.qualification or position.unnamed or "" for position in positions)]
    return 250 + 20 * len(row.cells) + 180 * len(positions) + sum(len(text.encode()) for text in texts)
