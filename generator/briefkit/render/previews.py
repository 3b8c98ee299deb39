"""What a reader is shown of a record while they point at a link to it.

Kept in a few scripts, loaded only when a link is pointed at: so it works from files, and no page grows.
"""

import json
from collections.abc import Iterator
from typing import Any

from briefkit.model.claim import Claim
from briefkit.model.event import Event
from briefkit.model.kinds import BY_NAME
from briefkit.model.modified import modified
from briefkit.model.page import Asset
from briefkit.model.record import Record
from briefkit.model.source import Source
from briefkit.model.vocabulary import Reliability
from briefkit.model.walk import evidence
from briefkit.render.dates import date_words
from briefkit.render.grounds import independent
from briefkit.render.site import Site

PARTS = 64
"""Scripts that the cards are spread over."""

LONGEST = 220
"""Characters of the line that says what a record is about."""


def previews(site: Site) -> Iterator[Asset]:
    """The scripts that hold the cards of all records."""
    parts: dict[int, dict[str, Any]] = {}
    for ref, record in site.dossier.records.items():
        name = f"{BY_NAME[ref.kind].plural}/{ref.id}"
        parts.setdefault(part_of(name), {})[name] = _card(site, record)
    for number, cards in sorted(parts.items()):
        text = f"briefkitPreviews({json.dumps(cards, separators=(',', ':'))})\n"
        yield Asset(f"assets/previews/{number}.js", text.encode())


def part_of(name: str) -> int:
    """The script that holds a card: by FNV-1a, 32 bits, of the name; `30-previews.js` works out the same."""
    total = 0x811C9DC5
    for byte in name.encode("ascii"):
        total = (total ^ byte) * 0x01000193 & 0xFFFFFFFF
    return total % PARTS


def _card(site: Site, record: Record) -> dict[str, Any]:
    """Kind, title, line, state and small facts of a record; what is empty is left out."""
    if record.withdrawn:
        return {"kind": f"{record.KIND}, withdrawn", "title": record.label}
    changed = modified(record)
    card = {
        "kind": _kind(record),
        "title": record.label,
        "line": _shortened(site.words(record, "summary")),
        "state": None,
        "words": None,
        "facts": list(_facts(site, record)),
        "change": f"last change {date_words(changed, site.dossier.settings.language)}" if changed else "",
        "tlp": record.tlp,
    }
    if isinstance(record, Claim):
        state = site.disputes[record.id]
        card["state"], card["words"] = str(state), state.words
    return {name: value for name, value in card.items() if value}


def _kind(record: Record) -> str:
    kind = getattr(record, "kind", None)
    if isinstance(record, Claim):
        return f"claim, {record.kind.words}"
    return str(kind) if kind else record.KIND


def _facts(site: Site, record: Record) -> Iterator[str]:
    """What matters about it, a few words each."""
    language = site.dossier.settings.language
    if isinstance(record, Claim):
        yield _counted(len(record.positions), "position")
        items = [item for _, item in evidence(record)]
        yield _counted(independent(site, items), "independent source")
        sources = (site.standing_source(item) for item in items)
        grades = [
            item.reliability or source.reliability
            for item, source in zip(items, sources, strict=True)
            if source
        ]
        judged = sorted(str(grade) for grade in grades if grade and grade is not Reliability.F)
        if judged:
            yield f"best source {judged[0]}"
    elif isinstance(record, Event):
        yield date_words(record.date, language) if record.date else "date not given"
        if record.status and record.status != "reported":
            yield str(record.status)
    elif isinstance(record, Source):
        yield record.publisher
        yield date_words(record.published, language) if record.published else "date not given"
        if record.status != "usable":
            yield record.status.words
    elif held := site.held.get(record.id) if record.KIND == "actor" else None:
        yield _counted(len(held), "position")


def _counted(number: int, word: str) -> str:
    return f"{number or 'no'} {word}{'' if number == 1 else 's'}"


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rpartition(' ')[0]} …"
