"""The page of a source: its text, with every quote that carries something marked."""

from collections.abc import Iterator

from briefkit.model.source import Source
from briefkit.render.addresses import page_path
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site


def source(site: Site) -> Iterator[Sheet]:
    """One sheet for each source."""
    for record in site.of(Source):
        context = {"record": record, "uses": site.uses.get(record.id, ())}
        summary = site.catalogue.text(
            "{publisher}: {headline}", publisher=record.publisher, headline=record.headline
        )
        yield Sheet(
            page_path(record.ref), "source.md.j2", record.headline, context, record.ref, summary=summary
        )
