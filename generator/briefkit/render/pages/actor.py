"""The page of an actor."""

from collections.abc import Iterator

from briefkit.model.actor import Actor
from briefkit.render.addresses import page_path
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site


def actor(site: Site) -> Iterator[Sheet]:
    """One sheet for each actor."""
    for record in site.of(Actor):
        context = {"record": record}
        summary = site.words(record, "summary")
        yield Sheet(page_path(record.ref), "actor.md.j2", record.label, context, record.ref, summary=summary)
