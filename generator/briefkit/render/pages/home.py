"""The first page: the newest briefing, what is disputed now, what was corrected, what happened last."""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from briefkit.model.briefing import Briefing
from briefkit.model.claim import Claim
from briefkit.model.date_value import EdtfDate
from briefkit.model.modified import modified, newest
from briefkit.model.place import Place
from briefkit.model.vocabulary import Dispute
from briefkit.render.addresses import HOME
from briefkit.render.atlas import pointed
from briefkit.render.followed import results
from briefkit.render.pages.briefing import led_to
from briefkit.render.pages.review import due_records
from briefkit.render.sheet import Sheet
from briefkit.render.site import URGENCY, Site

CLAIMS = 6
"""Claims that are shown: those in dispute, and asserted ones where these are fewer."""

BRIEFINGS = 5
"""Briefings that are shown, the newest of them at length."""

MOMENTS = 8
"""Events of the timeline that are shown, the latest."""

PLACES = 60
"""Places on the small map, those with the most events."""

CORRECTIONS = 3
"""Corrections that are shown."""

IN_DISPUTE = (Dispute.DISPUTED, Dispute.DENIED, Dispute.QUESTIONED)


class Share(NamedTuple):
    """How many claims stand where the debate is."""

    state: Dispute
    number: int
    percent: int
    """Of all claims, rounded up: what there is can be seen."""


def home(site: Site) -> Iterator[Sheet]:
    """The one home page; of a site without a record, what it will hold."""
    changed = results(site).made("newest date", modified, (), lambda: _newest(site))
    yield replace(home_without_date(site), modified=changed)


def home_without_date(site: Site) -> Sheet:
    """The same, without the date of what it shows."""
    briefings = newest_first(site)
    contested = [claim for claim in site.claims if site.disputes[claim.id] in IN_DISPUTE]
    asserted = [claim for claim in site.claims if site.disputes[claim.id] is Dispute.ASSERTED]
    left = max(0, CLAIMS - len(contested))
    events = [moment for moment in site.moments if moment.event is not None]
    context = {
        "briefings": briefings[:BRIEFINGS],
        "more_briefings": len(briefings) - BRIEFINGS,
        "led_to": _led_to(site, briefings[0]) if briefings else {},
        "contested": contested[:CLAIMS],
        "more_contested": len(contested) - CLAIMS,
        "their_state": _only_state(site, contested[CLAIMS:]),
        "asserted": asserted[:left],
        "more_asserted": len(asserted) - left,
        "shares": _shares(site),
        "corrections": site.corrections[:CORRECTIONS],
        "moments": events[-MOMENTS:],
        "places": _told_most(site),
        "due": len(due_records(site)),
    }
    return Sheet(HOME, "home.md.j2", site.dossier.settings.site_name, context, listed=True)


def _newest(site: Site) -> EdtfDate | None:
    return newest(modified(record) for record in site.dossier.records.values())


def _shares(site: Site) -> list[Share]:
    """The states that some claim is in, as the reader should see them."""
    counts = Counter(site.disputes[claim.id] for claim in site.claims)
    every = max(1, len(site.claims))
    return [
        Share(state, counts[state], -(-100 * counts[state] // every)) for state in URGENCY if counts[state]
    ]


def _only_state(site: Site, claims: list[Claim]) -> Dispute | None:
    """The state that all of the claims are in; None where there are several, or no claims."""
    states = {site.disputes[claim.id] for claim in claims}
    return states.pop() if len(states) == 1 else None


def _told_most(site: Site) -> list[Place]:
    places = pointed(site.of(Place))
    told = sorted(places, key=lambda place: (-len(site.events_by_place.get(place.id, ())), place.id))
    kept = {place.id for place in told[:PLACES]}
    return [place for place in places if place.id in kept]


def _led_to(site: Site, briefing: Briefing) -> dict[str, int]:
    """How many records of each kind the briefing leads to, its claims first."""
    named = led_to(site, briefing)
    order = ("claim", "actor", "place", "event", "source")
    return {kind: len(named[kind]) for kind in order if kind in named}


def newest_first(site: Site) -> list[Briefing]:
    """The briefings, the latest change first; those without a date last."""

    def newest(briefing: Briefing) -> datetime.date:
        date = briefing.updated or briefing.published
        return (date.earliest if date else None) or datetime.date.min

    return sorted(site.of(Briefing), key=lambda briefing: (-newest(briefing).toordinal(), briefing.id))
