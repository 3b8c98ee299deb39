"""What does not leave the desk is taken out before pages are made."""

from dataclasses import replace

from briefkit.model.dossier import Dossier


def without_drafts(dossier: Dossier) -> Dossier:
    """The dossier without the records marked `draft: true`; what refers to them finds nothing."""
    records = {ref: record for ref, record in dossier.records.items() if not record.draft}
    if len(records) == len(dossier.records):
        return dossier
    passages = {key: passage for key, passage in dossier.passages.items() if key[0] in records}
    return replace(dossier, records=records, passages=passages)
