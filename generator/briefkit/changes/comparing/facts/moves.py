"""Records that have another id than before, and what named them by the one they had."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from briefkit.model.dossier import Dossier
from briefkit.model.fields import Part
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.source import Source
from briefkit.model.walk import Path, desk_texts, references, written_fields

Moves = Mapping[Ref, Ref]
"""What records are called now, by what they were called before."""

_LINK = re.compile(r"(?<=\[\[)\s*([a-z]+)\s*/\s*([a-z0-9-]+)(?=\s*\\?[|\]])")
_BRACKETS = re.compile(r"\[[^\]]*\]")
_ID = re.compile(r"[a-z0-9-]+")


def moves(base: Dossier, head: Dossier) -> dict[Ref, Ref]:
    """The records of the one dossier that the other calls otherwise, and names in `formerly`."""
    return {before: now for before, now in head.moved.items() if before in base.records}


def with_new_ids(record: Record, known: Moves) -> Record:
    """The record as if it had named the records that moved by what they are called now, itself among them."""
    changes = dict(_changes(record, known))
    made: Record = _put(record, changes) if changes else record
    own = known.get(record.ref)
    return made.model_copy(update={"id": own.id}) if own else made


def text_with_new_ids(text: str, known: Moves) -> str:
    """The same of a text with links as they are written: ``[[actor/vladimir-putin|he]]``."""

    def target(found: re.Match[str]) -> str:
        return str(known.get(Ref(found[1], found[2]), found[0]))

    return _LINK.sub(target, text) if known and "[[" in text else text


def _changes(record: Record, known: Moves) -> Iterator[tuple[Path, str]]:
    for reference in references(record):
        now = known.get(reference.ref) if reference.ref else None
        if now is not None:
            yield reference.path, now.id if reference.kind else str(now)
    for path, text in desk_texts(record):
        if (said := text_with_new_ids(text, known)) != text:
            yield path, said
    if isinstance(record, Source) and record.origin and (now_ := known.get(Ref("actor", record.origin))):
        yield ("origin",), now_.id
    called = {before.id: now.id for before, now in known.items()}
    for index, correction in enumerate(record.corrections):
        if correction.field is not None and (named := _field(correction.field, called)) != correction.field:
            yield ("corrections", index, "field"), named


def _field(field: str, called: Mapping[str, str]) -> str:
    def name(found: re.Match[str]) -> str:
        return called.get(found[0], found[0])

    return _BRACKETS.sub(lambda entry: _ID.sub(name, entry[0]), field)


def _put(value: Any, changes: Mapping[Path, str]) -> Any:
    """The value with others in some places inside it."""
    if () in changes:
        return changes[()]
    inside: dict[str | int, dict[Path, str]] = {}
    for path, text in changes.items():
        inside.setdefault(path[0], {})[path[1:]] = text
    if isinstance(value, Part):
        names = written_fields(type(value))
        update = {names[str(step)]: _put(getattr(value, names[str(step)]), of) for step, of in inside.items()}
        return value.model_copy(update=update)
    return tuple(_put(item, inside[at]) if at in inside else item for at, item in enumerate(value))
