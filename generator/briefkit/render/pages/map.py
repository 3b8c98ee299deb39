"""All places of which a point is known, on one map."""

from collections.abc import Iterator

from briefkit.model.folding import fold_name
from briefkit.model.modified import modified, newest
from briefkit.model.place import Place
from briefkit.render.addresses import MAP
from briefkit.render.atlas import POINTS, pointed
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site


def map(site: Site) -> Iterator[Sheet]:  # noqa: A001 - a page kind has the name of its page
    """The one map of the whole site."""
    every = sorted(site.of(Place), key=lambda place: (fold_name(place.name).text, place.id))
    shown = pointed(every)
    context = {"places": shown, "unknown": len(every) - len(shown), "most": POINTS}
    changed = newest(modified(place) for place in shown)
    yield Sheet(MAP, "map.md.j2", site.catalogue.text("Map"), context, listed=True, modified=changed)
