"""What is called confirmed by other sources is."""

from collections.abc import Iterator

from briefkit.model.claim import Claim
from briefkit.model.dossier import Dossier
from briefkit.model.independence import independent_sources
from briefkit.model.vocabulary import Credibility, Stance
from briefkit.problems import Problem, Rule, Severity

RULE = Rule(
    "credibility-unconfirmed",
    Severity.ERROR,
    "Credibility 1, confirmed by other sources, needs at least two independent sources in support.",
)


def check(dossier: Dossier) -> Iterator[Problem]:
    """Claims graded 1 that fewer than two independent sources support."""
    for claim in dossier.of(Claim):
        if claim.assessment is None or claim.assessment.credibility is not Credibility.ONE:
            continue
        supporting = [position for position in claim.positions if position.stance is Stance.SUPPORT]
        items = [item for position in supporting for item in position.evidence]
        count = independent_sources(items, dossier.source_of)
        if count < 2:
            message = f"“confirmed by other sources”, and {count or 'no'} independent source supports it"
            hint = "credibility: 2 (probably true), or evidence of another source with another origin"
            yield Problem(dossier.mark(claim.ref, "assessment", "credibility"), RULE, message, hint)
