"""Of a source kept in excerpts, nothing is kept but what is quoted."""

from collections.abc import Iterator

from briefkit.model.dossier import Dossier
from briefkit.model.source import Source
from briefkit.model.vocabulary import TextKept
from briefkit.model.walk import evidence
from briefkit.problems import Problem, Rule, Severity

RULE = Rule(
    "excerpt-unused",
    Severity.WARNING,
    "Of a source kept in excerpts, for the sake of rights, only the passages are kept that are quoted.",
)


def check(dossier: Dossier) -> Iterator[Problem]:
    """Paragraphs of excerpts that no evidence rests on."""
    used: set[tuple[str, int]] = set()
    for ref, record in dossier.records.items():
        for path, item in evidence(record):
            passage = dossier.passages.get((ref, path), ())
            used.update((item.source, stretch.paragraph) for stretch in passage)
    for source in dossier.of(Source):
        if source.text is not TextKept.EXCERPTS:
            continue
        for paragraph in dossier.articles.get(source.id, ()):
            if (source.id, paragraph.number) not in used:
                message = (
                    f"nothing rests on {paragraph.anchor} of this source, of which only excerpts are kept"
                )
                yield Problem(
                    paragraph.mark, RULE, message, "Take the paragraph out, or quote it as evidence."
                )
