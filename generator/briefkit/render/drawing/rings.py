"""Two rings around a middle, unrolled to both sides so that every name can be read level.

The rings are columns left and right of the middle. Each branch of the first ring is given as much height as
it and its leaves of the second ring need, and the branches share the two sides in their order.
"""

from collections.abc import Hashable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple, TypeVar

K = TypeVar("K", bound=Hashable)


class Spot(NamedTuple):
    """Where something stands."""

    side: int
    """-1 left of the middle, 1 right of it."""
    ring: int
    """1 or 2."""
    y: float
    """From the middle, downwards."""


def needed(branch: K, leaves: Mapping[K, Sequence[K]], heights: Mapping[K, float]) -> float:
    """The height of a branch with its leaves."""
    return max(heights[branch], sum(heights[leaf] for leaf in leaves.get(branch, ())))


def halves(
    branches: Sequence[K], leaves: Mapping[K, Sequence[K]], heights: Mapping[K, float]
) -> tuple[Sequence[K], Sequence[K]]:
    """The branches in two parts, in their order, that need heights as equal as can be."""
    sums = [0.0, *accumulate(needed(branch, leaves, heights) for branch in branches)]
    cut = min(range(len(sums)), key=lambda count: abs(2 * sums[count] - sums[-1]))
    return branches[:cut], branches[cut:]


def rings(
    sides: tuple[Sequence[K], Sequence[K]], leaves: Mapping[K, Sequence[K]], heights: Mapping[K, float]
) -> Mapping[K, Spot]:
    """The spot of each branch, those of the left side and those of the right, and of each leaf.

    `leaves` are those of each branch, each of one branch only. `heights` is how much of its column each
    takes: no other comes nearer. Takes one step for each branch and leaf.
    """
    spots: dict[K, Spot] = {}
    for side, branches in zip((-1, 1), sides, strict=True):
        top = -sum(needed(branch, leaves, heights) for branch in branches) / 2
        for branch in branches:
            height = needed(branch, leaves, heights)
            own = leaves.get(branch, ())
            spots[branch] = Spot(side, 1, top + height / 2)
            below = top + (height - sum(heights[leaf] for leaf in own)) / 2
            for leaf in own:
                spots[leaf] = Spot(side, 2, below + heights[leaf] / 2)
                below += heights[leaf]
            top += height
    return spots
