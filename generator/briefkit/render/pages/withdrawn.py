"""The page of a record that was withdrawn: it keeps its address, and says so."""

from collections.abc import Iterator

from briefkit.model.modified import newest
from briefkit.render.addresses import page_path
from briefkit.render.dates import date_words
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site


def withdrawn(site: Site) -> Iterator[Sheet]:
    """One sheet for each such record, of whatever kind; nothing of what it said is on it."""
    for ref, record in site.withdrawn.items():
        assert record.withdrawn is not None  # noqa: S101 - so it was chosen
        words = date_words(record.withdrawn.date, site.catalogue.dates)
        label = site.catalogue.words(record.withdrawn.kind)
        changed = newest(change.date for change in record.corrections)
        yield Sheet(
            page_path(ref),
            "withdrawn.md.j2",
            site.catalogue.text("Withdrawn: {title}", title=record.label),
            {"record": record},
            ref,
            summary=site.catalogue.text("{label}, {date}", label=label, date=words),
            modified=changed,
        )
