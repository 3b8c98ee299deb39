"""The types that fields of several records share."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from pydantic_core import PydanticCustomError

from briefkit.model.characters import is_blank
from briefkit.model.date_value import EdtfDate
from briefkit.model.ref import RefTo


class Part(BaseModel):
    """Anything written in YAML: frozen, and with no field that is not listed."""

    model_config = ConfigDict(
        defer_build=True, frozen=True, extra="forbid", use_attribute_docstrings=True, populate_by_name=False
    )

    def selectors(self) -> tuple[str, ...]:
        """What can name the part among others in a list, the best to keep first; none where nothing can."""
        return ()

    def __getstate__(self) -> dict[Any, Any]:
        """The fields that are given: they are pickled in a third of the time that pydantic takes."""
        given = self.model_fields_set
        return {name: value for name, value in self.__dict__.items() if name in given}

    def __setstate__(self, state: dict[Any, Any]) -> None:
        """As it was pickled: it was validated then."""
        _put_values(self, _empty(type(self)) | state)
        _put_given(self, set(state))
        _put_extra(self, None)
        _put_private(self, None)


# there are very many parts: by their names, the four would be looked up for each
_put_values, _put_given, _put_extra, _put_private = (
    vars(BaseModel)[name].__set__
    for name in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


@cache
def _empty(model: type[Part]) -> dict[str, Any]:
    """The fields of a part that gives none, in the order of the model."""
    fields = model.model_fields.items()
    return {name: info.get_default(call_default_factory=True) for name, info in fields}


def dated(names: Iterable[str], date: EdtfDate | None) -> tuple[str, ...]:
    """Each name, with the date where there is one, and alone: ``alexander-lukashenko@2022-02-08``."""
    known = tuple(names)
    return (*(f"{name}@{date.text}" for name in known), *known) if date else known


def first_words(name: str, text: str) -> tuple[str, ...]:
    """The name with the first words of a text behind it, each time more, and alone; or the words alone."""
    words = text.replace("[", " ").replace("]", " ").split()
    beginnings = dict.fromkeys(" ".join(words[:count]) for count in (3, 6, 12, len(words)))
    return (*(f"{name}: {words}" for words in beginnings), name) if name else tuple(beginnings)


def _not_blank(text: str) -> str:
    if is_blank(text):
        raise PydanticCustomError("blank", "there is nothing to read here", {"hint": "Write the words."})
    return text


def _yes_or_no(value: Any) -> Any:
    if value not in ("true", "false"):
        raise PydanticCustomError("not_yes_or_no", "it is neither true nor false", {"hint": "true, or false"})
    return value == "true"


def _listed(value: Any) -> Any:
    return value if isinstance(value, (list, tuple)) else [value]


_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_URL = re.compile(r"https?://[^\s<>\"\\^`{|}]+", re.IGNORECASE)
_SHA256 = re.compile(r"[0-9a-f]{64}")


def _matching(pattern: re.Pattern[str], kind: str, message: str, hint: str) -> AfterValidator:
    def check(text: str) -> str:
        if not pattern.fullmatch(text):
            raise PydanticCustomError(kind, message, {"hint": hint})
        return text

    return AfterValidator(check)


class DeskText:
    """Marks a field that holds the desk's own words: `[[links]]` work in it and names are linked."""


Text = Annotated[str, AfterValidator(_not_blank)]
"""Text that has something to read."""

Prose = Annotated[Text, DeskText()]
"""The desk's own words."""

YesNo = Annotated[bool, BeforeValidator(_yes_or_no)]
"""`true` or `false`."""

Country = Annotated[
    str,
    _matching(
        _COUNTRY, "country", "this is no country code", "two capital letters of ISO 3166-1, as BY or SY"
    ),
]
"""ISO 3166-1 alpha-2."""

Language = Annotated[
    str, _matching(_LANGUAGE, "language", "this is no language code", "a BCP 47 code, as en, be or ru-Latn")
]
"""BCP 47."""

Url = Annotated[
    str, _matching(_URL, "url", "this is no web address", "an address that begins with https:// or http://")
]
"""An absolute web address."""

Sha256 = Annotated[
    str,
    _matching(
        _SHA256, "sha256", "this is no SHA-256 sum", "64 of the characters 0-9 and a-f, as sha256sum prints"
    ),
]
"""A SHA-256 sum in lower-case hexadecimal."""

ActorId = Annotated[str, RefTo("actor")]
PlaceId = Annotated[str, RefTo("place")]
EventId = Annotated[str, RefTo("event")]
ClaimId = Annotated[str, RefTo("claim")]
SourceId = Annotated[str, RefTo("source")]
AnyRef = Annotated[str, RefTo(None)]
"""A reference that says its kind: ``actor/alexander-lukashenko``."""

OneOrMore = BeforeValidator(_listed)
"""Lets a list of one be written without its brackets."""
