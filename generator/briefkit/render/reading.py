"""The text of articles on pages, with what rests on it marked; the way to the words at their publisher."""

from collections.abc import Callable

from markupsafe import Markup

from briefkit.model.article import ArticleParagraph
from briefkit.model.claim import Claim
from briefkit.model.evidence import Evidence
from briefkit.model.ref import Ref
from briefkit.model.source import Source
from briefkit.model.walk import evidence
from briefkit.render.annotate import annotated, marks
from briefkit.render.escape import address, printed
from briefkit.render.fragments import fragment
from briefkit.render.grounds import sentences_in_use
from briefkit.render.site import Site
from briefkit.render.uses import Use

Link = Callable[[Ref, str], Markup]

Shown = tuple[ArticleParagraph, Markup]
"""A paragraph, and its text as annotated Markdown."""


def article_text(site: Site, source: Source, link: Link, note: Callable[[Use], Markup]) -> list[Shown]:
    """The paragraphs of an article; a quote is followed by `note`, what carries nothing is set back."""
    uses = site.uses.get(source.id, ())
    marked = marks(uses)
    used = sentences_in_use(site, source) if uses else {}
    mentions = site.linked.mentions
    return [
        (
            paragraph,
            annotated(
                paragraph,
                marked.get(paragraph.number, ()),
                mentions.get((source.id, paragraph.number), ()),
                link,
                note,
                [span for span, carries in used.get(paragraph.number, ()) if not carries],
            ),
        )
        for paragraph in site.dossier.articles.get(source.id, ())
    ]


def excerpts(site: Site, claim: Claim, link: Link) -> list[tuple[Source, list[Shown]]]:
    """The paragraphs of each source in which the claim's quotes stand, each once, with them marked."""
    found: list[tuple[Source, list[Shown]]] = []
    for source in {item.source: site.source(item) for _, item in evidence(claim)}.values():
        every = site.uses.get(source.id, ()) if source else ()
        marked = marks([use for use in every if use.ref == claim.ref])
        if source and marked:
            article = site.dossier.articles[source.id]
            shown = [
                (p, annotated(p, marked[p.number], (), link, _no_note)) for p in article if p.number in marked
            ]
            found.append((source, shown))
    return found


def _no_note(_: Use) -> Markup:
    """For marks on the page of the claim that all of them carry."""
    return Markup()


def original(site: Site, ref: Ref, item: Evidence, words: str) -> Markup:
    """A link to the quote's words on the page of its publisher; empty where no address is known."""
    source = site.source(item)
    use = site.use(ref, item)
    if source is None or source.url is None or use is None:
        return Markup()
    article = site.dossier.articles[source.id]
    texts = [article[part.paragraph - 1].text[part.start : part.end] for part in use.passage]
    first, last = use.passage[0], use.passage[-1]
    before = article[first.paragraph - 1].text[: first.start]
    after = article[last.paragraph - 1].text[last.end :]
    page = source.url.partition("#")[0]
    return Markup(f"[{printed(words)}]({address(page)}{fragment(texts, before, after)})")  # noqa: S704
