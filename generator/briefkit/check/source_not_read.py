"""No quote rests on a source that is known and was not read."""

from collections.abc import Iterator

from briefkit.model.dossier import Dossier
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.source import Source
from briefkit.model.vocabulary import TextKept
from briefkit.model.walk import evidence
from briefkit.problems import Problem, Rule, Severity

RULE = Rule(
    "source-not-read",
    Severity.ERROR,
    "No quote rests on a source that is known and was not read (`text: none`).",
)


def check(dossier: Dossier, record: Record) -> Iterator[Problem]:
    """Evidence on sources without a text."""
    for path, item in evidence(record):
        source = dossier.records.get(Ref("source", item.source))
        if isinstance(source, Source) and source.text is TextKept.NONE:
            message = f"source {source.id} was not read (text: none): no quote can rest on it"
            hint = f"source: the article that describes it, with document: {source.id}"
            yield Problem(dossier.mark(record.ref, *path, "quote"), RULE, message, hint)
