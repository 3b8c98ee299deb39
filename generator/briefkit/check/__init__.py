"""The rules that need more than one record to judge: one file a rule, and the list of them.

A rule is a module with `RULE`, what it looks for in one sentence, and `check`, which yields what it finds.
"""

from collections.abc import Callable, Iterator
from types import ModuleType

from briefkit.check import (
    credibility_unconfirmed,
    direct_not_quoted,
    evidence_missing,
    evidence_overlap,
    excerpt_unused,
    formerly_taken,
    from_after_to,
    likelihood_with_confidence,
    link_unknown,
    name_shared,
    paragraph_unsourced,
    part_of_circle,
    position_missing,
    reference_ambiguous,
    reference_unknown,
    relation_unknown,
    review_due,
    source_doubtful,
    source_doubtful_alone,
    source_not_read,
    stance_both,
    withdrawn_used,
)
from briefkit.model.dossier import Dossier
from briefkit.problems import Problem, Rule

CHECKS: tuple[ModuleType, ...] = (
    reference_unknown,
    reference_ambiguous,
    link_unknown,
    relation_unknown,
    name_shared,
    formerly_taken,
    position_missing,
    stance_both,
    evidence_missing,
    source_not_read,
    excerpt_unused,
    direct_not_quoted,
    evidence_overlap,
    credibility_unconfirmed,
    source_doubtful,
    source_doubtful_alone,
    withdrawn_used,
    from_after_to,
    part_of_circle,
    likelihood_with_confidence,
    review_due,
    paragraph_unsourced,
)
"""In the order in which the manual lists them."""

CHECK_RULES: tuple[Rule, ...] = tuple(module.RULE for module in CHECKS)


def check(dossier: Dossier) -> list[Problem]:
    """All that the rules find."""
    problems: list[Problem] = []
    for module in CHECKS:
        run: Callable[[Dossier], Iterator[Problem]] = module.check
        problems += run(dossier)
    return problems
