"""The manual's tables of fields are those of the models, and honest."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

import field_tables
from briefkit.model import vocabulary
from briefkit.model.fields import Part
from briefkit.model.kinds import KINDS
from briefkit.model.record import Record
from briefkit.model.relations import RELATION_TYPES
from manual import MANUAL, headings, read
from starter_site import starter_site


def test_tables_of_fields_are_those_of_the_models() -> None:
    page = read(field_tables.RECORDS_PAGE)
    assert page == field_tables.with_tables(page), "run: python tests/field_tables.py"


def test_every_part_has_its_table() -> None:
    reached = {part for kind in KINDS for part in _inside(kind.model)} - {kind.model for kind in KINDS}
    assert reached == set(field_tables.PARTS)


def _inside(model: type[Part]) -> set[type[Part]]:
    found: set[type[Part]] = {model}
    for info in model.model_fields.values():
        for part in re.findall(r"briefkit\.model\.\w+\.(\w+)", repr(info.annotation)):
            found |= {
                inner for known in field_tables.PARTS if known.__name__ == part for inner in _inside(known)
            }
    return found


def test_every_field_has_a_description() -> None:
    models = [kind.model for kind in KINDS] + list(field_tables.PARTS)
    assert [
        f"{m.__name__}.{n}" for m in models for n, info in m.model_fields.items() if not info.description
    ] == []


def test_notes_on_fields_are_about_fields_that_there_are() -> None:
    for notes in (field_tables.NEEDED, field_tables.NOT_YET, field_tables.ALSO):
        assert [f"{m.__name__}.{name}" for m, name in notes if name not in m.model_fields] == []


@pytest.mark.parametrize("words", field_tables.closed_lists(), ids=lambda words: words.__name__)
def test_every_word_of_a_closed_list_is_listed(words: type[StrEnum]) -> None:
    page = read(MANUAL / "records.md")
    assert [word for word in words if f"`{word}`" not in page] == []


def test_every_state_of_a_claim_is_listed() -> None:
    section = headings(read(MANUAL / "records.md"))["dispute"]
    assert [state for state in vocabulary.Dispute if f"| `{state}` |" not in section] == []


def test_every_relation_type_is_listed() -> None:
    section = headings(read(MANUAL / "records.md"))["relation-types"]
    assert [a for a, b in RELATION_TYPES.items() if f"| `{a}` | `{b}` |" not in section] == []


_UNUSED_VALUES = {
    "allow": "[{rule: name-shared, reason: a reason}]",
    "tlp": "TLP:RED",
    "field": "name",
    "author": "Somebody Else",
    "id": "a-name-of-its-own",
    "sha256": "0" * 64,
}
"""A value for each field that the manual says nothing is shown of."""

_FULL = """\
ines-calder:
  name: Ines Calder
  kind: person
  {Record}
  source: evening-report
  facts:
    - property: office
      value: engineer
      {Fact}
      evidence:
        - quote: "the city’s engineer"
          {Evidence}
  relations:
    - type: employed-by
      actor: city-council
      {Relation}
      evidence: [{{quote: "the city’s engineer"}}]
  corrections:
    - date: 2024-03-14
      kind: correction
      text: A correction.
      {Correction}
city-council: {{name: City council of Norhaven, kind: government}}
dockers-union: {{name: Dockers’ union, kind: organization}}
"""
_PLACES = """\
norhaven: {{name: Norhaven, kind: city}}
harbour-bridge:
  name: Harbour bridge
  kind: site
  control:
    - actor: city-council
      role: administers
      {Control}
      evidence: [{{source: evening-report, quote: "The council wants"}}]
"""
_CLAIM = """\
claim: The beams of the harbour bridge will be replaced by June.
kind: intent
positions:
  - actor: city-council
    stance: support
    {Position}
    evidence: [{{source: evening-report, quote: "beams replaced by June"}}]
"""
_SOURCE = "---\nheadline: Bridge\npublisher: Paper\ntext: full\n{Source}\n---\n\nSome words.\n"
_BRIEFING = """\
---
title: The bridge
summary: It stays shut.
key_judgements:
  - judgement: It does.
    {KeyJudgement}
---

[[claim/beams]]
"""
_FILES = {
    "briefings/actors.yml": _FULL,
    "briefings/places.yml": _PLACES,
    "briefings/harbour-bridge/claims/beams.yml": _CLAIM,
    "briefings/harbour-bridge/sources/other.md": _SOURCE,
    "briefings/harbour-bridge/briefing.md": _BRIEFING,
}


def _pages(folder: Path, given: dict[str, str]) -> dict[str, str]:
    models = [Record, *field_tables.PARTS, *(kind.model for kind in KINDS)]
    fields = {model.__name__: given.get(model.__name__, "note: nothing") for model in models}
    for name in {model for model in ("Correction", "KeyJudgement") if model not in given}:
        fields[name] = "# nothing"
    built = starter_site(folder, {name: text.format(**fields) for name, text in _FILES.items()})
    assert [str(problem) for problem in built.problems] == []
    # the sum of the records says of every field that it was written
    return {page.path: re.sub(r'class="bk-sum">\w+', "", page.text) for page in built.pages}


@pytest.fixture(scope="module")
def pages_without(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return _pages(tmp_path_factory.mktemp("without") / "site", {})


@pytest.mark.parametrize(("model", "name"), field_tables.NOT_YET, ids=lambda v: getattr(v, "__name__", v))
def test_nothing_is_shown_yet_of_what_the_manual_says_so(
    model: type[Part], name: str, pages_without: dict[str, str], tmp_path: Path
) -> None:
    given = {model.__name__: f"{name}: {_UNUSED_VALUES[name]}"}
    shown = _pages(tmp_path / "site", given) != pages_without
    assert not shown, "it is used now: take it out of NOT_YET, and run python tests/field_tables.py"
