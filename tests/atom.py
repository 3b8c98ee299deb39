"""Whether a document is an Atom feed: what RFC 4287 demands, written down anew from its text."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"

DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
"""Section 3.3: RFC 3339, with capital T and Z."""

URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
REFERENCE = re.compile(r"[^\s<>\"{}|\\^`]*")
MEDIA = re.compile(r"[\w.+-]+/[\w.+-]+")

ONCE = {
    "feed": ("id", "title", "updated"),
    "entry": ("id", "title", "updated"),
}
AT_MOST_ONCE = {
    "feed": ("generator", "icon", "logo", "rights", "subtitle"),
    "entry": ("content", "published", "rights", "source", "summary"),
}
KNOWN = {
    "feed": {*ONCE["feed"], *AT_MOST_ONCE["feed"], "author", "category", "contributor", "entry", "link"},
    "entry": {*ONCE["entry"], *AT_MOST_ONCE["entry"], "author", "category", "contributor", "link"},
}


def mistakes(document: bytes) -> list[str]:
    """What is not as the specification demands; raises ParseError where the document is no XML."""
    feed = ElementTree.fromstring(document)
    if feed.tag != f"{ATOM}feed":
        return [f"the document element is {feed.tag}"]
    entries = feed.findall(f"{ATOM}entry")
    told = [*_container(feed, "feed"), *(wrong for entry in entries for wrong in _container(entry, "entry"))]
    # 4.1.1, 4.1.2: who wrote an entry must be known
    if not feed.findall(f"{ATOM}author") and not all(entry.findall(f"{ATOM}author") for entry in entries):
        told.append("an entry has no author, and neither has the feed")
    ids = [_text(part.find(f"{ATOM}id")) for part in (feed, *entries)]
    # 4.1.1: entries of one id may differ only in their times; ours are never revisions of each other
    told += [f"the id {name} stands {count} times" for name, count in Counter(ids).items() if count > 1]
    return told


def _container(element: ElementTree.Element, kind: str) -> Iterator[str]:
    counts = Counter(child.tag.removeprefix(ATOM) for child in element)
    for name in counts.keys() - KNOWN[kind]:
        yield f"{kind}: {name} does not belong there"
    for name in ONCE[kind]:
        if counts[name] != 1:
            yield f"{kind}: {counts[name]} of {name}"
    for name in AT_MOST_ONCE[kind]:
        if counts[name] > 1:
            yield f"{kind}: {counts[name]} of {name}"
    links = [child for child in element if child.tag == f"{ATOM}link"]
    alternates = Counter(
        (link.get("type"), link.get("hreflang")) for link in links if _relation(link) == "alternate"
    )
    if any(count > 1 for count in alternates.values()):
        yield f"{kind}: two alternates of one type and language"
    if kind == "entry" and not counts["content"] and not alternates:
        yield "entry: neither content nor an alternate"
    if kind == "feed" and not any(_relation(link) == "self" for link in links):
        yield "feed: no link to itself, which it should have"
    for child in element:
        yield from _child(child)


def _relation(link: ElementTree.Element) -> str:
    return link.get("rel", "alternate")


def _child(child: ElementTree.Element) -> Iterator[str]:
    name = child.tag.removeprefix(ATOM)
    if name in CHECKED:
        yield from CHECKED[name](child)


def _id(element: ElementTree.Element) -> Iterator[str]:
    if not URI.fullmatch(_text(element)):
        yield f"id: {element.text} is no absolute IRI"


def _content(element: ElementTree.Element) -> Iterator[str]:
    if element.get("src") is None:
        yield from _text_construct(element)


def _person(element: ElementTree.Element) -> Iterator[str]:
    names = [part.tag for part in element]
    if names.count(f"{ATOM}name") != 1 or set(names) - {f"{ATOM}{n}" for n in ("name", "uri", "email")}:
        yield f"a person with {names}"


def _category(element: ElementTree.Element) -> Iterator[str]:
    if not element.get("term"):
        yield "a category without a term"


def _date(element: ElementTree.Element) -> Iterator[str]:
    text = _text(element)
    if not DATE.fullmatch(text):
        yield f"{text} is no date of RFC 3339"
        return
    try:
        datetime.fromisoformat(text)
    except ValueError as error:
        yield f"{text}: {error}"


def _text_construct(element: ElementTree.Element) -> Iterator[str]:
    """Sections 3.1 and 4.1.3."""
    kind = element.get("type", "text")
    if kind not in ("text", "html", "xhtml"):
        yield f"{element.tag}: type {kind}"
    elif kind == "xhtml":
        parts = list(element)
        if (
            [part.tag for part in parts] != [f"{XHTML}div"]
            or (element.text or "").strip()
            or (parts[0].tail or "").strip()
        ):
            yield f"{element.tag}: xhtml is one div and nothing else"
        elif any(not part.tag.startswith(XHTML) for part in element.iter() if part is not element):
            yield f"{element.tag}: an element of another namespace"
    elif len(element):
        yield f"{element.tag}: elements in {kind}"


def _link(link: ElementTree.Element) -> Iterator[str]:
    href = link.get("href")
    if not href and href != "":
        yield "a link without href"
    elif not REFERENCE.fullmatch(href):
        yield f"href {href} is no IRI reference"
    if link.get("type") is not None and not MEDIA.fullmatch(link.get("type", "")):
        yield f"a link of type {link.get('type')}"


def _text(element: ElementTree.Element | None) -> str:
    return "" if element is None else element.text or ""


CHECKED: dict[str, Callable[[ElementTree.Element], Iterator[str]]] = {
    "id": _id,
    "updated": _date,
    "published": _date,
    "title": _text_construct,
    "subtitle": _text_construct,
    "summary": _text_construct,
    "rights": _text_construct,
    "content": _content,
    "link": _link,
    "author": _person,
    "contributor": _person,
    "category": _category,
}
