"""A record is looked at again by the date that the desk set for it."""

from collections.abc import Iterator

from briefkit.model.dossier import Dossier
from briefkit.problems import Problem, Rule, Severity

RULE = Rule(
    "review-due",
    Severity.WARNING,
    "A record is looked at again by the date that the desk set for it.",
)


def check_all(dossier: Dossier) -> Iterator[Problem]:
    """Review dates whose last day is over; none where it is not said what day it is."""
    today = dossier.settings.today
    if today is None:
        return
    for ref, record in dossier.records.items():
        if record.review_by and record.is_due(today):
            message = f"it was to be reviewed by {record.review_by}"
            hint = "Look at it again; then set a later review_by, or take it out."
            yield Problem(dossier.mark(ref, "review_by"), RULE, message, hint)
