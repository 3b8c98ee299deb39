"""What is said of somebody or something rests on evidence."""

from collections.abc import Iterator

from briefkit.model.claim import Position
from briefkit.model.dossier import Dossier
from briefkit.model.event import Event
from briefkit.model.evidence import Control, Fact, Relation
from briefkit.model.record import Record
from briefkit.model.walk import parts
from briefkit.problems import Problem, Rule, Severity

RULE = Rule(
    "evidence-missing",
    Severity.ERROR,
    "Every position, fact, relation, event and entry of control has evidence: a source and its words.",
)

_WORDS: dict[type, str] = {
    Position: "position",
    Fact: "fact",
    Relation: "relation",
    Control: "entry of control",
    Event: "event",
}


def check(dossier: Dossier, record: Record) -> Iterator[Problem]:
    """All that has none."""
    for path, part in parts(record):
        word = _WORDS.get(type(part))
        if word is None or part.evidence:  # type: ignore[attr-defined]
            continue
        hint = 'evidence: [{source: some-id, quote: "the words in the source"}]'
        yield Problem(dossier.mark(record.ref, *path), RULE, f"this {word} has no evidence", hint)
