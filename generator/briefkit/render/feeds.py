"""What changed as Atom feeds (RFC 4287): the corrections, and the claims that are new or changed.

The same content makes the same bytes: every time in a feed comes from the content, as the first moment, in
UTC, of the first day that a date can mean.

An entry's id is a UUID (RFC 9562, version 5) made of where the site is and of what the entry is about: of a
claim its id, and where it was renamed its first one; of a correction its record, its date and its place among
the record's corrections of that date. So it outlives other words in either, and a site's move from http to
https. Where nobody said where the site will be, the site's name stands in for that.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree import ElementTree

from briefkit.model.claim import Claim, Position
from briefkit.model.dossier import Dossier
from briefkit.model.linked import LinkedDossier
from briefkit.model.modified import first_day, modified, newest
from briefkit.model.page import Asset
from briefkit.model.reads import content
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.settings import Settings
from briefkit.model.source import Source
from briefkit.model.walk import evidence
from briefkit.render.addresses import (
    CLAIMS_FEED,
    CORRECTIONS,
    CORRECTIONS_FEED,
    index_path,
    page_path,
    relative,
)
from briefkit.render.corrections import Change
from briefkit.render.dates import date_words
from briefkit.render.followed import results
from briefkit.render.interface import field_words
from briefkit.render.site import Site

ENTRIES = 50
"""Most entries of a feed, the newest."""

HELD = 12
"""Most positions that the summary of a claim tells."""

ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"

NO_DATE = date(1970, 1, 1)
"""Stands where nothing is dated: Atom wants a time."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no `Char` of XML 1.0."""

_SPACES = re.compile(r"\s+")


class _Line(NamedTuple):
    """A paragraph: words, and words in an element of their own."""

    words: str
    element: str = ""
    inside: str = ""


class _Entry(NamedTuple):
    key: str
    """What its id is made of; unique in the site."""
    title: str
    page: str
    anchor: str
    day: date
    marking: str
    """TLP, or empty."""
    summary: str = ""
    content: tuple[_Line, ...] = ()


def feeds(site: Site) -> tuple[Asset, ...]:
    """The two feeds of the site. What was withdrawn is no claim any more, and its withdrawal a correction."""
    texts = content({LinkedDossier.__name__: site.linked}, "LinkedDossier.texts")
    return results(site).made("feeds", _told, (texts, site.corrections), lambda: tuple(_feeds(site)))


def _told(record: Record) -> object:
    """What feeds tell of a record, and of one that they name."""
    whole = isinstance(record, (Claim, Source)) or record.corrections
    return record if whole else (record.label, record.formerly)


def _feeds(site: Site) -> Iterator[Asset]:
    settings = site.dossier.settings
    keys = _keys(site.dossier)
    corrected = [_correction(site, change, keys) for change in site.corrections[:ENTRIES]]
    words = site.catalogue
    title = words.text("{site}: corrections", site=settings.site_name)
    yield _feed(settings, CORRECTIONS_FEED, title, CORRECTIONS, corrected)
    days = {claim.ref: _changed(site, claim) for claim in site.of(Claim)}
    newest_first = sorted(site.of(Claim), key=lambda claim: (-days[claim.ref].toordinal(), claim.id))
    told = [_claim(site, claim, keys[claim.ref], days[claim.ref]) for claim in newest_first[:ENTRIES]]
    title = words.text("{site}: new and changed claims", site=settings.site_name)
    yield _feed(settings, CLAIMS_FEED, title, index_path("claim"), told)


def _keys(dossier: Dossier) -> Mapping[Ref, str]:
    """What names each record for good: its first id."""
    first: dict[Ref, Ref] = {}
    for before, now in dossier.moved.items():
        first.setdefault(now, before)
    return {ref: str(first.get(ref, ref)) for ref in dossier.records}


def _correction(site: Site, change: Change, keys: Mapping[Ref, str]) -> _Entry:
    correction, record, words = change.correction, change.record, site.catalogue
    label = words.words(correction.kind)
    told = {"label": label, "date": date_words(correction.date, words.dates)}
    if correction.field:
        about = field_words(words, correction.field)
        content = [_Line("", "strong", words.text("{label}, {date}: {field}", field=about, **told))]
    else:
        content = [_Line("", "strong", words.text("{label}, {date}", **told))]
    if record.tlp:
        content.insert(0, _Line(record.tlp))
    if correction.was:
        content.append(_Line(words.text("Was:") + " ", "del", correction.was))
    if correction.now:
        content.append(_Line(words.text("Now:") + " ", "ins", correction.now))
    content.append(_Line(site.words(record, "corrections", change.number, "text")))
    return _Entry(
        key=f"{keys[record.ref]}#{change.anchor}",
        title=words.text("{label}: {title}", label=label, title=record.label),
        page=page_path(record.ref),
        anchor=change.anchor,
        day=first_day(correction.date),
        marking=record.tlp or "",
        content=tuple(content),
    )


