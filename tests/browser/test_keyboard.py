"""A reader without a mouse: from the search to a claim, through its table, its map and back, with keys alone."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Reader = Callable[..., Page]


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Tabs on until something that the selector names has the focus, and can be seen to have it."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{most} times Tab, and no {selector}")


def test_with_keys_alone(demo: str, reader: Reader) -> None:
    complaints: list[str] = []
    page = reader(complaints)
    # the search of the theme opens by a key and leads on by another
    page.goto(demo)
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    # at once: each letter is a search of its own, whose results take the place of those before
    page.keyboard.insert_text("soldiers deployed")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__link:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/(claims|briefings|sources|events)/"))
    # past the header at one stroke
    page.goto(f"{demo}claims/")
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    # the table of who says what
    tab_to(page, ".bk-matrix select", 400)
    rows = page.locator(".bk-matrix tbody tr:visible")
    every = rows.count()
    page.keyboard.type("Alexander")
    page.keyboard.press("Tab")
    page.keyboard.type("Government of Russia")
    expect(rows).to_have_count(1)
    assert every > 1
    # a record on the map
    page.goto(f"{demo}map/")
    tab_to(page, "a.bk-map-mark[href*='places/']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/places/"))
    # a preview comes with the focus and goes with Escape
    tab_to(page, "article a[href*='/claims/'], article a[href*='/events/']", 120)
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_have_count(0)
    assert not complaints
