"""A record's YAML held against its model: the record, or all that is wrong with it."""

from collections.abc import Iterator
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from briefkit.load import rules
from briefkit.load.certain import certain_field, certain_value, is_whole
from briefkit.load.text import SourceText, shown
from briefkit.model.fields import Part
from briefkit.model.kinds import Kind
from briefkit.model.mark import Mark
from briefkit.model.nearest import proposal
from briefkit.model.nodes import Data, Mapping, Node, Scalar, Sequence, find, plain_data
from briefkit.model.record import Record
from briefkit.problems import Problem, Rule

QUOTED_FIELDS = ("quote", "before", "after")

MISSING_HINTS = {
    "source": "Name the source here, or for the whole record: source: some-id",
    "positions": "positions: a list, each with actor, stance and evidence",
}

LONGEST = 300
"""Most characters of a message's own words: some quote what they are about."""

_LIMITS = (
    ("le", "this is too large", "a number of at most"),
    ("ge", "this is too small", "a number of at least"),
    ("gt", "this is too small", "a number above"),
)

_RULES_BY_TYPE = {
    "missing": rules.MISSING_FIELD,
    "extra_forbidden": rules.UNKNOWN_FIELD,
    "enum": rules.UNKNOWN_VALUE,
    "literal_error": rules.UNKNOWN_VALUE,
    "date_not_edtf": rules.DATE_NOT_EDTF,
    "blank": rules.BLANK_TEXT,
}


def read_record(
    kind: Kind, record_id: str, node: Mapping, mark: Mark, source: SourceText | None = None
) -> tuple[Record | None, list[Problem]]:
    """The record written in `node`; None where the YAML does not fit the model.

    All misfits are reported in one go, each at the value it is about or, where a field is left out, at what
    it is missing from. `source` is the file that `node` was read from.
    """
    problems = list(_unquoted(node, source))
    data = _without_empty(plain_data(node))
    assert isinstance(data, dict)  # noqa: S101 - a mapping's data is a dict
    if "id" in data:
        problems.append(_unknown_field(kind.model, node, ("id",)))
        del data["id"]
    if isinstance(given := data.get("source"), str):
        _fill_in_source(data, given)
    try:
        return kind.model.model_validate({**data, "id": record_id}), problems
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, problems + [_problem(kind.model, node, mark, detail) for detail in details]


