"""What rests on each source: its quotes, in the order of its text."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from briefkit.model.article import Passage
from briefkit.model.dossier import Dossier
from briefkit.model.evidence import Evidence
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.walk import Path, evidence
from briefkit.render.anchors import evidence_anchor, part_anchor


class Use(NamedTuple):
    """One quote of a source and what it carries."""

    number: int
    """From 1, in the order of the article."""
    ref: Ref
    """The record it carries something of."""
    item: Evidence
    passage: Passage
    anchor: str
    """Its id on the source's page."""
    target: str
    """The id, on the record's page, of what it carries; empty for the record as a whole."""
    left_out: tuple[str, ...]
    """The source's words that the quote leaves out, one text for each gap."""


def uses_of_sources(
    dossier: Dossier, records: Mapping[Ref, Record], sources: Iterable[str] | None = None
) -> dict[str, tuple[Use, ...]]:
    """The quotes of each source, by its id, in the order of its text; equal ones of one record once.

    Only of sources among `records`, and only what carries something of one of them. With `sources` only of
    these.
    """
    return _with(dossier, records, {}, dossier.uses if sources is None else sources)


def uses_again(
    known: Mapping[str, tuple[Use, ...]],
    before: Dossier,
    dossier: Dossier,
    records: Mapping[Ref, Record],
    changed: Iterable[tuple[Record, Record]],
) -> dict[str, tuple[Use, ...]]:
    """The same, of what is `known` of a dossier before with the same records, of which some changed."""
    sources = {item.source for pair in changed for record in pair for _, item in evidence(record)}
    sources.update(name for name, those in dossier.uses.items() if before.uses.get(name) != those)
    sources.update(before.uses.keys() - dossier.uses.keys())
    gaps = before.left_out.items() ^ dossier.left_out.items()
    touched = {ref for (ref, _), _ in gaps}
    sources.update(item.source for ref in touched if ref in records for _, item in evidence(records[ref]))
    return _with(dossier, records, known, sources)


def _with(
    dossier: Dossier,
    records: Mapping[Ref, Record],
    known: Mapping[str, tuple[Use, ...]],
    sources: Iterable[str],
) -> dict[str, tuple[Use, ...]]:
    """What is known, with the quotes of some sources worked out again."""
    found = dict(known.items())
    items: dict[Ref, dict[Path, Evidence]] = {}
    for source in sources:
        uses: dict[str, Use] = {}
        for ref, path, passage in dossier.uses.get(source, ()) if Ref("source", source) in records else ():
            record = records.get(ref)
            if record is None:
                continue
            if ref not in items:
                items[ref] = dict(evidence(record))
            item = items[ref][path]
            anchor, target = evidence_anchor(ref, item), part_anchor(record, path)
            omitted = dossier.left_out.get((ref, path), ())
            uses.setdefault(anchor, Use(0, ref, item, passage, anchor, target, omitted))
        if uses:
            found[source] = _numbered(uses.values())
        else:
            found.pop(source, None)
    return found


def _numbered(uses: Iterable[Use]) -> tuple[Use, ...]:
    def place(use: Use) -> tuple[int, int, int, Ref]:
        first = use.passage[0]
        return first.paragraph, first.start, -first.end, use.ref

    return tuple(use._replace(number=number) for number, use in enumerate(sorted(uses, key=place), start=1))
