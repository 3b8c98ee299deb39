"""What is wrong with the content, while a site is being written."""

from collections.abc import Iterator

from briefkit.render.sheet import Sheet
from briefkit.render.site import Site

PATH = "problems.md"


def problems(site: Site) -> Iterator[Sheet]:
    """The one page, where there are problems."""
    if site.problems:
        context = {"problems": site.problems}
        yield Sheet(PATH, "problems.md.j2", site.catalogue.text("Problems"), context, preview=True)
