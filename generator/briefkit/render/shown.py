"""What a page shows, noted while it is written: its records, and how far they may be passed on."""

from collections.abc import Iterable
from typing import Any

from briefkit.model.actor import Actor
from briefkit.model.fields import Part
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.remembered import remembered
from briefkit.model.vocabulary import Tlp
from briefkit.model.walk import Path, parts, written_fields
from briefkit.render.published import Called
from briefkit.render.site import Site

STRICTNESS = tuple(Tlp)
"""From the least restricted."""


def strictest(markings: Iterable[Tlp | None]) -> Tlp | None:
    """The most restricted of the markings; None where there is none.

    Source: FIRST TLP 2.0. Information that is put together carries the strictest marking of its parts.
    """
    return max((found for found in markings if found is not None), key=STRICTNESS.index, default=None)


class Shown:
    """The records of one page, and the markings of what it shows of them."""

    def __init__(self, site: Site, own: Ref | None) -> None:
        """`own` is the record that the page is about: all of it is shown."""
        self._site = site
        self._refs: set[Ref] = set()
        self._named: dict[Ref, Called] = {}
        self._markings: set[Tlp | None] = set()
        if own is not None:
            self.add_whole(own)

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The records that the page names, by kind and id."""
        return tuple(sorted(self._refs))

    @property
    def marking(self) -> Tlp | None:
        """The strictest marking of what the page shows; None where nothing is marked."""
        return strictest(self._markings)

    def add(self, ref: Ref) -> Called | None:
        """The page names this record; of a claim it may show the positions, too.

        What it is called; None where the site has no page of it.
        """
        named = self._named.get(ref)
        if named is None:
            named = self._site.called.get(ref)
            if named is not None:
                self._named[ref] = named
                self._refs.add(ref)
                self._markings.update(named.markings)
        return named

    def add_whole(self, ref: Ref) -> None:
        """The page shows all that the record's own page shows of it."""
        record = self._site.get(ref)
        if record is not None:
            self._refs.add(ref)
            self._markings.update(_markings(record))
            if isinstance(record, Actor):
                self._markings.update(tie.relation.tlp for tie in self._site.ties.get(ref.id, ()))

    def add_part(self, record: Record, path: Path) -> None:
        """The page shows what stands at `path` in a record."""
        self._refs.add(record.ref)
        self._markings.update(around(record, path))


def around(record: Record, path: Path) -> list[Tlp | None]:
    """The markings of the record and of every part of it on the way to what stands at `path`."""
    found: list[Tlp | None] = [record.tlp]
    value: Any = record
    part: Part = record
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(part, written_fields(type(part))[step])
        if isinstance(value, Part):
            part = value
            found.append(_of(part))
    return found


@remembered
def _markings(record: Record) -> list[Tlp | None]:
    """The markings of all that a record's own page shows of it."""
    if record.withdrawn:
        return [record.tlp, *(change.tlp for change in record.corrections)]
    return [_of(part) for _, part in parts(record)]


def _of(part: Part) -> Tlp | None:
    marking: Tlp | None = part.tlp if "tlp" in written_fields(type(part)) else None  # type: ignore[attr-defined]
    return marking