def _claim(site: Site, claim: Claim, key: str, day: date) -> _Entry:
    words = site.catalogue
    held = [_held(site, position) for position in claim.positions[:HELD]]
    if len(claim.positions) > HELD:
        more = len(claim.positions) - HELD
        held.append(words.counted("and {count} more position", "and {count} more positions", more))
    told = words.words(site.disputes[claim.id])
    if held:
        told = words.text("{state}: {positions}", state=told, positions=words.plain_series(held))
    marking = claim.tlp or ""
    summary = f"{marking} {told}".strip()
    return _Entry(key, claim.label, page_path(claim.ref), "", day, marking, summary)


def _held(site: Site, position: Position) -> str:
    words = site.catalogue
    if position.actor:
        labels = [record.label if record else "…" for record in map(site.get, _actors(position))]
        who = words.plain_list(labels)
    elif position.unnamed:
        who = words.text("“{name}”, unnamed,", name=position.unnamed)
    else:
        who = words.text("the report itself")
    does = words.words(position.stance, max(1, len(position.actor)))
    if position.qualification:
        return words.text("{who} {does} ({limit})", who=who, does=does, limit=position.qualification)
    return words.text("{who} {does}", who=who, does=does)


def _actors(position: Position) -> Iterator[Ref]:
    return (Ref("actor", actor) for actor in position.actor)


def _changed(site: Site, claim: Claim) -> date:
    """The day of its last change; where it holds no date, that of the newest of its sources."""
    sources = (site.source(item) for _, item in evidence(claim))
    found = modified(claim) or newest(modified(source) for source in sources if source is not None)
    return first_day(found) if found else NO_DATE


def _feed(settings: Settings, path: str, title: str, page: str, entries: list[_Entry]) -> Asset:
    feed = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": settings.language.replace("_", "-")})
    _add(feed, "id", _id(settings, path))
    _add(feed, "title", title)
    _add(feed, "updated", _moment(max((entry.day for entry in entries), default=NO_DATE)))
    _add(_add(feed, "author"), "name", settings.site_name)
    _add(feed, "link", rel="self", type="application/atom+xml", href=_address(settings, path, path))
    _add(feed, "link", rel="alternate", type="text/html", href=_address(settings, path, page))
    for entry in entries:
        _write(_add(feed, "entry"), settings, path, entry)
    ElementTree.indent(feed)
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return Asset(path, written + b"\n")


def _write(element: ElementTree.Element, settings: Settings, path: str, entry: _Entry) -> None:
    _add(element, "id", _id(settings, entry.key))
    _add(element, "title", entry.title)
    _add(element, "updated", _moment(entry.day))
    href = _address(settings, path, entry.page, entry.anchor)
    _add(element, "link", rel="alternate", type="text/html", href=href)
    if entry.marking:
        _add(element, "category", term=entry.marking)
    if entry.summary:
        _add(element, "summary", entry.summary)
    if entry.content:
        division = _add(_add(element, "content", type="xhtml"), "div", xmlns=XHTML)
        for line in entry.content:
            paragraph = _add(division, "p", line.words)
            if line.element:
                _add(paragraph, line.element, line.inside)


def _add(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    """A new element; what XML cannot hold becomes U+FFFD, and white space one space."""
    added = ElementTree.SubElement(parent, name, attributes)
    added.text = _SPACES.sub(" ", _NOT_XML.sub("\ufffd", text)) or None
    return added


def _moment(day: date) -> str:
    """As RFC 3339 writes it."""
    return f"{day.isoformat()}T00:00:00Z"


def _address(settings: Settings, path: str, page: str, anchor: str = "") -> str:
    """The address of a page for the feed at `path`: from there, where nobody said where the site will be."""
    of = settings.published if _place(settings) else settings.url
    below = of(page) if page.endswith(".md") else page
    place = f"{settings.site_url}{below}" if _place(settings) else relative(path, below)
    return quote(f"{place}#{anchor}" if anchor else place, safe="%/:?#[]@!$&'()*+,;=~")


def _place(settings: Settings) -> str:
    """Host and path of the site; empty where they are not known."""
    try:
        address = urlsplit(settings.site_url)
    except ValueError:
        return ""
    return f"{address.netloc}{address.path}" if address.scheme in ("http", "https") else ""


def _id(settings: Settings, key: str) -> str:
    return uuid5(_namespace(settings), key).urn


def _namespace(settings: Settings) -> UUID:
    return uuid5(NAMESPACE_URL, _place(settings) or settings.site_name)
