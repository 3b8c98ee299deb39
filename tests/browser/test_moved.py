"""Whoever opens an address that a record had before is where the record is now."""

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sites import ACTORS, CONFIG, CONTENT, write

LEDGER = "notes/ moved to remarks/\nnotes.html moved to remarks.html\n"

Reader = Callable[..., Page]
Make = Callable[..., Path]
Serve = Callable[[Path], AbstractContextManager[str]]


def project(folder: Path, directories: bool) -> Path:
    actors = ACTORS.replace("kind: person", "kind: person\n  formerly: [ines]")
    config = CONFIG.replace("name: mkdocs", "name: material\n  font: false")
    config += f"use_directory_urls: {json.dumps(directories)}\n"
    own = {"docs/remarks.md": "# Remarks\n\n## Below\n", "briefings/urls.txt": LEDGER}
    return write(folder, {**CONTENT, **own, "mkdocs.yml": config, "briefings/actors.yml": actors})


def assert_moves(page: Page, old: str, new: str, title: str = "Ines Calder & Søn <Nord>") -> None:
    page.goto(old, wait_until="commit")
    expect(page).to_have_url(re.compile(f"{re.escape(new)}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


@pytest.fixture(scope="module", params=[True, False], ids=["folders", "files"])
def moved(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, make: Make) -> Path:
    """A site in a folder of its host, with pages as folders or as files."""
    folder = tmp_path_factory.mktemp("moved")
    make(project(folder / "project", request.param), folder / "a" / "site", "--strict")
    return folder / "a"


@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_server(moved: Path, serve: Serve, reader: Reader, scripts: bool) -> None:
    end = "/" if (moved / "site" / "actors" / "ines").is_dir() else ".html"
    with serve(moved) as address:
        page = reader(java_script_enabled=scripts)
        assert_moves(page, f"{address}site/actors/ines{end}", f"/site/actors/calder{end}")
        # the place on the page is kept by a script
        place = "#below" if scripts else ""
        for old in ("notes/", "notes.html"):
            kept = place if old != "notes.html" or end == ".html" else ""
            assert_moves(page, f"{address}site/{old}{place}", f"/site/remarks{end}{kept}", "Remarks")


def test_from_files(moved: Path, reader: Reader) -> None:
    page = moved / "site" / "actors" / "ines.html"
    if page.exists():
        assert_moves(reader(), page.as_uri(), "/site/actors/calder.html")
        notes = (moved / "site" / "notes.html").as_uri()
        assert_moves(reader(), f"{notes}#below", "/site/remarks.html#below", "Remarks")
