"""The same content makes the same bytes: whatever the process, the place, the time zone or the language."""

import json
import re
import shutil
import sys
from pathlib import Path

import pytest

from sites import ROOT, briefkit, mkdocs, run, said, tree, write

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
        files = sorted(path for path in (ROOT / "briefings").rglob("*.*") if path.name != "urls.txt")
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


ANOTHER_DAY = """
import datetime, sys, time

ahead = datetime.timedelta(days=int(sys.argv.pop(1)))
now = time.time

class Day(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + ahead

datetime.datetime = Day
time.time = lambda: now() + ahead.total_seconds()
from mkdocs.__main__ import cli
cli()
"""
"""MkDocs, so many days from now."""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """The demo and its manual, built on another day in each environment."""
    built = []
    for number, changes in enumerate(ENVIRONMENTS):
        place = tmp_path_factory.mktemp("day") / ("x" * number * 20 or "y")
        for folder in ("briefings", "docs"):
            shutil.copytree(ROOT / folder, place / folder)
        shutil.copy(ROOT / "mkdocs.yml", place)
        command = (sys.executable, "-c", ANOTHER_DAY, str(400 * number), "build", "-q", "-d", "made")
        done = run(*command, cwd=place, **changes)
        assert done.returncode == 0, said(done)
        built.append(tree(place / "made"))
    return built


def test_a_site_is_the_same_on_any_day(sites: list[dict[str, bytes]]) -> None:
    first = sites[0]
    assert len(first) > 200
    for other in sites[1:]:
        assert [path for path in first.keys() | other.keys() if first.get(path) != other.get(path)] == []


def test_a_day_that_is_given_is_that_of_pages_written_by_hand(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: A\nsite_url: https://a.example/\nplugins: [briefkit]\n",
            "docs/any.md": "# A\n",
        },
    )
    write(tmp_path, {"docs/told.md": "---\ndate_modified: 2020-02-03\n---\n\n# B\n"})
    write(tmp_path, {"briefings/actors.yml": "ada: {name: Ada, kind: person}\n"})
    days = []
    for changes in ({}, {"SOURCE_DATE_EPOCH": "1700000000"}):
        done = mkdocs("build", "-q", cwd=tmp_path, **changes)
        assert done.returncode == 0, said(done)
        found = (tmp_path / "site" / "sitemap.xml").read_text(encoding="utf-8")
        days.append(re.findall("<lastmod>(.*)</lastmod>", found))
    assert days == [["2020-02-03"], ["2023-11-14", "2020-02-03"]]
