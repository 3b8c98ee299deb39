"""An accusation in one file does not become a fact in another."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from briefkit.model.article import overlap
from briefkit.model.dossier import Dossier, Use
from briefkit.model.record import Record
from briefkit.model.source import Source
from briefkit.problems import Problem, Rule, Severity

RULE = Rule(
    "evidence-overlap",
    Severity.WARNING,
    "The words that carry a claim carry no fact and no event elsewhere: an accusation stays one.",
)


def check(dossier: Dossier, record: Record) -> Iterator[Problem]:
    """Of a source, the words that carry a claim and a fact, an event, a relation or control as well."""
    if not isinstance(record, Source):
        return
    uses = dossier.uses.get(record.id, ())
    if not any(use.ref.kind == "claim" for use in uses):
        return
    standing = [use for use in uses if use.ref not in dossier.withdrawn]
    claims: dict[int, list[Use]] = defaultdict(list)
    for use in standing:
        for stretch in use.passage if use.ref.kind == "claim" else ():
            claims[stretch.paragraph].append(use)
    for use in standing:
        shared = _shared(use, claims) if use.ref.kind != "claim" else None
        if shared is not None:
            mark = dossier.mark(use.ref, *use.path, "quote")
            message = f"these words carry {shared.ref}, too: what is claimed there is a fact here"
            hint = "Quote other words here, or leave it to the claim."
            yield Problem(mark, RULE, message, hint)


def _shared(use: Use, claims: Mapping[int, list[Use]]) -> Use | None:
    """The first claim that rests on some of the same words; `claims` are by the paragraphs of their words."""
    near = (claim for stretch in use.passage for claim in claims.get(stretch.paragraph, ()))
    return next((claim for claim in near if overlap(use.passage, claim.passage)), None)
