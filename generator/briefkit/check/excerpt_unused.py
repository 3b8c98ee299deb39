"""Of a source kept in excerpts, nothing is kept but what is quoted."""

from collections.abc import Iterator

from briefkit.model.dossier import Dossier
from briefkit.model.record import Record
from briefkit.model.source import Source
from briefkit.model.vocabulary import TextKept
from briefkit.problems import Problem, Rule, Severity

RULE = Rule(
    "excerpt-unused",
    Severity.WARNING,
    "Of a source kept in excerpts, for the sake of rights, only the passages are kept that are quoted.",
)


def check(dossier: Dossier, record: Record) -> Iterator[Problem]:
    """Paragraphs of excerpts that no evidence rests on."""
    if not isinstance(record, Source) or record.text is not TextKept.EXCERPTS:
        return
    uses = dossier.uses.get(record.id, ())
    used = {stretch.paragraph for use in uses for stretch in use.passage}
    for paragraph in dossier.articles.get(record.id, ()):
        if paragraph.number not in used:
            message = f"nothing rests on {paragraph.anchor} of this source, of which only excerpts are kept"
            yield Problem(paragraph.mark, RULE, message, "Take the paragraph out, or quote it as evidence.")
