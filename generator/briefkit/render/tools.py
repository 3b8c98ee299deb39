"""What a template can call: links, dates and texts as they are written on its page."""

import posixpath
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, partial
from typing import Any

from babel.core import Locale, UnknownLocaleError
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
from briefkit.render.corrections import changes, field_words
from briefkit.render.dates import date_words, month_heading
from briefkit.render.drawing.map import Words
from briefkit.render.drawing.outlines import outlines
from briefkit.render.environment import template_folders
from briefkit.render.escape import address, printed
from briefkit.render.fragments import fragment
from briefkit.render.grounds import doubted, independent, replaced, sentences_in_use, use_count
from briefkit.render.markdown import Writer
from briefkit.render.matrix import matrix
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site
from briefkit.render.uses import Use


class Tools:
    """Bound to one page: links on it are relative to where it lies."""

    def __init__(self, site: Site, sheet: Sheet, environment: Environment) -> None:
        self._site = site
        self._sheet = sheet
        self._environment = environment
        self._language = site.dossier.settings.language
        self._maps = 0

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
            "go": self.go,
            "web": self.web,
            "date": self.date,
            "month": self.month,
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
            "changes": changes,
            "field_words": field_words,
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
            return printed(words) if words else self._part("unpublished.md.j2", {"kind": ref.kind})
        shown = printed(record.label if words is None else words)
        path = page_path(ref)
        if path == self._sheet.path and not anchor:
            return shown
        return Markup(f"[{shown}]({relative(self._sheet.path, path, anchor)})")  # noqa: S704

    def go(self, path: str, words: str, anchor: str = "") -> Markup:
        """A link to another page of the site."""
        return Markup(f"[{printed(words)}]({relative(self._sheet.path, path, anchor)})")  # noqa: S704

    def web(self, url: str, words: str) -> Markup:
        """A link out of the site."""
        return Markup(f"[{printed(words)}]({address(url)})")  # noqa: S704

    def country_name(self, code: str) -> str:
        """The name of a country in the site's language; its code where there is none."""
        return _countries(self._language).get(code, code)

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
        words = Words(name, title, description, {} if small else _countries(self._language))
        folders = template_folders(self._site.dossier.settings.templates_dir)
        return draw(self._site, self._sheet.path, places, outlines(folders), words, small=small)

    def date(self, value: EdtfDate) -> str:
        """A date in words."""
        return date_words(value, self._language)

    def month(self, value: EdtfDate) -> str:
        """The heading of the month a date lies in."""
        return month_heading(value, self._language)

    def desk(self, record: Record, *path: str | int) -> Markup:
        """A field of the desk's words, with its links."""
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

        return Writer(self.link, embed, self._part("no_source.md.j2", {}))

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


@cache
def _countries(language: str) -> Mapping[str, str]:
    try:
        return dict(Locale.parse(language, sep="-").territories)
    except (UnknownLocaleError, ValueError):
        return dict(Locale.parse("en").territories)
