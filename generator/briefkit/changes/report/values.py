"""Values from the field's closed lists, in the words that readers see."""

from collections.abc import Mapping
from types import MappingProxyType

from briefkit.changes.comparing.entries import ChangeKind, FactChange
from briefkit.model.vocabulary import (
    Confidence,
    Credibility,
    Dispute,
    Likelihood,
    Reliability,
    Stance,
    Term,
    Verdict,
)
from briefkit.render.catalogue import Catalogue
from briefkit.render.interface import in_line

_ASSESSED: Mapping[str, type[Term]] = MappingProxyType(
    {
        "likelihood": Likelihood,
        "confidence": Confidence,
        "credibility": Credibility,
        "verdict": Verdict,
        "reliability": Reliability,
    }
)
"""By the last step of the field's path."""


def in_words(words: Catalogue, change: FactChange, value: str) -> str:
    """The value before or behind a change; one of no closed list as it is written."""
    terms = _terms(change)
    if terms is None or value not in terms.__members__.values():
        return value
    term = terms(value)
    if isinstance(term, (Credibility, Reliability)):
        return words.text("{grade} ({words})", grade=value, words=in_line(words, term))
    return words.words(term)


def _terms(change: FactChange) -> type[Term] | None:
    match change.kind:
        case ChangeKind.POSITION_TURNED:
            return Stance
        case ChangeKind.DISPUTE_CHANGED:
            return Dispute
        case ChangeKind.ASSESSMENT_MOVED:
            return _ASSESSED.get(change.field.rpartition(".")[2])
    return None
