"""When pages last changed, as the sitemap tells it: by their contents, not by the day of the build."""

import datetime
import os
from collections.abc import Collection

from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_date

from briefkit.model.modified import EPOCH
from briefkit.plugin.serving.kept_files import KeptFiles

NO_DATE = "1970-01-01"
"""Stands where no page of a site has a date: MkDocs takes the newest of all for the time of an archive."""

_FIELD = "date_modified"


def set_update_dates(files: Files, ours: Collection[str]) -> None:
    """Gives pages the date in their front matter; without one they have none. Of a month it is the first day.

    Our pages are named by their paths. Those written by hand keep what another plugin gave them, and the day
    of the build only where a variable says which one that is.
    """
    ours = frozenset(ours)
    today = get_build_date()
    otherwise = today if EPOCH in os.environ else ""
    pages = [file.page for file in files.documentation_pages() if file.page is not None]
    every = pages
    if isinstance(files, KeptFiles):
        every = [file.page for file in files.every() if file.page is not None]
    # of those that are kept, only the first can have another date than its own
    for page in [*every[:1], *pages]:
        if page.file.src_uri in ours:
            page.update_date = _written(page)
        elif page.update_date == today:
            page.update_date = _written(page) or otherwise
    if every and not any(page.update_date for page in every):
        every[0].update_date = NO_DATE


def _written(page: Page) -> str:
    """The date in its front matter; of one that is written by hand, only where it is one."""
    found = f"{page.meta.get(_FIELD) or ''}"
    day = f"{found}-01-01"[:10] if found else ""
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return ""
    return day
