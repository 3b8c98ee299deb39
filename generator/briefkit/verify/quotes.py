"""Every quote of evidence found in its source, or reported."""

from collections.abc import Iterator
from dataclasses import replace

from briefkit.model.article import Passage
from briefkit.model.dossier import Dossier
from briefkit.model.evidence import Evidence
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.source import Source
from briefkit.model.walk import Path, evidence
from briefkit.problems import Problem, Rule, Severity
from briefkit.verify.search import Haystack

QUOTE_MISSING = Rule(
    "quote-missing", Severity.ERROR, "The words of a quote stand in the stored text of its source."
)
QUOTE_AMBIGUOUS = Rule(
    "quote-ambiguous", Severity.ERROR, "A quote stands once in its source, or says what stands around it."
)
QUOTE_RULES = (QUOTE_MISSING, QUOTE_AMBIGUOUS)


def verify(dossier: Dossier) -> tuple[Dossier, list[Problem]]:
    """The dossier with the place of each quote in its source, and a problem for each that has none.

    Evidence on a source without a stored text is passed over: the checks report it.
    """
    haystacks = {source: Haystack(article) for source, article in dossier.articles.items()}
    passages: dict[tuple[Ref, Path], Passage] = {}
    problems: list[Problem] = []
    for ref, record in dossier.records.items():
        for path, item in _quotes(record):
            haystack = haystacks.get(item.source)
            if haystack is None:
                continue
            found = haystack.find(item)
            if len(found) == 1:
                passages[ref, path] = found[0]
            else:
                problems.append(_problem(dossier, ref, path, item, found))
    return replace(dossier, passages=passages), problems


def _quotes(record: Record) -> Iterator[tuple[Path, Evidence]]:
    """The evidence of the record; of a source, the words it links by hand, too."""
    yield from evidence(record)
    if isinstance(record, Source):
        for index, link in enumerate(record.links):
            yield ("links", index), Evidence(source=record.id, quote=link.quote)


def _problem(dossier: Dossier, ref: Ref, path: Path, item: Evidence, found: list[Passage]) -> Problem:
    mark = dossier.mark(ref, *path, "quote")
    if found:
        places = ", ".join(f"p{passage[0].paragraph}" for passage in found)
        message = f"the quote stands {len(found)} times in source {item.source}: {places}"
        hint = "Add before: or after: with the words that stand right before or after the one meant."
        return Problem(mark, QUOTE_AMBIGUOUS, message, hint)
    message = f"the quote does not stand in source {item.source}: “{item.quote}”"
    hint = "Copy the words from the source, letter by letter."
    return Problem(mark, QUOTE_MISSING, message, hint)
