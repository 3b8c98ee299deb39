"""Going through all that is written in a record, part by part."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple, get_args

from briefkit.model.evidence import Evidence
from briefkit.model.fields import DeskText, Part
from briefkit.model.record import Record
from briefkit.model.ref import Ref, RefTo, parse_ref
from briefkit.model.remembered import remembered

Path = tuple[str | int, ...]
"""Where something stands in a record: field names as written in YAML, and indexes from 0."""


class Reference(NamedTuple):
    """One reference from a record to another."""

    path: Path
    text: str
    """As written."""
    kind: str | None
    """The kind the field is for; None where the reference must say it."""

    @property
    def ref(self) -> Ref | None:
        """What it names, whether it exists or not; None where it says no kind and must."""
        return parse_ref(self.text, self.kind)


class _Field(NamedTuple):
    attribute: str
    written: str
    refers: RefTo | None
    prose: bool


def _metadata(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for argument in get_args(annotation):
        yield from _metadata(argument)


@cache
def _fields(model: type[Part]) -> tuple[_Field, ...]:
    fields = []
    for name, info in model.model_fields.items():
        found = [*info.metadata, *_metadata(info.annotation)]
        refers = next((item for item in found if isinstance(item, RefTo)), None)
        prose = any(isinstance(item, DeskText) for item in found)
        fields.append(_Field(name, info.alias or name, refers, prose))
    return tuple(fields)


@cache
def written_fields(model: type[Part]) -> dict[str, str]:
    """The fields of a part as they are written in YAML, each with the attribute that holds it."""
    return {field.written: field.attribute for field in _fields(model)}


def part_in(model: type[Part], written: str) -> type[Part] | None:
    """The kind of part that a field, or each entry of it, holds; None where it holds single values."""
    for name, info in model.model_fields.items():
        if (info.alias or name) == written:
            return next(_parts_in(info.annotation), None)
    return None


def _parts_in(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in get_args(annotation):
        yield from _parts_in(argument)


@cache
def _holding(model: type[Part]) -> tuple[tuple[str, str], ...]:
    """The fields that can hold parts: the attribute, and the name in YAML."""
    known = ((info, _parts_in(info.annotation), name) for name, info in model.model_fields.items())
    return tuple((name, info.alias or name) for info, found, name in known if next(found, None))


def parts(part: Part, path: Path = ()) -> Iterator[tuple[Path, Part]]:
    """The part itself and every part inside it, with its path, in the order of the model."""
    found: list[tuple[Path, Part]] = []
    _add_parts(part, path, found)
    return iter(found)


def _add_parts(part: Part, path: Path, found: list[tuple[Path, Part]]) -> None:
    found.append((path, part))
    for attribute, written in _holding(type(part)):
        value = getattr(part, attribute)
        if isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Part):
                    _add_parts(item, (*path, written, index), found)
        elif isinstance(value, Part):
            _add_parts(value, (*path, written), found)


def references(record: Record) -> Iterator[Reference]:
    """Every reference in the record's fields."""
    for path, part in parts(record):
        for field in _fields(type(part)):
            if field.refers is None:
                continue
            value = getattr(part, field.attribute)
            kind = field.refers.kind
            if isinstance(value, str):
                yield Reference((*path, field.written), value, kind)
            elif isinstance(value, tuple):
                for index, item in enumerate(value):
                    if isinstance(item, str):
                        yield Reference((*path, field.written, index), item, kind)


def desk_texts(record: Record) -> Iterator[tuple[Path, str]]:
    """Every field that holds the desk's own words."""
    for path, part in parts(record):
        for field in _fields(type(part)):
            value = getattr(part, field.attribute)
            if field.prose and isinstance(value, str):
                yield (*path, field.written), value


def evidence(record: Record) -> Iterator[tuple[Path, Evidence]]:
    """Every item of evidence in the record."""
    return iter(_evidence(record))


@remembered
def _evidence(record: Record) -> tuple[tuple[Path, Evidence], ...]:
    return tuple((path, part) for path, part in parts(record) if isinstance(part, Evidence))
