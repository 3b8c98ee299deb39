"""The rules that need more than one record to judge: one file a rule, and the list of them.

A rule is a module with `RULE`, what it looks for in one sentence, and `check`, which yields what it finds in
one record, or `check_all`, which yields what it finds in all of them together. After a change only those are
asked again that read what changed: a rule that can judge one record is one of the first kind.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
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
from briefkit.memory import Memory
from briefkit.model.dossier import Dossier
from briefkit.model.record import Record
from briefkit.model.ref import Ref, written
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

_Check = Callable[[Dossier, Record], Iterator[Problem]]
_CheckAll = Callable[[Dossier], Iterator[Problem]]

_OF_RECORDS: tuple[_Check, ...] = tuple(module.check for module in CHECKS if hasattr(module, "check"))
_OF_ALL: tuple[_CheckAll, ...] = tuple(module.check_all for module in CHECKS if hasattr(module, "check_all"))


def check(dossier: Dossier, memory: Memory | None = None) -> list[Problem]:
    """All that the rules find."""
    # they read a little of each record: to know whether that is the same would take longer
    problems = [problem for run in _OF_ALL for problem in run(dossier)]
    refs, memory = dossier.refs, memory or Memory()
    basis, state = sorted(dossier.settings.all_relation_types), memory.state_of(dossier)
    with memory.scope("check", basis, dossier, state=state) as scope:
        found = scope.each(written(refs), refs, partial(_of_record, dossier))
    return [*problems, *chain.from_iterable(found)]


def _of_record(dossier: Dossier, ref: Ref) -> tuple[Problem, ...]:
    record = dossier.records[ref]
    return tuple(problem for run in _OF_RECORDS for problem in run(dossier, record))
