"""The cards that are shown of links."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from briefkit.building import build
from briefkit.load import read_settings
from briefkit.model.kinds import BY_NAME
from briefkit.render.previews import PARTS, part_of
from sites import CONTENT, ROOT, write


def cards(folder: Path) -> dict[str, dict[str, object]]:
    """Every card by the name of its record, each found in the script that a page would load for it."""
    found: dict[str, dict[str, object]] = {}
    for asset in build(read_settings(folder / "mkdocs.yml")).assets:
        if asset.path.startswith("assets/previews/"):
            text = asset.content.decode("ascii").strip()
            held = json.loads(text.removeprefix("briefkitPreviews(").removesuffix(")"))
            assert {f"assets/previews/{part_of(name)}.js" for name in held} == {asset.path}
            found |= held
    return found


def test_every_record_of_the_demo_has_one() -> None:
    dossier = build(read_settings(ROOT / "mkdocs.yml")).dossier
    assert cards(ROOT).keys() == {f"{BY_NAME[ref.kind].plural}/{ref.id}" for ref in dossier.records}


def test_it_says_what_matters_and_nothing_that_is_not_published(tmp_path: Path) -> None:
    actors = CONTENT["briefings/actors.yml"].replace(
        "council:\n", "council:\n  summary: It runs [[Ines Calder & Søn <Nord>|the town]].\n  note: secret\n"
    )
    hidden = "ghost: {name: Ghost, kind: group, draft: true}\n"
    write(tmp_path, {**CONTENT, "briefings/actors.yml": actors + hidden})
    found = cards(tmp_path)
    assert "actors/ghost" not in found
    assert "secret" not in json.dumps(found)
    assert found["actors/council"] == {
        "kind": "government",
        "title": "City council",
        "line": "It runs the town.",
    }
    assert found["claims/unsafe"]["facts"] == ["1 position", "1 independent source"]
    assert found["sources/report"]["facts"] == ["The paper", "12 March 2024"]


def test_a_withdrawn_record_says_only_that(tmp_path: Path) -> None:
    withdrawn = "  corrections: [{date: 2024-03-15, kind: withdrawal, text: It never was.}]\n"
    write(
        tmp_path,
        {**CONTENT, "briefings/bridge/claims.yml": CONTENT["briefings/bridge/claims.yml"] + withdrawn},
    )
    assert cards(tmp_path)["claims/unsafe"] == {"kind": "claim, withdrawn", "title": "The bridge is unsafe"}


@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789-/", min_size=1))
def test_names_are_spread_over_the_scripts(name: str) -> None:
    assert 0 <= part_of(name) < PARTS


def test_the_spread_is_that_of_the_script() -> None:
    # published values of FNV-1a, 32 bits
    assert part_of("a") == 0xE40C292C % PARTS
    assert part_of("foobar") == 0xBF9CF968 % PARTS
    script = (ROOT / "templates/scripts/30-previews.js").read_text()
    assert f"const PARTS = {PARTS}" in script
