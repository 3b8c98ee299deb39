"""Maps as readers meet them: with the keyboard, on a telephone, in the dark."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Reader = Callable[..., Page]

PAGES = ("", "map/", "places/syria/", "events/russian-troop-transfer/", "briefings/belarus-syria/")


@pytest.mark.parametrize("path", PAGES)
def test_a_map_fits_its_page(demo: str, reader: Reader, path: str) -> None:
    page = reader()
    page.goto(demo + path)
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        box = page.locator(".bk-map-drawing").first.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["height"] > 100
    expect(page.locator(".bk-map-policy").first).to_contain_text("no statement of this site")


def test_every_mark_is_reached_by_keyboard_and_seen(demo: str, reader: Reader) -> None:
    page = reader()
    page.goto(f"{demo}map/")
    marks = page.locator("a.bk-map-mark")
    assert marks.count() > 3
    marks.first.focus()
    page.keyboard.press("Shift+Tab")
    quiet = marks.first.locator("rect").evaluate("mark => getComputedStyle(mark).strokeWidth")
    for mark in marks.all():
        page.keyboard.press("Tab")
        expect(mark).to_be_focused()
        expect(mark.locator("rect")).not_to_have_css("stroke-width", quiet)
    single = page.locator("a.bk-map-mark[href*='places/syria/']")
    single.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("places/syria/$"))


def test_a_mark_of_several_places_leads_to_their_list(demo: str, reader: Reader) -> None:
    page = reader()
    page.goto(f"{demo}map/")
    page.locator("a.bk-map-mark[href='#map-places']").first.click()
    expect(page.locator("#map-places")).to_be_in_viewport()


def test_on_a_telephone_numbers_stand_for_names(demo: str, reader: Reader) -> None:
    page = reader(width=360)
    page.goto(f"{demo}map/")
    expect(page.locator(".bk-map-name").first).to_be_hidden()
    box = page.locator(".bk-map-badge text").first.bounding_box()
    assert box
    assert box["height"] >= 8


def test_without_scripts_and_on_paper_the_map_is_there(demo: str, reader: Reader) -> None:
    page = reader(java_script_enabled=False)
    page.goto(f"{demo}map/")
    page.emulate_media(media="print")
    expect(page.locator(".bk-map-drawing")).to_be_visible()
    expect(page.locator(".bk-map-list li")).to_have_count(7)
