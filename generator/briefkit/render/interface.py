"""What things are called on pages: kinds of records, fields, types of relations.

Each function needs the catalogue first. The messages that stand in no template are all named here.
"""

import re
from collections.abc import Iterator
from functools import cache

from markupsafe import Markup
from pydantic import BaseModel

from briefkit.model import vocabulary
from briefkit.model.fields import Part
from briefkit.model.kinds import BY_NAME, KINDS
from briefkit.model.relations import RELATION_TYPES, relation_words
from briefkit.model.vocabulary import Term
from briefkit.render.catalogue import DATE_WORDS, Catalogue, date_context

KIND, COUNTED, KINDS_OF = "kind", "behind a number", "kinds"
FIELD, RELATION, IN_LINE = "field", "relation", "in a line"
"""Contexts."""

_STEP = re.compile(r"([^.\[\]]+)(?:\[((?:[^\[\]]|\[[^\[\]]*\])*)\])?\.?")


def kind_word(words: Catalogue, name: str) -> str:
    """What a kind of record is called: "claim"."""
    return words.text_in(KIND, name)


def kind_counted(words: Catalogue, name: str, number: int) -> str:
    """What so many records of a kind are called, behind their number: "claims"."""
    return words.counted_in(COUNTED, name, BY_NAME[name].plural, number)


def kind_heading(words: Catalogue, name: str) -> str:
    """What many records of a kind are called, at the head of a list: "Claims"."""
    return words.text_in(KINDS_OF, BY_NAME[name].plural.capitalize())


def paged_title(words: Catalogue, title: str, number: int) -> str:
    """What a page of a list is called: from the second on with its number."""
    return title if number == 1 else words.text("{title} {number}", title=title, number=number)


def relation(words: Catalogue, name: str) -> str:
    """A type of relation as a reader sees it: "ally of"; a site's own types as they are written."""
    shown = relation_words(name)
    return words.text_in(RELATION, shown) if name in _built_in_relations() else shown


def in_line(words: Catalogue, term: Term) -> str:
    """A grade as it is called in the middle of a line."""
    return words.text_in(f"{term.context}, {IN_LINE}", term.words.lower())


def quoted(words: Catalogue, text: str) -> Markup:
    """Somebody's words between quotation marks."""
    return words.markup("“{words}”", words=text)


def field_words(words: Catalogue, path: str) -> str:
    """The path of a field in words: ``positions[minsk].stance`` is "positions (minsk), stance".

    A text that is no path stays as it is.
    """
    steps = list(_STEP.finditer(path))
    if "".join(step[0] for step in steps) != path:
        return path
    return ", ".join(_step_words(words, *step.groups()) for step in steps) or path


def _step_words(words: Catalogue, name: str, selector: str | None) -> str:
    label = name.replace("_", " ").strip()
    if label in _field_labels():
        label = words.text_in(FIELD, label)
    if selector is None:
        return label
    chosen = selector.replace("@", ", ").replace("=", ": ")
    return words.text("{field} ({chosen})", field=label, chosen=chosen)


def messages() -> Iterator[tuple[str, str, str]]:
    """Context, one and many (or nothing) of every message that templates and code do not spell out."""
    yield from ((KIND, kind.name, "") for kind in KINDS)
    yield from ((COUNTED, kind.name, kind.plural) for kind in KINDS)
    yield from ((KINDS_OF, kind.plural.capitalize(), "") for kind in KINDS)
    for term in _terms():
        yield term.context, term.words, term.many
        if term.meaning:
            yield term.context, term.meaning, ""
    for grades in (vocabulary.Reliability, vocabulary.Credibility):
        yield from ((f"{grade.context}, {IN_LINE}", grade.words.lower(), "") for grade in grades)
    yield from ((RELATION, relation_words(name), "") for name in sorted(_built_in_relations()))
    yield from ((FIELD, label, "") for label in sorted(_field_labels()))
    yield from ((date_context(name), text, "") for name, text in DATE_WORDS.items())


def _terms() -> Iterator[Term]:
    for name in dir(vocabulary):
        known = getattr(vocabulary, name)
        if isinstance(known, type) and issubclass(known, Term):
            yield from known


@cache
def _built_in_relations() -> frozenset[str]:
    return frozenset((*RELATION_TYPES, *RELATION_TYPES.values()))


@cache
def _field_labels() -> frozenset[str]:
    """The words for every field that a record, or a part of one, can have."""
    found: set[str] = set()
    models: list[type[BaseModel]] = [Part]
    while models:
        model = models.pop()
        models += model.__subclasses__()
        found.update(field.alias or name for name, field in model.model_fields.items())
    return frozenset(name.replace("_", " ").strip() for name in found)
