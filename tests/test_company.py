"""Whom an actor appears with."""

from briefkit.load import read_settings
from briefkit.model.claim import Claim
from briefkit.model.event import Event
from briefkit.model.walk import references
from briefkit.pipeline import checked
from briefkit.render.company import company
from sites import ROOT


def test_the_company_in_a_record_is_every_actor_that_its_fields_name() -> None:
    records = checked(read_settings(ROOT / "mkdocs.yml")).dossier.records
    for record in records.values():
        named = {one.ref for one in references(record)} if isinstance(record, (Claim, Event)) else set()
        assert company(record, records) == {ref.id for ref in named if ref and ref.kind == "actor"}
