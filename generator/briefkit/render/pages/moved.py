"""The page at an address that a record had before: it leads to where the record is now."""

from collections.abc import Iterator

from briefkit.render.addresses import built_way, connections_path, linked_from_path, page_path
from briefkit.render.pages.graph import connections_title
from briefkit.render.pages.linked_from import linked_from_sheets
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site


def moved(site: Site) -> Iterator[Sheet]:
    """A sheet for each id that a record had before, and for each page that goes with the record's own."""
    for before, now in site.dossier.moved.items():
        record = site.dossier.records[now]
        yield _sheet(site, page_path(before), page_path(now), record.label)
        for number, sheet in enumerate(linked_from_sheets(site, now), start=1):
            yield _sheet(site, linked_from_path(before, number), sheet.path, sheet.title)
        if now in site.neighbourhoods:
            title = connections_title(site, record.label)
            yield _sheet(site, connections_path(before), connections_path(now), title)


def _sheet(site: Site, old: str, new: str, words: str) -> Sheet:
    context = {"target": new, "words": words, "way": built_way(site.dossier.settings, old, new)}
    return Sheet(old, "moved.md.j2", site.catalogue.text("{name}, moved", name=words), context)
