"""What a theme's template is given in place of a page's own values, and what it thereby tells of itself.

A template is rendered once with marks for texts, and finds out of a mark what it would of the text itself.
Each such question is kept with its answer: what was made is right for all pages that answer them alike.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from jinja2.filters import do_urlencode
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape
from mkdocs.structure.pages import Page

STEM = "bkqzmark"
"""Stands in no text, template or address."""

_TAIL = "<i>&amp;  \"'é</i>y"
"""Comes out differently of everything that a template makes of a text."""

_START = re.compile(r"[a-z][a-z0-9+.-]*://[^/]*/|[/#]")

Value = Callable[[Page], Any]


def _stripped(text: str) -> str:
    return Markup(text).striptags()  # noqa: S704 - only to take the markup out of it


FORMS: tuple[Callable[[str], str], ...] = (
    str,
    _stripped,
    lambda text: str(escape(text)),
    lambda text: str(escape(_stripped(text))),
    lambda text: htmlsafe_json_dumps(text)[1:-1],
    do_urlencode,
)
"""What templates make of a text: nothing, `striptags`, `e`, both, `tojson` (its inside), `urlencode`."""


@dataclass(slots=True)
class Reading:
    """What one rendering asked, and the marks it was given."""

    marks: dict[object, "Mark"] = field(default_factory=dict)
    questions: dict[object, tuple[Value, Any]] = field(default_factory=dict)
    """What to ask of another page, and the answer; by anything that tells one question from others."""
    deep: set[str] = field(default_factory=set)
    """The numbers of marks of headings but the first."""
    spoilt: bool = False
    """Whether it did something with a mark that is not understood."""

    def ask(self, question: object, value: Value, answer: Any) -> None:
        """Notes a question with the answer that was given."""
        self.questions.setdefault(question, (value, answer))

    def mark(self, name: object, value: Value, real: str, shape: str | None = None) -> "Mark":
        """The mark for a text of the page, by a name of its own.

        It begins as the text, where that is an address; `shape` says how it looks otherwise.
        """
        if name not in self.marks:
            number = f"{STEM}{len(self.marks):x}x"
            start = _START.match(real)
            made = Mark(shape.format(number) if shape else f"{start[0] if start else ''}{number}{_TAIL}")
            made.real, made.value, made.reading, made.number = real, value, self, number
            self.marks[name] = made
        return self.marks[name]


class Mark(str):
    """Stands for a text; `value` finds that of any page."""

    real: str
    value: Value
    reading: Reading
    number: str

    __hash__ = str.__hash__

    def __bool__(self) -> bool:
        value = self.value
        self.reading.ask((self.number, "bool"), lambda page: bool(value(page)), bool(self.real))
        return bool(self.real)


def _asking(name: str) -> Callable[..., Any]:
    method = getattr(str, name)

    def asked(self: Mark, *arguments: Any) -> Any:
        answer = method(self.real, *arguments)
        value = self.value
        if any(isinstance(argument, Mark) for argument in arguments):
            self.reading.spoilt = True
        question = self.number, name, repr(arguments)
        self.reading.ask(question, lambda page: method(value(page), *arguments), answer)
        return answer

    return asked


def _deriving(name: str) -> Callable[..., Mark]:
    method = getattr(str, name)

    def derived(self: Mark, *arguments: Any) -> Mark:
        value = self.value
        if any(isinstance(argument, Mark) for argument in arguments):
            self.reading.spoilt = True
        real = method(self.real, *arguments)
        named = self.number, name, repr(arguments)
        made = self.reading.mark(named, lambda page: method(value(page), *arguments), real)
        if self.number in self.reading.deep:
            self.reading.deep.add(made.number)
        return made

    return derived


def _spoiling(name: str) -> Callable[..., Any]:
    method = getattr(str, name)

    def spoiling(self: Mark, *arguments: Any, **named: Any) -> Any:
        self.reading.spoilt = True
        return method(self.real, *arguments, **named)

    return spoiling


_ASKED = (
    *("__contains__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__len__"),
    *("startswith", "endswith", "count", "find"),
)
"""Methods that tell something of a text."""

_DERIVED = (
    *("replace", "strip", "lstrip", "rstrip", "removeprefix", "removesuffix"),
    *("lower", "upper", "capitalize", "casefold", "title"),
)
"""Methods that make another text of it."""

_HARMLESS = (
    *(
        "__new__",
        "__doc__",
        "__getattribute__",
        "__str__",
        "__repr__",
        "__hash__",
        "__format__",
        "__sizeof__",
    ),
    *("__add__", "__mul__", "__rmul__", "join", "rpartition"),
)
"""Methods that put it into another as it is; MkDocs takes an address apart by the last."""

for _name in _ASKED:
    setattr(Mark, _name, _asking(_name))
for _name in _DERIVED:
    setattr(Mark, _name, _deriving(_name))
for _name in sorted(set(str.__dict__).difference(_ASKED, _DERIVED, _HARMLESS)):
    setattr(Mark, _name, _spoiling(_name))
