"""Sheets into pages of Markdown."""

import re
from collections import defaultdict
from dataclasses import replace
from typing import NamedTuple

import yaml
from jinja2 import Environment

from briefkit.model.date_value import Precision
from briefkit.model.kinds import KINDS
from briefkit.model.modified import first_day, modified, w3c_date
from briefkit.model.page import Page
from briefkit.model.vocabulary import Tlp
from briefkit.render.addresses import HOME
from briefkit.render.colophon import Colophons
from briefkit.render.environment import environment
from briefkit.render.escape import head
from briefkit.render.json_text import script_json
from briefkit.render.linked_data import LinkedData
from briefkit.render.plan import Plan
from briefkit.render.sheet import EVERYTHING, Sheet
from briefkit.render.shown import strictest
from briefkit.render.site import Site
from briefkit.render.specimens import SpecimenTools, style_sheet
from briefkit.render.tools import Tools

NOT_FOUND = frozenset(
    {
        "graph",
        "home",
        "linked_from",
        "map",
        "moved",
        "problems",
        "review",
        "search",
        "style",
        "timeline",
        "withdrawn",
    }
) | {f"index_{kind.plural}" for kind in KINDS}
"""Kinds of pages that the search passes over: what they hold stands on pages of its own."""

_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_DIVISION = re.compile(r"\n*^(</?div\b.*>)$\n*", re.MULTILINE)
_LINE_ENDS = re.compile(r"[ \t]+\n")


def render(plan: Plan) -> list[Page]:
    """All pages of the site, in the order of the page kinds; the same bytes for the same content."""
    writer = _Writer(plan.site)
    markings: dict[str, Tlp | None] = defaultdict(lambda: None)
    pages: list[Page | _Draft] = []
    for sheet in plan.sheets:
        draft = writer.draft(sheet)
        # what scripts show on a part of a list is known once all of its parts are written
        pages.append(draft if sheet.whole else writer.page(draft))
        for name in (sheet.whole, EVERYTHING):
            markings[name] = strictest([markings[name], draft.tools.shown.marking])
    return [
        writer.page(page, markings[page.sheet.whole]) if isinstance(page, _Draft) else page for page in pages
    ]


def render_style(specimens: Site) -> Page:
    """The page that shows every component in the look of the site; `specimens` holds the specimen records."""
    made = environment(specimens.dossier.settings.templates_dir, specimens.catalogue)
    sheet = style_sheet(specimens)
    tools = SpecimenTools(specimens, sheet, made)
    body = made.get_template(f"pages/{sheet.template}").render(tools.context)
    return Page(sheet.path, sheet.title, _front_matter(sheet) + tidy(body), listed=True)


class _Draft(NamedTuple):
    """A page of which only the body is written."""

    sheet: Sheet
    tools: Tools
    body: str


class _Writer:
    """Writes the pages of one site."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._made = environment(site.dossier.settings.templates_dir, site.catalogue)
        self._described, self._feet = LinkedData(site), Colophons(site)

    def draft(self, sheet: Sheet) -> _Draft:
        """The body of a page."""
        record = self._site.get(sheet.record) if sheet.record else None
        if record is not None and sheet.modified is None:
            sheet = replace(sheet, modified=modified(record))
        tools = Tools(self._site, sheet, self._made)
        body = self._made.get_template(f"pages/{sheet.template}").render(tools.context)
        return _Draft(sheet, tools, body)

    def page(self, draft: _Draft, marking: Tlp | None = None) -> Page:
        """The whole page; `marking` is that of what scripts may show on it besides."""
        sheet = draft.sheet
        whole = tidy(self._framed(draft, marking))
        text = _front_matter(sheet) + whole + _script(self._described, sheet, self._made)
        return Page(sheet.path, sheet.title, text, sheet.record, sheet.listed, sheet.preview)

    def _framed(self, draft: _Draft, marking: Tlp | None) -> str:
        """The body between its marking, and its endnotes and colophon: they are known once it is written."""
        sheet, tools, body = draft

        def part(name: str, **more: object) -> str:
            return self._made.get_template(f"parts/{name}.md.j2").render({**tools.context, **more})

        # first, as they name records, too
        notes = part("endnotes") if len(tools.endnotes) else ""
        foot = self._feet.of(sheet, tools.shown, marking)
        if foot is None:
            return f"{body}\n\n{notes}"
        above = part("marking", colophon=foot) if foot.marking else ""
        return "\n\n".join([above, body, notes, part("colophon", colophon=foot)])


def _script(described: LinkedData, sheet: Sheet, made: Environment) -> str:
    """The page's JSON-LD behind a blank line; empty where the page, or the site's own template, has none."""
    content = described.of(sheet)
    if content is None:
        return ""
    written = made.get_template("parts/linked_data.md.j2").render(json=script_json(content)).strip()
    return f"\n{written}\n" if written else ""


def _front_matter(sheet: Sheet) -> str:
    kind = sheet.template.removesuffix(".md.j2")
    matter: dict[str, object] = {"kind": kind}
    if sheet.path != HOME:
        # themes put the site's name behind every title, and the home page's is that name
        matter = {"title": head(sheet.title), **matter}
    if sheet.summary:
        matter["description"] = head(sheet.summary)
    if sheet.modified:
        # YAML takes a day without quotation marks for a date, and a year in them for a text: both are right
        exact = sheet.modified.precision is Precision.DAY
        matter["date_modified"] = first_day(sheet.modified) if exact else w3c_date(sheet.modified)
    # the way back and forth between pages that stand in no order says nothing
    matter["hide"] = ["footer", "navigation"]
    if kind in NOT_FOUND:
        matter["search"] = {"exclude": True}
    written = yaml.dump(matter, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{written}---\n\n"


def tidy(body: str) -> str:
    """One blank line where templates leave several, and around every division; none at the ends."""
    apart = _DIVISION.sub(r"\n\n\1\n\n", _LINE_ENDS.sub("\n", body))
    return _BLANK_LINES.sub("\n\n", apart).strip() + "\n"
