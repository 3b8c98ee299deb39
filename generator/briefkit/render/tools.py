"""What a template can call: links, dates and texts as they are written on its page."""

import posixpath
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from markupsafe import Markup

from briefkit.model.briefing import Briefing
from briefkit.model.claim import Claim
from briefkit.model.date_value import EdtfDate
from briefkit.model.differences import differences
from briefkit.model.evidence import Evidence
from briefkit.model.fields import Part
from briefkit.model.place import Place
from briefkit.model.prose import Embed
from briefkit.model.record import Record
from briefkit.model.ref import Ref, parse_ref
from briefkit.model.source import Source
from briefkit.model.walk import Path
from briefkit.render.addresses import page_path, relative
from briefkit.render.anchors import evidence_anchor, fact_anchors, position_anchors
from briefkit.render.atlas import Drawn, draw
from briefkit.render.cards import card
from briefkit.render.corrections import changes
from briefkit.render.countries import country_names
from briefkit.render.drawing.map import Words
from briefkit.render.drawing.outlines import outlines
from briefkit.render.endnotes import Endnotes
from briefkit.render.environment import Templates, template_folders
from briefkit.render.escape import address, marked
from briefkit.render.grounds import doubted, independent, replaced, use_count
from briefkit.render.markdown import Writer
from briefkit.render.matrix import matrix
from briefkit.render.outline import by_stance
from briefkit.render.reading import Shown as ShownText
from briefkit.render.reading import article_text, excerpts, original
from briefkit.render.referring import backlinks_of
from briefkit.render.sheet import Sheet
from briefkit.render.shown import Shown
from briefkit.render.site import Site
from briefkit.render.timelines import Timelines
from briefkit.render.uses import Use


