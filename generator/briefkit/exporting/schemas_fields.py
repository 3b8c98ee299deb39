"""The models as JSON Schema: what may stand in a record's YAML, as an editor sees it.

Pydantic's own schemas describe what our loader hands over, where every value is text already, and know
neither references nor what validators do. So the fields are gone through here, and a type that is new to
this module is a TypeError.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import AfterValidator, BeforeValidator
from pydantic.fields import FieldInfo

from briefkit.exporting.schemas_values import (
    ANY_TEXT,
    DATE_SHAPE,
    NUMBER_IN_TEXT,
    TEXT,
    YES_NO,
    Schema,
    one_of,
    or_nothing,
    shaped,
)
from briefkit.model.claim import Claim, Position
from briefkit.model.date_value import EdtfDate
from briefkit.model.event import Event
from briefkit.model.evidence import Evidence, Relation
from briefkit.model.fields import Part, Text
from briefkit.model.record import Allow, Record
from briefkit.model.ref import RefTo

SITE = "site.json"
"""The file that holds what this site has: see `briefkit.exporting.schemas`."""
ANY_KIND = "any"
RELATION_TYPE = "relation-type"
RULE = "rule"

LISTED: Mapping[tuple[type[Part], str], str] = {(Relation, "type"): RELATION_TYPE, (Allow, "rule"): RULE}
"""Fields whose words are those of the site or of the checks; with their names in `site.json`."""

_NOT_BLANK = get_args(Text)[1].func
_LIMITS = (("ge", "minimum"), ("gt", "exclusiveMinimum"), ("le", "maximum"), ("lt", "exclusiveMaximum"))


_UNPROPOSED = {"doNotSuggest": True}
"""Keeps VS Code from proposing the field a second time, here without what is known of it."""


def filled(name: str, nothing: Schema | None = None) -> Schema:
    """Holds where the field `name` is written and not left empty; `nothing` is what counts as empty, too."""
    empty = nothing or {"type": "null"}
    return {"required": [name], "properties": {name: {"not": empty, **_UNPROPOSED}}}


_ONE_HOLDER = {"errorMessage": "A position has exactly one of actor, unnamed and own_voice: true."}
_DATE_OR_STATUS = {"errorMessage": "The event has neither a date nor a status."}
_NO_VERDICT = {"type": "null", "errorMessage": "An interpretation gets no verdict.", **_UNPROPOSED}

TOGETHER: Mapping[type[Part], Schema] = {
    Position: {
        "oneOf": [
            {**filled("actor", {"enum": [None, []]}), **_ONE_HOLDER},
            {**filled("unnamed"), **_ONE_HOLDER},
            {**filled("own_voice", {"enum": [None, False, "false"]}), **_ONE_HOLDER},
        ]
    },
    Event: {"anyOf": [{**filled("date"), **_DATE_OR_STATUS}, filled("status")]},
    Claim: {
        "if": {"required": ["kind"], "properties": {"kind": {"const": "interpretation"}}},
        "then": {"properties": {"assessment": {"properties": {"verdict": _NO_VERDICT}, **_UNPROPOSED}}},
    },
}
"""What a model asks of several fields at once, which its validators keep to themselves."""


def record_schema(model: type[Record]) -> Schema:
    """The schema of one record, with the parts and lists that it uses below `$defs`."""
    made = _Making()
    schema = made.part(model)
    rules = [rule for rule in (TOGETHER.get(model), _source_of_evidence(model)) if rule]
    return {**schema, **({"allOf": rules} if rules else {}), "$defs": dict(sorted(made.definitions.items()))}


def _source_of_evidence(model: type[Part]) -> Schema | None:
    """Evidence names its source where the record names none that could be handed down."""
    inside = _evidence_inside(model)
    return {"if": filled("source"), "else": inside} if inside else None


def _evidence_inside(model: type[Part]) -> Schema:
    found: Schema = {}
    for name, info in model.model_fields.items():
        for part in _parts_in(info.annotation):
            inside = filled("source") if part is Evidence else _evidence_inside(part)
            if inside:
                found[info.alias or name] = {"items": inside, **_UNPROPOSED}
    return {"properties": found} if found else {}


def _parts_in(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in get_args(annotation):
        yield from _parts_in(argument)


@dataclass
class _Making:
    """Schemas of fields, and what they refer to."""

    definitions: dict[str, Schema] = field(default_factory=dict)

    def part(self, model: type[Part]) -> Schema:
        """The fields of a part: no others, and those that it cannot do without."""
        fields = {
            info.alias or name: info
            for name, info in model.model_fields.items()
            if not (name == "id" and issubclass(model, Record))
        }
        needed = [name for name, info in fields.items() if _is_needed(model, name, info)]
        return {
            "type": "object",
            "description": _in_a_line(inspect.getdoc(model)),
            "properties": {
                name: self._described(model, name, info, needed=name in needed)
                for name, info in fields.items()
            },
            **({"required": needed} if needed else {}),
            "additionalProperties": False,
        }

    def _described(self, model: type[Part], name: str, info: FieldInfo, *, needed: bool) -> Schema:
        listed = LISTED.get((model, name))
        schema = _of_site(listed) if listed else self._value(info.annotation, info.metadata)
        schema = schema if needed else or_nothing(schema)
        default = {"default": info.default.value} if isinstance(info.default, StrEnum) else {}
        return {"description": _in_a_line(info.description), **schema, **default}

    def _value(self, annotation: Any, metadata: list[Any]) -> Schema:
        """A value of this type, before any validator has run."""
        if get_origin(annotation) is Annotated:
            inner, *more = get_args(annotation)
            return self._value(inner, [*more, *metadata])
        if get_origin(annotation) in (Union, UnionType):
            (inner,) = (option for option in get_args(annotation) if option is not NoneType)
            return self._value(inner, metadata)
        schema = self._of_type(annotation, metadata)
        for item in metadata:
            if isinstance(item, BeforeValidator):
                schema = _loosened(schema, item.func)
        return schema

    def _of_type(self, annotation: Any, metadata: list[Any]) -> Schema:
        origin = get_origin(annotation)
        if origin is tuple:
            return {"type": "array", "items": self._value(get_args(annotation)[0], [])}
        if origin is dict:
            names, values = (self._value(inner, []) for inner in get_args(annotation))
            return {"type": "object", "propertyNames": names, "additionalProperties": or_nothing(values)}
        if annotation is str:
            return _text(metadata)
        if annotation is bool:
            return {"type": "boolean"}
        if annotation is float:
            limits = {word: limit for name, word in _LIMITS if (limit := _limit(metadata, name)) is not None}
            return {"anyOf": [{"type": "number", **limits}, NUMBER_IN_TEXT]}
        if isinstance(annotation, type) and issubclass(annotation, (Part, Enum, EdtfDate)):
            return self._defined(annotation)
        raise TypeError(f"there is no JSON Schema for {annotation}")

    def _defined(self, model: type[Part] | type[Enum] | type[EdtfDate]) -> Schema:
        """A reference to the schema of what has a name of its own."""
        name = model.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # a part may hold parts of its own kind
            self.definitions[name] = self._definition(model)
        return {"$ref": f"#/$defs/{name}"}

    def _definition(self, model: type[Part] | type[Enum] | type[EdtfDate]) -> Schema:
        if issubclass(model, Part):
            return {**self.part(model), **TOGETHER.get(model, {})}
        if issubclass(model, Enum):
            return one_of({str(word.value): _meaning(word) for word in model})
        return DATE_SHAPE


def _is_needed(model: type[Part], name: str, info: FieldInfo) -> bool:
    """True where a part cannot do without the field; evidence is handed its source by the record."""
    return info.is_required() and not (model is Evidence and name == "source")


def _meaning(word: Enum) -> str:
    """The words of its standard and what they mean, where they say more than the word itself."""
    told = [getattr(word, "words", ""), getattr(word, "meaning", "")]
    return ": ".join(part for part in told if part and part != word.value)


def _in_a_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _limit(metadata: list[Any], name: str) -> float | None:
    return next((getattr(item, name) for item in metadata if hasattr(item, name)), None)


def _of_site(name: str) -> Schema:
    return {"$ref": f"{SITE}#/$defs/{name}"}


def _text(metadata: list[Any]) -> Schema:
    refers = next((item for item in metadata if isinstance(item, RefTo)), None)
    if refers is not None:
        return _of_site(refers.kind or ANY_KIND)
    schema = ANY_TEXT
    for item in metadata:
        if isinstance(item, AfterValidator):
            schema = TEXT if item.func is _NOT_BLANK else _shaped(item.func)
    return schema


def _shaped(function: Callable[..., Any]) -> Schema:
    """A text of the pattern that a validator holds it against, with the validator's hint."""
    known = inspect.getclosurevars(function).nonlocals
    if not isinstance(known.get("pattern"), re.Pattern):
        raise TypeError(f"there is no JSON Schema for {function}")
    hint = str(known["hint"])
    return shaped(known["pattern"], f"{hint[0].upper()}{hint[1:]}.")


def _loosened(schema: Schema, function: Callable[..., Any]) -> Schema:
    """What may be written where `function` makes a value of the schema's type of it.

    What it does is seen by what it makes of a text.
    """
    if _made(function, "true") is True:
        return YES_NO
    made = _made(function, "unknown")
    if made is None:
        return {"anyOf": [schema, {"const": "unknown"}]}
    if isinstance(made, list):
        return {"anyOf": [schema["items"], schema]}
    if isinstance(made, dict):
        return {"anyOf": [TEXT, schema]}
    raise TypeError(f"there is no JSON Schema for {function}")


@cache
def _made(function: Callable[..., Any], text: str) -> Any:
    try:
        return function(text)
    except ValueError:
        return text
