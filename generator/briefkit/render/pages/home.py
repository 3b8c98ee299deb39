"""The first page: what is disputed now, the newest briefing, what happened last."""

import datetime
from collections.abc import Iterator

from briefkit.model.briefing import Briefing
from briefkit.model.modified import modified, newest
from briefkit.model.place import Place
from briefkit.model.vocabulary import Dispute
from briefkit.render.addresses import HOME
from briefkit.render.atlas import pointed
from briefkit.render.pages.review import due_records
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site

CLAIMS = 6
"""Claims in dispute that are shown."""

MOMENTS = 8
"""Events of the timeline that are shown, the latest."""


def home(site: Site) -> Iterator[Sheet]:
    """The one home page."""
    briefings = newest_first(site)
    contested = [claim for claim in site.claims if site.disputes[claim.id] is not Dispute.MENTIONED]
    events = [moment for moment in site.moments if moment.event is not None]
    context = {
        "briefings": briefings,
        "claims": contested[:CLAIMS],
        "moments": events[-MOMENTS:],
        "places": pointed(site.of(Place)),
        "due": len(due_records(site)),
    }
    changed = newest(modified(record) for record in site.dossier.records.values())
    name = site.dossier.settings.site_name
    yield Sheet(HOME, "home.md.j2", name, context, listed=True, modified=changed)


def newest_first(site: Site) -> list[Briefing]:
    """The briefings, the latest change first; those without a date last."""

    def newest(briefing: Briefing) -> datetime.date:
        date = briefing.updated or briefing.published
        return (date.earliest if date else None) or datetime.date.min

    return sorted(site.of(Briefing), key=lambda briefing: (-newest(briefing).toordinal(), briefing.id))
