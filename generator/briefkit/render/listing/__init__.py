"""Lists that a reader can filter and sort: all entries of a list, in one script.

It is loaded when a reader first uses the form above a list, and is a script, not data to be fetched: so it
works from files, and no page grows.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from briefkit.model.event import Event
from briefkit.model.following import Part
from briefkit.model.kinds import KINDS, Kind
from briefkit.model.page import Asset
from briefkit.render.followed import results
from briefkit.render.listing import disputes, parts, records
from briefkit.render.listing.lister import Lister
from briefkit.render.listing.script import listing_asset
from briefkit.render.listing.shape import Listing
from briefkit.render.moments import undated
from briefkit.render.pages.index import in_order
from briefkit.render.site import Site

__all__ = ["listings"]

LISTS: Mapping[str, tuple[Callable[[Lister, Any], Listing], Part]] = {
    "briefing": (records.briefings, parts.of_briefings),
    "claim": (disputes.claims, parts.of_claims),
    "actor": (records.actors, parts.of_actors),
    "place": (records.places, parts.of_places),
    "event": (records.events, parts.of_events),
    "source": (records.sources, parts.of_sources),
}
"""What makes the list of each kind of record, and what it is made of."""


def listings(site: Site) -> Iterator[Asset]:
    """The scripts of all lists and of the timeline: those of the build before where they are the same."""
    on, made = Lister(site), results(site).made
    settings = site.dossier.settings
    ending = "/" if settings.directory_urls and not settings.as_files else ".html"

    def listing(kind: Kind) -> Asset:
        return listing_asset(LISTS[kind.name][0](on, in_order(site, kind)), ending)

    def timeline() -> Asset:
        return listing_asset(disputes.timeline(on, (*site.moments, *undated(site.of(Event)))), ending)

    for kind in KINDS:
        part, rests = LISTS[kind.name][1], parts.rests(site, kind)
        yield made(f"{kind.name} list", part, rests, partial(listing, kind))
    yield made("timeline list", parts.of_timeline, (site.moments,), timeline)
