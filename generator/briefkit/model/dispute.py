"""The state of the debate about a claim, computed from its positions."""

from collections.abc import Iterable

from briefkit.model.claim import Claim, Position
from briefkit.model.date_value import EdtfDate, before
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
    known = [(one, holder(one)) for one in positions]
    taken: dict[Holder, list[EdtfDate]] = {}
    for one, own in known:
        if one.unnamed is None and one.date is not None:
            taken.setdefault(own, []).append(one.date)
    return tuple(one for one, own in known if not _is_replaced(one.date, taken.get(own, ())))


def _is_replaced(date: EdtfDate | None, dates: Iterable[EdtfDate]) -> bool:
    """Whether any of the dates is certainly after one; no date is after itself."""
    return date is not None and any(other is not date and before(date, other) for other in dates)


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
