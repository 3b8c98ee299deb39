"""The state of the debate about a claim, computed from its positions."""

from collections.abc import Iterable

from briefkit.model.claim import Claim, Position
from briefkit.model.date_value import before
from briefkit.model.vocabulary import Dispute, Stance

Holder = tuple[str, ...]


def holder(position: Position) -> Holder:
    """Who holds the position, as something that can be compared: joint holders are a holder of their own."""
    if position.actor:
        return ("actor", *sorted(position.actor))
    return ("own_voice",) if position.own_voice else ("unnamed", position.unnamed or "")


def standing(positions: Iterable[Position]) -> tuple[Position, ...]:
    """The positions that count: all but those that their holder certainly replaced later.

    Dates that overlap, or are not given, leave open which came last: then both count. The unnamed are never
    taken for one another.
    """
    known = tuple(positions)
    return tuple(one for one in known if not any(_replaces(other, one) for other in known))


def _replaces(later: Position, earlier: Position) -> bool:
    """True where the same holder took the one position certainly after the other."""
    if later.unnamed is not None or later.date is None or earlier.date is None:
        return False
    return holder(later) == holder(earlier) and before(earlier.date, later.date)


def dispute(claim: Claim) -> Dispute:
    """The dispute state of the claim.

    A claim without positions is `mentioned`; that it has none is reported elsewhere.
    """
    stances = {position.stance for position in standing(claim.positions)}
    if Stance.DENY in stances:
        return Dispute.DISPUTED if Stance.SUPPORT in stances else Dispute.DENIED
    if Stance.QUERY in stances:
        return Dispute.QUESTIONED
    return Dispute.ASSERTED if Stance.SUPPORT in stances else Dispute.MENTIONED
