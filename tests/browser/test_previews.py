"""What is shown of a link's end before anybody goes there."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

Reader = Callable[..., Page]

BRIEFING = "briefings/belarus-syria/"

CLAIM_LINK = "article a[href*='soldiers-to-syria']"


def preview(page: Page) -> Locator:
    return page.get_by_role("tooltip")


def test_pointing_at_a_claim_shows_what_matters_of_it(reader: Reader, demo: str) -> None:
    complaints: list[str] = []
    page = reader(complaints)
    page.goto(demo + BRIEFING)
    page.locator(CLAIM_LINK).first.hover()
    card = preview(page)
    expect(card).to_contain_text("claim, intent")
    expect(card).to_contain_text("Up to 200 Belarusian soldiers will be deployed to Syria")
    expect(card.locator(".bk-state--disputed")).to_have_text("Disputed")
    expect(card).to_contain_text(
        "3 positions · 1 independent source · best source B · last change 9 February 2022"
    )
    expect(page.locator(CLAIM_LINK).first).to_have_attribute("aria-describedby", "bk-preview")
    assert not complaints


def test_it_can_be_pointed_at_itself_and_goes_when_the_pointer_leaves(reader: Reader, demo: str) -> None:
    page = reader()
    page.goto(demo + BRIEFING)
    page.locator(CLAIM_LINK).first.hover()
    preview(page).hover()
    page.locator("h1").hover(trial=True)
    expect(preview(page)).to_be_visible()
    page.mouse.move(0, 0)
    expect(preview(page)).to_have_count(0)


def test_escape_hides_it(reader: Reader, demo: str) -> None:
    page = reader()
    page.goto(demo + BRIEFING)
    page.locator(CLAIM_LINK).first.hover()
    expect(preview(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview(page)).to_have_count(0)
    expect(page.locator(CLAIM_LINK).first).not_to_have_attribute("aria-describedby", "bk-preview")


def test_who_moves_by_keyboard_sees_it_and_it_goes_with_the_focus(reader: Reader, demo: str) -> None:
    page = reader()
    page.goto(demo + BRIEFING)
    link = page.locator("article .bk-bottom-line a").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(preview(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview(page)).to_have_count(0)
    expect(link).to_be_focused()


def test_a_long_press_shows_it_in_place_of_the_page(reader: Reader, demo: str) -> None:
    page = reader(width=360, has_touch=True)
    page.goto(demo + BRIEFING)
    link = page.locator(CLAIM_LINK).first
    link.scroll_into_view_if_needed()
    link.evaluate("link => link.dispatchEvent(new TouchEvent('touchstart', {bubbles: true}))")
    expect(preview(page)).to_be_visible()
    link.evaluate("link => link.dispatchEvent(new TouchEvent('touchend', {bubbles: true}))")
    link.evaluate("link => link.click()")
    assert page.url == demo + BRIEFING
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    link.evaluate("link => link.click()")
    expect(page).to_have_url(re.compile("soldiers-to-syria"))


@pytest.mark.parametrize("width", [360, 1440])
def test_it_stays_within_the_window(reader: Reader, demo: str, width: int) -> None:
    page = reader(width=width)
    page.goto(demo + BRIEFING)
    for link in page.locator("article a[href*='../../']").all()[:4]:
        link.scroll_into_view_if_needed()
        link.hover()
        expect(preview(page)).to_have_count(1)
        box = preview(page).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        page.keyboard.press("Escape")


def test_it_works_from_files(reader: Reader, other_demo: Path) -> None:
    complaints: list[str] = []
    page = reader(complaints)
    page.goto(f"{other_demo.as_uri()}/briefings/belarus-syria.html")
    page.locator(CLAIM_LINK).first.hover()
    expect(preview(page)).to_contain_text("3 positions")
    assert not complaints


def test_links_that_lead_to_no_record_show_nothing(reader: Reader, demo: str) -> None:
    page = reader()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(demo + BRIEFING)
    page.locator("article a[href='../']").first.hover()
    page.locator("h1").hover()
    page.locator(CLAIM_LINK).first.hover()
    expect(preview(page)).to_be_visible()
    assert len([url for url in asked if "/previews/" in url]) == 1
