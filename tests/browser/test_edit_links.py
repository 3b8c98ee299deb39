"""The links to the lines in the code host: quiet for the mouse, there for keys and fingers, gone on paper."""

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sites import ROOT

Reader = Callable[..., Page]
Serve = Callable[[Path], AbstractContextManager[str]]

PATHS = (
    "claims/soldiers-to-syria.html",
    "actors/alexander-lukashenko.html",
    "briefings/belarus-syria.html",
    "events/russian-troop-transfer.html",
)


@pytest.fixture(scope="module")
def linked(other_demo: Path, serve: Serve) -> Iterator[str]:
    """The demo of a desk whose files are on a code host."""
    with serve(other_demo) as address:
        yield address


LOOKS = "links => links.map(link => getComputedStyle(link).opacity)"


def focused(page: Page) -> list[str]:
    """Opacity and outline of what has the focus."""
    look = "(({opacity, outlineStyle}) => [opacity, outlineStyle])(getComputedStyle(document.activeElement))"
    return list(page.evaluate(look))


@pytest.mark.parametrize("path", PATHS)
def test_mouse_and_keys_find_them_and_paper_has_none(linked: str, reader: Reader, path: str) -> None:
    complaints: list[str] = []
    page = reader(complaints)
    page.goto(linked + path)
    every = page.locator(".bk-edit")
    assert every.count() >= 2
    page.locator("h1").hover()
    assert set(every.evaluate_all(LOOKS)) == {"0"}
    for link in (every.first, every.last):
        link.locator("xpath=..").hover()
        expect(link).to_have_css("opacity", "1")
    for link in every.all():
        link.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert link.evaluate("link => link === document.activeElement")
        assert focused(page) == ["1", "solid"]
    expect(every.first).to_have_accessible_name(re.compile(r"^edit this [a-z ]+ \([\w.-]+, line \d+\)$"))
    for label in page.locator(".md-nav--secondary .md-nav__link").all_inner_texts():
        assert not label.rstrip().endswith("edit")
    page.emulate_media(media="print")
    assert not any(every.evaluate_all("links => links.map(link => link.checkVisibility())"))
    assert not complaints


@pytest.mark.parametrize("path", PATHS)
def test_fingers_always_have_them(linked: str, reader: Reader, path: str) -> None:
    page = reader(width=360, has_touch=True, is_mobile=True)
    page.goto(linked + path)
    links = page.locator(".bk-edit")
    assert set(links.evaluate_all(LOOKS)) == {"1"}
    for width, height, right in links.evaluate_all(
        """links => links.map(link => link.getBoundingClientRect())
            .map(({width, height, right}) => [width, height, right])"""
    ):
        assert width >= 24
        assert height >= 24
        assert right <= 360
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_link_leads_to_the_line(linked: str, reader: Reader) -> None:
    page = reader()
    page.goto(f"{linked}claims/soldiers-to-syria.html")
    position = page.locator(".bk-position", has_text="Alexander Lukashenko")
    address = str(position.locator(".bk-edit").evaluate("link => link.href"))
    path, line = re.fullmatch(r"https://git\.example/(.+)#L(\d+)", address).groups()
    lines = Path(ROOT, path).read_text(encoding="utf-8").splitlines()
    assert lines[int(line) - 1].strip() == "- actor: alexander-lukashenko"
