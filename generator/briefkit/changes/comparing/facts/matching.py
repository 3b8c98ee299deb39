"""Which entry of a list is which entry of the list before, whatever their order."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from briefkit.model.claim import Position
from briefkit.model.evidence import Correction, Evidence, Fact
from briefkit.model.fields import Part
from briefkit.model.folding import fold_quote

ALIKE = 0.6
"""From how much of the same words on two quotes of one source are one that was mended."""


class Matched(NamedTuple):
    """The entries of two lists, by their places."""

    pairs: tuple[tuple[int, int], ...]
    """Those that are in both, before and now, in the order of the list now."""
    gone: tuple[int, ...]
    new: tuple[int, ...]


def matched(before: Sequence[Part], now: Sequence[Part]) -> Matched:
    """The entries in both lists: equal ones first, then those that share most of what names them."""
    gone, new = list(range(len(before))), list(range(len(now)))
    pairs: list[tuple[int, int]] = []

    def join(one: int, other: int) -> None:
        gone.remove(one)
        new.remove(other)
        pairs.append((one, other))

    for at in list(new):
        same = next((index for index in gone if before[index] == now[at]), None)
        if same is not None:
            join(same, at)
    likely = [(_nearness(before[one], now[other]), one, other) for one in gone for other in new]
    order = sorted(likely, key=lambda found: (-found[0], abs(found[1] - found[2]), found[2], found[1]))
    for near, one, other in order:
        if near > 0 and one in gone and other in new:
            join(one, other)
    return Matched(tuple(sorted(pairs, key=lambda pair: pair[1])), tuple(gone), tuple(new))


def _nearness(one: Part, other: Part) -> float:
    """How sure it is that the two are the same thing, changed; 0 where they are not."""
    if type(one) is not type(other):
        return 0
    if isinstance(one, Evidence) and isinstance(other, Evidence):
        return _of_quotes(one, other)
    if isinstance(one, Fact) and isinstance(other, Fact) and _is_another_fact(one, other):
        return 0
    if isinstance(one, Position) and isinstance(other, Position) and _is_another_position(one, other):
        return 0
    if isinstance(one, Correction) and isinstance(other, Correction) and one.kind != other.kind:
        return 0
    return len({*one.selectors()} & {*other.selectors()})


def _of_quotes(one: Evidence, other: Evidence) -> float:
    if one.source != other.source:
        return 0
    words, others = fold_quote(one.quote).text, fold_quote(other.quote).text
    if words == others:
        return 2
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0
    found = matcher.ratio()
    return found if found >= ALIKE else 0


def _is_another_fact(one: Fact, other: Fact) -> bool:
    """Another value at another time is no change of what was said of the time before."""
    if one.id is not None and one.id == other.id:
        return False
    times = {(fact.date, fact.from_) for fact in (one, other)}
    return one.value != other.value and len(times) > 1


def _is_another_position(one: Position, other: Position) -> bool:
    """Who says something else at another time has taken another position."""
    named = one.id is not None and one.id == other.id
    return not named and one.stance != other.stance and one.date != other.date


def single_values(before: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """The places of values that are in one list only, those that are gone first."""
    left = list(now)
    gone = []
    for at, value in enumerate(before):
        if value in left:
            left.remove(value)
        else:
            gone.append(at)
    yield from ((at, None) for at in gone)
    known = list(before)
    for at, value in enumerate(now):
        if value in known:
            known.remove(value)
        else:
            yield None, at
