"""A site in a language that runs from right to left."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from page_checks import faults, reading
from sites import ACTORS, CONFIG, CONTENT, write

ARABIC = "مجلس المدينة"

SITE = {
    **CONTENT,
    "mkdocs.yml": CONFIG.replace(
        "name: mkdocs", "name: material\n  language: ar\n  font: false\n  palette: {scheme: default}"
    ),
    "briefings/actors.yml": ACTORS.replace("name: City council", f"name: {ARABIC} (2024)"),
}

PAGES = ("", "claims/unsafe/", "actors/calder/", "actors/council/", "claims/", "timeline/", "sources/report/")


@pytest.fixture(scope="module")
def arabic(
    tmp_path_factory: pytest.TempPathFactory,
    make: Callable[..., Path],
    serve: Callable[[Path], AbstractContextManager[str]],
) -> Iterator[str]:
    project = write(tmp_path_factory.mktemp("arabic") / "site", SITE)
    with serve(make(project, project / "out", "--strict")) as address:
        yield address


def test_its_pages_are_as_sound_as_others_and_begin_at_the_right(browser: Browser, arabic: str) -> None:
    with reading(browser) as tabs:
        wrong = {path: found for path in PAGES if (found := faults(tabs, arabic + path))}
    assert not wrong, "\n".join(str(each) for each in wrong.items())
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{arabic}claims/unsafe/")
    assert page.evaluate("document.dir || document.body.dir") == "rtl"
    article, heading = (
        page.locator(name).first.bounding_box() for name in ("article", "article .bk-crumbs a")
    )
    assert article
    assert heading
    assert heading["x"] + heading["width"] > article["x"] + article["width"] - 40
    line = "name => parseFloat(getComputedStyle(document.querySelector('.bk-evidence blockquote'))[name])"
    right, left = (page.evaluate(line, f"border{side}Width") for side in ("Right", "Left"))
    assert right > left
    page.goto(f"{arabic}actors/council/")
    # the number in brackets stays behind the name
    assert page.locator("article h1").inner_text().startswith(ARABIC)
    page.close()


def test_a_theme_without_a_palette_has_our_paper_and_ink(browser: Browser, arabic: str) -> None:
    page = browser.new_page()
    page.goto(arabic)
    painted = "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    before = page.evaluate(painted)
    for name in ("scheme", "primary", "accent"):
        page.evaluate(f"document.body.removeAttribute('data-md-color-{name}')")
    assert page.evaluate(painted) == before
    page.close()
