"""An id that a record had before is nobody else's."""

from collections.abc import Iterator

from briefkit.model.dossier import Dossier
from briefkit.model.record import Record
from briefkit.model.ref import Ref, can_be_id
from briefkit.problems import Problem, Rule, Severity

RULE = Rule("formerly-taken", Severity.ERROR, "An id that a record had before is nobody else's.")


def check_all(dossier: Dossier) -> Iterator[Problem]:
    """Former ids that are the id of a record, or claimed twice, or can be none."""
    claimed: dict[Ref, Ref] = {}
    for ref, record in dossier.records.items():
        for index, name in enumerate(record.formerly):
            before = Ref(ref.kind, name)
            wrong = _wrong(dossier, record, before, claimed)
            claimed.setdefault(before, ref)
            if wrong:
                yield Problem(dossier.mark(ref, "formerly", index), RULE, *wrong)


def _wrong(dossier: Dossier, record: Record, before: Ref, claimed: dict[Ref, Ref]) -> tuple[str, str] | None:
    """What is wrong with the former id, and what to do about it."""
    out = "Take it out: its address leads to one record."
    if not can_be_id(before.id):
        return f"“{before.id}” was never an id: only a-z, 0-9 and hyphens, and not `index`", "Take it out."
    if before == record.ref:
        return f"“{before.id}” is the record's id now", "Take it out."
    if before in dossier.exists:
        return f"{before} is another record", out
    if claimed.get(before) == record.ref:
        return f"“{before.id}” is given twice", "Take one of them out."
    if before in claimed:
        return f"{claimed[before]} was “{before.id}” before, too", out
    return None
