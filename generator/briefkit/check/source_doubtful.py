"""What rests on a source that was corrected or retracted is looked at again."""

from collections.abc import Iterator

from briefkit.model.dossier import Dossier
from briefkit.model.evidence import Evidence
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.vocabulary import SourceStatus
from briefkit.model.walk import Path, parts
from briefkit.problems import Problem, Rule, Severity

RULE = Rule(
    "source-doubtful",
    Severity.WARNING,
    "What rests on a source that its publisher corrected or retracted is looked at again.",
)


def check(dossier: Dossier, record: Record) -> Iterator[Problem]:
    """Evidence on such a source, where another source carries the same."""
    for path, items, alone in doubtful(dossier, record):
        if not alone:
            yield from problems(dossier, record.ref, path, items, RULE)


def doubtful(dossier: Dossier, record: Record) -> Iterator[tuple[Path, tuple[Evidence, ...], bool]]:
    """All in it with evidence on such a source; the last value is True where nothing else carries it."""
    for path, part in parts(record):
        items: tuple[Evidence, ...] = getattr(part, "evidence", ())
        states = [dossier.status_of(item) for item in items]
        if any(state is not SourceStatus.USABLE for state in states):
            yield path, items, SourceStatus.USABLE not in states


def problems(
    dossier: Dossier, ref: Ref, path: Path, items: tuple[Evidence, ...], rule: Rule
) -> Iterator[Problem]:
    """A problem at each item whose source is not usable."""
    for index, item in enumerate(items):
        status = dossier.status_of(item)
        if status is not SourceStatus.USABLE:
            message = f"source {item.source} was {status.words}"
            hint = "Read what the publisher says, then change or withdraw it, or find another source."
            yield Problem(dossier.mark(ref, *path, "evidence", index, "quote"), rule, message, hint)
