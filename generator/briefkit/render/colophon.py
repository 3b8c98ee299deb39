"""What a paper copy needs to be held against the site: address, newest date, and a sum of the records shown.

The sum of a record is SHA-256 over its canonical JSON: what its data file has under the names of YAML's
fields, and its text, with sorted keys, without spaces, in UTF-8. What is worked out of other records is no
part of it. The sum of a page is SHA-256 over a line for each record that the page names, its sum, two spaces
and `<kind>/<id>`, by kind and id. Both are in hexadecimal; the page shows the first ten digits.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

from briefkit.model.date_value import EdtfDate
from briefkit.model.modified import modified, rank
from briefkit.model.prose import lines
from briefkit.model.reads import with_tables
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.vocabulary import Tlp
from briefkit.render.sheet import Sheet
from briefkit.render.shown import Shown, strictest
from briefkit.render.site import Site

DIGITS = 10

NO_COLOPHON = frozenset({"former.md.j2", "moved.md.j2", "problems.md.j2", "review.md.j2"})
"""Pages that nobody keeps a copy of."""


@dataclass(frozen=True, slots=True)
class Colophon:
    """The foot of a page."""

    address: str
    """The page's own; from the site's root where nobody said where the site will be."""
    newest: EdtfDate | None
    """The newest date of the records shown."""
    count: int
    """How many records are shown."""
    sum: str
    """Of the records shown; empty where there are none."""
    marking: Tlp | None


class Foot(NamedTuple):
    """What a record adds to the foot of each page that names it."""

    line: str
    """Its sum and its name, as they are summed up; empty in a site that is being written."""
    modified: EdtfDate | None
    """When it last changed."""
    rank: tuple[int, int, str] | None
    """By what that date is compared with others."""


@dataclass(frozen=True)
class Feet:
    """What each record adds, for pages that note which of them they read."""

    of: Mapping[Ref, Foot]

    def __post_init__(self) -> None:
        with_tables(self, "of")


class Colophons:
    """The feet of a site's pages."""

    def __init__(self, site: Site, feet: Mapping[Ref, Foot]) -> None:
        """`feet` is what the records of the site add, those at least that pages name."""
        self._site = site
        self._feet = feet

    def of(self, sheet: Sheet, shown: Shown, marking: Tlp | None = None) -> Colophon | None:
        """The foot of a page that is written; None where the page needs none.

        `marking` is that of what scripts may show on it besides.
        """
        if sheet.template in NO_COLOPHON:
            return None
        settings = self._site.dossier.settings
        feet = [self._feet[ref] for ref in shown.refs]
        address = f"{settings.site_url or '/'}{settings.published(sheet.path)}"
        summed = "".join([foot.line for foot in feet])
        total = sha256(summed.encode()).hexdigest()[:DIGITS] if summed else ""
        marking = strictest([shown.marking, marking])
        return Colophon(address, _newest(feet), len(feet), total, marking)


def _newest(feet: list[Foot]) -> EdtfDate | None:
    """The newest date, as `briefkit.model.modified.newest` finds it."""
    last, found = None, None
    for _, changed, order in feet:
        if order is not None and (last is None or order > last):
            last, found = order, changed
    return found


_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def foot(site: Site, record: Record, written: Mapping[str, Any]) -> Foot:
    """What a record adds; `written` is what is written in it and published."""
    changed = modified(record)
    order = rank(changed) if changed else None
    # with the sum of a record, each edit would change all pages that name it
    if site.dossier.settings.served:
        return Foot("", changed, order)
    content: dict[str, Any] = dict(written)
    if not record.withdrawn:
        prose = site.linked.bodies.get(record.id, ()) if record.KIND == "briefing" else ()
        article = site.dossier.articles.get(record.id, ()) if record.KIND == "source" else ()
        texts = [*map(site.plain, lines(prose)), *(paragraph.text for paragraph in article)]
        content["body"] = texts
    text = _ENCODER.encode(content)
    line = f"{sha256(text.encode()).hexdigest()}  {record.ref}\n"
    return Foot(line, changed, order)
