"""A reference names a record that there is."""

from collections.abc import Iterator

from briefkit.model.dossier import Dossier
from briefkit.model.kinds import BY_NAME
from briefkit.model.nearest import proposal
from briefkit.model.record import Record
from briefkit.model.ref import Ref, parse_ref
from briefkit.model.walk import Reference, references
from briefkit.problems import Problem, Rule, Severity

RULE = Rule("reference-unknown", Severity.ERROR, "A reference names a record that there is.")


def check(dossier: Dossier, record: Record) -> Iterator[Problem]:
    """Every reference in a field that leads nowhere."""
    for reference in references(record):
        target = reference.ref
        if _is_handed_down(record, reference) or (target and target.kind in dossier.unread_kinds):
            continue
        if target is None:
            # a bare id in a field for any kind: the rule for ambiguous references speaks of it
            if candidates(dossier, reference.text):
                continue
        elif target in dossier.exists:
            continue
        mark = dossier.mark(record.ref, *reference.path)
        yield Problem(mark, RULE, _message(reference), _hint(dossier, reference), _fix(dossier, reference))


def _is_handed_down(record: Record, reference: Reference) -> bool:
    """True for the record's own `source` at evidence that names none: it is told where it is written."""
    return "evidence" in reference.path and reference.path[-1] == "source" and reference.text == record.source


def candidates(dossier: Dossier, text: str) -> list[str]:
    """The references that a bare id can mean."""
    return sorted({str(found) for kind in BY_NAME if (found := Ref(kind, text)) in dossier.exists})


def _message(reference: Reference) -> str:
    kind = reference.kind or (reference.ref.kind if reference.ref else None)
    if kind in BY_NAME:
        return f"there is no {kind} “{reference.text.removeprefix(f'{kind}/')}”"
    return f"“{reference.text}” names no record"


def _fix(dossier: Dossier, reference: Reference) -> str | None:
    """What the record is called now; the id alone, where the field says the kind and the reference, too."""
    if now := _called_now(dossier, reference):
        return now
    target = parse_ref(reference.text)
    known = target is not None and target.kind == reference.kind and dossier.exists.get(target)
    return target.id if known and target is not None else None


def _called_now(dossier: Dossier, reference: Reference) -> str | None:
    """The new name of a record that had this one before, as the field wants it written."""
    moved = dossier.moved.get(reference.ref) if reference.ref else None
    if moved is None:
        return None
    return moved.id if reference.kind else str(moved)


def _hint(dossier: Dossier, reference: Reference) -> str:
    target = reference.ref
    if now := _called_now(dossier, reference):
        return f"{now}: that is what it is called now"
    if reference.kind is not None:
        known = [ref.id for ref in dossier.refs if ref.kind == reference.kind]
        written = reference.text.removeprefix(f"{reference.kind}/")
    else:
        written = reference.text
        known = [str(ref) for ref in dossier.refs]
        if target is not None and target.kind in BY_NAME:
            known = [name for name in known if name.startswith(f"{target.kind}/")]
    namesakes = candidates(dossier, target.id) if reference.kind is None and target is not None else []
    if namesakes:
        return f"{' or '.join(namesakes)}?"
    if written in known:
        return f"{written}: the field says the kind"
    near = proposal(written, known)
    shape = "an id" if reference.kind else "kind/id, as actor/alexander-lukashenko"
    return near or f"Write {shape} of a record that there is."
