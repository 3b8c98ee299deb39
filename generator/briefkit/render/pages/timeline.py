"""Everything with a date, in time; and the events that have none."""

from collections.abc import Iterator

from briefkit.model.event import Event
from briefkit.model.modified import modified, newest
from briefkit.render.addresses import timeline_path
from briefkit.render.interface import paged_title
from briefkit.render.moments import undated
from briefkit.render.sheet import Sheet, leaves
from briefkit.render.site import Site

TEMPLATE = "timeline.md.j2"


def timeline(site: Site) -> Iterator[Sheet]:
    """The timeline, on as many sheets as it needs; only the first stands in the navigation."""
    for leaf in leaves((*site.moments, *undated(site.of(Event)))):
        title = paged_title(site.catalogue, site.catalogue.text("Timeline"), leaf.number)
        path = timeline_path(leaf.number)
        changed = newest(modified(moment.told) for moment in leaf.entries)
        context = {"leaf": leaf}
        first, late = leaf.number == 1, {"overview": lambda: site.overview}
        yield Sheet(
            path, TEMPLATE, title, context, listed=first, modified=changed, whole="timeline", late=late
        )
