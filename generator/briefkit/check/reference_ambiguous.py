"""A reference in a field for any kind says the kind."""

from collections.abc import Iterator

from briefkit.check.reference_unknown import candidates
from briefkit.model.dossier import Dossier
from briefkit.model.record import Record
from briefkit.model.walk import references
from briefkit.problems import Problem, Rule, Severity

RULE = Rule(
    "reference-ambiguous",
    Severity.ERROR,
    "A reference names one record only: a link by name, or a bare id, may not.",
)


def check(dossier: Dossier, record: Record) -> Iterator[Problem]:
    """Bare ids where the kind has to be said, with the records they can mean."""
    for reference in references(record):
        if reference.ref is None and (found := candidates(dossier, reference.text)):
            message = f"“{reference.text}” does not say its kind"
            # what could not be read may have the id, too
            fix = found[0] if len(found) == 1 and not dossier.unread_kinds else None
            yield Problem(
                dossier.mark(record.ref, *reference.path), RULE, message, f"{' or '.join(found)}?", fix
            )
