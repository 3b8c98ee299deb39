"""What is due for review, while the site is being written."""

import datetime
from collections.abc import Iterator

from briefkit.model.record import Record
from briefkit.render.addresses import review_path
from briefkit.render.interface import paged_title
from briefkit.render.sheet import Sheet, leaves
from briefkit.render.site import Site


def review(site: Site) -> Iterator[Sheet]:
    """The records that should have been looked at again, on as many sheets as they need; often on none."""
    due = due_records(site)
    for leaf in leaves(due) if due else ():
        title = paged_title(site.catalogue, site.catalogue.text("Due for review"), leaf.number)
        yield Sheet(review_path(leaf.number), "review.md.j2", title, {"leaf": leaf}, preview=True)


def due_records(site: Site) -> list[Record]:
    """The records, the longest due first."""
    today = site.dossier.settings.today
    if today is None:
        return []
    due = [record for record in site.dossier.records.values() if record.is_due(today)]
    return sorted(due, key=lambda record: (_last_day(record), record.ref))


def _last_day(record: Record) -> datetime.date:
    return (record.review_by.latest if record.review_by else None) or datetime.date.max
