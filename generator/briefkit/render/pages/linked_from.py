"""All that refers to a record, where its own page cannot show it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from briefkit.model.linked import Backlink
from briefkit.model.ref import Ref
from briefkit.render.addresses import linked_from_path
from briefkit.render.followed import nothing, results
from briefkit.render.sheet import Numbered, Sheet, leaves
from briefkit.render.site import Site

SHOWN = 20
"""Most entries of each kind on the record's own page."""


def linked_from(site: Site) -> Iterator[Sheet]:
    """Sheets for each record that more than `SHOWN` records of one kind refer to."""
    for ref in results(site).made("linked from", nothing, (site.backlinks,), lambda: _with_many(site)):
        yield from _sheets(site, ref)


def _with_many(site: Site) -> tuple[Ref, ...]:
    """The records that many refer to."""
    return tuple(ref for ref, backlinks in site.backlinks.items() if _are_many(backlinks))


def _are_many(backlinks: Sequence[Backlink]) -> bool:
    if len(backlinks) <= SHOWN:
        return False
    return max(Counter(backlink.origin.kind for backlink in backlinks).values()) > SHOWN


def linked_from_sheets(site: Site, ref: Ref) -> Iterator[Sheet]:
    """The sheets of one record, in their order; often none."""
    if _are_many(site.backlinks.get(ref, ())):
        yield from _sheets(site, ref)


def _sheets(site: Site, ref: Ref) -> Iterator[Sheet]:
    record = site.get(ref)
    if record is None:
        return
    for leaf in leaves(site.backlinks.get(ref, ())):
        title = site.catalogue.text("{name}: linked from", name=record.label)
        context = {"record": record, "leaf": leaf, "referring": Numbered(linked_from_path, ref)}
        yield Sheet(linked_from_path(ref, leaf.number), "linked_from.md.j2", title, context)
