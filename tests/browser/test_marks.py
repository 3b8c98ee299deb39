"""The marks of a preview, their switch, and the way between them."""

import json
import shutil
import subprocess

import pytest

from page_checks import faults, reading
from sites import ROOT, briefkit, mkdocs, said, write

CONFIG = {
    "site_name": "Demo",
    "theme": {"name": "material", "font": False, "palette": [{"scheme": "default"}, {"scheme": "slate"}]},
    "plugins": ["search", "briefkit"],
    "markdown_extensions": ["tables", "attr_list", "md_in_html"],
}

CHANGES = (
    (
        "belarus-syria/claims.yml",
        "alexander-lukashenko\n      stance: deny",
        "alexander-lukashenko\n      stance: support",
    ),
    ("belarus-syria/claims.yml", "likelihood: unlikely", "likelihood: likely"),
    ("belarus-syria/sources.yml", "  text: none\n  status: usable", "  text: none\n  status: retracted"),
    ("places.yml", "latitude: 53.5", "latitude: 58.5"),
)
"""One stance, one likelihood, one source, one place; a renamed actor and a new one come on top."""


def git(folder, *arguments):
    identity = ["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="session")
def preview_folder(once):
    """A preview of the demo's records, changed in a few places, below a prefix; beside it what is published."""

    def make(folder):
        project = folder.with_suffix(".project")
        # the ledger knows pages that this site has not
        shutil.copytree(ROOT / "briefings", project / "briefings", ignore=shutil.ignore_patterns("urls.txt"))
        write(project, {"mkdocs.yml": json.dumps(CONFIG), "docs/about.md": "# About\n"})
        git(project, "init", "--quiet", "--initial-branch=main")
        git(project, "add", "--all")
        git(project, "commit", "--quiet", "--message=before")
        done = briefkit("rename", "actor/valery-karbalevich", "valeri-karbalevich", cwd=project)
        assert done.returncode == 0, said(done)
        for name, old, new in CHANGES:
            path = project / "briefings" / name
            text = path.read_text(encoding="utf-8")
            assert old in text, name
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
        actors = project / "briefings/actors.yml"
        actors.write_text(
            actors.read_text(encoding="utf-8") + "institute:\n  name: Institute\n  kind: organization\n"
        )
        done = briefkit("preview", "--base", "main", "--out", folder / "some/prefix", cwd=project)
        assert done.returncode == 0, said(done)
        done = mkdocs("build", "-q", "-d", folder / "published", cwd=project)
        assert done.returncode == 0, said(done)

    return once("preview", make)


@pytest.fixture(scope="session")
def preview(preview_folder, serve):
    """That preview on a server, below a prefix."""
    with serve(preview_folder) as address:
        yield f"{address}some/prefix/"


CLAIM = "claims/soldiers-to-syria/"

PAGES = ("", CLAIM, "claims/", "actors/institute/", "changes/")

SEEN = """() => [".bk-ins", ".bk-del", ".bk-removed", ".bk-added .bk-change-word"].map(
    what => [...document.querySelectorAll(what)].filter(one => one.getBoundingClientRect().height > 0).length)"""

STYLES = """what => {
    const style = getComputedStyle(document.querySelector(what))
    return [style.textDecorationLine, style.textDecorationStyle, style.borderInlineStartStyle]
}"""


def test_pages_with_marks_are_as_sound_as_all_others(preview, browser):
    with reading(browser) as tabs:
        for page in PAGES:
            assert faults(tabs, preview + page) == [], page


def test_the_switch_hides_the_marks_and_stays_as_it_was_left(preview, reader):
    complaints = []
    page = reader(complaints)
    page.goto(preview + CLAIM)
    shown = page.evaluate(SEEN)
    assert all(shown)
    # by the keyboard, from the beginning of the text on
    page.locator("[data-bk-marks]").focus()
    page.keyboard.press("Space")
    assert page.evaluate(SEEN) == [0, 0, 0, 0]
    assert "Denies" not in page.locator("article").inner_text()
    page.goto(preview + "claims/")
    assert not page.locator("[data-bk-marks]").is_checked()
    assert page.evaluate(SEEN)[1:] == [0, 0, 0]
    page.keyboard.press("Tab")
    page.locator("[data-bk-marks]").check()
    page.goto(preview + CLAIM)
    assert page.evaluate(SEEN) == shown
    assert complaints == []


PLACES = """() => {
    const content = document.querySelector("article")
    const top = content.querySelector("h1").getBoundingClientRect().top
    return [...content.querySelectorAll("*")].filter(one => !one.closest(".bk-against")).map(one => {
        const {left, top: y, width, height} = one.getBoundingClientRect()
        // what is not shown has no place
        return [one.tagName, ...(width && height ? [left, y - top, width, height] : []).map(Math.round)]
    })
}"""


def test_a_page_whose_marks_are_hidden_lies_as_it_is_published_and_comes_back_as_it_was(
    preview_folder, serve, reader
):
    marks = reader()
    with serve(preview_folder) as address:
        for path in (CLAIM, "briefings/belarus-syria/", ""):
            for width in (360, 1440):
                marks.set_viewport_size({"width": width, "height": 900})
                marks.goto(f"{address}published/{path}")
                published = marks.evaluate(PLACES)
                marks.goto(f"{address}some/prefix/{path}")
                box = marks.locator("[data-bk-marks]")
                box.check()
                marked = marks.locator("article").inner_html()
                box.uncheck()
                hidden = marks.evaluate(PLACES)
                assert len(hidden) == len(published), (path, width)
                assert [both for both in zip(hidden, published, strict=True) if not _near(*both)] == []
                box.check()
                assert marks.locator("article").inner_html() == marked


def _near(found, wanted):
    """The same place of the same element, but for what is lost in rounding."""
    places = zip(found[1:], wanted[1:], strict=False)
    return (
        found[0] == wanted[0]
        and len(found) == len(wanted)
        and all(abs(one - other) <= 1 for one, other in places)
    )


SIGNS = """() => [...document.querySelectorAll(".bk-change-sign")].filter(one => {
    const word = document.createRange()
    word.selectNodeContents(one)
    const rects = [...one.getClientRects()]
    return rects.length > 1 || rects[0].bottom < word.getBoundingClientRect().top
}).length"""


def test_a_sign_never_ends_a_line(preview, reader):
    page = reader(width=360)
    page.goto(f"{preview}{CLAIM}")
    assert page.locator(".bk-change-sign").count() > 3
    for width in range(300, 420, 4):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(SIGNS) == 0, width


def test_the_next_change_is_found_and_told(preview, reader):
    page = reader()
    page.goto(preview + CLAIM)
    way, place = page.locator("[data-bk-next]"), page.locator(".bk-against__place")
    count = page.locator('[id^="bk-change-"]').count()
    for number in [*range(1, count + 1), 1]:
        way.press("Enter")
        assert place.inner_text() == f"change {number} of {count}"
        assert page.locator(".bk-now").get_attribute("id") == f"bk-change-{number}"
        assert page.locator(".bk-now").is_visible()
    assert page.evaluate("document.activeElement.matches('[data-bk-next]')")
    page.locator(".bk-against a", has_text="All changes").click()
    assert page.url == f"{preview}changes/#claim-soldiers-to-syria"


SMALL = """() => {
    const stance = document.querySelector(".bk-held .bk-del .bk-stance")
    const word = getComputedStyle(stance)
    return [word.textDecorationLine, word.display, getComputedStyle(stance, "::before").position]
}"""


def test_what_is_gone_is_struck_through_its_middle_and_its_sign_does_not_cover_that_of_the_mark(
    preview, reader
):
    page = reader()
    page.goto(preview + "briefings/belarus-syria/")
    # a browser draws the line of larger words through the foot of smaller ones
    assert page.evaluate(SMALL) == ["line-through", "inline-block", "static"]


def test_what_a_link_leads_to_stands_below_the_bar(preview, reader):
    page = reader(width=360)
    page.goto(f"{preview}{CLAIM}#assessment")
    bar, place = (page.locator(one).bounding_box() for one in (".bk-against", "#assessment"))
    assert bar["y"] + bar["height"] <= place["y"]


def test_the_switch_needs_no_script_and_marks_no_colour(preview, reader):
    page = reader(java_script_enabled=False)
    page.goto(preview + CLAIM)
    assert all(page.evaluate(SEEN))
    assert page.evaluate(STYLES, ".bk-ins")[:2] == ["underline", "double"]
    assert page.evaluate(STYLES, ".bk-del")[0] == "line-through"
    assert page.evaluate(STYLES, ".bk-added")[2] == "double"
    assert page.evaluate(STYLES, ".bk-removed")[2] == "dashed"
    page.locator("[data-bk-marks]").uncheck()
    assert page.evaluate(SEEN)[1:] == [0, 0, 0]
    assert page.evaluate(STYLES, ".bk-ins")[0] == "none"
    page.set_viewport_size({"width": 1440, "height": 900})
    sides = [page.locator(f".bk-side--{one}").bounding_box() for one in ("support", "comment")]
    assert sides[0]["y"] == sides[1]["y"]
    page.locator("[data-bk-marks]").check()
    page.emulate_media(media="print")
    assert all(page.evaluate(SEEN))
    assert page.locator(".bk-against__told").is_visible()
    assert not page.locator(".bk-against__ways").is_visible()
