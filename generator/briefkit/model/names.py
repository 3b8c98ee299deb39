"""Which record a name means."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from briefkit.model.folding import folded_name
from briefkit.model.record import Alias, Named, Record
from briefkit.model.ref import Ref

N = TypeVar("N", bound=Named)


class Name(NamedTuple):
    """One name of one record."""

    text: str
    ref: Ref
    metonym: bool = False


def names_of(record: Named) -> tuple[Name, ...]:
    """The record's name and its aliases, hidden ones and metonyms too, each once."""
    ref = record.ref
    found = {record.name: Name(record.name, ref)}
    for alias in record.aliases:
        found.setdefault(alias.name, Name(alias.name, ref, alias.metonym))
    return tuple(found.values())


def named_in(record: N, language: str) -> N:
    """The record under its name in a language (BCP 47), where an alias is marked as that; else as it is.

    The two change places: the name it had is an alias in its stead. `de-AT` is looked for first, then `de`; a
    hidden alias or a metonym names no page.
    """
    tags = language.replace("_", "-").lower().split("-")
    for count in range(len(tags), 0, -1):
        tag = "-".join(tags[:count])
        for index, alias in enumerate(record.aliases):
            if (alias.language or "").lower() == tag and not (alias.hidden or alias.metonym):
                aliases = list(record.aliases)
                aliases[index] = Alias(name=record.name)
                return record.model_copy(update={"name": alias.name, "aliases": tuple(aliases)})
    return record


def standing_names(record: Record) -> tuple[Name, ...]:
    """The names of a record that has some and stands."""
    return names_of(record) if isinstance(record, Named) and not record.withdrawn else ()


def index_names(records: Iterable[Record]) -> Mapping[str, tuple[Name, ...]]:
    """The names of all records that stand, by their folded form."""
    found: dict[str, list[Name]] = {}
    for record in records:
        for name in standing_names(record):
            found.setdefault(folded_name(name.text), []).append(name)
    found.pop("", None)
    return {folded: tuple(names) for folded, names in found.items()}
