"""What a template can call: links, dates and texts as they are written on its page."""

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from jinja2 import Environment
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
from briefkit.model.walk import Path, evidence
from briefkit.render.addresses import page_path, relative
from briefkit.render.anchors import evidence_anchor, fact_anchors, position_anchors
from briefkit.render.annotate import annotated
from briefkit.render.atlas import Drawn, draw
from briefkit.render.cards import card
from briefkit.render.corrections import changes
from briefkit.render.countries import country_names
from briefkit.render.dates import date_words
from briefkit.render.drawing.map import Words
from briefkit.render.drawing.outlines import outlines
from briefkit.render.endnotes import Endnotes
from briefkit.render.environment import template_folders
from briefkit.render.escape import address, printed
from briefkit.render.fragments import fragment
from briefkit.render.grounds import doubted, independent, replaced, sentences_in_use, use_count
from briefkit.render.markdown import Writer
from briefkit.render.matrix import matrix
from briefkit.render.sheet import Sheet
from briefkit.render.shown import Shown
from briefkit.render.site import Site
from briefkit.render.timelines import Timelines
from briefkit.render.uses import Use


class Tools:
    """Bound to one page: links on it are relative to where it lies."""

    def __init__(self, site: Site, sheet: Sheet, environment: Environment) -> None:
        self._site = site
        self._sheet = sheet
        self._environment = environment
        self._written = site.catalogue.shown
        self._language = site.dossier.settings.language
        self._maps = 0
        own = sheet.record if sheet.record and page_path(sheet.record) == sheet.path else None
        self.shown = Shown(site, own)
        self.endnotes = Endnotes(site, self.shown)

    @cached_property
    def context(self) -> Mapping[str, Any]:
        """Everything a template finds by name."""
        return {
            **self._sheet.context,
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
            "matrix": matrix,
            "draw_map": self.draw_map,
            "differences": differences,
            "independent": partial(independent, self._site),
            "replaced": replaced,
            "doubted": partial(doubted, self._site),
            "use_count": partial(use_count, self._site),
            "position_anchors": position_anchors,
            "fact_anchors": fact_anchors,
            "evidence_anchor": evidence_anchor,
            "card_of": partial(card, self._site),
            "note": self.note,
            "cite": self.cite,
            "endnotes": self.endnotes,
            "timelines": Timelines(self._site),
            "changes": changes,
        }

    def link(self, ref: Ref, words: str | None = None, anchor: str = "") -> Markup:
        """A link to a record's page, or the words alone on that page itself.

        A link to a withdrawn record says that it was, and leads to the top of its page.
        """
        if ref not in self._site.withdrawn or page_path(ref) == self._sheet.path:
            return self._link(ref, words, anchor)
        return self._link(ref, words) + " " + self._part("withdrawn.md.j2", {})

    def _link(self, ref: Ref, words: str | None = None, anchor: str = "") -> Markup:
        record = self._site.get(ref)
        if record is None:
            return self._written(words) if words else self._part("unpublished.md.j2", {"kind": ref.kind})
        self.shown.add(ref)
        shown = self._written(record.label if words is None else words)
        path = page_path(ref)
        if path == self._sheet.path and not anchor:
            return shown
        return Markup(f"[{shown}]({relative(self._sheet.path, path, anchor)})")  # noqa: S704

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
        return self._part("note.md.j2", context) if number else Markup()

    def links(self, kind: str, ids: Iterable[str], but: str = "") -> list[Markup]:
        """Links to records of one kind, without the one that is named last."""
        return [self.link(Ref(kind, name)) for name in ids if name != but]

    def links_to(self, names: Iterable[str]) -> list[Markup]:
        """Links to records that are named with their kind."""
        return [self.link(ref_of(name)) for name in names]

    def go(self, path: str, words: str, anchor: str = "") -> Markup:
        """A link to another page of the site."""
        return Markup(f"[{self._written(words)}]({relative(self._sheet.path, path, anchor)})")  # noqa: S704

    def web(self, url: str, words: str) -> Markup:
        """A link out of the site."""
        return Markup(f"[{self._written(words)}]({address(url)})")  # noqa: S704

    def country_name(self, code: str) -> str:
        """The name of a country in the site's language; its code where there is none."""
        return country_names(self._language).get(code, code)

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
        countries = {} if small else country_names(self._language)
        words = Words(name, title, description, countries, self._site.catalogue.distance)
        folders = template_folders(self._site.dossier.settings.templates_dir)
        for place in places:
            self.shown.add(place.ref)
        return draw(self._site, self._sheet.path, places, outlines(folders), words, small=small)

    def date(self, value: EdtfDate) -> Markup:
        """A date in words."""
        return self._written(date_words(value, self._site.catalogue.dates))

    def desk(self, record: Record, *path: str | int) -> Markup:
        """A field of the desk's words, with its links."""
        self.shown.add_part(record, path)
        pieces = self._site.linked.texts[record.ref, path]
        return Markup(self._writer(record).line(pieces))  # noqa: S704 - the writer's text is inert

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
        return Markup(self._writer(briefing).blocks(prose))  # noqa: S704 - the writer's text is inert

    def _writer(self, record: Record) -> Writer:
        def embed(piece: Embed) -> str:
            name = f"{piece.view or (piece.ref.kind if piece.ref else '')}.md.j2"
            shown = self._site.get(piece.ref) if piece.ref else None
            if piece.ref in self._site.withdrawn:
                name = "withdrawn.md.j2"
            return self._part(f"embeds/{name}", {"record": shown, "around": record}).strip()

        on_its_page = isinstance(record, Briefing) and page_path(record.ref) == self._sheet.path
        link = self._cited if on_its_page else self.link
        return Writer(link, embed, self._part("no_source.md.j2", {}))

    def _cited(self, ref: Ref, words: str | None = None) -> Markup:
        return self.link(ref, words) + self.cite(ref)

    def article(self, source: Source) -> list[tuple[Any, Markup]]:
        """The paragraphs of an article, each with its text as annotated Markdown."""
        uses = self._site.uses.get(source.id, ())
        mentions = self._site.linked.mentions
        used = sentences_in_use(self._site, source)
        return [
            (
                paragraph,
                annotated(
                    paragraph,
                    uses,
                    mentions.get((source.id, paragraph.number), ()),
                    self._link,  # the text is verbatim: nothing is said in it
                    self._note,
                    [span for span, carries in used.get(paragraph.number, ()) if uses and not carries],
                ),
            )
            for paragraph in self._site.dossier.articles.get(source.id, ())
        ]

    def _note(self, use: Use) -> Markup:
        return self._part("mark.md.j2", {"use": use})

    def excerpts(self, claim: Claim) -> list[tuple[Source, list[tuple[Any, Markup]]]]:
        """The paragraphs of each source in which the claim's quotes stand, each once, with them marked."""
        found: list[tuple[Source, list[tuple[Any, Markup]]]] = []
        for source in {item.source: self._site.source(item) for _, item in evidence(claim)}.values():
            every = self._site.uses.get(source.id, ()) if source else ()
            uses = [use for use in every if use.ref == claim.ref]
            if source and uses:
                spoken = {stretch.paragraph for use in uses for stretch in use.passage}
                paragraphs = [p for p in self._site.dossier.articles[source.id] if p.number in spoken]
                found.append(
                    (source, [(p, annotated(p, uses, (), self._link, _no_note)) for p in paragraphs])
                )
        return found

    def original(self, ref: Ref, item: Evidence, words: str) -> Markup:
        """A link to the quote's words on the page of its publisher; empty where no address is known."""
        source = self._site.source(item)
        use = self._site.use(ref, item)
        if source is None or source.url is None or use is None:
            return Markup()
        article = self._site.dossier.articles[source.id]
        texts = [article[part.paragraph - 1].text[part.start : part.end] for part in use.passage]
        first, last = use.passage[0], use.passage[-1]
        before = article[first.paragraph - 1].text[: first.start]
        after = article[last.paragraph - 1].text[last.end :]
        page = source.url.partition("#")[0]
        return Markup(f"[{printed(words)}]({address(page)}{fragment(texts, before, after)})")  # noqa: S704

    def _part(self, name: str, context: Mapping[str, Any]) -> Markup:
        template = self._environment.get_template(f"parts/{name}")
        return Markup(template.render({**self.context, **context}).strip("\n"))  # noqa: S704 - made by a template


def _no_note(_: Use) -> Markup:
    """For marks on the page of the claim that all of them carry."""
    return Markup()


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
