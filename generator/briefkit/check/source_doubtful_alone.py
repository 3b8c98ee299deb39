"""Nothing rests on corrected or retracted sources alone."""

from collections.abc import Iterator

from briefkit.check.source_doubtful import doubtful, problems
from briefkit.model.dossier import Dossier
from briefkit.problems import Problem, Rule, Severity

RULE = Rule(
    "source-doubtful-alone",
    Severity.ERROR,
    "Nothing rests only on sources that their publishers corrected or retracted.",
)


def check(dossier: Dossier) -> Iterator[Problem]:
    """Evidence on such a source, where nothing else carries the same."""
    for ref, path, items, alone in doubtful(dossier):
        if alone:
            yield from problems(dossier, ref, path, items, RULE)
