"""How good the ground is that something stands on."""

from collections.abc import Iterable, Mapping

from briefkit.model.claim import Claim
from briefkit.model.dispute import standing
from briefkit.model.evidence import Evidence
from briefkit.model.independence import independent_sources
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.remembered import remembered
from briefkit.model.source import Source
from briefkit.model.used import Span, sentence_use
from briefkit.model.vocabulary import Reliability, SourceStatus
from briefkit.model.walk import evidence, parts, written_fields
from briefkit.render.site import Site


def independent(site: Site, items: Iterable[Evidence]) -> int:
    """How many independent sources carry the items; one that was withdrawn carries nothing."""
    return independent_sources(items, site.standing_source)


def best_reliability(site: Site, items: Iterable[Evidence]) -> Reliability | None:
    """The best grade among the sources of the items; None where none of them is graded, or can be judged."""
    sources = ((item, site.standing_source(item)) for item in items)
    grades = (item.reliability or source.reliability for item, source in sources if source)
    return min((grade for grade in grades if grade and grade is not Reliability.F), default=None)


def replaced(claim: Claim) -> frozenset[int]:
    """The indexes of the positions that their holders replaced by later ones."""
    kept = {id(position) for position in standing(claim.positions)}
    return frozenset(index for index, position in enumerate(claim.positions) if id(position) not in kept)


def doubted(site: Site, refs: Iterable[Ref]) -> list[Source]:
    """The corrected or retracted sources that the records rest on, or are; each once, by id."""
    found: dict[str, Source] = {}
    for ref in refs:
        record = site.get(ref)
        if record is None:
            continue
        sources = [site.source(item) for _, item in evidence(record)]
        for source in [*sources, record if isinstance(record, Source) else None]:
            if source is not None and source.status is not SourceStatus.USABLE:
                found[source.id] = source
    return [found[name] for name in sorted(found)]


def sentences_in_use(site: Site, source: Source) -> Mapping[int, tuple[tuple[Span, bool], ...]]:
    """The sentences of a source by paragraph, each with whether a quote touches it."""
    article = site.dossier.articles.get(source.id, ())
    return sentence_use(article, (use.passage for use in site.uses.get(source.id, ())))


def use_count(site: Site, source: Source) -> tuple[int, int]:
    """How many sentences of a source are used, and how many it has."""
    every = [carries for spans in sentences_in_use(site, source).values() for _, carries in spans]
    return sum(every), len(every)


RATINGS = frozenset({"reliability", "credibility", "likelihood", "confidence", "verdict"})
"""Fields that hold a rating; a site may do without any of them."""


def ratings_used(site: Site) -> frozenset[str]:
    """The ratings that stand somewhere in the site."""
    return ratings_in(site.records.values())


def ratings_in(records: Iterable[Record]) -> frozenset[str]:
    """The ratings that stand in any of the records."""
    return frozenset[str]().union(*map(_ratings_in, records))


@remembered
def _ratings_in(record: Record) -> frozenset[str]:
    return frozenset(
        name
        for _, part in parts(record)
        for name in written_fields(type(part)).keys() & RATINGS
        if getattr(part, name) is not None
    )
