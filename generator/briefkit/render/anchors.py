"""Ids of the things on a page: stable when something else is added."""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

from briefkit.model.actor import Actor
from briefkit.model.claim import Claim, Position
from briefkit.model.event import Event
from briefkit.model.evidence import Evidence, Fact
from briefkit.model.folding import fold_quote
from briefkit.model.place import Place
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.remembered import remembered
from briefkit.model.slugs import slug
from briefkit.model.walk import Path


def evidence_anchor(ref: Ref, item: Evidence) -> str:
    """The id of the words of a quote on the page of its source: made of what they carry and of the words."""
    return _evidence_anchor(ref, item.quote, item.before, item.after)


@lru_cache(maxsize=100_000)
def _evidence_anchor(ref: Ref, quote: str, before: str | None, after: str | None) -> str:
    folded = fold_quote(quote).text
    return "e-" + blake2b(f"{ref}|{folded}|{before}|{after}".encode(), digest_size=4).hexdigest()


@remembered
def position_anchors(claim: Claim) -> tuple[str, ...]:
    """The ids of the claim's positions, in their order."""
    return _distinct([position.id or _position_words(position) for position in claim.positions], "position")


def _position_words(position: Position) -> str:
    holder = "-".join(position.actor) if position.actor else (position.unnamed or "own-voice")
    return f"{holder}-{position.date.text}" if position.date else holder


def fact_anchors(facts: Sequence[Fact]) -> tuple[str, ...]:
    """The ids of facts, in their order."""
    return _distinct([fact.id or f"{fact.property}-{fact.value}" for fact in facts], "fact")


def part_anchor(record: Record, path: Path) -> str:
    """The id of the part of a record that `path` leads into; empty where it has none of its own."""
    match path:
        case ("positions", int(index), *_) if isinstance(record, Claim):
            return position_anchors(record)[index]
        case ("facts", int(index), *_) if isinstance(record, (Actor, Place, Event)):
            return fact_anchors(record.facts)[index]
    return ""


def _distinct(words: Sequence[str], prefix: str) -> tuple[str, ...]:
    """An id for each of the words; of equal ones the second ends in ``-2``, and so on."""
    seen: dict[str, int] = {}
    anchors = []
    for text in words:
        name = _anchor(text, prefix)
        seen[name] = seen.get(name, 0) + 1
        anchors.append(name if seen[name] == 1 else f"{name}-{seen[name]}")
    return tuple(anchors)


@lru_cache(maxsize=100_000)
def _anchor(text: str, prefix: str) -> str:
    return f"{prefix}-{slug(text)[:60].strip('-')}".strip("-")
