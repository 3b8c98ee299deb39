"""The page that shows every component: photographed, and everything on it to be seen."""

import os
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

Reader = Callable[..., Page]

COMPONENTS = (
    ".bk-kicker", ".bk-bottom-line", ".bk-small", ".bk-pager", ".bk-edit", ".bk-swatch", ".bk-state", ".bk-stance",
    ".bk-status", ".bk-grade", ".bk-tlp", ".bk-no-source", ".bk-unpublished", ".bk-not-read", ".bk-problem", ".bk-scale",
    ".bk-desk", ".bk-side", ".bk-position", ".bk-evidence", ".bk-carrier", ".bk-excerpt", ".bk-left-out", ".bk-about",
    ".bk-fact", ".bk-differ", ".bk-notice", ".bk-corrections--top", ".bk-correction", ".bk-card", ".bk-cards",
    ".bk-preview", ".bk-table--claims", ".bk-matrix", ".bk-timeline", ".bk-map-drawing", ".bk-map-parties", ".bk-legend",
    ".bk-article mark", ".bk-uses", ".bk-linked-from", ".bk-endnotes",
)  # fmt: skip

BLIND = ("protanopia", "deuteranopia", "tritanopia", "achromatopsia")


def photographs(around: Path) -> Path:
    """Where pictures go: a folder for this test, unless BRIEFKIT_PHOTOGRAPHS names one to look at them."""
    folder = Path(os.environ.get("BRIEFKIT_PHOTOGRAPHS") or around)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize(("scheme", "width"), list(product(("light", "dark"), (360, 1440))))
def test_every_component_is_there_to_be_seen(
    demo: str, reader: Reader, tmp_path: Path, scheme: str, width: int
) -> None:
    complaints: list[str] = []
    page = reader(complaints, width=width, color_scheme=scheme)
    page.goto(f"{demo}manual/style/")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    article = page.locator("article")
    sizes = article.evaluate(
        """(article, names) => names.map(name => {
            const all = [...article.querySelectorAll(name)].map(one => one.getBoundingClientRect())
            return [name, all.length > 0 && all.some(({width, height}) => width > 4 && height > 4)]
        })""",
        COMPONENTS,
    )
    assert [name for name, seen in sizes if not seen] == []
    badges = article.locator(".bk-tlp")
    for colors in badges.evaluate_all(
        "all => all.map(one => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor])"
    ):
        assert colors[1] == "rgb(0, 0, 0)", "the standard sets every marking on black"
    assert set(badges.evaluate_all("all => all.map(one => getComputedStyle(one).color)")) == {
        "rgb(255, 43, 43)",
        "rgb(255, 192, 0)",
        "rgb(51, 255, 0)",
        "rgb(255, 255, 255)",
    }
    picture = photographs(tmp_path) / f"style-{width}-{scheme}.png"
    page.screenshot(path=picture, full_page=True)
    assert picture.stat().st_size > 50_000
    assert not complaints


def test_a_link_to_a_specimen_leads_to_its_card(demo: str, reader: Reader) -> None:
    page = reader()
    page.goto(f"{demo}manual/style/")
    page.locator(".bk-side h3 a", has_text="Council of Skerry").click()
    card = page.locator("#specimen-actor-skerry-council")
    expect(card).to_be_in_viewport()
    expect(card).to_contain_text("Speaks for the islanders")


def test_colours_of_states_differ_for_the_colour_blind_or_their_shapes_do(
    demo: str, reader: Reader, tmp_path: Path
) -> None:
    page = reader()
    page.goto(f"{demo}manual/style/")
    marks = page.locator("#style-marks + .bk-specimens")
    shapes = marks.locator(".bk-state, .bk-stance").evaluate_all(
        "all => all.map(one => [one.className, getComputedStyle(one, '::before').maskImage])"
    )
    assert len({shape for _, shape in shapes}) == len({name for name, _ in shapes}) == 9
    session = page.context.new_cdp_session(page)
    for kind in BLIND:
        session.send("Emulation.setEmulatedVisionDeficiency", {"type": kind})
        marks.screenshot(path=photographs(tmp_path) / f"marks-{kind}.png")
