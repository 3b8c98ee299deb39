"""All that refers to a record, where its own page cannot show it."""

from collections.abc import Iterator
from functools import partial

from briefkit.render.addresses import linked_from_path
from briefkit.render.sheet import Sheet, leaves
from briefkit.render.site import Site

SHOWN = 20
"""Most entries of each kind on the record's own page."""


def linked_from(site: Site) -> Iterator[Sheet]:
    """Sheets for each record that more than `SHOWN` records of one kind refer to."""
    for ref, backlinks in site.linked.backlinks.items():
        kinds = [backlink.origin.kind for backlink in backlinks]
        record = site.get(ref)
        if record is None or max(kinds.count(kind) for kind in set(kinds)) <= SHOWN:
            continue
        for leaf in leaves(backlinks):
            title = f"{record.label}: linked from"
            context = {"record": record, "leaf": leaf, "referring": partial(linked_from_path, ref)}
            yield Sheet(linked_from_path(ref, leaf.number), "linked_from.md.j2", title, context)
