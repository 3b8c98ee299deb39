"""Which records pages show otherwise than before: those that were edited, and those that others changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefkit.changes.comparing.facts.facts import Facts, Pair
from briefkit.changes.comparing.facts.moves import Moves
from briefkit.changes.comparing.others import alone, others
from briefkit.model.prose import lines
from briefkit.model.reads import content
from briefkit.model.ref import Ref
from briefkit.model.source import Source
from briefkit.model.walk import evidence
from briefkit.render.data import written_data
from briefkit.render.site import Site

UNREAD = frozenset({"record", "id", "source"})
"""What is written of a record and stands on no page by itself."""


@dataclass(frozen=True)
class Rewritten:
    """What differs between two sites; records are called as they are called now."""

    own: frozenset[Ref]
    """Those whose own page differs by what stands in them."""
    named: frozenset[Ref]
    """Those that differ for every page that names them."""
    counted: frozenset[Ref]
    """Those of which something differs that is counted on cards."""
    linked: frozenset[Ref]
    """Those whose words lead elsewhere than before."""
    touched: frozenset[Ref]
    """All that can be why any page differs: they, and those that refer otherwise than before."""


def rewritten(base: Site, head: Site, facts: Facts) -> Rewritten:
    """The records that pages show otherwise."""
    pairs, moves = facts.pairs, facts.moves
    back = {now: was for was, now in moves.items()}
    # a record that cannot be read on one of the sides is in no pair
    seen = alone(_content(base, "Dossier.records"), _content(head, "Dossier.records"))
    edited = {pair.ref for pair in pairs} | moves.keys() | seen
    linked = set(_linked_otherwise(base, head, moves))
    unknown = seen - moves.keys() - set(moves.values())
    around = set(_around(base, head, {*unknown, *_relabelled(base, head, pairs)}))
    own, named = set[Ref](), set[Ref]()
    for ref in edited | linked | around:
        was = base_name(ref, base, back)
        one, other = _told(base, was), _told(head, ref)
        if one != other:
            named.add(ref)
        if ref in edited and (one != other or ref in linked or _marked(base, was) != _marked(head, ref)):
            own.add(ref)
    counted = facts.carried.union(_graded(base, head, pairs))
    touched = edited | linked | around | counted
    return Rewritten(frozenset(own), frozenset(named), counted, frozenset(linked), frozenset(touched))


def base_name(ref: Ref, base: Site, back: Mapping[Ref, Ref]) -> Ref:
    """What a record was called before."""
    was = back.get(ref)
    return ref if was is None or ref in base.dossier.records else was


def _told(site: Site, ref: Ref) -> Any:
    """All of a record that the foot of a page sums up, and what it is called."""
    record = site.get(ref)
    if record is None:
        return None
    written = {name: value for name, value in written_data(site, record).items() if name not in UNREAD}
    article = (
        () if record.withdrawn else site.dossier.articles.get(ref.id, ()) if ref.kind == "source" else ()
    )
    prose = site.linked.bodies.get(ref.id, ()) if ref.kind == "briefing" and not record.withdrawn else ()
    texts = [*map(site.plain, lines(prose)), *(paragraph.text for paragraph in article)]
    return ref, record.label, bool(record.withdrawn), written, texts


def _marked(site: Site, ref: Ref) -> Any:
    """What only the record's own page shows of it."""
    record = site.get(ref)
    if record is None:
        return None
    words = [(item.before, item.after) for _, item in evidence(record)]
    kinds = [paragraph.kind for paragraph in site.dossier.articles.get(ref.id, ()) if ref.kind == "source"]
    return words, kinds, record.links if isinstance(record, Source) else ()


def _linked_otherwise(base: Site, head: Site, moves: Moves) -> Iterator[Ref]:
    """The records in whose texts other names lead to records."""
    for ref, _ in _others(base, head, "texts"):
        yield ref
    for name in _others(base, head, "bodies"):
        yield Ref("briefing", name)
    for name, _ in _others(base, head, "mentions"):
        yield Ref("source", name)
    was, now = (_content(site, "LinkedDossier.mentions") for site in (base, head))
    for name, _ in (key for key in was if key not in now):
        yield moves.get(Ref("source", name), Ref("source", name))


def _others(base: Site, head: Site, name: str) -> Iterator[Any]:
    """The keys of a mapping of what is linked whose values were others, or were not there."""
    was, now = (_content(site, f"LinkedDossier.{name}") for site in (base, head))
    return (key for key in others(was, now) if was.get(key) != now[key])


def _content(site: Site, name: str) -> Mapping[Any, Any]:
    """A table of what a site has, as it is: it is gone through as a whole."""
    found: Mapping[Any, Any] = content({"Dossier": site.dossier, "LinkedDossier": site.linked}, name)
    return found


def _relabelled(base: Site, head: Site, pairs: Iterable[Pair]) -> Iterator[Ref]:
    """The records that are called something else, as they are named now."""
    for pair in pairs:
        was, now = (pair.was and base.get(pair.was)), (pair.now and head.get(pair.now))
        if was and now and was.label != now.label:
            yield now.ref


def _around(base: Site, head: Site, those: Iterable[Ref]) -> Iterator[Ref]:
    """The records in whose words one of those can be named, which they name otherwise than before.

    They can be named on one of the sites only, or are called something else.
    """
    for ref in those:
        site = head if ref in head.dossier.records else base
        yield from (link.origin for link in site.linked.backlinks.get(ref, ()))


def _graded(base: Site, head: Site, pairs: Iterable[Pair]) -> Iterator[Ref]:
    """The records that rest on a source with another grade."""
    for pair in pairs:
        if pair.was is None or pair.now is None or pair.now.kind != "source":
            continue
        was, now = base.get(pair.was), head.get(pair.now)
        if isinstance(was, Source) and isinstance(now, Source) and was.reliability != now.reliability:
            yield from (use.ref for use in head.uses.get(now.id, ()))
