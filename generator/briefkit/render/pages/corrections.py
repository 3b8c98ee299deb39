"""What was corrected, clarified or withdrawn anywhere in the site."""

from collections.abc import Iterator

from briefkit.model.modified import newest
from briefkit.render.addresses import corrections_path
from briefkit.render.interface import paged_title
from briefkit.render.sheet import Sheet, leaves
from briefkit.render.site import Site


def corrections(site: Site) -> Iterator[Sheet]:
    """The corrections, the newest first, on as many sheets as they need; updates are none."""
    for leaf in leaves(site.corrections):
        title = paged_title(site.catalogue, site.catalogue.text("Corrections"), leaf.number)
        changed = newest(change.correction.date for change in leaf.entries)
        yield Sheet(
            corrections_path(leaf.number),
            "corrections.md.j2",
            title,
            {"leaf": leaf},
            listed=leaf.number == 1,
            modified=changed,
        )
