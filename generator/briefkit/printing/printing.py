"""From a briefing in the site to the bytes of its PDF."""

import os
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from briefkit.model.briefing import Briefing
from briefkit.model.modified import EPOCH, first_day
from briefkit.model.ref import Ref
from briefkit.pipeline import Checked
from briefkit.printing.html import rendered, with_links
from briefkit.printing.metadata import described
from briefkit.printing.printers import Printer
from briefkit.render import assets
from briefkit.render.document import Document, briefing_document, document_page, document_styles
from briefkit.render.site import Site


class PrintError(ValueError):
    """There is nothing to be printed; `str()` is a sentence that says why and what to do."""


class Paper(StrEnum):
    """Sizes of paper."""

    A4 = "A4"
    LETTER = "letter"


def printable(checked: Checked, ref: Ref) -> Briefing:
    """The briefing to be printed; raises PrintError where there is none under this name."""
    record = checked.dossier.records.get(ref)
    if not isinstance(record, Briefing):
        raise PrintError(f"{ref} is no briefing: print its page from a browser, it has a style for paper")
    if record.withdrawn:
        raise PrintError(f"{ref} was withdrawn: it is shown no more")
    if ref not in checked.site.records:
        raise PrintError(f"{ref} is a draft: take out draft: true to publish it")
    return record


def pdf(site: Site, briefing: Briefing, paper: Paper, printed: Printer) -> bytes:
    """The PDF of a briefing; raises PrinterError where nothing could be printed."""
    document = briefing_document(site, briefing)
    settings = site.dossier.settings
    body = with_links(rendered(document.markdown), settings, document.sheet.path, document.refs)
    with TemporaryDirectory(prefix="briefkit-pdf-") as name:
        folder = Path(name).resolve()
        try:
            content = _printed(site, document, body, paper, folder, printed)
        except OSError as error:
            # of a write that failed the system does not say where
            error.filename = error.filename or str(folder)
            raise
    return described(content, briefing.title, briefing.authors, moment(document))


def _printed(
    site: Site, document: Document, body: str, paper: Paper, folder: Path, printed: Printer
) -> bytes:
    """What was printed of the document and the files it needs, all of which lie in the folder."""
    own = site.dossier.settings.templates_dir
    (folder / "document").mkdir()
    for asset in (*assets(own), document_styles(own)):
        path = folder / "document" / asset.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(asset.content)
    page = folder / "document" / "document.html"
    page.write_text(document_page(site, document, body, paper), encoding="utf-8")
    printed(page, folder / "printed.pdf")
    return (folder / "printed.pdf").read_bytes()


def moment(document: Document) -> datetime:
    """The time that the PDF says it is of: `SOURCE_DATE_EPOCH`, else the newest date of what it shows."""
    told = os.environ.get(EPOCH, "")
    if told.isascii() and told.isdigit() and len(told) <= 11:
        return datetime.fromtimestamp(int(told), UTC)
    newest = document.colophon.newest if document.colophon else None
    day = first_day(newest) if newest else None
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(1970, 1, 1, tzinfo=UTC)
