"""Which record a name means."""

from bisect import insort
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


FEW = 4
"""The index is made again from the one before where no more than one of so many records is another."""


def index_again(
    known: Mapping[str, tuple[Name, ...]], before: Mapping[Ref, Record], now: Mapping[Ref, Record]
) -> Mapping[str, tuple[Name, ...]]:
    """As `index_names` of records, from what is `known` of those `before`.

    Records that both have stand in the same order. Where no name is another, it is the same object.
    """
    others = {
        ref for ref, record in now.items() if before.get(ref) is not record
    } | before.keys() - now.keys()
    if len(others) * FEW > len(now):
        return index_names(now.values())
    both = {ref: (_names(before.get(ref)), _names(now.get(ref))) for ref in others}
    changed = {ref: names for ref, (was, names) in both.items() if was != names}
    touched = {folded_name(name.text) for ref in changed for names in both[ref] for name in names} - {""}
    if not touched:
        return known
    places = {ref: place for place, ref in enumerate(now)}
    entries = {
        folded: [name for name in known.get(folded, ()) if name.ref not in changed] for folded in touched
    }
    for names in changed.values():
        for name in names:
            if folded := folded_name(name.text):
                entries[folded].append(name)
    made = {**known, **{folded: _in_order(names, places) for folded, names in entries.items()}}

    def met(folded: str) -> tuple[int, int]:
        """When it is met first, where all records are gone through."""
        first = made[folded][0].ref
        return places[first], [folded_name(name.text) for name in _names(now[first])].index(folded)

    order = [folded for folded in known if folded not in touched]
    for folded in touched:
        if made[folded]:
            insort(order, folded, key=met)
    return {folded: made[folded] for folded in order}


def _names(record: Record | None) -> tuple[Name, ...]:
    return standing_names(record) if record else ()


def _in_order(names: Iterable[Name], places: Mapping[Ref, int]) -> tuple[Name, ...]:
    """In the order of their records; of one record in their own."""
    return tuple(sorted(names, key=lambda name: places[name.ref]))
