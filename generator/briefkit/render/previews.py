"""What a reader is shown of a record while they point at a link to it.

Kept in a few scripts, loaded only when a link is pointed at: so it works from files, and no page grows.
"""

import json
from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Any

from briefkit.memory import Job, Memory
from briefkit.model.kinds import BY_NAME
from briefkit.model.page import Asset
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.render.cards import card
from briefkit.render.escape import with_hidden_named
from briefkit.render.followed import results
from briefkit.render.json_text import json_object
from briefkit.render.site import Site

PARTS = 64
"""Scripts that the cards are spread over."""

LONGEST = 220
"""Characters of the line that says what a record is about."""


def previews(site: Site, memory: Memory | None = None) -> Iterator[Asset]:
    """The scripts that hold the cards of all records.

    Cards that `memory` holds from a build before, and that rest on nothing that changed, are taken from it.
    """
    records = site.dossier.records
    with (memory or Memory()).scope("previews", site.basis, site, site.linked, site.dossier) as scope:
        made = scope.run([Job(str(ref), None, partial(_text, site, ref)) for ref in records])
    parts: dict[int, dict[str, str]] = {}
    for ref, text in zip(records, made, strict=True):
        name = f"{BY_NAME[ref.kind].plural}/{ref.id}"
        parts.setdefault(part_of(name), {})[name] = text
    kept = results(site)
    for number, cards in sorted(parts.items()):
        yield kept.joined(f"cards {number}", cards, partial(_script, number))


def _script(number: int, cards: dict[str, str]) -> Asset:
    return Asset(f"assets/previews/{number}.js", f"briefkitPreviews({json_object(cards)})\n".encode())


def _text(site: Site, ref: Ref) -> str:
    """The card as JSON of ASCII alone: a script has no encoding of its own."""
    return json.dumps(_shown(site, site.dossier.records[ref]), separators=(",", ":"))


@lru_cache(maxsize=1 << 17)
def part_of(name: str) -> int:
    """The script that holds a card: by FNV-1a, 32 bits, of the name; `30-previews.js` works out the same."""
    total = 0x811C9DC5
    for byte in name.encode("ascii"):
        total = (total ^ byte) * 0x01000193 & 0xFFFFFFFF
    return total % PARTS


def _shown(site: Site, record: Record) -> dict[str, Any]:
    """The card of a record, its line shortened; what is empty is left out."""
    found = card(site, record)
    shown = {
        "kind": found.kind,
        "title": with_hidden_named(found.title),
        "line": with_hidden_named(_shortened(found.line)),
        "state": str(found.state) if found.state else None,
        "words": site.catalogue.words(found.state) if found.state else None,
        "facts": [with_hidden_named(fact) for fact in found.facts],
        "change": found.change,
        "tlp": found.tlp,
    }
    return {name: value for name, value in shown.items() if value}


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rpartition(' ')[0]} …"
