"""Sheets into pages of Markdown."""

import re

import yaml
from jinja2 import Environment

from briefkit.model.linked import LinkedDossier
from briefkit.model.page import Page
from briefkit.problems import Problem
from briefkit.render.addresses import HOME
from briefkit.render.environment import environment
from briefkit.render.escape import head
from briefkit.render.pages import PAGE_KINDS
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site
from briefkit.render.tools import Tools

_BLANK_LINES = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")
_DIVISION = re.compile(r"\n*^(</?div\b.*>)$\n*", re.MULTILINE)
_LINE_ENDS = re.compile(r"[ \t]+\n")


def render(linked: LinkedDossier, problems: tuple[Problem, ...] = ()) -> list[Page]:
    """All pages of the site, in the order of the page kinds; the same bytes for the same content.

    `problems` get a page of their own.
    """
    site = Site(linked, problems)
    made = environment(linked.dossier.settings.templates_dir)
    return [_page(site, sheet, made) for kind in PAGE_KINDS for sheet in kind(site)]


def _page(site: Site, sheet: Sheet, made: Environment) -> Page:
    template = made.get_template(f"pages/{sheet.template}")
    body = template.render(Tools(site, sheet, made).context)
    text = _front_matter(sheet) + _tidy(body)
    return Page(sheet.path, sheet.title, text, sheet.record, sheet.listed)


def _front_matter(sheet: Sheet) -> str:
    kind = sheet.template.removesuffix(".md.j2")
    matter: dict[str, object] = {"kind": kind}
    if sheet.path != HOME:
        # themes put the site's name behind every title, and the home page's is that name
        matter = {"title": head(sheet.title), **matter}
    if sheet.summary:
        matter["description"] = head(sheet.summary)
    # the way back and forth between pages that stand in no order says nothing
    matter["hide"] = ["footer", "navigation"]
    if sheet.record is None and kind == "linked_from":
        matter["search"] = {"exclude": True}
    written = yaml.dump(matter, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{written}---\n\n"


def _tidy(body: str) -> str:
    """One blank line where templates leave several, and around every division; none at the ends."""
    apart = _DIVISION.sub(r"\n\n\1\n\n", _LINE_ENDS.sub("\n", body))
    return _BLANK_LINES.sub("\n\n", apart).strip() + "\n"
