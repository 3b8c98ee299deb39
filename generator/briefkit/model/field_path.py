"""Paths into a record as people write them: ``positions[alexander-lukashenko@2022-02-08].stance``.

In brackets stands what names one entry of a list (`Part.selectors`), so that a path stays right when
something is put in above. A number, the entry's place from 0, is understood and never written.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from briefkit.model.fields import Part
from briefkit.model.nearest import proposal
from briefkit.model.record import Record
from briefkit.model.walk import Path, part_in, written_fields

_NAME = re.compile(r"[A-Za-z0-9_-]+")
_INDEX = re.compile(r"[0-9]+")


class FieldPathError(ValueError):
    """The text leads to no field of the record; `str()` says where it goes wrong and what there is."""


class _Step(NamedTuple):
    name: str
    selector: str | None


def read_field_path(record: Record, text: str) -> Path:
    """The path that `text` means in this record; the last field may be left out in the record so far.

    A list of one needs no brackets. Raises FieldPathError where there is no such field or entry, and where
    the text fits several entries.
    """
    path: list[str | int] = []
    value: Any = record
    model: type[Part] | None = type(record)
    for step in _steps(text):
        path.append(step.name)
        if isinstance(value, dict):
            value = value.get(step.name)
            continue
        attribute = _attribute(record, model, path)
        value = getattr(value, attribute, None)
        model = part_in(model, step.name) if model else None
        if isinstance(value, tuple):
            index = _entry(value, step)
            if index is not None:
                path.append(index)
                value = value[index]
        elif step.selector is not None:
            raise FieldPathError(f"{step.name} is no list: write it without [{step.selector}]")
    _refuse_many(text, value, model)
    return tuple(path)


def _attribute(record: Record, model: type[Part] | None, path: list[str | int]) -> str:
    """The attribute that holds the last field of the path, which `model` must have."""
    around, name = write_steps(record, tuple(path[:-1])), str(path[-1])
    if model is None:
        raise FieldPathError(f"{around} has no fields, and so no “{name}”")
    fields = written_fields(model)
    if name not in fields or path == ["id"]:
        known = [field for field in fields if around or field != "id"]
        near = proposal(name, known, 1)
        place = f" in {around}" if around else ""
        hint = f"{near} There are:" if near else "there are:"
        raise FieldPathError(f"there is no field “{name}”{place}: {hint} {', '.join(known)}")
    return fields[name]


def _refuse_many(text: str, value: Any, model: type[Part] | None) -> None:
    if isinstance(value, tuple) and value:
        raise FieldPathError(f"{text} is a list: say which, as {text}[{_names(value)[0]}]")
    fields = [*value] if isinstance(value, dict) else [*written_fields(model)] if model else []
    if fields:
        raise FieldPathError(f"{text} holds several fields: name one of {', '.join(fields)}")


def write_field_path(record: Record, path: Path) -> str | None:
    """The path as people write it; None where an entry on its way has nothing to name it by."""
    written = write_steps(record, path)
    return None if _UNNAMED in written else written


_UNNAMED = "\0"


def write_steps(record: Record, path: Path) -> str:
    """As `write_field_path`, with a sign that nobody writes for an entry without a name."""
    words = ""
    value: Any = record
    for step in path:
        if isinstance(step, int):
            words += f"[{_selector(value, step) or _UNNAMED}]"
            value = value[step] if isinstance(value, tuple) else None
        else:
            words += f".{step}" if words else step
            fields = written_fields(type(value)) if isinstance(value, Part) else {}
            value = getattr(value, fields[step]) if step in fields else None
    return words


def leaves(record: Record) -> Iterator[Path]:
    """The path of every single value that the record gives, in the order of the model."""
    yield from _leaves(record, ())


def _leaves(value: Any, path: Path) -> Iterator[Path]:
    if isinstance(value, Part):
        for written, attribute in written_fields(type(value)).items():
            if attribute in value.model_fields_set and not (path == () and written == "id"):
                yield from _leaves(getattr(value, attribute), (*path, written))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, index))
    elif isinstance(value, dict):
        for key in value:
            yield (*path, key)
    elif value is not None:
        yield path


def _steps(text: str) -> Iterator[_Step]:
    place = 0
    while True:
        name = _NAME.match(text, place)
        if name is None:
            raise FieldPathError(
                f"“{text}” is no path to a field: write it as assessment.likelihood or facts[office].value"
            )
        place = name.end()
        selector = None
        if text[place : place + 1] == "[":
            end = _closing(text, place)
            selector, place = text[place + 1 : end].strip(), end + 1
        yield _Step(name[0], selector)
        if place == len(text):
            return
        if text[place] != ".":
            raise FieldPathError(f"“{text}”: a full stop is missing in front of “{text[place:]}”")
        place += 1


def _closing(text: str, opening: int) -> int:
    depth = 0
    for place in range(opening, len(text)):
        depth += {"[": 1, "]": -1}.get(text[place], 0)
        if depth == 0:
            return place
    raise FieldPathError(f"“{text}”: the bracket [ is never closed")


def _entry(entries: tuple[Any, ...], step: _Step) -> int | None:
    """Which entry of a list is meant; None for the list as a whole."""
    if step.selector is None:
        return 0 if len(entries) == 1 else None
    found = [index for index, entry in enumerate(entries) if step.selector in _selectors(entry)]
    if len(found) == 1:
        return found[0]
    if found:
        told = ", ".join(f"[{_selector(entries, index) or index}]" for index in found)
        raise FieldPathError(f"{step.name}[{step.selector}] can be {len(found)} entries: {told}")
    if _INDEX.fullmatch(step.selector) and int(step.selector) < len(entries):
        return int(step.selector)
    there = ", ".join(f"[{name}]" for name in _names(entries)) or "none"
    raise FieldPathError(f"there is no {step.name}[{step.selector}]; there is: {there}")


def _selectors(entry: Any) -> tuple[str, ...]:
    return entry.selectors() if isinstance(entry, Part) else (str(entry),)


def _names(entries: tuple[Any, ...]) -> list[str]:
    return [_selector(entries, index) or str(index) for index in range(len(entries))]


def _selector(entries: Any, index: int) -> str | None:
    """The first name that an entry of a list shares with no other; None where it has none."""
    if not isinstance(entries, tuple):
        return None
    taken = {name for other, entry in enumerate(entries) if other != index for name in _selectors(entry)}
    return next((name for name in _selectors(entries[index]) if name not in taken and _fits(name)), None)


def _fits(name: str) -> bool:
    """True where the name can stand between brackets and is no place."""
    depth = 0
    for character in name:
        depth += {"[": 1, "]": -1}.get(character, 0)
        if depth < 0 or character == "\n":
            return False
    return depth == 0 and not _INDEX.fullmatch(name)
