"""Sheets into pages of Markdown."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from operator import methodcaller
from typing import NamedTuple

from jinja2 import Environment

from briefkit.memory import Job, Late, Memory
from briefkit.model.kinds import BY_NAME
from briefkit.model.modified import modified
from briefkit.model.page import Page
from briefkit.model.ref import Ref
from briefkit.model.vocabulary import Tlp
from briefkit.render.addresses import page_path
from briefkit.render.colophon import Colophons, Feet
from briefkit.render.data import Recorded, recorded
from briefkit.render.environment import environment
from briefkit.render.front_matter import front_matter
from briefkit.render.json_text import script_json
from briefkit.render.linked_data import LinkedData
from briefkit.render.plan import Plan
from briefkit.render.published import called
from briefkit.render.search_entries import SearchEntries
from briefkit.render.sheet import EVERYTHING, Sheet
from briefkit.render.shown import strictest
from briefkit.render.site import Site
from briefkit.render.specimens import SpecimenTools, style_sheet
from briefkit.render.tools import Tools, questions

_DIVISION = re.compile(r"</?div\b.*>")


def render(
    plan: Plan, memory: Memory | None = None, records: Mapping[Ref, Recorded] | None = None
) -> Late[Page]:
    """All pages of the site, in the order of the page kinds; the same bytes for the same content.

    Those that `memory` holds from a build before, and that rest on nothing that changed, are taken from it.
    `records` is what was made of each record already.
    """
    site, memory = plan.site, memory or Memory()
    feet = Feet({ref: made.foot for ref, made in (records or recorded(site, memory)).items()})
    writer = _Writer(site, feet)
    with memory.scope("pages", site.basis, site, feet, site.linked, site.dossier, large=True) as scope:
        likely = _likely_markings(site)
        made = scope.run([writer.job(sheet, likely.get(sheet.whole)) for sheet in plan.sheets])
        known = [marking for _, marking in made]
        markings: dict[str, Tlp | None] = defaultdict(lambda: None)
        for sheet, marking in zip(plan.sheets, known, strict=True):
            for name in (sheet.whole, EVERYTHING):
                markings[name] = strictest([markings[name], marking])
        # what scripts show on a part of a list is known once all of its parts are written
        more = {
            number: markings[sheet.whole]
            for number, (sheet, marking) in enumerate(zip(plan.sheets, known, strict=True))
            if sheet.whole and markings[sheet.whole] != strictest([marking, likely.get(sheet.whole)])
        }
        again = scope.run([writer.job(plan.sheets[number], marking) for number, marking in more.items()])
    pages = [partial(_page, made, number) for number in range(len(made))]
    for place, number in enumerate(more):
        pages[number] = partial(_page, again, place)
    return Late(pages)


def _page(made: Sequence[tuple[Page, Tlp | None]], number: int) -> Page:
    return made[number][0]


def _likely_markings(site: Site) -> Mapping[str, Tlp | None]:
    """How far lists may most likely be passed on, before they are written: as what they name."""
    found: dict[str, set[Tlp | None]] = defaultdict(set)
    for record in site.records.values():
        found[BY_NAME[record.KIND].plural].update(called(record).markings)
    found["timeline"] = found["events"] | found["claims"]
    return {name: strictest(markings) for name, markings in found.items()}


def render_style(specimens: Site) -> Page:
    """The page that shows every component in the look of the site; `specimens` holds the specimen records."""
    made = environment(specimens.dossier.settings.templates_dir, specimens.catalogue)
    sheet = style_sheet(specimens)
    tools = SpecimenTools(specimens, sheet, made)
    return _alone(sheet, tools.write(f"pages/{sheet.template}"))


def render_apart(site: Site, sheets: Iterable[Sheet], whole: Iterable[Ref]) -> Iterator[Page]:
    """Pages that are no part of the site's plan; each is marked as strictly as the records `whole` are."""
    made, asked = environment(site.dossier.settings.templates_dir, site.catalogue), questions(site)
    shown = tuple(whole)
    for sheet in sheets:
        tools = Tools(site, sheet, made, asked)
        for ref in shown:
            tools.shown.add_whole(ref)
        body = tools.write(f"pages/{sheet.template}")
        marking = tools.write("parts/marking.md.j2", colophon={"marking": tools.shown.marking})
        yield _alone(sheet, f"{marking}\n\n{body}")


