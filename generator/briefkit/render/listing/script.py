"""A list written as a script, which `40-listing.js` reads."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from briefkit.model.date_value import EdtfDate
from briefkit.model.page import Asset
from briefkit.render.escape import with_hidden_named
from briefkit.render.listing.shape import Entry, Facet, Listing

FOLDER = "assets/listings"

AT_ONCE = 100
"""Entries that are drawn before the reader asks for more."""


def listing_asset(listing: Listing, ending: str) -> Asset:
    """The script of a list; `ending` is that of the addresses of pages, ``/`` or ``.html``."""
    tables = _Tables(listing.folder, listing.facets)
    rows = [tables.row(entry) for entry in listing.entries]
    data = {
        "name": listing.name,
        "folder": listing.folder,
        "end": ending,
        "most": AT_ONCE,
        "words": listing.words,
        "sorts": listing.sorts,
        "columns": listing.columns,
        "facets": [tables.facet(facet) for facet in listing.facets],
        "dates": list(tables.dates),
        "notes": list(tables.notes),
        "rows": rows,
    }
    text = with_hidden_named(json.dumps(data, separators=(",", ":"), ensure_ascii=False))
    # these two end a line of a script in old engines, and `<` could end its element
    safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("<", "\\u003c")
    return Asset(f"{FOLDER}/{listing.name}.js", f"briefkitListing({safe})\n".encode())


class _Tables:
    """What many entries share is written once, and told by its number."""

    def __init__(self, folder: str, facets: Sequence[Facet]) -> None:
        self._folder = folder
        self._facets = facets
        self._numbers = [{key: index for index, key in enumerate(facet.choices)} for facet in facets]
        self.notes: dict[str, int] = {}
        self.dates: dict[tuple[int, int, str], int] = {}

    def row(self, entry: Entry) -> list[Any]:
        """The entry as an array, without what is empty at its end."""
        values = [
            [numbers[key] for key in entry.values.get(facet.name, ())]
            for facet, numbers in zip(self._facets, self._numbers, strict=True)
        ]
        row: list[Any] = [
            entry.page.removeprefix(f"{self._folder}/"),
            entry.title,
            self._date(entry),
            [value[0] if len(value) == 1 else value or None for value in values],
            [self.notes.setdefault(note, len(self.notes)) for note in entry.notes],
            entry.count,
            entry.also,
            entry.line,
            entry.anchor,
        ]
        while not row[-1]:
            row.pop()
        return row

    def facet(self, facet: Facet) -> dict[str, Any]:
        """A facet with its choices, of which there may be none."""
        written = {
            "name": facet.name,
            "label": facet.label,
            "folder": facet.folder,
            "marks": facet.marks,
            "unmarked": sorted(facet.unmarked),
            "many": facet.many,
            "found": facet.found,
        }
        choices = [
            [choice.key, choice.label, *([choice.also] if choice.also else [])]
            for choice in facet.choices.values()
        ]
        return {**{name: value for name, value in written.items() if value}, "choices": choices}

    def _date(self, entry: Entry) -> int:
        found = (_number(entry.date, first=True), _number(entry.date, first=False), entry.when)
        return self.dates.setdefault(found, len(self.dates))


def _number(value: EdtfDate | None, *, first: bool) -> int:
    """The first or the last day as a number, 20220208; 0 where there is none."""
    day: date | None = (value.earliest if first else value.latest) if value else None
    return day.year * 10_000 + day.month * 100 + day.day if day else 0
