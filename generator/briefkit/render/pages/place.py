"""The page of a place."""

from collections.abc import Iterator

from briefkit.model.place import Place
from briefkit.render.addresses import page_path
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site


def place(site: Site) -> Iterator[Sheet]:
    """One sheet for each place."""
    for record in site.of(Place):
        context = {"record": record}
        summary = site.words(record, "summary")
        yield Sheet(page_path(record.ref), "place.md.j2", record.label, context, record.ref, summary=summary)
