"""One value of a record corrected, with what the readers are told about it."""

from dataclasses import dataclass

from briefkit.editing.document import Document
from briefkit.editing.emit import EditError, Value
from briefkit.editing.plan import NOT_WRITTEN, Plan, RefusedError, known_record, place_of
from briefkit.load.nodes import read_yaml
from briefkit.load.schema import read_record
from briefkit.model.field_path import FieldPathError, read_field_path, write_field_path, write_steps
from briefkit.model.fields import Part
from briefkit.model.kinds import BY_NAME
from briefkit.model.nodes import Mapping, find, values
from briefkit.model.record import Alias, Record
from briefkit.model.ref import Ref
from briefkit.model.settings import Settings
from briefkit.model.walk import Path, parts

UNSEEN = frozenset(
    {"note", "allow", "draft", "formerly", "review_by", "corrections", "tlp", "hidden", "metonym"}
)
"""Fields of which no reader sees a value: there is nothing to tell about a change."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the readers are told."""

    why: str
    """What was wrong and what is right."""
    kind: str
    """One of the kinds of corrections."""
    date: str
    """When the correction was made (EDTF)."""
    author: str | None = None


def correct(settings: Settings, name: str, field: str, value: str, told: Told) -> Plan:
    """The plan that gives one field of a record another value, and tells the readers; it is checked.

    `name` is ``kind/id``, `field` a path as `read_field_path` reads it. Nothing is written yet. Raises
    EditError where there is no such record or field, where the value is there already, and where the content
    would not check any more (RefusedError).
    """
    plan = Plan.of(settings)
    ref = known_record(plan.dossier, name)
    record, origin = plan.dossier.records[ref], plan.dossier.origins[ref]
    try:
        path = read_field_path(record, field)
    except FieldPathError as error:
        raise EditError(f"{ref}: {error}") from error
    given = dict(values(origin.node))
    place = next((form for form in _forms(path) if form in given), path)
    was = _words(given.get(place))
    if was == _words(value):
        raise EditError(f"{ref}: {field} says “{value}” already")
    document = plan.document(origin.mark.path)
    top = place_of(ref, origin.mark.path)
    document.set((*top, *place), value)
    changed = _read_again(document, ref, top)
    if is_seen(record, path):
        if not told.why.strip():
            raise EditError('say why, for the readers: --why "An earlier version said …"')
        words = write_field_path(changed, path)
        if words is None:
            raise EditError(f"{ref}: nothing names this for good: give it a field `id`, and correct it then")
        entry = _entry(told, words, was, value, _marking(record, path))
        document.append((*top, "corrections"), entry)
    _compare(plan, ref, path, value)
    return plan


def _words(value: str | None) -> str | None:
    """A value without the line ends that YAML puts behind a block."""
    return value.rstrip("\n") if value is not None else None


def is_seen(record: Record, path: Path) -> bool:
    """True where readers see the value: only then there is a change to tell them of."""
    if record.draft or not UNSEEN.isdisjoint(step for step in path if isinstance(step, str)):
        return False
    return not any(isinstance(part, Alias) and part.hidden for part in _around(record, path))


def _around(record: Record, path: Path) -> list[Part]:
    """The parts of the record that the path leads through, the outermost first."""
    return [part for place, part in parts(record) if path[: len(place)] == place]


def _marking(record: Record, path: Path) -> str | None:
    """The TLP marking of the innermost part around a value that has one of its own."""
    markings = [getattr(part, "tlp", None) for part in _around(record, path)[1:]]
    return next((str(marking) for marking in reversed(markings) if marking), None)


def _forms(path: Path) -> list[Path]:
    """The path, and without the indexes and names at its end that a short form does without.

    One value may stand for a list, and a name for an alias.
    """
    forms = [path]
    while isinstance(forms[-1][-1], int) or (forms[-1][0] == "aliases" and len(forms[-1]) > 2):
        forms.append(forms[-1][:-1])
    return forms


def _read_again(document: Document, ref: Ref, top: Path) -> Record:
    """The record as it will be read; raises RefusedError where it will not."""
    source = Document.of(document.source.path, document.data())
    node, problems = read_yaml(source.source, *source.bounds)
    held = find(node, top) if node is not None else None
    if isinstance(held, Mapping):
        record, found = read_record(BY_NAME[ref.kind], ref.id, held, held.mark)
        if record is not None:
            return record
        problems = [*problems, *found]
    raise RefusedError(NOT_WRITTEN, problems)


def _entry(told: Told, field: str, was: str | None, now: str, tlp: str | None) -> Value:
    given = {
        "date": told.date,
        "kind": told.kind,
        "field": field,
        "was": was,
        "now": now,
        "text": told.why.strip(),
        "author": told.author,
        "tlp": tlp,
    }
    return {name: value for name, value in given.items() if value}


def _compare(plan: Plan, ref: Ref, path: Path, value: str) -> None:
    """Checks the content as it will be, and that what was named changes in the file, and nothing else."""
    after, _ = plan.checked()
    forms = _forms(path)
    held = dict(values(after.origins[ref].node))
    reached = any(_words(held.get(form)) == _words(value) for form in forms)
    for other, origin in plan.dossier.origins.items():
        if origin.mark.path in plan.documents:
            before, now = dict(values(origin.node)), dict(values(after.origins[other].node))
            differing = {key for key in before.keys() | now.keys() if before.get(key) != now.get(key)}
            named = {
                key
                for key in differing
                if key[:1] == ("corrections",) or key in forms or key == path[: len(key)]
            }
            if not reached or differing - (named if other == ref else set()):
                field = write_steps(plan.dossier.records[ref], path)
                message = f"{field} alone cannot be changed there; make the change by hand"
                raise EditError(f"{origin.mark.path}: {message}")
