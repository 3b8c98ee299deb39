"""Everything with a date, in time; and the events that have none."""

from collections.abc import Iterator
from dataclasses import replace

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
    for sheet in timeline_without_dates(site):
        entries = sheet.context["leaf"].entries
        yield replace(sheet, modified=newest(modified(moment.told) for moment in entries))


def timeline_without_dates(site: Site) -> Iterator[Sheet]:
    """The same, without the dates of what the sheets show."""
    for leaf in leaves((*site.moments, *undated(site.of(Event)))):
        title = paged_title(site.catalogue, site.catalogue.text("Timeline"), leaf.number)
        path = timeline_path(leaf.number)
        context = {"leaf": leaf}
        first, late = leaf.number == 1, {"overview": lambda: site.overview}
        yield Sheet(path, TEMPLATE, title, context, listed=first, whole="timeline", late=late)
