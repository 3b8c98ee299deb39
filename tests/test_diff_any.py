"""Whatever the content: another form of the same is no change, and a change the other way round is its reverse."""

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.changes.comparing.entries import ChangeKind
from briefkit.changes.comparing.facts.facts import facts
from briefkit.load import load, read_settings
from briefkit.memory import Memory
from briefkit.pipeline import examine
from large_site import write_large_site
from random_edits import Editor


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("any")
    write_large_site(folder, 40)
    return folder


def shuffled(value, dice):
    """The same, with keys in another order; of entries too, where they do not stand in the order of YAML."""
    if isinstance(value, dict):
        names = list(value)
        dice.shuffle(names)
        return {name: shuffled(value[name], dice) for name in names}
    if isinstance(value, list):
        entries = [shuffled(entry, dice) for entry in value]
        dice.shuffle(entries)
        return entries
    return value


def written_otherwise(folder, dice):
    """Every YAML file of the content, as what is to be read instead: reordered, and many records as single ones."""
    instead = {}
    for path in sorted((folder / "briefings").rglob("*.yml")):
        shown = path.relative_to(folder).as_posix()
        read = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        kinds = ("actors", "claims", "places", "events", "sources")
        if path.stem not in kinds or dice.random() < 0.5:
            instead[shown] = dumped(shuffled(read, dice))
            continue
        instead[shown] = None
        for name, record in read.items():
            there = f"briefings/elsewhere/{path.stem}/{name}.yml"
            instead[there] = dumped(shuffled(record, dice))
    return instead


def dumped(value):
    return yaml.dump(value, Dumper=yaml.SafeDumper, sort_keys=False, default_style='"').encode()


@settings(max_examples=20)
@given(st.integers(0, 2**16))
def test_another_form_of_the_same_is_no_change(site: Path, seed: int) -> None:
    here = replace(read_settings(site / "mkdocs.yml"), today=None)
    base, _ = load(here)
    head, problems = load(here, written_otherwise(site, random.Random(seed)))
    assert head.records.keys() == base.records.keys(), problems
    assert facts(base, head).changes == ()


REVERSE = {
    ChangeKind.ENTRY_ADDED: ChangeKind.ENTRY_REMOVED,
    ChangeKind.POSITION_ADDED: ChangeKind.POSITION_WITHDRAWN,
    ChangeKind.EVIDENCE_GAINED: ChangeKind.EVIDENCE_LOST,
    ChangeKind.SOURCE_RETRACTED: ChangeKind.SOURCE_RESTORED,
}
REVERSE |= {other: one for one, other in REVERSE.items()}


@pytest.mark.parametrize("kind", ["a value", "words", "a name", "an article", "a marking"])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_reverse_of_a_change_has_what_was_and_is_turned_round(
    tmp_path: Path, kind: str, seed: int
) -> None:
    write_large_site(tmp_path, 40)
    here, memory = read_settings(tmp_path / "mkdocs.yml"), Memory()
    base, _ = examine(here, memory=memory)
    Editor(tmp_path / "briefings", seed).edit(kind)
    head, _ = examine(here, memory=memory)
    there, back = facts(base, head).changes, facts(head, base).changes
    assert there
    turned = Counter((REVERSE.get(fact.kind, fact.kind), fact.ref, fact.now, fact.was) for fact in there)
    assert turned == Counter((fact.kind, fact.ref, fact.was, fact.now) for fact in back)
