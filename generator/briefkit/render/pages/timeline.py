"""Everything with a date, in time."""

from collections.abc import Iterator

from briefkit.model.modified import modified, newest
from briefkit.render.addresses import timeline_path
from briefkit.render.sheet import Sheet, leaves
from briefkit.render.site import Site


def timeline(site: Site) -> Iterator[Sheet]:
    """The timeline, on as many sheets as it needs; only the first stands in the navigation."""
    for leaf in leaves(site.moments):
        title = "Timeline" if leaf.number == 1 else f"Timeline {leaf.number}"
        path = timeline_path(leaf.number)
        changed = newest(modified(moment.told) for moment in leaf.entries)
        yield Sheet(path, "timeline.md.j2", title, {"leaf": leaf}, listed=leaf.number == 1, modified=changed)
