"""What rests on each source: its quotes, in the order of its text."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from briefkit.model.article import Passage
from briefkit.model.dossier import Dossier
from briefkit.model.evidence import Evidence
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.walk import evidence
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


def uses_of_sources(dossier: Dossier, records: Mapping[Ref, Record]) -> Mapping[str, tuple[Use, ...]]:
    """The quotes of each source, by its id, in the order of its text; equal ones of one record once.

    Only of sources among `records`, and only what carries something of one of them.
    """
    found: dict[str, dict[str, Use]] = defaultdict(dict)
    for ref, record in records.items():
        for path, item in evidence(record):
            passage = dossier.passages.get((ref, path))
            if passage and Ref("source", item.source) in records:
                anchor, target = evidence_anchor(ref, item), part_anchor(record, path)
                omitted = dossier.left_out.get((ref, path), ())
                use = Use(0, ref, item, passage, anchor, target, omitted)
                found[item.source].setdefault(anchor, use)
    return {source: _numbered(uses.values()) for source, uses in found.items()}


def _numbered(uses: Iterable[Use]) -> tuple[Use, ...]:
    def place(use: Use) -> tuple[int, int, int, Ref]:
        first = use.passage[0]
        return first.paragraph, first.start, -first.end, use.ref

    return tuple(use._replace(number=number) for number, use in enumerate(sorted(uses, key=place), start=1))