class Tools:
    """Bound to one page: links on it are relative to where it lies."""

    def __init__(
        self, site: Site, sheet: Sheet, environment: Templates, asked: Mapping[str, Any] | None = None
    ) -> None:
        """`asked` is what `questions` makes, which is the same for all pages of a site."""
        self._site = site
        self._asked = asked or questions(site)
        self._sheet = sheet
        self._environment = environment
        self._written = site.catalogue.shown
        self._maps = 0
        self._folders: dict[str, str] = {}
        self._links: dict[tuple[Ref, str | None, str], Markup] = {}
        own = sheet.record if sheet.record and page_path(sheet.record) == sheet.path else None
        self.shown = Shown(site, own)
        self.endnotes = Endnotes(site, self.shown)

    @cached_property
    def context(self) -> Mapping[str, Any]:
        """Everything a template finds by name."""
        return {
            **self._sheet.context,
            **{name: work() for name, work in self._sheet.late.items()},
            "site": self._site,
            "settings": self._site.dossier.settings,
            "page": self._sheet,
            "ref": Ref,
            "ref_of": ref_of,
            "country_name": self.country_name,
            "link": self.link,
            "links": self.links,
            "links_to": self.links_to,
            "go": self.go,
            "web": self.web,
            "date": self.date,
            "desk": self.desk,
            "edit": self.edit,
            "body": self.body,
            "article": self.article,
            "excerpts": self.excerpts,
            "original": self.original,
            "draw_map": self.draw_map,
            "note": self.note,
            "cite": self.cite,
            "endnotes": self.endnotes,
            **self._asked,
        }

    def link(self, ref: Ref, words: str | None = None, anchor: str = "") -> Markup:
        """A link to a record's page, or the words alone on that page itself.

        A link to a withdrawn record says that it was, and leads to the top of its page.
        """
        known = self._links.get((ref, words, anchor))
        if known is not None:
            return known
        if ref not in self._site.withdrawn or page_path(ref) == self._sheet.path:
            made = self._links[ref, words, anchor] = self._link(ref, words, anchor)
            return made
        return self._link(ref, words) + " " + self._small_part("withdrawn.md.j2", {})

    def _link(self, ref: Ref, words: str | None = None, anchor: str = "") -> Markup:
        named = self.shown.add(ref)
        if named is None:
            return self._written(words) if words else self._part("unpublished.md.j2", {"kind": ref.kind})
        shown = self._written(named.label if words is None else words)
        name = f"{ref.id}.md"
        if not self._sheet.path.endswith(name):
            target = f"{self._folder(ref)}{name}#{anchor}" if anchor else f"{self._folder(ref)}{name}"
            return marked(f"[{shown}]({target})")
        path = page_path(ref)
        if path == self._sheet.path and not anchor:
            return shown
        return marked(f"[{shown}]({relative(self._sheet.path, path, anchor)})")

    def _folder(self, ref: Ref) -> str:
        """The way to the pages of a kind."""
        if ref.kind not in self._folders:
            self._folders[ref.kind] = relative(self._sheet.path, page_path(ref)).removesuffix(f"{ref.id}.md")
        return self._folders[ref.kind]

    def note(self, ref: Ref, item: Evidence) -> Markup:
        """The number of the endnote for an item of evidence whose words stand right here; for paper."""
        return self._numbered(self.endnotes.quote(ref, item), cited=False)

    def cite(self, ref: Ref) -> Markup:
        """The number of the endnote that holds what carries a record; empty where nothing does."""
        before = len(self.endnotes)
        number = self.endnotes.record(ref)
        return self._numbered(number, cited=True, first=len(self.endnotes) > before)

    def _numbered(self, number: int | None, *, cited: bool, first: bool = False) -> Markup:
        context = {"number": number, "on_paper": not cited, "first": first}
        return self._small_part("note.md.j2", context) if number else Markup()

    def links(self, kind: str, ids: Iterable[str], but: str = "") -> list[Markup]:
        """Links to records of one kind, without the one that is named last."""
        return [self.link(Ref(kind, name)) for name in ids if name != but]

    def links_to(self, names: Iterable[str]) -> list[Markup]:
        """Links to records that are named with their kind."""
        return [self.link(ref_of(name)) for name in names]

    def go(self, path: str, words: str, anchor: str = "") -> Markup:
        """A link to another page of the site."""
        return marked(f"[{self._written(words)}]({relative(self._sheet.path, path, anchor)})")

    def web(self, url: str, words: str) -> Markup:
        """A link out of the site."""
        return marked(f"[{self._written(words)}]({address(url)})")

    def country_name(self, code: str) -> str:
        """The name of a country in the site's language; its code where there is none."""
        return country_names(self._site.dossier.settings.language).get(code, code)

    def draw_map(
        self,
        places: Sequence[Place],
        title: str,
        description: str,
        small: bool = False,  # noqa: FBT001, FBT002
    ) -> Drawn | None:
        """A map of those of the places that have a point, with what stands beside it; None without any."""
        self._maps += 1
        name = "map" if self._maps == 1 else f"map-{self._maps}"
        countries = {} if small else country_names(self._site.dossier.settings.language)
        words = Words(name, title, description, countries, self._site.catalogue.distance)
        folders = template_folders(self._site.dossier.settings.templates_dir)
        for place in places:
            self.shown.add(place.ref)
        return draw(self._site, self._sheet.path, places, outlines(folders), words, small=small)

    def date(self, value: EdtfDate) -> Markup:
        """A date in words."""
        return self._written(self._site.catalogue.date(value))

    def desk(self, record: Record, *path: str | int) -> Markup:
        """A field of the desk's words, with its links."""
        self.shown.add_part(record, path)
        pieces = self._site.linked.texts[record.ref, path]
        return marked(self._writer(record).line(pieces))

    def edit(self, ref: Ref, *path: str | int | Part) -> Markup:
        """A link to the line in which something of a record is written; empty where there are to be none.

        A part at the end of the path stands for its place in the field before it.
        """
        dossier = self._site.dossier
        if not dossier.settings.edit_links.template:
            return Markup()
        mark = dossier.mark(ref, *_counted(dossier.records[ref], path))
        place = {"file": posixpath.basename(mark.path), "line": mark.line, "field": path[0] if path else ""}
        url = dossier.settings.edit_links.url(mark)
        return self._part("edit.md.j2", {"address": url, **place}) if url else Markup()

    def body(self, briefing: Briefing) -> Markup:
        """The text of a briefing."""
        prose = self._site.linked.bodies.get(briefing.id, ())
        return marked(self._writer(briefing).blocks(prose))

    def _writer(self, record: Record) -> Writer:
        def embed(piece: Embed) -> str:
            name = f"{piece.view or (piece.ref.kind if piece.ref else '')}.md.j2"
            shown = self._site.get(piece.ref) if piece.ref else None
            if piece.ref in self._site.withdrawn:
                name = "withdrawn.md.j2"
            return self._part(f"embeds/{name}", {"record": shown, "around": record}).strip()

        on_its_page = isinstance(record, Briefing) and page_path(record.ref) == self._sheet.path
        link = self._cited if on_its_page else self.link
        return Writer(link, embed, self._small_part("no_source.md.j2", {}))

    def _cited(self, ref: Ref, words: str | None = None) -> Markup:
        return self.link(ref, words) + self.cite(ref)

    def article(self, source: Source) -> list[ShownText]:
        """The paragraphs of an article, each with its text as annotated Markdown."""
        # the text is verbatim: nothing is said in it
        return article_text(self._site, source, self._link, self._note)

    def _note(self, use: Use) -> Markup:
        return self._part("mark.md.j2", {"use": use})

    def excerpts(self, claim: Claim) -> list[tuple[Source, list[ShownText]]]:
        """The paragraphs of each source in which the claim's quotes stand, each once, with them marked."""
        return excerpts(self._site, claim, self._link)

    def original(self, ref: Ref, item: Evidence, words: str) -> Markup:
        """A link to the quote's words on the page of its publisher; empty where no address is known."""
        return original(self._site, ref, item, words)

    def _part(self, name: str, context: Mapping[str, Any]) -> Markup:
        return marked(self.write(f"parts/{name}", **context).strip("\n"))

    def _small_part(self, name: str, context: Mapping[str, Hashable]) -> Markup:
        """As `_part`, made once for all pages where the template shows nothing else of them."""
        key = (name, *context.values())
        made = self._environment.parts.get(key)
        if made is None:
            made = self._part(name, context)
            if self._environment.rests_on(f"parts/{name}", context.keys()):
                self._environment.parts[key] = made
        return made

    def write(self, template: str, **values: Any) -> str:
        """What a template makes of the names of this page, and of some more."""
        with self._environment.on(self._names):
            return self._environment.get_template(template).render(values)

    @cached_property
    def _names(self) -> Mapping[str, Any]:
        return {**self._environment.globals, **self.context}


def questions(site: Site) -> Mapping[str, Any]:
    """What every page can ask of the site and of records."""
    return {
        "matrix": matrix,
        "differences": differences,
        "independent": partial(independent, site),
        "replaced": replaced,
        "doubted": partial(doubted, site),
        "use_count": partial(use_count, site),
        "position_anchors": position_anchors,
        "fact_anchors": fact_anchors,
        "evidence_anchor": evidence_anchor,
        "card_of": partial(card, site),
        "timelines": Timelines(site),
        "changes": changes,
        "by_stance": by_stance,
        "backlinks_of": partial(backlinks_of, site),
    }


def _counted(record: Record, path: tuple[str | int | Part, ...]) -> Path:
    """The path with an index in place of a part: equal parts stand in lines of their own."""
    plain = tuple(step for step in path if not isinstance(step, Part))
    if len(plain) == len(path):
        return plain
    items = getattr(record, str(plain[-1]))
    return (*plain, next(index for index, item in enumerate(items) if item is path[-1]))


def ref_of(name: str) -> Ref:
    """The reference that a field for any kind holds, as ``actor/alexander-lukashenko``."""
    return parse_ref(name) or Ref("record", name)
