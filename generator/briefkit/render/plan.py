"""What pages a site will have, before any of them is written."""

from dataclasses import dataclass
from functools import cached_property

from briefkit.render.pages import PAGE_KINDS
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site
from briefkit.render.specimens import style_sheet


@dataclass(frozen=True)
class Plan:
    """The sheets of a site, laid out once, by who asks first."""

    site: Site

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """All sheets of the records, in the order of the page kinds."""
        return tuple(sheet for kind in PAGE_KINDS for sheet in kind(self.site))

    @property
    def style(self) -> Sheet | None:
        """The page that shows every component, where the settings name one."""
        return style_sheet(self.site) if self.site.dossier.settings.style_page else None
