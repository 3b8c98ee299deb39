"""The picture of a record's connections: with keys, on a telephone, in ink that can be seen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Reader = Callable[..., Page]

PATHS = (
    "actors/alexander-lukashenko/connections/",
    "claims/soldiers-to-syria/connections/",
    "places/belarus/connections/",
    "events/planned-deployment/connections/",
)


REACHED = """() => {
    const one = document.activeElement, style = getComputedStyle(one.querySelector("rect"))
    return [[...document.querySelectorAll(".bk-graph a")].indexOf(one), style.strokeWidth, style.stroke]
}"""
"""Which of the records has the focus, and how it is drawn."""


@pytest.mark.parametrize("path", PATHS)
def test_keys_reach_every_record_and_show_where_they_are(demo: str, reader: Reader, path: str) -> None:
    complaints: list[str] = []
    page = reader(complaints)
    page.goto(demo + path)
    nodes = page.locator(".bk-graph a")
    count = nodes.count()
    assert count > 10
    nodes.first.focus()
    reached = []
    for _ in range(count):
        reached.append(page.evaluate(REACHED))
        page.keyboard.press("Tab")
    assert [number for number, _, _ in reached] == list(range(count))
    assert all(width == "2px" and stroke != "none" for _, width, stroke in reached[1:])
    node = nodes.nth(count - 1)
    title = node.locator("title").inner_html()
    node.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(title.rpartition(" (")[0])
    page.go_back()
    nodes.first.hover()
    expect(nodes.first.locator("text")).to_have_css("text-decoration-line", "underline")
    assert not complaints


def test_on_a_telephone_the_picture_begins_at_its_middle(demo: str, reader: Reader) -> None:
    page = reader(width=360)
    page.goto(demo + PATHS[0])
    middle = page.locator(".bk-node--middle").bounding_box()
    assert middle is not None
    assert 0 <= middle["x"] < middle["x"] + middle["width"] <= 360


@pytest.mark.parametrize("path", PATHS)
def test_no_name_is_cut_off_and_none_lies_on_another(demo: str, reader: Reader, path: str) -> None:
    page = reader()
    page.goto(demo + path)
    frame, *names = page.evaluate(
        """() => [document.querySelector(".bk-graph svg"), ...document.querySelectorAll(".bk-node text")]
            .map(one => one.getBoundingClientRect()).map(({left, top, right, bottom}) => [left, top, right, bottom])"""
    )
    for left, top, right, bottom in names:
        assert frame[0] <= left < right <= frame[2]
        assert frame[1] <= top < bottom <= frame[3]
    for number, one in enumerate(names):
        for other in names[number + 1 :]:
            assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] + 3 or other[3] < one[1] + 3


def test_a_link_is_read_out_with_its_whole_name(demo: str, reader: Reader) -> None:
    page = reader()
    page.goto(demo + PATHS[0])
    name = "Lukashenko has already sent people to Syria (claim)"
    expect(page.get_by_role("link", name=name)).to_have_count(1)
    expect(page.get_by_role("group", name="Connections of Alexander Lukashenko")).to_have_count(1)


def test_stances_are_told_apart_without_colour(demo: str, reader: Reader) -> None:
    page = reader()
    page.goto(demo + PATHS[0])
    dashes = {
        stance: page.locator(f".bk-tie--{stance}").first.evaluate(
            "one => getComputedStyle(one).strokeDasharray"
        )
        for stance in ("support", "deny", "comment")
    }
    assert len(set(dashes.values())) == 3