def _alone(sheet: Sheet, body: str) -> Page:
    content = _encoded(front_matter(sheet) + tidy(body))
    return Page(sheet.path, sheet.title, content, listed=sheet.listed, preview=sheet.preview)


class _Draft(NamedTuple):
    """A page of which only the body is written."""

    sheet: Sheet
    tools: Tools
    body: str


class _Writer:
    """Writes the pages of one site."""

    def __init__(self, site: Site, feet: Feet) -> None:
        self._site = site
        self._made = environment(site.dossier.settings.templates_dir, site.catalogue)
        self._described, self._feet = LinkedData(site), Colophons(site, feet.of)
        self._entries, self._asked = SearchEntries(site), questions(site)

    def job(self, sheet: Sheet, marking: Tlp | None = None) -> Job[tuple[Page, Tlp | None]]:
        """The work of writing a page, and how far what it shows may be passed on.

        `marking` is that of what scripts may show on it besides.
        """
        name = f"{sheet.path}, {marking}" if marking else sheet.path
        given = replace(sheet, late={}) if sheet.late else sheet
        return Job(name, (given, marking), partial(self._written, sheet, marking))

    def _written(self, sheet: Sheet, marking: Tlp | None) -> tuple[Page, Tlp | None]:
        draft = self.draft(sheet)
        return self.page(draft, marking), draft.tools.shown.marking

    def draft(self, sheet: Sheet) -> _Draft:
        """The body of a page."""
        record = self._site.get(sheet.record) if sheet.record else None
        if record is not None and sheet.modified is None:
            sheet = replace(sheet, modified=modified(record))
        tools = Tools(self._site, sheet, self._made, self._asked)
        body = tools.write(f"pages/{sheet.template}")
        return _Draft(sheet, tools, body)

    def page(self, draft: _Draft, marking: Tlp | None = None) -> Page:
        """The whole page; `marking` is that of what scripts may show on it besides."""
        sheet = draft.sheet
        whole = tidy(self._framed(draft, marking))
        text = front_matter(sheet) + whole + _script(self._described, sheet, self._made)
        record = self._site.records.get(sheet.record) if sheet.record else None
        about = record if record is not None and page_path(record.ref) == sheet.path else None
        return Page(
            sheet.path,
            sheet.title,
            _encoded(text),
            sheet.record,
            sheet.listed,
            sheet.preview,
            mark=self._site.dossier.mark(sheet.record) if sheet.record else None,
            entry=self._entries.of(about),
        )

    def _framed(self, draft: _Draft, marking: Tlp | None) -> str:
        """The body between its marking, and its endnotes and colophon: they are known once it is written."""
        sheet, tools, body = draft
        # first, as they name records, too
        notes = tools.write("parts/endnotes.md.j2") if len(tools.endnotes) else ""
        foot = self._feet.of(sheet, tools.shown, marking)
        if foot is None:
            return f"{body}\n\n{notes}"
        above = tools.write("parts/marking.md.j2", colophon=foot) if foot.marking else ""
        return "\n\n".join([above, body, notes, tools.write("parts/colophon.md.j2", colophon=foot)])


def _script(described: LinkedData, sheet: Sheet, made: Environment) -> str:
    """The page's JSON-LD behind a blank line; empty where the page, or the site's own template, has none."""
    content = described.of(sheet)
    if content is None:
        return ""
    written = made.get_template("parts/linked_data.md.j2").render(json=script_json(content)).strip()
    return f"\n{written}\n" if written else ""


def _encoded(text: str) -> bytes:
    # half a character is written as MkDocs writes it
    return text.encode(errors="xmlcharrefreplace")


def tidy(body: str) -> str:
    """One blank line where templates leave several, and around every division; none at the ends."""
    lines: list[str] = []
    blank = False
    for line in map(_without_spaces, body.split("\n")):
        if not line:
            blank = True
            continue
        division = line[0] == "<" and _DIVISION.fullmatch(line) is not None
        if blank or division:
            lines.append("")
        lines.append(line)
        blank = division
    return "\n".join(lines).strip() + "\n"


_without_spaces = methodcaller("rstrip", " \t")
