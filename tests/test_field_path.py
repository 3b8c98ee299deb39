"""Paths into a record as people write them."""

from dataclasses import replace
from functools import cache

import pytest

from briefkit.load import load, read_settings
from briefkit.model.dossier import Dossier
from briefkit.model.field_path import FieldPathError, leaves, read_field_path, write_field_path
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.walk import Path
from sites import ROOT


@cache
def demo() -> Dossier:
    return load(replace(read_settings(ROOT / "mkdocs.yml"), root=ROOT))[0]


def record(kind: str, record_id: str) -> Record:
    return demo().records[Ref(kind, record_id)]


@pytest.mark.parametrize("ref", sorted(demo().records), ids=str)
def test_every_value_of_the_demo_has_a_path_that_leads_back_to_it(ref: Ref) -> None:
    found = demo().records[ref]
    for path in leaves(found):
        words = write_field_path(found, path)
        assert words is not None, path
        assert read_field_path(found, words) == path
        assert not any(f"[{number}]" in words for number in range(20)), "an index is never stored"


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("positions[alexander-lukashenko@2022-02-08].stance", ("positions", 1, "stance")),
        ("positions[alexander-lukashenko].stance", ("positions", 1, "stance")),
        ("positions[1].stance", ("positions", 1, "stance")),
        ("positions[government-of-russia].stance", ("positions", 0, "stance")),
        ("positions[government-of-russia+government-of-belarus@2022-02-07].date", ("positions", 0, "date")),
        ("positions[ alexander-lukashenko ].evidence.quote", ("positions", 1, "evidence", 0, "quote")),
        ("assessment.likelihood", ("assessment", "likelihood")),
        ("about[place/syria]", ("about", 2)),
    ],
)
def test_entries_are_named_by_what_they_are(written: str, path: Path) -> None:
    assert read_field_path(record("claim", "soldiers-to-syria"), written) == path


def test_an_index_is_understood_and_written_as_what_it_names() -> None:
    claim = record("claim", "soldiers-to-syria")
    path = read_field_path(claim, "positions[1].stance")
    assert write_field_path(claim, path) == "positions[alexander-lukashenko@2022-02-08].stance"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("", "is no path to a field"),
        ("assessment likelihood", "a full stop is missing in front of “ likelihood”"),
        ("assessment.", "is no path to a field"),
        ("positions[x", "the bracket [ is never closed"),
        ("positions[7].stance", "there is no positions[7]; there is: [government-of-russia+"),
        ("kind[0]", "kind is no list: write it without [0]"),
        ("kind.words", "kind has no fields, and so no “words”"),
        ("id", "there is no field “id”"),
        ("asessment.likelihood", "there is no field “asessment”: assessment? There are: "),
        (
            "assessment.likelyhood",
            "there is no field “likelyhood” in assessment: likelihood? There are: verdict",
        ),
        ("assessment", "assessment holds several fields: name one of verdict"),
        ("positions", "positions is a list: say which, as positions[government-of-russia+"),
        ("about", "about is a list: say which, as about[event/planned-deployment]"),
    ],
)
def test_what_leads_nowhere_is_told_with_what_there_is(written: str, words: str) -> None:
    with pytest.raises(FieldPathError) as told:
        read_field_path(record("claim", "soldiers-to-syria"), written)
    assert words in str(told.value)
