"""What the ledger of addresses says of pages that are gone."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefkit.changes.comparing.entries import PageChange, PageChangeKind
from briefkit.model.addresses import HOME, canonical
from briefkit.model.ledger import Ends
from briefkit.model.standing import redirects, standing
from briefkit.pipeline import Checked


def explained(pages: Iterable[PageChange], head: Checked) -> Iterator[PageChange]:
    """The pages, with those that are gone as moved where the ledger of the head leads from them to another.

    A hand-written page that another one was moved to is not told of as a new one, too.
    """
    known = tuple(pages)
    ledger = head.dossier.ledger
    if ledger is None:
        yield from known
        return
    ends = Ends(ledger.entries, standing(head.dossier, head.own), redirects(head.dossier))
    moved: dict[str, str] = {}
    for page in known:
        address = canonical(page.address)
        if page.kind is PageChangeKind.REMOVED and address in ledger.entries:
            end = ends.of(address)
            if end not in (None, address):
                moved[address] = end or HOME
    taken = set(moved.values())
    for page in known:
        address = canonical(page.address)
        if address in moved:
            yield replace(page, kind=PageChangeKind.MOVED, target=moved[address])
        elif page.kind is not PageChangeKind.ADDED or page.why or address not in taken:
            yield page
