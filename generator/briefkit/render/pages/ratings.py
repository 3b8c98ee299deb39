"""What the words for grades, likelihood and disputes mean."""

from collections.abc import Iterator

from briefkit.render.addresses import RATINGS
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site


def ratings(site: Site) -> Iterator[Sheet]:  # noqa: ARG001 - as all page kinds
    """The one page about the ratings."""
    yield Sheet(RATINGS, "ratings.md.j2", "About the ratings", listed=True)
