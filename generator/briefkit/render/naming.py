"""Who is called what, and which documents describe others: asked of the whole site."""

from collections.abc import Iterable, Mapping

from briefkit.model.actor import Actor
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.remembered import remembered
from briefkit.model.walk import evidence
from briefkit.render.grouping import grouped


def documents_described(records: Iterable[Record]) -> Mapping[str, tuple[str, ...]]:
    """The documents that each source describes, by its id."""
    items = (item for record in records for _, item in evidence(record))
    pairs = {(item.source, document) for item in items if (document := item.document)}
    return grouped(sorted(pairs))


def actors_by_name(actors: Iterable[Actor]) -> Mapping[str, Ref]:
    """The actors by name and shown alias, in small letters, where only one is called so."""
    found: dict[str, Ref] = {}
    several = set[str]()
    for actor in actors:
        own = actor.ref
        several.update(name for name in _called(actor) if found.setdefault(name, own) != own)
    for name in several:
        del found[name]
    return found


@remembered
def _called(actor: Actor) -> tuple[str, ...]:
    shown = (alias.name for alias in actor.aliases if not alias.hidden and not alias.metonym)
    return tuple(name.casefold() for name in (actor.name, *shown))
