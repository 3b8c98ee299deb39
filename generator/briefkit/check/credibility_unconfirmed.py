"""What is called confirmed by other sources is."""

from collections.abc import Iterator

from briefkit.model.claim import Claim
from briefkit.model.dossier import Dossier
from briefkit.model.independence import independent_sources
from briefkit.model.record import Record
from briefkit.model.vocabulary import Credibility, Stance
from briefkit.problems import Problem, Rule, Severity

RULE = Rule(
    "credibility-unconfirmed",
    Severity.ERROR,
    "Credibility 1, confirmed by other sources, needs at least two independent sources in support.",
)


def check(dossier: Dossier, record: Record) -> Iterator[Problem]:
    """Claims graded 1 that fewer than two independent sources support."""
    if not isinstance(record, Claim) or record.assessment is None:
        return
    if record.assessment.credibility is Credibility.ONE:
        supporting = [position for position in record.positions if position.stance is Stance.SUPPORT]
        items = [item for position in supporting for item in position.evidence]
        count = independent_sources(items, dossier.source_of)
        if count < 2:
            message = f"“confirmed by other sources”, and {count or 'no'} independent source supports it"
            hint = "credibility: 2 (probably true), or evidence of another source with another origin"
            yield Problem(dossier.mark(record.ref, "assessment", "credibility"), RULE, message, hint)
