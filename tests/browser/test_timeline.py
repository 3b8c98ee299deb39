"""The timeline as readers meet it: marks beside their dates, an overview that leads to the months."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Reader = Callable[..., Page]

BESIDE = """marks => marks.map(mark => {
  const box = mark.getBoundingClientRect();
  const words = mark.parentElement.querySelector('strong, .bk-again').getBoundingClientRect();
  const drawn = mark.firstElementChild;
  const style = getComputedStyle(drawn);
  return {
    seen: box.width > 20 && box.height > 8 && box.left >= 0 && box.right <= words.left,
    level: box.top < words.bottom && words.top < box.bottom,
    inked: style.fill !== 'none' || style.stroke !== 'none',
  };
})"""


def test_every_mark_stands_beside_its_date(demo: str, reader: Reader) -> None:
    page = reader()
    page.goto(f"{demo}timeline/")
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        found = page.locator(".bk-timeline .bk-dated").evaluate_all(BESIDE)
        assert len(found) > 10
        assert [mark for mark in found if not all(mark.values())] == []
    page.emulate_media(media="print")
    assert all(mark["inked"] for mark in page.locator(".bk-timeline .bk-dated").evaluate_all(BESIDE))


def test_the_overview_leads_to_the_months(demo: str, reader: Reader) -> None:
    page = reader()
    page.goto(f"{demo}timeline/")
    links = page.locator("a.bk-time-go")
    for width in (1440, 360):
        page.set_viewport_size({"width": width, "height": 900})
        for link in links.all():
            box = link.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 24
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
    for link in links.all():
        link.focus()
        expect(link).to_be_focused()
        expect(link.locator(".bk-time-area")).not_to_have_css("stroke", "none")
    links.last.press("Enter")
    expect(page.locator("#t-2022-02")).to_be_in_viewport()
