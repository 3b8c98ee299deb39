"""Nothing rests on corrected or retracted sources alone."""

from collections.abc import Iterator

from briefkit.check.source_doubtful import doubtful, problems
from briefkit.model.dossier import Dossier
from briefkit.model.record import Record
from briefkit.problems import Problem, Rule, Severity

RULE = Rule(
    "source-doubtful-alone",
    Severity.ERROR,
    "Nothing rests only on sources that their publishers corrected or retracted.",
)


def check(dossier: Dossier, record: Record) -> Iterator[Problem]:
    """Evidence on such a source, where nothing else carries the same."""
    for path, items, alone in doubtful(dossier, record):
        if alone:
            yield from problems(dossier, record.ref, path, items, RULE)
