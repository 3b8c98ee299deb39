"""The first page as it is laid out."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Reader = Callable[..., Page]


def test_its_two_columns_end_together_and_the_lead_stands_beside_the_count(demo: str, reader: Reader) -> None:
    page = reader()
    page.goto(demo)
    lead, glance = page.locator(".bk-lead").bounding_box(), page.locator(".bk-glance").bounding_box()
    assert lead
    assert glance
    assert lead["x"] + lead["width"] < glance["x"]
    assert abs(lead["y"] - glance["y"]) < 20
    ends = page.locator(".bk-flow").evaluate(
        """flow => {
            const {left, width, top, bottom} = flow.getBoundingClientRect()
            const ends = [top, top]
            for (const part of flow.querySelectorAll("p, li, figure")) {
                for (const box of part.getClientRects()) {
                    const column = box.left < left + width / 2 ? 0 : 1
                    ends[column] = Math.max(ends[column], box.bottom)
                }
            }
            return ends.map(end => (end - top) / (bottom - top))
        }"""
    )
    assert min(ends) > 0.8, f"a hole below one of the columns: {ends}"


def test_on_a_telephone_the_newest_briefing_comes_first_then_what_is_in_dispute(
    demo: str, reader: Reader
) -> None:
    page = reader(width=360)
    page.goto(demo)
    tops = [
        page.locator(name).first.bounding_box()
        for name in (".bk-lead h1", ".bk-glance", "#now", "#corrections", "#map")
    ]
    found = [box["y"] for box in tops if box]
    assert len(found) == 5
    assert found == sorted(found)


def test_a_state_leads_to_the_claims_that_are_in_it(demo: str, reader: Reader) -> None:
    page = reader()
    page.goto(demo)
    page.locator(".bk-glance li", has_text="Denied").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Claims")
    rows = page.locator(".bk-listing-row, .bk-index tbody tr").filter(visible=True)
    expect(rows.filter(has_text="Lukashenko has already sent people to Syria")).to_have_count(1)
