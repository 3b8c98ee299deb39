"""Lists that are filtered and sorted, on all of their pages at once."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page, Route, expect

from page_checks import AXE, WCAG

Reader = Callable[..., Page]

CLAIMS = "claims/"


def found(page: Page) -> Locator:
    """The lines of what was found."""
    return page.locator(".bk-listing__found tbody tr")


def told(page: Page) -> Locator:
    return page.locator(".bk-listing").get_by_role("status")


def parameters(page: Page) -> str:
    return page.url.partition("?")[2]


def test_a_list_is_filtered_and_sorted_and_its_address_says_how(demo: str, reader: Reader) -> None:
    complaints: list[str] = []
    page = reader(complaints)
    page.goto(demo + CLAIMS)
    listed = page.locator(".bk-listing ~ .bk-index")
    every = listed.locator("tbody tr").count()

    # another script, another case: the name of who speaks
    page.get_by_label("Find in this list").fill("ЛУКАШЕНКО syria")
    expect(listed).to_be_hidden()
    expect(found(page).first).to_contain_text("Alexander Lukashenko")
    expect(told(page)).to_have_text(re.compile(rf"^Found: \d+ of {every}\.$"))
    some = found(page).count()
    assert 0 < some < every

    page.get_by_role("button", name="Filter and sort").click()
    state = page.get_by_label("State", exact=True)
    expect(state.locator("option")).to_contain_text(["any", re.compile(r"Disputed \(\d+\)")])
    state.select_option("disputed")
    expect(found(page)).to_have_count(1)
    expect(found(page).locator(".bk-state--disputed")).to_have_text("Disputed")
    assert "dispute=disputed" in parameters(page)
    assert "find=" in parameters(page)

    # back and forth, a burst of letters being one step
    page.go_back()
    expect(found(page)).to_have_count(some)
    expect(state).to_have_value("")
    page.go_back()
    expect(listed).to_be_visible()
    expect(found(page)).to_have_count(0)
    assert not parameters(page)
    page.go_forward()
    page.go_forward()
    expect(found(page)).to_have_count(1)
    expect(page.get_by_label("Find in this list")).to_have_value("ЛУКАШЕНКО syria")

    page.get_by_role("button", name="Clear filters").click()
    expect(listed).to_be_visible()
    assert not parameters(page)
    page.get_by_label("Sort by").select_option("name")
    titles = page.locator(".bk-listing__found td:nth-child(2)").all_inner_texts()
    assert len(titles) == every
    assert titles == sorted(titles, key=str.casefold)

    link = page.locator(".bk-listing__found td:nth-child(2) a").first
    words = link.inner_text()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)
    assert not complaints


def test_a_filtered_list_can_be_linked_to_and_what_is_not_known_is_left_out(
    demo: str, reader: Reader
) -> None:
    page = reader()
    page.goto(f"{demo}{CLAIMS}?dispute=denied&kind=nonsense&colour=red&from=soon&sort=up")
    expect(found(page).locator(".bk-state")).to_have_text(["Denied"])
    expect(page.get_by_label("State", exact=True)).to_have_value("denied")
    page.evaluate(AXE_SCRIPT)
    assert page.evaluate(AXE, {"runOnly": list(WCAG)}) == []
    page.goto(f"{demo}events/?from=2022-02&to=2022-02&sort=newest")
    expect(found(page).first).to_contain_text("February 2022")
    page.get_by_label("From").fill("whenever")
    page.get_by_label("From").blur()
    expect(page.get_by_label("From")).to_have_attribute("aria-invalid", "true")
    expect(told(page)).to_contain_text("whenever")
    page.goto(f"{demo}{CLAIMS}?nothing=of-this")
    expect(page.locator(".bk-listing ~ .bk-index")).to_be_visible()
    expect(found(page)).to_have_count(0)


def test_the_timeline_is_filtered_by_actor_place_claim_and_kind(demo: str, reader: Reader) -> None:
    page = reader()
    page.goto(f"{demo}timeline/?kind=deny&actor=alexander-lukashenko&place=syria&claim=soldiers-to-syria")
    expect(found(page)).to_have_count(1)
    expect(found(page)).to_contain_text("Alexander Lukashenko denies: Up to 200 Belarusian soldiers")
    expect(found(page).locator(".bk-qualification")).to_contain_text("military medics")
    expect(found(page).locator("a").last).to_have_attribute(
        "href", re.compile("soldiers-to-syria/#position-")
    )
    page.get_by_label("Kind", exact=True).select_option("event")
    expect(told(page)).to_contain_text("Found: 0 of")
    expect(page.get_by_text("Nothing matches.")).to_be_visible()


def test_a_list_works_where_nothing_has_a_country(demo: str, reader: Reader) -> None:
    def without(route: Route) -> None:
        held = json.loads(route.fetch().text().strip().removeprefix("briefkitListing(").removesuffix(")"))
        at = [facet["name"] for facet in held["facets"]].index("country")
        held["facets"][at]["choices"] = []
        for row in held["rows"]:
            row[3][at] = None
        route.fulfill(body=f"briefkitListing({json.dumps(held)})", content_type="text/javascript")

    complaints: list[str] = []
    page = reader(complaints)
    page.route("**/assets/listings/claims.js", without)
    page.goto(f"{demo}{CLAIMS}?country=BY&dispute=denied&sort=grade")
    expect(found(page)).to_have_count(1)
    expect(page.get_by_label("Country")).to_have_count(0)
    assert not complaints


def tab_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    for _ in range(60):
        page.keyboard.press(key)
        if wanted.evaluate("one => one === document.activeElement"):
            return
    pytest.fail(f"no way to {wanted} by keyboard")


def test_who_has_only_a_keyboard_filters_too(demo: str, reader: Reader) -> None:
    page = reader()
    page.goto(demo + CLAIMS)
    tab_to(page, page.get_by_label("Find in this list"))
    button = page.get_by_role("button", name="Filter and sort")
    tab_to(page, button)
    expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    state = page.get_by_label("State", exact=True)
    expect(state).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    tab_to(page, state)
    expect(state).to_have_css("outline-style", "solid")
    page.keyboard.type("Den")
    expect(found(page).locator(".bk-state--denied")).to_have_count(1)
    expect(state).to_be_focused()
    tab_to(page, found(page).get_by_role("link").first)
    tab_to(page, page.get_by_role("button", name="Clear filters"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(found(page)).to_have_count(0)
    expect(page.get_by_label("Find in this list")).to_be_focused()


def test_without_scripts_there_is_the_list_alone(demo: str, reader: Reader) -> None:
    page = reader(java_script_enabled=False)
    page.goto(f"{demo}{CLAIMS}?dispute=denied")
    expect(page.locator(".bk-listing")).to_be_empty()
    assert page.locator(".bk-index tbody tr:visible").count() > 10


def test_it_works_from_files(demo_folder: Path, reader: Reader) -> None:
    page = reader()
    page.goto((demo_folder / CLAIMS / "index.html").as_uri() + "?dispute=denied")
    expect(found(page)).to_have_count(1)
    page.get_by_label("Find in this list").fill("nobody")
    expect(told(page)).to_contain_text("Found: 0 of")


MANY = 150


def test_long_lists_are_drawn_bit_by_bit_and_names_are_typed(demo: str, reader: Reader) -> None:
    hostile = "<img src=x onerror=window.hacked=1> & </script><script>window.hacked=1</script>"

    def many(route: Route) -> None:
        """Another list in place of the demo's: long, and with texts that would run."""
        text = route.fetch().text()
        held = json.loads(text.strip().removeprefix("briefkitListing(").removesuffix(")"))
        actors = next(facet for facet in held["facets"] if facet["name"] == "actor")
        actors["choices"] = [[f"a{n}", f"{n} {hostile}", f"alias {n} end"] for n in range(MANY)]
        at = held["facets"].index(actors)
        values = [[0 if n == at else None for n in range(len(held["facets"]))] for _ in range(MANY)]
        for number, value in enumerate(values):
            value[at] = number
        held["notes"] = [hostile]
        held["dates"] = [[20220208, 20220208, hostile]]
        held["rows"] = [[f"c{n}", f"{n} {hostile}", 0, value, [0]] for n, value in enumerate(values)]
        route.fulfill(body=f"briefkitListing({json.dumps(held)})", content_type="text/javascript")

    complaints: list[str] = []
    page = reader(complaints)
    page.route("**/assets/listings/claims.js", many)
    page.goto(f"{demo}{CLAIMS}?find=hacked&sort=name")
    expect(found(page)).to_have_count(100)
    expect(found(page).first).to_contain_text(hostile)
    more = page.get_by_role("button", name="Show 50 more")
    more.click()
    expect(found(page)).to_have_count(MANY)
    expect(more).to_be_hidden()
    expect(found(page).nth(100).get_by_role("link").first).to_be_focused()
    page.get_by_role("button", name="Filter and sort").focus()
    actor = page.get_by_label("Who speaks")
    actor.fill("alias 1")
    actor.blur()
    expect(told(page)).to_contain_text("choose one: alias 1")
    actor.fill("Álias 77")
    actor.blur()
    expect(found(page)).to_have_count(1)
    expect(actor).to_have_value(f"77 {hostile}")
    assert "actor=a77" in parameters(page)
    assert page.evaluate("window.hacked") is None
    assert page.locator("article img[src=x]").count() == 0
    assert not complaints
