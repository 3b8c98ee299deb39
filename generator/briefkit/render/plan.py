"""What pages a site will have, before any of them is written."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefkit.model.addresses import address_of, own_addresses
from briefkit.model.standing import FEEDS
from briefkit.render.pages import PAGE_KINDS, former
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site
from briefkit.render.specimens import style_sheet

MOVED = "moved.md.j2"


@dataclass(frozen=True)
class Plan:
    """The sheets of a site, laid out once, by who asks first."""

    site: Site
    own: Collection[str] = ()
    """The files of the hand-written pages, by their paths below them."""

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """All sheets of the records, in the order of the page kinds; last those of former addresses."""
        if self.site.dossier.ledger is None:
            return self.laid
        return (*self.laid, *former(self.site, self.others, self.own_addresses))

    @cached_property
    def laid(self) -> tuple[Sheet, ...]:
        """All but those of former addresses."""
        return tuple(sheet for kind in PAGE_KINDS for sheet in kind(self.site))

    @property
    def others(self) -> tuple[Sheet, ...]:
        """All pages of ours but those of former addresses."""
        return (*self.laid, self.style) if self.style else self.laid

    @property
    def style(self) -> Sheet | None:
        """The page that shows every component, where the settings name one."""
        return style_sheet(self.site) if self.site.dossier.settings.style_page else None

    @cached_property
    def own_addresses(self) -> Mapping[str, str]:
        """The addresses of the hand-written pages, each with its file."""
        return own_addresses(self.site.dossier.settings, self.own)

    def addresses(self) -> Mapping[str, str]:
        """The address of each page and feed of the published site, with its file below the pages.

        Pages that lead to another are none of them, and neither is what is there while the site is written.
        """
        settings = self.site.dossier.settings
        sheets = [sheet for sheet in self.others if not sheet.preview and not _leads_on(sheet)]
        ours = {address_of(settings, sheet.path): sheet.path for sheet in sheets}
        return {**ours, **self.own_addresses, **{path: path for path in FEEDS}}

    def redirects(self) -> Mapping[str, str]:
        """The address of each page that leads to another by a former id, and where it leads."""
        settings = self.site.dossier.settings
        return {
            address_of(settings, sheet.path): address_of(settings, sheet.context["target"])
            for sheet in self.laid
            if _leads_on(sheet)
        }


def _leads_on(sheet: Sheet) -> bool:
    return sheet.template == MOVED
