"""When pages last changed, as the sitemap tells it: by their contents, not by the day of the build."""

from collections.abc import Collection

from mkdocs.structure.files import Files

from briefkit.plugin.serving.kept_files import KeptFiles

NO_DATE = "1970-01-01"
"""Stands where no page of a site has a date: MkDocs takes the newest of all for the time of an archive."""


def set_update_dates(files: Files, ours: Collection[str]) -> None:
    """Gives each of our pages, named by their paths, the date in its front matter; without one it has none.

    Pages written by hand keep what MkDocs gives them. Of a month or a year it is the first day.
    """
    ours = frozenset(ours)
    pages = [file.page for file in files.documentation_pages() if file.page is not None]
    every = pages
    if isinstance(files, KeptFiles):
        every = [file.page for file in files.every() if file.page is not None]
    # of those that are kept, only the first can have another date than its own
    for page in [*every[:1], *pages]:
        if page.file.src_uri in ours:
            written = str(page.meta.get("date_modified", ""))
            page.update_date = f"{written}-01-01"[:10] if written else ""
    if every and not any(page.update_date for page in every):
        every[0].update_date = NO_DATE
