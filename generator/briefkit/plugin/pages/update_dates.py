"""When pages last changed, as the sitemap tells it: by their contents, not by the day of the build."""

from collections.abc import Collection

from mkdocs.structure.files import Files

NO_DATE = "1970-01-01"
"""Stands where no page of a site has a date: MkDocs takes the newest of all for the time of an archive."""


def set_update_dates(files: Files, ours: Collection[str]) -> None:
    """Gives each of our pages, named by their paths, the date in its front matter; without one it has none.

    Pages written by hand keep what MkDocs gives them. Of a month or a year it is the first day.
    """
    pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page is not None}
    for path in ours:
        if path in pages:
            written = str(pages[path].meta.get("date_modified", ""))
            pages[path].update_date = f"{written}-01-01"[:10] if written else ""
    if pages and not any(page.update_date for page in pages.values()):
        next(iter(pages.values())).update_date = NO_DATE
