"""What a paper copy needs to be held against the site: address, newest date, and a sum of the records shown.

The sum of a record is SHA-256 over its canonical JSON: what its data file has under the names of YAML's
fields, and its text, with sorted keys, without spaces, in UTF-8. What is worked out of other records is no
part of it. The sum of a page is SHA-256 over a line for each record that the page names, its sum, two spaces
and `<kind>/<id>`, by kind and id. Both are in hexadecimal; the page shows the first ten digits.
"""

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Any

from briefkit.model.date_value import EdtfDate
from briefkit.model.modified import modified, newest
from briefkit.model.prose import lines
from briefkit.model.ref import Ref
from briefkit.model.vocabulary import Tlp
from briefkit.render.data import written_data
from briefkit.render.sheet import Sheet
from briefkit.render.shown import Shown, strictest
from briefkit.render.site import Site

DIGITS = 10

NO_COLOPHON = frozenset({"moved.md.j2", "problems.md.j2", "review.md.j2"})
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


class Colophons:
    """The feet of a site's pages: each record is summed up once."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._sum = cache(self._sum_of)
        self._modified = cache(lambda ref: modified(site.dossier.records[ref]))

    def of(self, sheet: Sheet, shown: Shown, marking: Tlp | None = None) -> Colophon | None:
        """The foot of a page that is written; None where the page needs none.

        `marking` is that of what scripts may show on it besides.
        """
        if sheet.template in NO_COLOPHON:
            return None
        settings = self._site.dossier.settings
        refs = shown.refs
        address = f"{settings.site_url or '/'}{settings.url(sheet.path)}"
        dates = newest(self._modified(ref) for ref in refs)
        return Colophon(
            address, dates, len(refs), self.sum(refs)[:DIGITS], strictest([shown.marking, marking])
        )

    def sum(self, refs: tuple[Ref, ...]) -> str:
        """The sum of the records; empty where there are none."""
        text = "".join(f"{self._sum(ref)}  {ref}\n" for ref in refs)
        return sha256(text.encode()).hexdigest() if refs else ""

    def _sum_of(self, ref: Ref) -> str:
        record = self._site.dossier.records[ref]
        content: dict[str, Any] = dict(written_data(self._site, record))
        if not record.withdrawn:
            prose = self._site.linked.bodies.get(ref.id, ()) if ref.kind == "briefing" else ()
            article = self._site.dossier.articles.get(ref.id, ()) if ref.kind == "source" else ()
            texts = [*map(self._site.plain, lines(prose)), *(paragraph.text for paragraph in article)]
            content["body"] = texts
        written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return sha256(written.encode()).hexdigest()
