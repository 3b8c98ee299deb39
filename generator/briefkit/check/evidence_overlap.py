"""An accusation in one file does not become a fact in another."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from briefkit.model.article import Passage, overlap
from briefkit.model.dossier import Dossier
from briefkit.model.evidence import Evidence
from briefkit.model.ref import Ref
from briefkit.model.walk import Path, evidence
from briefkit.problems import Problem, Rule, Severity

RULE = Rule(
    "evidence-overlap",
    Severity.WARNING,
    "The words that carry a claim carry no fact and no event elsewhere: an accusation stays one.",
)


class _Use(NamedTuple):
    ref: Ref
    path: Path
    item: Evidence
    passage: Passage


def check(dossier: Dossier) -> Iterator[Problem]:
    """Evidence of facts, events, relations and control that shares words with evidence of a claim."""
    claims: dict[str, dict[int, list[_Use]]] = defaultdict(lambda: defaultdict(list))
    others: list[_Use] = []
    for ref, record in dossier.records.items():
        if record.withdrawn:
            continue
        for path, item in evidence(record):
            passage = dossier.passages.get((ref, path))
            if passage is None:
                continue
            use = _Use(ref, path, item, passage)
            if ref.kind == "claim":
                for stretch in passage:
                    claims[item.source][stretch.paragraph].append(use)
            else:
                others.append(use)
    for use in others:
        near = (near for stretch in use.passage for near in claims[use.item.source][stretch.paragraph])
        shared = next((claim for claim in near if overlap(use.passage, claim.passage)), None)
        if shared is not None:
            mark = dossier.mark(use.ref, *use.path, "quote")
            message = f"these words carry {shared.ref}, too: what is claimed there is a fact here"
            hint = "Quote other words here, or leave it to the claim."
            yield Problem(mark, RULE, message, hint)
