"""A claim has a position."""

from collections.abc import Iterator

from briefkit.model.claim import Claim
from briefkit.model.dossier import Dossier
from briefkit.model.record import Record
from briefkit.problems import Problem, Rule, Severity

RULE = Rule(
    "position-missing", Severity.ERROR, "Every claim has at least one position: somebody who speaks to it."
)


def check(dossier: Dossier, record: Record) -> Iterator[Problem]:
    """Claims that nobody makes, denies, questions or speaks of."""
    if isinstance(record, Claim) and not record.positions:
        hint = "positions:\n  - actor: some-id\n    stance: support\n    evidence: …"
        mark = dossier.mark(record.ref, "positions")
        yield Problem(mark, RULE, "nobody has a position on this claim", hint)
