"""The page at an address that the site had before: it leads on, or says that it was withdrawn."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote, unquote

from briefkit.model.addresses import HOME, address_of, file_at, page_of
from briefkit.model.kinds import BY_PLURAL
from briefkit.model.ledger import Became, Ends, Entry
from briefkit.render.addresses import built_way
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site


def former(site: Site, others: Sequence[Sheet], own: Mapping[str, str]) -> Iterator[Sheet]:
    """A sheet for each address of the ledger at which there is no other page.

    `others` are the sheets of all other page kinds, `own` the files of the hand-written pages by address.
    There is none at an address that differs from a page's in capitals alone: many computers take the two
    for one.
    """
    ledger = site.dossier.ledger
    if ledger is None:
        return
    on = Addresses(site, others, own)
    for entry in ledger.entries.values():
        path = file_at(site.dossier.settings, entry.address)
        told = on.told(path, entry) if path is not None else None
        if path is not None and told is not None:
            yield Sheet(path, "former.md.j2", told.title, told.context)


class Told(NamedTuple):
    """What stands at an address at which there was a page."""

    title: str
    context: Mapping[str, str]


class Addresses:
    """What stands at which address."""

    def __init__(self, site: Site, others: Sequence[Sheet], own: Mapping[str, str]) -> None:
        self._site = site
        self._settings = settings = site.dossier.settings
        sheets = {address_of(settings, sheet.path): sheet for sheet in others if not sheet.preview}
        leading = {address: sheet for address, sheet in sheets.items() if sheet.template == "moved.md.j2"}
        self._titles = {address: sheet.title for address, sheet in sheets.items()}
        self._files = {address: sheet.path for address, sheet in sheets.items()} | dict(own)
        redirects = {
            address: address_of(settings, sheet.context["target"]) for address, sheet in leading.items()
        }
        live = self._files.keys() - (leading.keys() - own.keys())
        self._ends = Ends(site.dossier.ledger.entries if site.dossier.ledger else {}, live, redirects)
        self._taken = {address.casefold() for address in self._files}

    def told(self, path: str, entry: Entry) -> Told | None:
        """What the page at `path` says of its address; None where there is to be none."""
        end = None if entry.address.casefold() in self._taken else self._ends.of(entry.address)
        if end is None:
            return None
        words = self._site.catalogue
        became = Became.WITHDRAWN if end == entry.address else _said(entry)
        target = self._around(end) if became is Became.WITHDRAWN else end
        name = self._titles.get(target, unquote(target))
        moved = words.text("{name}, moved", name=name)
        title = words.text("Withdrawn page") if became is Became.WITHDRAWN else moved
        return Told(title, {"became": became.name, "way": self._way(path, target), "words": name})

    def _around(self, address: str) -> str:
        """From where one can go on: the list that a page stood in, or the first page."""
        folder = f"{address.partition('/')[0]}/"
        return folder if folder.rstrip("/") in BY_PLURAL and folder in self._files else HOME

    def _way(self, path: str, address: str) -> str:
        target = self._files.get(address) or file_at(self._settings, address) or address
        return quote(built_way(self._settings, path, page_of(target)))


def _said(entry: Entry) -> Became:
    return Became.MERGED if entry.became is Became.MERGED else Became.MOVED
