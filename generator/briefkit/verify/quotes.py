"""Every quote of evidence found in its source, or reported."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefkit.model.article import Passage
from briefkit.model.dossier import Dossier
from briefkit.model.evidence import Evidence
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.source import Source
from briefkit.model.walk import Path, evidence
from briefkit.problems import Problem
from briefkit.verify.outcome import Outcome, look_up
from briefkit.verify.rules import QUOTE_NEGATION, RULES
from briefkit.verify.search import Haystack
from briefkit.verify.words import describe


def verify(dossier: Dossier) -> tuple[Dossier, list[Problem]]:
    """The dossier with the place of each quote in its source, and a problem for each that has none.

    Evidence on a source without a stored text is passed over: the checks report it.
    """
    haystacks = {source: Haystack(article) for source, article in dossier.articles.items()}
    passages: dict[tuple[Ref, Path], Passage] = {}
    left_out: dict[tuple[Ref, Path], tuple[str, ...]] = {}
    problems: list[Problem] = []
    for ref, path, item in _quotes(dossier.records):
        haystack = haystacks.get(item.source)
        if haystack is None:
            continue
        result = look_up(item, haystack)
        if result.outcome in (Outcome.EXACT, Outcome.ABRIDGED):
            passages[ref, path] = haystack.passage(result.matches[0])
            if result.left_out:
                left_out[ref, path] = result.left_out
        rule = QUOTE_NEGATION if result.negates else RULES.get(result.outcome)
        if rule is not None:
            message, hint = describe(item, haystack, result)
            problems.append(Problem(dossier.mark(ref, *path, "quote"), rule, message, hint))
    return replace(dossier, passages=passages, left_out=left_out), problems


def _quotes(records: Mapping[Ref, Record]) -> Iterator[tuple[Ref, Path, Evidence]]:
    """The evidence of the records; of a source, the words it links by hand, too."""
    for ref, record in records.items():
        for path, item in evidence(record):
            yield ref, path, item
        if isinstance(record, Source):
            for index, link in enumerate(record.links):
                yield ref, ("links", index), Evidence(source=record.id, quote=link.quote)
