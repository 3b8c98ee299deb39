"""Which record a name means."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefkit.model.folding import fold_name
from briefkit.model.record import Named, Record
from briefkit.model.ref import Ref


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one record."""

    text: str
    ref: Ref
    metonym: bool = False


def names_of(record: Named) -> tuple[Name, ...]:
    """The record's name and its aliases, hidden ones and metonyms too, each once."""
    found = {record.name: Name(record.name, record.ref)}
    for alias in record.aliases:
        found.setdefault(alias.name, Name(alias.name, record.ref, alias.metonym))
    return tuple(found.values())


def index_names(records: Iterable[Record]) -> Mapping[str, tuple[Name, ...]]:
    """The names of all records that stand, by their folded form."""
    found: dict[str, list[Name]] = {}
    for record in records:
        if isinstance(record, Named) and not record.withdrawn:
            for name in names_of(record):
                found.setdefault(fold_name(name.text).text.strip(), []).append(name)
    found.pop("", None)
    return {folded: tuple(names) for folded, names in found.items()}
