"""Who is called what, and which documents describe others: asked of the whole site."""

from collections.abc import Iterable, Mapping

from briefkit.model.actor import Actor
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.walk import evidence
from briefkit.render.grouping import grouped


def documents_described(records: Iterable[Record]) -> Mapping[str, tuple[str, ...]]:
    """The documents that each source describes, by its id."""
    items = (item for record in records for _, item in evidence(record))
    pairs = {(item.source, document) for item in items if (document := item.document)}
    return grouped(sorted(pairs))


def actors_by_name(actors: Iterable[Actor]) -> Mapping[str, Ref]:
    """The actors by name and shown alias, in small letters, where only one is called so."""
    found: dict[str, dict[str, Ref]] = {}
    for actor in actors:
        shown = [alias.name for alias in actor.aliases if not alias.hidden and not alias.metonym]
        for name in (actor.name, *shown):
            found.setdefault(name.casefold(), {})[actor.id] = actor.ref
    return {name: next(iter(those.values())) for name, those in found.items() if len(those) == 1}
