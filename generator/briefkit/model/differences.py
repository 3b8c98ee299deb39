"""Facts that cannot all be so."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from briefkit.model.date_value import EdtfDate
from briefkit.model.evidence import Fact
from briefkit.model.folding import fold_name

UNKNOWN = "unknown"
NONE = "none"


class Difference(StrEnum):
    """How facts of one property differ."""

    SOURCES = "sources"
    """Different sources say different things."""
    ITSELF = "itself"
    """One source says different things."""


def differences(facts: Sequence[Fact]) -> Mapping[int, Difference]:
    """The facts, by their index, that differ from another of the same property at the same time.

    What nobody knows differs from nothing. A fact without a date holds at any time.
    """
    found: dict[int, Difference] = {}
    for index, fact in enumerate(facts):
        rivals = [other for other in facts if other is not fact and _differ(fact, other)]
        if rivals:
            sources = {item.source for rival in (fact, *rivals) for item in rival.evidence}
            found[index] = Difference.SOURCES if len(sources) > 1 else Difference.ITSELF
    return found


def _differ(one: Fact, other: Fact) -> bool:
    if _folded(one.property) != _folded(other.property) or UNKNOWN in (one.value, other.value):
        return False
    return _folded(one.value) != _folded(other.value) and _overlap(one, other)


def _folded(text: str) -> str:
    return " ".join(fold_name(text).text.split())


def _overlap(one: Fact, other: Fact) -> bool:
    return not (_ends_before(one, other) or _ends_before(other, one))


def _ends_before(one: Fact, other: Fact) -> bool:
    """True where the one was over when the other began, as far as either says."""
    end, begin = one.to or one.date, other.from_ or other.date
    return isinstance(end, EdtfDate) and isinstance(begin, EdtfDate) and _before(end, begin)


def _before(end: EdtfDate, begin: EdtfDate) -> bool:
    return end.latest is not None and begin.earliest is not None and end.latest < begin.earliest
