"""Lists that a reader can filter and sort: all entries of a list, in one script.

It is loaded when a reader first uses the form above a list, and is a script, not data to be fetched: so it
works from files, and no page grows.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from briefkit.model.event import Event
from briefkit.model.kinds import KINDS
from briefkit.model.page import Asset
from briefkit.render.listing import disputes, records
from briefkit.render.listing.lister import Lister
from briefkit.render.listing.script import listing_asset
from briefkit.render.listing.shape import Listing
from briefkit.render.moments import undated
from briefkit.render.pages.index import in_order
from briefkit.render.site import Site

__all__ = ["listings"]

LISTS: Mapping[str, Callable[[Lister, Any], Listing]] = {
    "briefing": records.briefings,
    "claim": disputes.claims,
    "actor": records.actors,
    "place": records.places,
    "event": records.events,
    "source": records.sources,
}
"""What makes the list of each kind of record."""


def listings(site: Site) -> Iterator[Asset]:
    """The scripts of all lists, and of the timeline."""
    on = Lister(site)
    ending = "/" if site.dossier.settings.directory_urls else ".html"
    for kind in KINDS:
        yield listing_asset(LISTS[kind.name](on, in_order(site, kind)), ending)
    yield listing_asset(disputes.timeline(on, (*site.moments, *undated(site.of(Event)))), ending)
