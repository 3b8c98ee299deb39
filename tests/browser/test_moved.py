"""Whoever opens an address that a record had before is where the record is now."""

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sites import ACTORS, CONFIG, CONTENT, write

Reader = Callable[..., Page]
Make = Callable[..., Path]
Serve = Callable[[Path], AbstractContextManager[str]]


def project(folder: Path, directories: bool) -> Path:
    actors = ACTORS.replace("kind: person", "kind: person\n  formerly: [ines]")
    config = CONFIG.replace("name: mkdocs", "name: material\n  font: false")
    config += f"use_directory_urls: {json.dumps(directories)}\n"
    return write(folder, {**CONTENT, "mkdocs.yml": config, "briefings/actors.yml": actors})


def assert_moves(page: Page, old: str, new: str) -> None:
    page.goto(old, wait_until="commit")
    expect(page).to_have_url(re.compile(f"{re.escape(new)}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Ines Calder & Søn <Nord>")


@pytest.mark.parametrize("directories", [True, False])
@pytest.mark.parametrize("scripts", [True, False])
def test_from_a_server(
    tmp_path: Path, make: Make, serve: Serve, reader: Reader, directories: bool, scripts: bool
) -> None:
    make(project(tmp_path / "project", directories), tmp_path / "a" / "site", "--strict")
    end = "/" if directories else ".html"
    with serve(tmp_path / "a") as address:
        page = reader(java_script_enabled=scripts)
        assert_moves(page, f"{address}site/actors/ines{end}", f"/site/actors/calder{end}")


def test_from_files(tmp_path: Path, make: Make, reader: Reader) -> None:
    folder = make(project(tmp_path / "project", directories=False), tmp_path / "site", "--strict")
    assert_moves(reader(), f"{folder.as_uri()}/actors/ines.html", "/site/actors/calder.html")
