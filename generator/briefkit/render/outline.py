"""A claim in a few words: some of its positions, each stance among them."""

from collections.abc import Iterable
from dataclasses import dataclass

from briefkit.model.claim import Claim, Position
from briefkit.model.vocabulary import Stance

MOST_POSITIONS = 4
"""Positions that a line of a list shows."""


_ORDER = {stance: place for place, stance in enumerate(Stance)}


@dataclass(frozen=True, slots=True)
class Outline:
    """The positions a line shows, by stance, and how many it leaves out."""

    positions: tuple[Position, ...]
    more: int


def outlined(claim: Claim) -> Outline:
    """The latest position of each stance, and the next latest up to the limit."""
    if len(claim.positions) <= MOST_POSITIONS:
        return Outline(by_stance(claim.positions), 0)
    latest = sorted(claim.positions, key=_when, reverse=True)
    first = [next((each for each in latest if each.stance == stance), None) for stance in Stance]
    chosen = [each for each in first if each is not None]
    taken = {id(each) for each in chosen}
    chosen += [each for each in latest if id(each) not in taken][: max(0, MOST_POSITIONS - len(chosen))]
    kept = {id(each) for each in chosen}
    shown = by_stance([each for each in claim.positions if id(each) in kept])
    return Outline(shown, len(claim.positions) - len(shown))


def by_stance(positions: Iterable[Position]) -> tuple[Position, ...]:
    """Positions in the order of the stances, those of one as they were."""
    return tuple(sorted(positions, key=lambda position: _ORDER[position.stance]))


def _when(position: Position) -> tuple[int, int, int, str]:
    return position.date.sort_key if position.date else (0, 0, 0, "")
