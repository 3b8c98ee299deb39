"""Claims, sources and briefings in the words of schema.org (30.0).

There is no property for who supports or denies a claim: positions are left out. A source's corrections are
those of our record, and not of the article: they are left out, too.
"""

from collections.abc import Iterator

from briefkit.model.briefing import Briefing
from briefkit.model.claim import Assessment, Claim
from briefkit.model.date_value import before
from briefkit.model.modified import modified
from briefkit.model.record import Record
from briefkit.model.ref import Ref, parse_ref
from briefkit.model.source import Source
from briefkit.model.vocabulary import ClaimKind, CorrectionKind, Verdict
from briefkit.model.walk import evidence
from briefkit.render.addresses import page_path
from briefkit.render.corrections import changes
from briefkit.render.iso_dates import iso_coverage, iso_date
from briefkit.render.linked_nodes import Node, Nodes, filled

RATINGS = {Verdict.CONFIRMED: 5, Verdict.MIXED: 3, Verdict.REFUTED: 1}
"""Of 1 to 5, the higher the truer. What is unverified was not rated."""


def claim_node(nodes: Nodes, claim: Claim) -> Iterator[Node]:
    """A Claim; and a ClaimReview of it, where it is factual and the desk has come to a verdict."""
    sources = _sources(nodes, claim)
    first = _first(sources)
    yield {
        "@type": "Claim",
        "text": claim.claim,
        "about": _about(nodes, claim.about),
        "temporalCoverage": iso_coverage(claim.as_of),
        "appearance": nodes.all_of(source.ref for source in sources),
        "firstAppearance": nodes.of(first.ref) if first else None,
        **_work(nodes, claim),
    }
    view = claim.assessment
    if view and view.verdict in RATINGS and claim.kind is ClaimKind.FACTUAL:
        yield _review(nodes, claim, view)


def _review(nodes: Nodes, claim: Claim, view: Assessment) -> Node:
    assert view.verdict is not None  # noqa: S101 - only then there is a review
    page = page_path(claim.ref)
    return {
        "@type": "ClaimReview",
        "@id": nodes.address(page, "assessment"),
        "url": nodes.address(page, "assessment"),
        "claimReviewed": claim.claim,
        "itemReviewed": {"@id": nodes.address(page)},
        "author": nodes.desk,
        "creditText": view.author,
        "datePublished": iso_date(view.date),
        "reviewRating": filled(
            {
                "@type": "Rating",
                "ratingValue": RATINGS[view.verdict],
                "bestRating": 5,
                "worstRating": 1,
                "alternateName": nodes.site.catalogue.words(view.verdict),
                "ratingExplanation": nodes.site.words(claim, "assessment", "rationale"),
            }
        ),
    }


def _sources(nodes: Nodes, claim: Claim) -> list[Source]:
    found = {item.source: nodes.site.standing_source(item) for _, item in evidence(claim)}
    return [source for source in found.values() if source is not None]


def _first(sources: list[Source]) -> Source | None:
    """The source that was certainly published before all others; None where that cannot be told."""
    for source in sources:
        date = source.published
        others = [other.published for other in sources if other is not source]
        if date and all(other and before(date, other) for other in others):
            return source
    return None


def source_node(nodes: Nodes, source: Source) -> Iterator[Node]:
    """A NewsArticle; a CreativeWork, where others describe it or where it was not read."""
    documents = nodes.site.documents_described.get(source.id, ())
    organizations = (source.publisher, *((source.origin,) if source.origin else ()))
    origin = Ref("actor", source.origin or "")
    yield {
        "@type": nodes.site.described[source.ref].type,
        "headline": source.headline,
        "author": [nodes.author(name, *organizations) for name in source.authors],
        "publisher": nodes.organization(source.publisher),
        "sourceOrganization": (nodes.of(origin) or nodes.organization(source.origin))
        if source.origin
        else None,
        "datePublished": iso_date(source.published),
        "inLanguage": source.language,
        "url": source.url,
        "archivedAt": source.archived_url,
        "isBasedOn": nodes.all_of(Ref("source", name) for name in documents if name != source.id),
    }


def briefing_node(nodes: Nodes, briefing: Briefing) -> Iterator[Node]:
    """A Report."""
    yield {
        "@type": "Report",
        "name": briefing.title,
        "abstract": nodes.site.words(briefing, "summary"),
        "author": [nodes.author(name, nodes.settings.site_name) for name in briefing.authors] or [nodes.desk],
        "publisher": nodes.desk,
        "datePublished": iso_date(briefing.published),
        "inLanguage": nodes.settings.language,
        "about": _about(nodes, briefing.about),
        **_work(nodes, briefing),
    }


def _about(nodes: Nodes, names: tuple[str, ...]) -> list[Node]:
    return nodes.all_of(ref for name in names if (ref := parse_ref(name)))


def _work(nodes: Nodes, record: Record) -> Node:
    """What holds for all works of the desk."""
    return {
        "dateModified": iso_date(modified(record)),
        "correction": corrections(nodes, record),
        "usageInfo": nodes.marking(record.tlp),
    }


def corrections(nodes: Nodes, record: Record) -> list[Node]:
    """What readers are told was changed, the newest first; an update corrects nothing."""
    return [
        filled(
            {
                "@type": "CorrectionComment",
                "@id": nodes.address(page_path(record.ref), change.anchor),
                "name": nodes.site.catalogue.words(change.correction.kind),
                "text": nodes.site.words(record, "corrections", change.number, "text"),
                "datePublished": iso_date(change.correction.date),
            }
        )
        for change in changes(record)
        if change.correction.kind is not CorrectionKind.UPDATE
    ]
