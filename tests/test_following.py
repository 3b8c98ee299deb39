"""What is worked out of all records is taken over from one build to the next, and is what a new build has."""

from pathlib import Path
from typing import Any

import pytest

from briefkit.building import Built, build
from briefkit.load.settings import read_settings
from briefkit.load.sharing import shared
from briefkit.memory import Memory
from briefkit.model import dossier
from briefkit.model.actor import Actor
from briefkit.model.following import Changes
from briefkit.model.reads import Table, unnoted
from briefkit.model.ref import Ref
from briefkit.model.settings import Settings
from briefkit.pipeline import checked
from briefkit.render import followed
from briefkit.render.site import Site
from large_site import write_large_site
from random_edits import EDITS, Editor


def settings(site: Path) -> Settings:
    return read_settings(site / "mkdocs.yml")


def built(site: Path, memory: Memory) -> Built:
    return build(settings(site), memory=memory, show_problems=True)


def values(site: Site) -> dict[str, Any]:
    names = ("records", *(name for name in followed.MADE if name != "overview"))
    with unnoted():
        of_site = {name: getattr(site, name) for name in names}
        of_dossier = {f"dossier {name}": getattr(site.dossier, name) for name in dossier.MADE}
    found = of_site | of_dossier
    return {name: dict(value.items()) if isinstance(value, Table) else value for name, value in found.items()}


def test_what_is_taken_over_is_what_a_new_build_works_out(tmp_path: Path) -> None:
    write_large_site(tmp_path, 40, 3)
    memory = Memory()
    built(tmp_path, memory)
    editor = Editor(tmp_path / "briefings", 3)
    for kind in EDITS:
        edit = editor.edit(kind)
        now, new = values(built(tmp_path, memory).site), values(checked(settings(tmp_path)).site)
        assert [name for name in new if now[name] != new[name]] == [], edit


def test_an_edit_of_a_value_leaves_what_it_does_not_touch(tmp_path: Path) -> None:
    write_large_site(tmp_path, 40)
    memory = Memory()
    before = built(tmp_path, memory)
    values(before.site)
    path = next(path for path in sorted(tmp_path.rglob("actors.yml")) if "value: " in path.read_text("utf-8"))
    text = path.read_text("utf-8")
    place = text.index("value: ") + len("value: ")
    path.write_text(f"{text[:place]}another {text[place:]}", "utf-8")
    after = built(tmp_path, memory)
    assert before.site.called is after.site.called
    assert before.site.neighbourhoods is after.site.neighbourhoods
    assert before.site.claims is after.site.claims
    old, new = ({asset.path: asset for asset in known.assets} for known in (before, after))
    assert old["assets/listings/claims.js"] is new["assets/listings/claims.js"]
    changed = {path for path in new if old[path] != new[path]}
    assert any(path.startswith("data/") for path in changed)


def actor(**fields: Any) -> Actor:
    return Actor.model_validate({"id": "one", "name": "One", "kind": "person", **fields})


FACTS = [{"property": "age", "value": "40"}, {"property": "office", "value": "mayor"}]


def test_a_record_that_is_read_again_keeps_its_parts() -> None:
    one, same = actor(facts=FACTS), actor(facts=FACTS)
    assert shared(same, one) is one
    other = shared(actor(facts=[{"property": "age", "value": "41"}, FACTS[1]]), one)
    assert other.facts[0].value == "41"
    assert other.facts[1] is one.facts[1]
    moved = shared(actor(facts=[FACTS[1], FACTS[0]]), one)
    assert (moved.facts[0] is one.facts[1], moved.facts[1] is one.facts[0]) == (True, True)


@pytest.mark.parametrize("field", ["facts", "name"])
def test_parts_that_are_equal_and_not_the_same_are_changes(field: str) -> None:
    one, other = actor(facts=FACTS), actor(facts=FACTS)
    changes = Changes({Ref("actor", "one"): one}, {Ref("actor", "one"): other})
    # pages tell what carries something by which object it is
    assert changes.spare(lambda record: getattr(record, field)) is (field == "name")
