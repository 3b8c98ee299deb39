"""Problems that a record may have: the desk allowed the rule there, and said why."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefkit.model.dossier import Dossier
from briefkit.model.nearest import proposal
from briefkit.model.ownership import Owners
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.problems import Problem, Rule, Severity

ALLOW_UNKNOWN = Rule("allow-unknown", Severity.ERROR, "A rule that a record allows is one that there is.")
ALLOW_UNUSED = Rule("allow-unused", Severity.WARNING, "A record allows only rules that it breaks.")

ALLOW_RULES: tuple[Rule, ...] = (ALLOW_UNKNOWN, ALLOW_UNUSED)
"""What can be wrong with an `allow`, in the order in which the manual lists them."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What is left of the problems."""

    problems: tuple[Problem, ...]
    """Those that no record allows, and those of `allow` itself."""
    count: int
    """How many were allowed."""


def without_allowed(
    dossier: Dossier, problems: Sequence[Problem], rules: Collection[str], resting: Collection[str]
) -> Allowed:
    """Takes out what the record in which it stands allows.

    `rules` are the names of all rules, `resting` those that were not looked for this time: that nothing was
    found of them says nothing about their `allow`. A record that cannot be read allows nothing.
    """
    records = {ref: record for ref, record in dossier.records.items() if record.allow}
    allowing = {(ref, entry.rule) for ref, record in records.items() for entry in record.allow if entry.rule}
    owners = Owners(dossier, {problem.mark.path for problem in problems}) if problems and allowing else None
    kept: list[Problem] = []
    used: set[tuple[Ref, str]] = set()
    for problem in problems:
        ref = owners.of(problem.mark) if owners else None
        if ref is not None and (ref, problem.rule.name) in allowing:
            used.add((ref, problem.rule.name))
        else:
            kept.append(problem)
    count = len(problems) - len(kept)
    return Allowed((*kept, *_wrong(dossier, records, sorted(rules), used, resting)), count)


def _wrong(
    dossier: Dossier,
    records: Mapping[Ref, Record],
    rules: Sequence[str],
    used: Collection[tuple[Ref, str]],
    resting: Collection[str],
) -> Iterator[Problem]:
    """Entries that name no rule, and entries without which nothing would change, of the records with some.

    While a record cannot be read nobody knows what else would be found.
    """
    all_read = not dossier.unread and not dossier.unread_kinds
    for ref, record in records.items():
        before: set[str] = set()
        for index, entry in enumerate(record.allow):
            mark = dossier.mark(ref, "allow", index, "rule")
            if entry.rule not in rules:
                hint = f"{proposal(entry.rule, rules, 1)} Rules stand in brackets behind messages.".lstrip()
                yield Problem(mark, ALLOW_UNKNOWN, f"there is no rule “{entry.rule}”", hint)
            elif entry.rule in before:
                yield Problem(mark, ALLOW_UNUSED, f"{entry.rule} is allowed twice", "Delete one of the two.")
            elif all_read and (ref, entry.rule) not in used and entry.rule not in resting:
                message = f"{entry.rule} is allowed here, and nothing here breaks it"
                yield Problem(mark, ALLOW_UNUSED, message, "Take the entry out of allow.")
            before.add(entry.rule)
