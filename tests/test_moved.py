"""The addresses that records had before lead to where they are now."""

import json
import re
from html import unescape
from pathlib import Path

import pytest

from briefkit.building import build
from briefkit.load.settings import read_settings
from briefkit.pipeline import examine
from sites import ACTORS, BRIEFING, CLAIMS, CONFIG, REPORT, briefkit, mkdocs, said, tree, write

RENAMED = ACTORS.replace("kind: person\n", "kind: person\n  formerly: [ines, engineer]\n").replace(
    "kind: government\n", "kind: government\n  formerly: [city-council]\n"
)
SENDING = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]+)"')


def sent_on(page: str) -> str | None:
    """Where a browser goes from the page by itself."""
    found = SENDING.search(page)
    return unescape(found[1]) if found else None


@pytest.fixture
def renamed(site: Path) -> Path:
    """The site after some of its records were renamed."""
    return write(
        site,
        {
            "briefings/actors.yml": RENAMED,
            "briefings/bridge/claims.yml": CLAIMS.replace(
                "kind: factual", "kind: factual\n  formerly: [danger]"
            ),
            "briefings/bridge/sources/report.md": REPORT.replace(
                "text: full", "text: full\nformerly: [old-report]"
            ),
            "briefings/bridge/briefing.md": BRIEFING.replace(
                "published:", "formerly: [old-bridge]\npublished:"
            ),
        },
    )


MOVED = {
    "actors/ines": "actors/calder",
    "actors/engineer": "actors/calder",
    "actors/city-council": "actors/council",
    "claims/danger": "claims/unsafe",
    "sources/old-report": "sources/report",
    "briefings/old-bridge": "briefings/bridge",
}


@pytest.mark.parametrize("directories", [True, False])
@pytest.mark.parametrize("way", ["plugin", "project"])
def test_every_old_address_sends_on_to_the_new_one(renamed: Path, way: str, directories: bool) -> None:
    folder = renamed
    more = f"use_directory_urls: {json.dumps(directories)}\nsite_url: https://desk.example/a/b/\n"
    write(renamed, {"mkdocs.yml": CONFIG + more})
    if way == "project":
        assert briefkit("generate", "out", cwd=renamed).returncode == 0
        folder = renamed / "out"
    done = mkdocs("build", "--strict", cwd=folder)
    assert done.returncode == 0, said(done)
    site = folder / "site"
    pages = {name: content.decode() for name, content in tree(site).items() if name.endswith(".html")}
    end = "/index.html" if directories else ".html"
    for old, new in MOVED.items():
        target = sent_on(pages[old + end])
        assert target is not None
        assert "//" not in target
        assert target.endswith("/") == directories
        there = (site / (old + end)).parent / target / ("index.html" if directories else "")
        assert there.resolve() == (site / (new + end)).resolve()
        assert there.is_file()
        assert f'<a href="{target}"' in pages[old + end]
    assert {name for name, page in pages.items() if sent_on(page)} == {old + end for old in MOVED}


def test_old_addresses_stand_in_no_list_and_no_navigation(renamed: Path) -> None:
    more = "theme: {name: material, font: false}\nplugins: [search, briefkit]\n"
    write(renamed, {"mkdocs.yml": f"site_name: Bridges\n{more}"})
    done = mkdocs("build", "--strict", cwd=renamed)
    assert done.returncode == 0, said(done)
    out = tree(renamed / "site")
    for name in ("ines", "city-council", "danger", "old-report", "old-bridge"):
        assert [
            path for path, page in out.items() if f"{name}/".encode() in page and path.endswith("l")
        ] == []
    entries = json.loads(out["search/search_index.json"])["docs"]
    assert not [entry for entry in entries if entry["location"].strip("/") in MOVED]


def test_who_must_not_be_seen_has_no_old_address(site: Path) -> None:
    draft = RENAMED.replace("kind: person\n", "kind: person\n  draft: true\n")
    write(site, {"briefings/actors.yml": draft})
    paths = [page.path for page in build(read_settings(site / "mkdocs.yml")).pages]
    assert "actors/city-council.md" in paths
    assert "actors/ines.md" not in paths


def test_an_address_that_is_taken_stays_with_whom_it_belongs_to(site: Path) -> None:
    taken = RENAMED.replace("[city-council]", "[calder, engineer, ../x, index]")
    write(site, {"briefings/actors.yml": taken})
    built = build(read_settings(site / "mkdocs.yml"))
    assert built.errors == 4
    paths = [page.path for page in built.pages]
    assert len(set(paths)) == len(paths)
    pages = {page.path: page.text for page in built.pages}
    assert "said Ines Calder of the council" in pages["actors/calder.md"]
    # the first by id has it
    assert sent_on(pages["actors/engineer.md"]) in {"../calder/", "../council/"}
    assert [path for path in paths if ".." in path or path.count("index") > 1] == []


def test_a_hand_written_page_at_an_old_address_is_a_problem(renamed: Path) -> None:
    write(renamed, {"docs/actors/ines.md": "# Ines\n"})
    done = briefkit("check", cwd=renamed)
    assert done.returncode == 1
    assert "docs/actors/ines.md:1:1: error: " in said(done)


def test_a_reference_by_an_old_name_can_be_set_right(renamed: Path) -> None:
    claims = CLAIMS.replace("actor/council", "actor/city-council").replace("actor: calder", "actor: ines")
    write(renamed, {"briefings/bridge/claims.yml": claims})
    _, problems = examine(read_settings(renamed / "mkdocs.yml"))
    assert [(problem.mark.line, problem.fix) for problem in problems] == [
        (4, "actor/council"),
        (7, "calder"),
    ]
