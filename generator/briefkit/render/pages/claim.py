"""The page of a claim."""

from collections.abc import Iterator

from briefkit.model.claim import Claim
from briefkit.render.addresses import page_path
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site


def claim(site: Site) -> Iterator[Sheet]:
    """One sheet for each claim."""
    for record in site.of(Claim):
        context = {"record": record}
        state = site.catalogue.words(site.disputes[record.id])
        summary = site.catalogue.text("{state}: {claim}", state=state, claim=record.claim)
        yield Sheet(page_path(record.ref), "claim.md.j2", record.label, context, record.ref, summary=summary)
