"""Pages of long lists that have the same entries before and now: most entries need not be looked into."""

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any

from briefkit.model.linked import Backlink
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.render.corrections import Change
from briefkit.render.moments import Moment
from briefkit.render.sheet import Leaf, Sheet


def alike(before: Sheet, now: Sheet, concerned: Container[Ref], called: Mapping[Ref, Ref]) -> bool:
    """Whether two pages list the same in the same order, as far as it is of no record that is `concerned`.

    `called` is what records are called now that were called otherwise before.
    """
    one, other = before.context.get("leaf"), now.context.get("leaf")
    if not isinstance(one, Leaf) or not isinstance(other, Leaf) or len(one.entries) != len(other.entries):
        return False
    for was, is_ in zip(one.entries, other.entries, strict=True):
        if was is is_:
            continue
        (earlier, part), (ref, same) = _told(was), _told(is_)
        if called.get(earlier, earlier) != ref or (part is not same and ref not in concerned):
            return False
    return True


def limited(sheet: Sheet, concerned: Container[Ref]) -> Sheet:
    """The page with none of its entries but those of records that are `concerned`."""
    leaf = sheet.context["leaf"]
    kept = tuple(entry for entry in leaf.entries if _told(entry)[0] in concerned)
    return replace(sheet, context={**sheet.context, "leaf": replace(leaf, entries=kept)})


def _told(entry: Any) -> tuple[Ref, Any]:
    """The record that an entry of a list is of, and what it says of it: one object where it says the same."""
    match entry:
        case Backlink():
            # no more is asked of it than whose it is
            return entry.origin, None
        case Moment():
            return entry.told.ref, entry.event or (entry.held.position if entry.held else None)
        case Change():
            return entry.record.ref, entry.correction
        case Record():
            return entry.ref, entry
    raise TypeError(f"{type(entry).__name__} stands in no list")
