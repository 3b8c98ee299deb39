"""Every record as a JSON file, and all of them in one: what is published, under the names of YAML's fields.

A record's file holds its fields as they are written, with references as ``kind/id``, and under `computed`
what is worked out of the whole site. A reference to a record that is not published is null.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from briefkit.memory import Job, Memory, Scope
from briefkit.model.briefing import Briefing
from briefkit.model.claim import Claim
from briefkit.model.date_value import EdtfDate
from briefkit.model.fields import Part
from briefkit.model.kinds import KINDS
from briefkit.model.modified import modified, newest
from briefkit.model.page import Asset
from briefkit.model.prose import lines
from briefkit.model.record import Alias, Record
from briefkit.model.ref import Ref
from briefkit.model.source import Source
from briefkit.model.walk import Path, desk_texts, evidence, references, written_fields
from briefkit.render.addresses import DATA, data_path, page_path
from briefkit.render.anchors import position_anchors
from briefkit.render.colophon import Foot, foot
from briefkit.render.followed import follow, results
from briefkit.render.grounds import independent, replaced
from briefkit.render.json_text import json_file, json_object, json_text
from briefkit.render.site import Site

UNPUBLISHED = frozenset({"note", "draft", "allow", "review_by", "hidden", "before", "after", "links"})
"""Fields that no page shows: the desk's own, and words of a source that carry nothing."""


class Recorded(NamedTuple):
    """What is made of what is written in one record."""

    text: str
    """Of its data file."""
    foot: Foot


def recorded(site: Site, memory: Memory | None = None) -> dict[Ref, Recorded]:
    """What is made of each record, by kind, then id.

    What `memory` holds from a build before, and what rests on nothing that changed, is taken from it.
    """
    records = site.dossier.records
    with (memory or Memory()).scope("data", site.basis, site, site.linked, site.dossier) as scope:
        before = scope.before.owners[Site.__name__] if isinstance(scope.before, Scope) else None
        if isinstance(before, Site):
            follow(before, site)
        made = scope.run([Job(str(ref), None, partial(_recorded, site, ref)) for ref in records])
    return dict(zip(records, made, strict=True))


def data(site: Site, records: Mapping[Ref, Recorded] | None = None) -> Iterator[Asset]:
    """A file for each record, by kind, then id; last the one that holds them all.

    `records` is what was made of each already.
    """
    kept = results(site)
    found: dict[str, dict[str, str]] = {kind.name: {} for kind in KINDS}
    for ref, made in (recorded(site) if records is None else records).items():
        found[ref.kind][ref.id] = made.text
    for kind, texts in found.items():
        yield from kept.again(f"{kind} data", texts, partial(_file, kind)).values()
    settings = site.dossier.settings
    # in bytes from the beginning: it is the largest file of a site, and most of it is as it was
    kinds = (kept.joined(f"{kind} data", texts, partial(_kind, kind)) for kind, texts in found.items())
    head = json_object({"site": json_text(settings.site_name), "language": json_text(settings.language)})
    whole = (head.removesuffix("}").encode(), b',"kinds":{', b",".join(kinds), b"}}\n")
    yield Asset(DATA, b"".join(whole))


def _kind(kind: str, texts: dict[str, str]) -> bytes:
    return f"{json_text(kind)}:{json_object(texts)}".encode()


def _file(kind: str, name: str, text: str) -> Asset:
    return Asset(data_path(Ref(kind, name)), json_file(text))


def _recorded(site: Site, ref: Ref) -> Recorded:
    record = site.dossier.records[ref]
    worked_out = _everywhere if record.withdrawn else _computed
    written = written_data(site, record)
    text = json_text({**written, "computed": worked_out(site, record)})
    return Recorded(text, foot(site, record, written))


def written_data(site: Site, record: Record) -> dict[str, Any]:
    """What is written in a record and published; of a withdrawn one that it was, and its corrections."""
    fields = _Written(site, record).fields
    if record.withdrawn is None:
        return {"record": str(record.ref), **fields}
    kept = {name: value for name, value in fields.items() if name in ("id", "tlp", "corrections")}
    return {"record": str(record.ref), **kept, "withdrawn": True}


class _Written:
    """The fields of one record."""

    def __init__(self, site: Site, record: Record) -> None:
        self._site = site
        self._record = record
        self._refs = {reference.path: reference.ref for reference in references(record)}
        self._prose = {path for path, _ in desk_texts(record)}
        self.fields = self._part(record, ())

    def _part(self, part: Part, path: Path) -> dict[str, Any]:
        found = {}
        for name, attribute in written_fields(type(part)).items():
            value = getattr(part, attribute)
            if name in UNPUBLISHED or value is None or value is False or value in ((), {}):
                continue
            found[name] = self._value(value, (*path, name))
        return {name: value for name, value in found.items() if value != []}

    def _value(self, value: Any, path: Path) -> Any:
        match value:
            case Part():
                return self._part(value, path)
            case tuple():
                shown = [(index, item) for index, item in enumerate(value) if not _is_hidden(item)]
                return [self._value(item, (*path, index)) for index, item in shown]
            case EdtfDate():
                return value.text
            case str():
                return self._text(value, path)
            case Mapping():
                return dict(value)
        return value

    def _text(self, value: str, path: Path) -> str | None:
        if path in self._refs:
            ref = self._refs[path]
            return str(ref) if ref is not None and ref in self._site.called else None
        return self._site.words(self._record, *path) if path in self._prose else str(value)


def _is_hidden(item: object) -> bool:
    return isinstance(item, Alias) and item.hidden


def _everywhere(site: Site, record: Record) -> dict[str, Any]:
    """What is worked out for records of every kind."""
    settings = site.dossier.settings
    dates = newest(change.date for change in record.corrections)
    changed = dates if record.withdrawn else modified(record)
    of = settings.published if settings.site_url else settings.url
    found = {
        "page": f"{settings.site_url}{of(page_path(record.ref))}",
        "label": None if record.withdrawn else record.label,
        "modified": changed.text if changed else None,
        "linked_from": len(site.backlinks.get(record.ref, ())),
    }
    return {name: value for name, value in found.items() if value is not None}


def _computed(site: Site, record: Record) -> dict[str, Any]:
    found = _everywhere(site, record)
    match record:
        case Claim():
            return {**found, **_debate(site, record)}
        case Source():
            return {**found, "quotes": len(site.uses.get(record.id, ()))}
        case Briefing():
            texts = (site.plain(pieces) for pieces in lines(site.linked.bodies.get(record.id, ())))
            return {**found, "text": [text for text in texts if text]}
    return found


def _debate(site: Site, claim: Claim) -> dict[str, Any]:
    earlier = replaced(claim)
    return {
        "dispute": site.disputes[claim.id],
        "independent_sources": independent(site, (item for _, item in evidence(claim))),
        "rivals": [str(rival.ref) for rival in site.rivals(claim)],
        "positions": [
            {
                "anchor": anchor,
                "replaced": index in earlier,
                "independent_sources": independent(site, position.evidence),
            }
            for index, (position, anchor) in enumerate(
                zip(claim.positions, position_anchors(claim), strict=True)
            )
        ],
    }
