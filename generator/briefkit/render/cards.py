"""What is shown of a record wherever it is more than a link: kind, title, line, facts, in this order.

Previews and the cards on pages say the same, so both are made from this.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from briefkit.model.actor import Actor
from briefkit.model.briefing import Briefing
from briefkit.model.claim import Claim
from briefkit.model.date_value import EdtfDate
from briefkit.model.event import Event
from briefkit.model.modified import modified
from briefkit.model.record import Record
from briefkit.model.source import Source
from briefkit.model.vocabulary import Dispute, Reliability, Term, Tlp
from briefkit.model.walk import evidence
from briefkit.render.grounds import independent
from briefkit.render.interface import kind_word
from briefkit.render.site import Site


@dataclass(frozen=True, slots=True)
class Card:
    """The words on the card of one record."""

    kind: str
    title: str
    line: str = ""
    """What it is, in the desk's words; plain text, as long as it was written."""
    state: Dispute | None = None
    """Of a claim: where the debate stands."""
    facts: tuple[str, ...] = ()
    change: str = ""
    tlp: Tlp | None = None


def card(site: Site, record: Record) -> Card:
    """The card of a record; of one that was withdrawn, only that it was."""
    if record.withdrawn:
        kind = site.catalogue.text("{kind}, withdrawn", kind=kind_word(site.catalogue, record.KIND))
        return Card(kind, record.label)
    changed = modified(record)
    return Card(
        kind=_kind(site, record),
        title=record.label,
        line=site.words(record, "summary"),
        state=site.disputes[record.id] if isinstance(record, Claim) else None,
        facts=tuple(_facts(site, record)),
        change=site.catalogue.text("last change {date}", date=_date(site, changed)) if changed else "",
        tlp=record.tlp,
    )


def _kind(site: Site, record: Record) -> str:
    """What it is; a briefing is told from others by its day, as the issues of a paper are."""
    kind = getattr(record, "kind", None)
    if isinstance(record, Claim):
        return site.catalogue.text("claim, {kind}", kind=site.catalogue.words(record.kind))
    if isinstance(record, Briefing):
        day = record.updated or record.published
        return site.catalogue.text("briefing, {date}", date=_date(site, day))
    if isinstance(kind, Term):
        return site.catalogue.words(kind)
    return str(kind) if kind else kind_word(site.catalogue, record.KIND)


def _facts(site: Site, record: Record) -> Iterator[str]:
    """What matters about it, a few words each."""
    match record:
        case Claim():
            yield from _ground(site, record)
        case Event():
            yield _date(site, record.date)
            if record.status and record.status != "reported":
                yield site.catalogue.words(record.status)
        case Source():
            yield record.publisher
            yield _date(site, record.published)
            if record.reliability:
                yield site.catalogue.text("source {grade}", grade=record.reliability)
            if record.status != "usable":
                yield site.catalogue.words(record.status)
        case Actor():
            if held := site.held.get(record.id):
                yield site.catalogue.counted("{count} position", "{count} positions", len(held))


def _ground(site: Site, claim: Claim) -> Iterator[str]:
    """How many speak to a claim, and how good what carries them is."""
    words = site.catalogue
    yield words.counted("{count} position", "{count} positions", len(claim.positions))
    items = [item for _, item in evidence(claim)]
    found = independent(site, items)
    if found:
        yield words.counted("{count} independent source", "{count} independent sources", found)
    else:
        yield words.text("no independent sources")
    sources = (site.standing_source(item) for item in items)
    grades = [
        item.reliability or source.reliability for item, source in zip(items, sources, strict=True) if source
    ]
    judged = sorted(str(grade) for grade in grades if grade and grade is not Reliability.F)
    if judged:
        yield words.text("best source {grade}", grade=judged[0])


def _date(site: Site, value: EdtfDate | None) -> str:
    if value is None:
        return site.catalogue.text("date not given")
    return site.catalogue.date(value)
