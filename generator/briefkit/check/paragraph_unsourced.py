"""A paragraph of a briefing leads to what it rests on."""

from collections.abc import Iterator

from briefkit.model.briefing import Briefing
from briefkit.model.dossier import Dossier
from briefkit.model.prose import Paragraph, blocks
from briefkit.model.record import Record
from briefkit.problems import Problem, Rule, Severity

RULE = Rule(
    "paragraph-unsourced",
    Severity.WARNING,
    "Every paragraph of a briefing links a claim, an event or a source; pages mark one that does not.",
)


def check(dossier: Dossier, record: Record) -> Iterator[Problem]:
    """Paragraphs that link none of these."""
    if isinstance(record, Briefing):
        for block in blocks(dossier.bodies.get(record.id, ())):
            if isinstance(block, Paragraph) and not dossier.is_sourced(block):
                hint = "Link what it rests on: [[claim/some-id|words]], [[event/…]] or [[source/…]]"
                message = "this paragraph links no claim, event or source"
                yield Problem(block.mark, RULE, message, hint)
