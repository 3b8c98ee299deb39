"""What does not leave the desk is taken out before pages are made."""

from collections.abc import Collection
from dataclasses import replace

from briefkit.model.claim import Claim
from briefkit.model.dossier import Dossier
from briefkit.model.record import Record

UNPUBLISHED = "unpublished_"
"""How the name of a holder begins who is not published; no record can have such an id."""


def without_drafts(dossier: Dossier) -> Dossier:
    """The dossier without the records marked `draft: true`; what refers to them finds nothing."""
    records = {ref: record for ref, record in dossier.records.items() if not record.draft}
    if len(records) == len(dossier.records):
        return dossier
    drafts = {ref.id for ref, record in dossier.records.items() if record.draft and ref.kind == "actor"}
    shown = {ref: _without_ids(record, drafts) for ref, record in records.items()}
    passages = {key: passage for key, passage in dossier.passages.items() if key[0] in records}
    return replace(dossier, records=shown, passages=passages)


def _without_ids(record: Record, actors: Collection[str]) -> Record:
    """A claim that still tells these holders apart, and does not name them as the ids of positions would."""
    if not isinstance(record, Claim):
        return record
    held = dict.fromkeys(name for position in record.positions for name in position.actor if name in actors)
    if not held:
        return record
    names = {name: f"{UNPUBLISHED}{number}" for number, name in enumerate(held, start=1)}
    positions = [
        position.model_copy(update={"actor": tuple(names.get(name, name) for name in position.actor)})
        for position in record.positions
    ]
    return record.model_copy(update={"positions": tuple(positions)})
