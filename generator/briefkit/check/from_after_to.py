"""Nothing ends before it begins."""

from collections.abc import Iterator

from briefkit.model.date_value import EdtfDate, before
from briefkit.model.dossier import Dossier
from briefkit.model.evidence import Control, Fact, Relation
from briefkit.model.record import Record
from briefkit.model.walk import parts
from briefkit.problems import Problem, Rule, Severity

RULE = Rule("from-after-to", Severity.ERROR, "Nothing ends before it begins.")


def check(dossier: Dossier, record: Record) -> Iterator[Problem]:
    """Spans whose `from` is later than their `to`, and intervals written the wrong way round."""
    for path, part in parts(record):
        if isinstance(part, (Fact, Relation, Control)) and _ends_first(part):
            message = f"it is from {part.from_}, which is after {part.to}"
            yield Problem(dossier.mark(record.ref, *path, "from"), RULE, message, "Change the two round?")
        for name in type(part).model_fields:
            value = getattr(part, name)
            if isinstance(value, EdtfDate) and value.reversed:
                first, _, last = value.text.partition("/")
                message = f"{value.text} ends before it begins"
                yield Problem(
                    dossier.mark(record.ref, *path, name.rstrip("_")), RULE, message, f"{last}/{first}?"
                )


def _ends_first(part: Fact | Relation | Control) -> bool:
    return part.from_ is not None and part.to is not None and before(part.to, part.from_)
