"""Ids of the things on a page: stable when something else is added."""

from collections.abc import Sequence
from hashlib import blake2b

from briefkit.model.claim import Claim, Position
from briefkit.model.evidence import Evidence, Fact
from briefkit.model.folding import fold_quote
from briefkit.model.ref import Ref
from briefkit.model.slugs import slug


def evidence_anchor(ref: Ref, item: Evidence) -> str:
    """The id of the words of a quote on the page of its source: made of what they carry and of the words."""
    folded = fold_quote(item.quote).text
    return "e-" + blake2b(f"{ref}|{folded}|{item.before}|{item.after}".encode(), digest_size=4).hexdigest()


def position_anchors(claim: Claim) -> tuple[str, ...]:
    """The ids of the claim's positions, in their order."""
    return _distinct([position.id or _position_words(position) for position in claim.positions], "position")


def _position_words(position: Position) -> str:
    holder = "-".join(position.actor) if position.actor else (position.unnamed or "own-voice")
    return f"{holder}-{position.date.text}" if position.date else holder


def fact_anchors(facts: Sequence[Fact]) -> tuple[str, ...]:
    """The ids of facts, in their order."""
    return _distinct([fact.id or f"{fact.property}-{fact.value}" for fact in facts], "fact")


def _distinct(words: Sequence[str], prefix: str) -> tuple[str, ...]:
    """An id for each of the words; of equal ones the second ends in ``-2``, and so on."""
    seen: dict[str, int] = {}
    anchors = []
    for text in words:
        name = f"{prefix}-{slug(text)[:60].strip('-')}".strip("-")
        seen[name] = seen.get(name, 0) + 1
        anchors.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return tuple(anchors)
