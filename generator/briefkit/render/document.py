"""A briefing as one document: its text, its claims with both sides, what carries them, its sources."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from briefkit.model.briefing import Briefing
from briefkit.model.claim import Claim
from briefkit.model.page import Asset
from briefkit.model.ref import Ref
from briefkit.model.source import Source
from briefkit.render.colophon import Colophon, Colophons, foot
from briefkit.render.data import written_data
from briefkit.render.direction import of_language
from briefkit.render.endnotes import Endnotes
from briefkit.render.environment import environment, template_folders
from briefkit.render.pages.briefing import briefing as briefings
from briefkit.render.rendering import tidy
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site
from briefkit.render.tools import Tools

STYLES = "pdf/document.css"


class Document(NamedTuple):
    """A document before its Markdown is rendered."""

    sheet: Sheet
    """The page that it is made of; links in it are relative to this page."""
    markdown: str
    refs: tuple[Ref, ...]
    """The records that have a place in it, with the id `<kind>-<id>`."""
    colophon: Colophon | None


def briefing_document(site: Site, record: Briefing) -> Document:
    """The document of a briefing that stands in the site."""
    sheet = next(sheet for sheet in briefings(site) if sheet.record == record.ref)
    made = environment(site.dossier.settings.templates_dir, site.catalogue)
    tools = Tools(site, sheet, made)
    named = sheet.context["named"].get("claim", ())
    claims = [claim for claim in map(site.records.get, named) if isinstance(claim, Claim)]
    given = {*(claim.ref for claim in claims)}
    more = {"claims": claims, "given": given}
    body = tools.write("pdf/briefing.md.j2", **more)
    notes = tools.write("parts/endnotes.md.j2", **more)
    sources = sources_of(site, tools.endnotes)
    shown = [site.dossier.records[ref] for ref in tools.shown.refs]
    feet = {record.ref: foot(site, record, written_data(site, record)) for record in shown}
    colophon = Colophons(site, feet).of(sheet, tools.shown)
    end = tools.write("pdf/end.md.j2", **more, sources=sources, colophon=colophon)
    refs = (*(claim.ref for claim in claims), *(source.ref for source in sources))
    return Document(sheet, tidy("\n\n".join([body, notes, end])), refs, colophon)


def sources_of(site: Site, notes: Endnotes) -> list[Source]:
    """The sources that the notes name, each once, by publisher and headline."""
    found: dict[str, Source] = {}
    for note in notes:
        named = [note.record, *(quoted.source for quoted in note.quotes)]
        named += [site.records.get(Ref("source", str(quoted.item.document))) for quoted in note.quotes]
        sources = [record for record in named if isinstance(record, Source) and not record.withdrawn]
        found.update({record.id: record for record in sources})
    return sorted(found.values(), key=lambda source: (source.publisher, source.headline, source.id))


def document_page(site: Site, document: Document, body: str, paper: str) -> str:
    """The document as a page of HTML around its rendered `body`; `paper` is a size that CSS knows.

    Its styles lie beside it, in `assets/`; it asks for nothing else, and runs nothing.
    """
    settings = site.dossier.settings
    record = site.records[document.sheet.record] if document.sheet.record else None
    context = {
        "title": document.sheet.title,
        "authors": record.authors if isinstance(record, Briefing) else (),
        "language": settings.language,
        "direction": of_language(settings.language),
        "body": Markup(body),  # noqa: S704 - rendered from inert Markdown
        "paper": paper,
        "colophon": document.colophon,
        "settings": settings,
        "in_css": in_css,
        "numbers": _numbers(site.catalogue.text),
    }
    made = environment(settings.templates_dir, site.catalogue)
    return made.get_template("pdf/document.html.j2").render(context)


def document_styles(own: Path | None) -> Asset:
    """The style sheet of documents, the site's own before the built-in one."""
    found = (folder / STYLES for folder in template_folders(own))
    return Asset("assets/document.css", next(path for path in found if path.is_file()).read_bytes())


def in_css(text: object) -> Markup:
    """`text` as a string of CSS; safe in a style element, too: all but letters and digits is escaped.

    Source: CSS Syntax Module Level 3, section 4.3.7: a backslash, the code in hexadecimal, a space.
    """
    written = (c if c.isalnum() else f"\\{ord(c):x} " for c in str(text))
    return Markup(f'"{"".join(written)}"')  # noqa: S704 - nothing in it ends a string or an element


def _numbers(text: Callable[..., str]) -> Markup:
    """The number of a sheet as the `content` of a box, in the words of the site's language."""
    written = text("{page} of {pages}", page="\0page\0", pages="\0pages\0")
    parts = [
        f"counter({part})" if part in ("page", "pages") else in_css(part) for part in written.split("\0")
    ]
    return Markup(" ").join(Markup(part) for part in parts if part != '""')  # noqa: S704 - as above
