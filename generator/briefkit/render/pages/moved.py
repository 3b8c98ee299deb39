"""The page at an address that a record had before: it leads to where the record is now."""

import posixpath
from collections.abc import Iterator

from briefkit.model.settings import Settings
from briefkit.render.addresses import linked_from_path, page_path
from briefkit.render.pages.linked_from import linked_from_sheets
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site


def moved(site: Site) -> Iterator[Sheet]:
    """A sheet for each id that a record had before, and for each list of what refers to it."""
    for before, now in site.dossier.moved.items():
        record = site.dossier.records[now]
        yield _sheet(site, page_path(before), page_path(now), record.label)
        for number, sheet in enumerate(linked_from_sheets(site, now), start=1):
            yield _sheet(site, linked_from_path(before, number), sheet.path, sheet.title)


def _sheet(site: Site, old: str, new: str, words: str) -> Sheet:
    context = {"target": new, "words": words, "way": _way(site.dossier.settings, old, new)}
    return Sheet(old, "moved.md.j2", f"{words}, moved", context)


def _way(settings: Settings, old: str, new: str) -> str:
    """From address to address: renderers turn the paths in links into these, but not in what sends on."""
    before, now = settings.url(old), settings.url(new)
    way = posixpath.relpath(now, posixpath.dirname(before))
    return f"{way}/" if now.endswith("/") else way
