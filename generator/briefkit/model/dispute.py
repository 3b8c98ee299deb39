"""The state of the debate about a claim, computed from its positions."""

import datetime
from collections.abc import Iterable

from briefkit.model.claim import Claim, Position
from briefkit.model.vocabulary import Dispute, Stance

Holder = tuple[str, ...]


def holder(position: Position) -> Holder:
    """Who holds the position, as something that can be compared: joint holders are a holder of their own."""
    if position.actor:
        return ("actor", *sorted(position.actor))
    return ("own_voice",) if position.own_voice else ("unnamed", position.unnamed or "")


def standing(positions: Iterable[Position]) -> tuple[Position, ...]:
    """The positions that count: of each named holder the latest, of the unnamed all.

    A position without a date never replaces another, and several of one holder on its latest date all count.
    The unnamed are never taken for one another.
    """
    kept: list[Position] = []
    dated: dict[Holder, list[Position]] = {}
    for position in positions:
        if position.unnamed is not None or position.date is None or position.date.earliest is None:
            kept.append(position)
        else:
            dated.setdefault(holder(position), []).append(position)
    for held in dated.values():
        newest = max(_day(position) for position in held)
        kept.extend(position for position in held if _day(position) == newest)
    return tuple(kept)


def _day(position: Position) -> datetime.date:
    return (position.date.earliest if position.date else None) or datetime.date.min


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
