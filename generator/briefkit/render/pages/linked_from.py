"""All that refers to a record, where its own page cannot show it."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from briefkit.model.ref import Ref
from briefkit.render.addresses import linked_from_path
from briefkit.render.sheet import Sheet, leaves
from briefkit.render.site import Site

SHOWN = 20
"""Most entries of each kind on the record's own page."""


def linked_from(site: Site) -> Iterator[Sheet]:
    """Sheets for each record that more than `SHOWN` records of one kind refer to."""
    for ref in site.backlinks:
        yield from linked_from_sheets(site, ref)


def linked_from_sheets(site: Site, ref: Ref) -> Iterator[Sheet]:
    """The sheets of one record, in their order; often none."""
    backlinks = site.backlinks.get(ref, ())
    counts = Counter(backlink.origin.kind for backlink in backlinks)
    record = site.get(ref)
    if record is None or max(counts.values(), default=0) <= SHOWN:
        return
    for leaf in leaves(backlinks):
        title = site.catalogue.text("{name}: linked from", name=record.label)
        context = {"record": record, "leaf": leaf, "referring": partial(linked_from_path, ref)}
        yield Sheet(linked_from_path(ref, leaf.number), "linked_from.md.j2", title, context)
