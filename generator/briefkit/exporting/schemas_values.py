"""Single values in JSON Schema, as an editor sees them: `1994` is a number to it, a text to our loader."""

import math
import re
from collections.abc import Mapping
from typing import Any

from briefkit.exporting.schemas_dates import DATE

Schema = dict[str, Any]

_TYPES = ("string", "number", "boolean", "null", "array", "object")


def unproposed(*types: str) -> Schema:
    """A value of one of the types; said in a way that keeps editors from proposing `true` or `null`."""
    return {"not": {"type": [other for other in _TYPES if other not in types]}}


def text(pattern: str | None = None, message: str = "") -> Schema:
    """What our loader reads as a text: whatever stands there, with or without quotes, but nothing at all.

    The pattern is for those that an editor sees as a text, too; `message` is what it says of others.
    """
    shape = {"pattern": pattern} if pattern else {}
    told = {"patternErrorMessage": message} if message else {}
    return {"anyOf": [{"type": ["string", "number"], **shape, **told}, unproposed("boolean")]}


ANY_TEXT = text()

# No more than what `is_blank` calls blank: an editor must not refuse what we read.
_BLANK = (
    r"\s\u0000-\u001f\u007f-\u009f\u00ad\u0300-\u036f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0"
)
TEXT = text(f"[^{_BLANK}]", "There is nothing to read here.")
"""A text that has something to read."""

YES_NO: Schema = {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": "^(?:true|false)$"}]}

NUMBER_IN_TEXT: Schema = {
    "type": "string",
    "pattern": r"^\s*[-+]?(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)?\s*$",
    "patternErrorMessage": "A number with a decimal point, as 53.9.",
}

DATE_SHAPE: Schema = {
    "anyOf": [
        {
            "type": "string",
            "pattern": DATE,
            "patternErrorMessage": (
                "A date as exact as it is known (EDTF): 2022-02-08, 2022-02, 2022; 2022-02~ about, 2022-02? "
                "uncertain; 2022-02-XX some day; 2022-21 spring; 2020-08/2022-02 from-to; 2020-08/.. still."
            ),
        },
        {"type": "integer", "minimum": 1, "maximum": 9999},
    ]
}
"""A date; a year alone is a number to an editor."""

_INTEGER = re.compile(r"[-+]?[0-9]{1,300}")
_BASED = re.compile(r"0(?:o[0-7]+|x[0-9a-fA-F]+)")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")


def plain_reading(word: str) -> Any:
    """What an editor sees where `word` stands without quotes: a number or a truth value, else the word.

    The forms are those of the core schema of YAML 1.2.2 (10.3.2).
    """
    if word in ("true", "false"):
        return word == "true"
    if _INTEGER.fullmatch(word):
        return int(word)
    if _BASED.fullmatch(word):
        return int(word, 0)
    if _FLOAT.fullmatch(word):
        number = float(word)
        return number if math.isfinite(number) else word
    return word


def one_of(words: Mapping[str, str]) -> Schema:
    """One of the words, each with what it means; an empty meaning is none. `words` must not be empty.

    Editors propose what the enumeration holds: of a word that they see as a number, the number.
    """
    schema: Schema = {"enum": [plain_reading(word) for word in words]}
    if any(words.values()):
        schema["enumDescriptions"] = list(words.values())
    quoted = [word for word in words if not isinstance(plain_reading(word), str)]
    if not quoted:
        return schema
    # the marks in numbers that mean something in a pattern
    shapes = "|".join(re.sub(r"[.+]", r"[\g<0>]", word) for word in quoted)
    return {"anyOf": [schema, {"type": "string", "pattern": f"^(?:{shapes})$"}]}


def shaped(pattern: re.Pattern[str], message: str) -> Schema:
    """A text that the whole of `pattern` matches, for readers that know no flags and no needless escapes.

    `message` is what an editor says of other texts.
    """
    source = pattern.pattern.replace('\\"', '"')
    if pattern.flags & re.IGNORECASE:
        source = re.sub(r"\\.|\[[^\]]*\]|[a-z]", _either_case, source)
    return {"type": "string", "pattern": f"^(?:{source})$", "patternErrorMessage": message}


def _either_case(match: re.Match[str]) -> str:
    found = match[0]
    return f"[{found}{found.upper()}]" if len(found) == 1 else found


def or_nothing(schema: Schema) -> Schema:
    """The same, where the field may be left empty: an empty field is a field left out."""
    options = schema["anyOf"] if set(schema) == {"anyOf"} else [schema]
    return {"anyOf": [*options, unproposed("null")]}
