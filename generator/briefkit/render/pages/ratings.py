"""What the words for grades, likelihood and disputes mean."""

from collections.abc import Iterator

from briefkit.render.addresses import RATINGS
from briefkit.render.grounds import ratings_used
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site


def ratings(site: Site) -> Iterator[Sheet]:
    """The one page about the ratings; those the site does without are left out."""
    title = site.catalogue.text("About the ratings")
    yield Sheet(RATINGS, "ratings.md.j2", title, {"used": ratings_used(site)}, listed=True)
