"""The page of the search, where the site has an index of its own."""

from collections.abc import Iterator

from briefkit.render.addresses import SEARCH, SEARCH_INDEX
from briefkit.render.sheet import EVERYTHING, Sheet
from briefkit.render.site import Site


def search(site: Site) -> Iterator[Sheet]:
    """The one page, where the site's settings ask for it."""
    settings = site.dossier.settings
    if settings.pagefind:
        up = "../" * settings.url(SEARCH).count("/")
        context = {"root": up or "./", "index": f"{up or './'}{SEARCH_INDEX}/"}
        title = site.catalogue.text("Search")
        yield Sheet(SEARCH, "search.md.j2", title, context, listed=True, whole=EVERYTHING)
