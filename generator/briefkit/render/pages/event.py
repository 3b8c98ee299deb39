"""The page of an event."""

from collections.abc import Iterator

from briefkit.model.event import Event
from briefkit.render.addresses import page_path
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site


def event(site: Site) -> Iterator[Sheet]:
    """One sheet for each event."""
    for record in site.of(Event):
        context = {"record": record}
        summary = site.words(record, "summary")
        yield Sheet(page_path(record.ref), "event.md.j2", record.label, context, record.ref, summary=summary)
