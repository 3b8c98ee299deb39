"""Nothing is a part of itself."""

from collections.abc import Iterator

from briefkit.model.dossier import Dossier
from briefkit.model.event import Event
from briefkit.model.place import Place
from briefkit.model.ref import Ref
from briefkit.problems import Problem, Rule, Severity

RULE = Rule(
    "part-of-circle",
    Severity.ERROR,
    "No place and no event is a part of itself, directly or by way of others.",
)


def check_all(dossier: Dossier) -> Iterator[Problem]:
    """Each circle once, at its first record."""
    parents = {
        record.ref: Ref(record.KIND, record.part_of)
        for record in dossier.records.values()
        if isinstance(record, (Place, Event)) and record.part_of is not None
    }
    seen: set[Ref] = set()
    for start in parents:
        way: list[Ref] = []
        ref: Ref | None = start
        while ref is not None and ref not in seen:
            seen.add(ref)
            way.append(ref)
            ref = parents.get(ref)
        if ref is not None and ref in way:
            circle = way[way.index(ref) :]
            names = " → ".join(step.id for step in (*circle, ref))
            message = f"part_of goes round in a circle: {names}"
            hint = "Take part_of out of the largest of them."
            yield Problem(dossier.mark(ref, "part_of"), RULE, message, hint)
