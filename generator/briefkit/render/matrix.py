"""Who says what: claims against those who speak to them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefkit.model.claim import Claim, Position
from briefkit.model.ref import Ref

MOST_CLAIMS = 30
"""Most rows of a table."""

MOST_HOLDERS = 12
"""Most columns of a table."""

OWN_VOICE = "own_voice"
UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Column:
    """Those who hold positions: one actor, the reports themselves, or all without a name."""

    actor: Ref | None
    voice: str
    """``own_voice`` or ``unnamed`` where it is no actor."""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim, with the positions of each column, in the order of time."""

    claim: Claim
    cells: tuple[tuple[Position, ...], ...]


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
    rows = tuple(Row(claim, tuple(_cell(claim, column) for column in columns)) for claim in shown)
    return Matrix(columns, rows, len(claims) - len(shown), len(ranked) - len(columns))


def _holders(position: Position) -> tuple[Column, ...]:
    if position.actor:
        return tuple(Column(Ref("actor", actor), "") for actor in dict.fromkeys(position.actor))
    return (Column(None, OWN_VOICE if position.own_voice else UNNAMED),)


def _cell(claim: Claim, column: Column) -> tuple[Position, ...]:
    held = [position for position in claim.positions if column in _holders(position)]
    return tuple(
        sorted(held, key=lambda position: position.date.sort_key if position.date else (0, 0, 0, ""))
    )
