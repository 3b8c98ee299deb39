"""Sheets into pages of Markdown."""

import re
from dataclasses import replace

import yaml
from jinja2 import Environment

from briefkit.model.date_value import Precision
from briefkit.model.modified import first_day, modified, w3c_date
from briefkit.model.page import Page
from briefkit.render.addresses import HOME
from briefkit.render.environment import environment
from briefkit.render.escape import head
from briefkit.render.json_text import script_json
from briefkit.render.linked_data import LinkedData
from briefkit.render.pages import PAGE_KINDS
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site
from briefkit.render.tools import Tools

NOT_FOUND = frozenset({"graph", "linked_from", "moved", "withdrawn"})
"""Kinds of pages that the search passes over."""

_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_DIVISION = re.compile(r"\n*^(</?div\b.*>)$\n*", re.MULTILINE)
_LINE_ENDS = re.compile(r"[ \t]+\n")


def render(site: Site) -> list[Page]:
    """All pages of the site, in the order of the page kinds; the same bytes for the same content."""
    made = environment(site.dossier.settings.templates_dir, site.catalogue)
    described = LinkedData(site)
    return [_page(site, sheet, made, described) for kind in PAGE_KINDS for sheet in kind(site)]


def _page(site: Site, sheet: Sheet, made: Environment, described: LinkedData) -> Page:
    record = site.get(sheet.record) if sheet.record else None
    if record is not None and sheet.modified is None:
        sheet = replace(sheet, modified=modified(record))
    template = made.get_template(f"pages/{sheet.template}")
    body = template.render(Tools(site, sheet, made).context)
    text = _front_matter(sheet) + _tidy(body) + _script(described, sheet, made)
    return Page(sheet.path, sheet.title, text, sheet.record, sheet.listed, sheet.preview)


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


def _tidy(body: str) -> str:
    """One blank line where templates leave several, and around every division; none at the ends."""
    apart = _DIVISION.sub(r"\n\n\1\n\n", _LINE_ENDS.sub("\n", body))
    return _BLANK_LINES.sub("\n\n", apart).strip() + "\n"