def _without_empty(data: Data) -> Data:
    """The data without fields that were left empty: an empty field is a field left out."""
    if isinstance(data, dict):
        return {key: _without_empty(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [_without_empty(item) for item in data]
    return data


def _fill_in_source(data: Data, source: str) -> None:
    """Writes the record's own `source` into all evidence that names none."""
    if isinstance(data, list):
        for item in data:
            _fill_in_source(item, source)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key == "evidence" and isinstance(value, list):
                for item in value:
                    if isinstance(item, dict):
                        item.setdefault("source", source)
            _fill_in_source(value, source)


def _unquoted(node: Node, source: SourceText | None) -> Iterator[Problem]:
    """A quote that stands in the file without double quotes: YAML may have cut it, silently."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _unquoted(item, source)
    elif isinstance(node, Mapping):
        for name, value in node.entries:
            if isinstance(value, Scalar) and value.plain and value.value and name.value in QUOTED_FIELDS:
                whole = source is not None and is_whole(source, value.mark, value.value)
                yield Problem(
                    value.mark,
                    rules.QUOTE_UNQUOTED,
                    f"the {name.value} is written without quotation marks; YAML may have cut it",
                    f'{name.value}: "{value.value}…", in double quotes, or as a block after {name.value}: |',
                    value.value if whole else None,
                )
            yield from _unquoted(value, source)


def _problem(model: type[Part], node: Mapping, mark: Mark, detail: ErrorDetails) -> Problem:
    path = tuple(detail["loc"])
    rule = _RULES_BY_TYPE.get(detail["type"], rules.BAD_VALUE)
    if rule is rules.UNKNOWN_FIELD:
        return _unknown_field(model, node, path)
    if rule is rules.MISSING_FIELD:
        return _missing_field(node, mark, path)
    where = find(node, path) if path else None
    place = where.mark if where else mark
    field = next((step for step in reversed(path) if isinstance(step, str)), "")
    written = where.value or "" if isinstance(where, Scalar) else ""
    value = shown(" ".join(written.split()))
    message, hint = _words(rule, detail)
    told = [shown(field), f"“{value}”" if value else "", shown(message, LONGEST)]
    fix = certain_value(detail["type"], written, _options(detail)) if written == detail["input"] else None
    return Problem(place, rule, ": ".join(part for part in told if part), hint, fix)


def _words(rule: Rule, detail: ErrorDetails) -> tuple[str, str]:
    """What is wrong in plain words, and the hint."""
    context = detail.get("ctx", {})
    if "hint" in context:
        return detail["msg"], str(context["hint"])
    if rule is rules.UNKNOWN_VALUE:
        allowed = _options(detail)
        near = proposal(str(detail["input"]), allowed, 1)
        return "this is not one of the words for it", f"{near} One of: {', '.join(allowed)}".lstrip()
    if detail["type"] in {"tuple_type", "list_type"}:
        return "this has to be a list", "each entry on a line of its own, after a hyphen: - …"
    if detail["type"] in {"model_type", "model_attributes_type", "dict_type"}:
        return "this has to be fields with values", "field: value, each on a line of its own"
    if detail["type"] == "string_type":
        return "this has to be a text", "a text, in double quotes where it has a colon or a comma"
    return _number_words(context)


def _number_words(context: dict[str, Any]) -> tuple[str, str]:
    """What is wrong with a number; `context` holds the limit it breaks, if it breaks one."""
    for name, message, limit in _LIMITS:
        if name in context:
            return message, f"{limit} {context[name]:g}"
    return "this is no number", "a number with a decimal point, as 53.9"


def _options(detail: ErrorDetails) -> list[str]:
    """The words of a closed list, of which pydantic says ``'a', 'b' or 'c'``."""
    expected = str(detail.get("ctx", {}).get("expected", ""))
    return [part.strip(" '") for part in expected.replace(" or ", ", ").split(",")]


def _unknown_field(model: type[Part], node: Mapping, path: tuple[str | int, ...]) -> Problem:
    field = str(path[-1])
    holder = find(node, path[:-1])
    key = holder.key(field) if isinstance(holder, Mapping) else None
    part = _part_at(model, path[:-1])
    known = [
        info.alias or name for name, info in part.model_fields.items() if name != "id" or part is not model
    ]
    hint = f"{proposal(field, known, 1)} The fields here are: {', '.join(known)}".lstrip()
    if field == "id" and part is model:
        hint = "The id is the file's name, or the record's key in a file of many."
    fix = certain_field(holder, field, known) if isinstance(holder, Mapping) and key else None
    message = f"there is no field “{shown(field)}” here"
    return Problem((key or holder).mark, rules.UNKNOWN_FIELD, message, hint, fix)


def _missing_field(node: Mapping, mark: Mark, path: tuple[str | int, ...]) -> Problem:
    field = str(path[-1])
    holder = find(node, path[:-1])
    empty = holder.key(field) if isinstance(holder, Mapping) else None
    place = empty.mark if empty else (holder.mark if len(path) > 1 else mark)
    hint = MISSING_HINTS.get(field, f"{field}: …")
    return Problem(place, rules.MISSING_FIELD, f"the field “{field}” is missing", hint)


def _part_at(model: type[Part], path: tuple[str | int, ...]) -> type[Part]:
    """The model that holds for the mapping at `path`."""
    for step in path:
        if isinstance(step, str):
            by_alias = {info.alias or name: info for name, info in model.model_fields.items()}
            if step in by_alias:
                model = next(_parts_in(by_alias[step].annotation), model)
    return model


def _parts_in(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    elif get_origin(annotation) in {Union, UnionType, tuple} or hasattr(annotation, "__metadata__"):
        for argument in get_args(annotation):
            yield from _parts_in(argument)
