"""Pages of long lists that have most of their entries before and now: these need not be looked into twice."""

from collections.abc import Callable, Container, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from itertools import filterfalse
from operator import attrgetter
from typing import Any

from briefkit.model.linked import Backlink
from briefkit.model.ref import Ref
from briefkit.render.corrections import Change
from briefkit.render.moments import Moment
from briefkit.render.sheet import Leaf, Sheet


@dataclass(frozen=True)
class Apart:
    """Two pages of a list, and what they share."""

    pages: tuple[Sheet, Sheet]
    both: Set[int]
    """The entries that they share, by identity."""

    @property
    def own(self) -> tuple[Sheet, Sheet]:
        """Both without the entries that they share."""
        before, now = (_with(page, self.both.__contains__, filterfalse) for page in self.pages)
        return before, now

    @property
    def shared(self) -> Sheet:
        """The second with nothing but these."""
        return _with(self.pages[1], self.both.__contains__, filter)


def apart(before: Sheet, now: Sheet, concerned: Container[Ref]) -> Apart | None:
    """Two pages, and what they share: entries that are one object, of no record that is `concerned`.

    None where they are no pages of a list.
    """
    one, other = before.context.get("leaf"), now.context.get("leaf")
    if not isinstance(one, Leaf) or not isinstance(other, Leaf):
        return None
    here = set(map(id, one.entries))
    same = [entry for entry in other.entries if id(entry) in here]
    refs = map(_REFS.get(type(same[0]), _REF), same) if same else ()
    return Apart(
        (before, now), {id(entry) for entry, ref in zip(same, refs, strict=True) if ref not in concerned}
    )


def _with(sheet: Sheet, known: Callable[[int], bool], kept: Callable[..., Iterable[Any]]) -> Sheet:
    leaf: Leaf = sheet.context["leaf"]
    entries = tuple(kept(lambda entry: known(id(entry)), leaf.entries))
    return replace(sheet, context={**sheet.context, "leaf": replace(leaf, entries=entries)})


_REF = attrgetter("ref")
_REFS: Mapping[type, Callable[[Any], Any]] = {
    Backlink: attrgetter("origin"),
    Moment: attrgetter("told.ref"),
    Change: attrgetter("record.ref"),
}
"""What tells the record that an entry is of: all on one page are of one type."""
