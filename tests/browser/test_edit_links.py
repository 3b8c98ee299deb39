"""The links to the lines in the code host: quiet for the mouse, there for keys and fingers, gone on paper."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from sites import ROOT

Reader = Callable[..., Page]
Make = Callable[..., Path]
Serve = Callable[[Path], AbstractContextManager[str]]

PATHS = (
    "claims/soldiers-to-syria/",
    "actors/alexander-lukashenko/",
    "briefings/belarus-syria/",
    "events/russian-troop-transfer/",
)


@pytest.fixture(scope="module")
def linked(make: Make, serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo of a desk whose files are on a code host."""
    folder = tmp_path_factory.mktemp("browser") / "linked"
    shutil.copytree(ROOT / "briefings", folder / "briefings")
    shutil.copytree(ROOT / "docs", folder / "docs")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    host = "plugins:\n  - search\n  - briefkit: {edit_uri_template: 'https://git.example/{path}#L{line}'}"
    (folder / "mkdocs.yml").write_text(
        config.replace("plugins:\n  - search\n  - briefkit", host), encoding="utf-8"
    )
    with serve(make(folder, folder / "site", "--strict")) as address:
        yield address


def opacity(link: Locator) -> str:
    return str(link.evaluate("link => getComputedStyle(link).opacity"))


@pytest.mark.parametrize("path", PATHS)
def test_they_show_where_the_mouse_is(linked: str, reader: Reader, path: str) -> None:
    complaints: list[str] = []
    page = reader(complaints)
    page.goto(linked + path)
    every = page.locator(".bk-edit")
    assert every.count() >= 2
    page.locator("h1").hover()
    assert {opacity(link) for link in every.all()} == {"0"}
    for link in every.all():
        link.locator("xpath=..").hover()
        expect(link).to_have_css("opacity", "1")
    assert not complaints


@pytest.mark.parametrize("path", PATHS)
def test_keys_reach_each_of_them_after_what_it_is_for(linked: str, reader: Reader, path: str) -> None:
    page = reader()
    page.goto(linked + path)
    for link in page.locator(".bk-edit").all():
        link.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
        expect(link).to_have_css("opacity", "1")
        expect(link).to_have_css("outline-style", "solid")
        expect(link).to_have_accessible_name(re.compile(r"^edit this [a-z ]+ \([\w.-]+, line \d+\)$"))


@pytest.mark.parametrize("path", PATHS)
def test_fingers_always_have_them(linked: str, reader: Reader, path: str) -> None:
    page = reader(width=360, has_touch=True, is_mobile=True)
    page.goto(linked + path)
    for link in page.locator(".bk-edit").all():
        expect(link).to_have_css("opacity", "1")
        box = link.bounding_box()
        assert box is not None
        assert box["width"] >= 24
        assert box["height"] >= 24
        assert box["x"] + box["width"] <= 360
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("path", PATHS)
def test_paper_and_the_table_of_contents_have_none(linked: str, reader: Reader, path: str) -> None:
    page = reader()
    page.goto(linked + path)
    for label in page.locator(".md-nav--secondary .md-nav__link").all_inner_texts():
        assert not label.rstrip().endswith("edit")
    page.emulate_media(media="print")
    for link in page.locator(".bk-edit").all():
        expect(link).to_be_hidden()


def test_a_link_leads_to_the_line(linked: str, reader: Reader) -> None:
    page = reader()
    page.goto(f"{linked}claims/soldiers-to-syria/")
    position = page.locator(".bk-position", has_text="Alexander Lukashenko")
    address = str(position.locator(".bk-edit").evaluate("link => link.href"))
    path, line = re.fullmatch(r"https://git\.example/(.+)#L(\d+)", address).groups()
    lines = Path(ROOT, path).read_text(encoding="utf-8").splitlines()
    assert lines[int(line) - 1].strip() == "- actor: alexander-lukashenko"
