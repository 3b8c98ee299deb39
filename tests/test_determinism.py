"""The same content makes the same bytes: whatever the process, the place, the time zone or the language."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from sites import ROOT, briefkit, run, said, tree

SCRIPT = """
import hashlib, json, sys
from pathlib import Path
from briefkit.load import read_settings
from briefkit.building import build

built = build(read_settings(Path(sys.argv[1])), show_problems=True)
made = [(page.path, page.text.encode()) for page in built.pages]
made += [(asset.path, asset.content) for asset in built.assets]
print(json.dumps({
    "order": [path for path, _ in made],
    "sums": {path: hashlib.sha256(content).hexdigest() for path, content in made},
    "problems": [str(problem) for problem in built.problems],
}))
"""

ENVIRONMENTS = [
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "LANGUAGE": "tr"},
    {"PYTHONHASHSEED": "4711", "TZ": "America/Anchorage", "LC_ALL": "de_DE.UTF-8", "PYTHONUTF8": "1"},
]


def damaged(folder: Path) -> None:
    """Problems of many kinds, in files that only their order tells apart."""
    for name in ("b", "a", "c"):
        (folder / "briefings" / name).mkdir()
        (folder / "briefings" / name / "claims.yml").write_text(
            f"x-{name}: {{claim: X., kind: factual, about: [actor/n1, actor/n2], positions: []}}\n"
            f"alexander-lukashenko: {{kind: no, unknown: 1, other: 2}}\n",
            encoding="utf-8",
        )


@pytest.fixture(params=["sound", "damaged"])
def copies(request: pytest.FixtureRequest, tmp_path: Path) -> list[Path]:
    """The demo in as many places as there are environments, its files written in another order in each."""
    places = []
    for number in range(len(ENVIRONMENTS)):
        place = tmp_path / f"place {number}" / ("x" * number * 20 or "y")
        place.mkdir(parents=True)
        files = sorted(path for path in (ROOT / "briefings").rglob("*") if path.is_file())
        for path in files[:: -1 if number % 2 else 1]:
            target = place / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        (place / "docs").mkdir()
        shutil.copy(ROOT / "mkdocs.yml", place)
        if request.param == "damaged":
            damaged(place)
        places.append(place)
    return places


def test_two_runs_make_the_same_pages(copies: list[Path]) -> None:
    results = []
    for place, changes in zip(copies, ENVIRONMENTS, strict=True):
        cwd = place if len(results) != 1 else place.parent
        config = place / "mkdocs.yml" if len(results) != 0 else Path("mkdocs.yml")
        done = run(sys.executable, "-c", SCRIPT, config, cwd=cwd, **changes)
        assert done.returncode == 0, said(done)
        results.append(json.loads(done.stdout))
    first = results[0]
    assert len(first["sums"]) > 50
    assert len(first["sums"]) == len(first["order"])
    for other in results[1:]:
        assert other == first


@pytest.mark.parametrize("copies", ["sound"], indirect=True)
def test_two_runs_generate_the_same_project(copies: list[Path]) -> None:
    projects = []
    for place, changes in zip(copies, ENVIRONMENTS, strict=True):
        done = briefkit("generate", "out", cwd=place, **changes)
        assert done.returncode == 0, said(done)
        projects.append(tree(place / "out"))
    assert projects[1] == projects[0]
    assert projects[2] == projects[0]


@pytest.mark.parametrize("copies", ["damaged"], indirect=True)
def test_two_checks_print_the_same(copies: list[Path]) -> None:
    printed = [
        briefkit("check", cwd=place, **changes).stdout
        for place, changes in zip(copies, ENVIRONMENTS, strict=True)
    ]
    assert len(printed[0].splitlines()) > 5
    assert printed[1:] == [printed[0]] * 2
