"""The page of the search, read in a real browser over an index of a small site that lies in a folder."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Page

from page_checks import AXE_SCRIPT, BY_LOOK, DARK, FACTS, STILL, WCAG, accessibility, markup, structure
from sites import CONTENT, write

HOSTILE = "Eve <img src=x onerror=window.hacked=1> <script>window.hacked=1</script>"

SITE = {
    **CONTENT,
    "mkdocs.yml": """\
site_name: Bridges
site_url: https://bridges.example/desk/
theme: {name: material, font: false, palette: {scheme: default}}
plugins:
  - briefkit: {search: pagefind}
""",
    "docs/hushed.md": "---\nsearch: {exclude: true}\n---\n\n# Hushed\n\nAbout quokkas.\n",
    "briefings/actors.yml": CONTENT["briefings/actors.yml"].replace(
        "<Nord>\n", "<Nord>\n  aliases: [The Ferrywoman, {name: Kaldor, hidden: true}]\n"
    )
    + f"""\
eve: {{name: "{HOSTILE}", kind: person, summary: "She met quokkas at the Quay."}}
gone:
  name: Pip Withdrawn
  kind: person
  summary: He kept wombats.
  corrections: [{{date: 2024-04-01, kind: withdrawal, text: He does not exist.}}]
later: {{name: Dana Draft, kind: person, draft: true, summary: She kept wombats.}}
""",
    "briefings/places.yml": "harbour: {name: Harbour, kind: city}\nquay: {name: Quay, kind: site, part_of: harbour}\n"
    + "".join(f"pier-{number}: {{name: Pier {number}, kind: site}}\n" for number in range(1, 13)),
    "briefings/events.yml": "opening: {name: Opening of the bridge, date: 1998-05, places: quay, "
    'evidence: [{source: report, quote: "The bridge"}]}\n',
}

Reader = Callable[..., Page]

DONE = """(asked) => {
  const told = document.querySelector(".bk-search output").textContent
  const now = new URLSearchParams(location.search)
  return told && !told.startsWith("Searching") && asked.every(([name, value]) => (now.get(name) || "") === value)
}"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, make: Callable[..., Path]) -> Path:
    project = write(tmp_path_factory.mktemp("search") / "project", SITE)
    return make(project, project / "out" / "desk")


@pytest.fixture(scope="module")
def desk(built: Path, serve: Callable[[Path], AbstractContextManager[str]]) -> Iterator[str]:
    """The site below an address that its configuration does not know."""
    with serve(built.parent) as address:
        yield f"{address}desk/"


def hits(page: Page, **asked: str) -> list[str]:
    """The titles of the hits, once they are those of what is asked."""
    page.wait_for_function(DONE, arg=[list(pair) for pair in asked.items()])
    return page.locator(".bk-hit__title").all_inner_texts()


def ask(page: Page, words: str) -> list[str]:
    page.locator("#bk-search-words").fill(words)
    return hits(page, q=words)


def options(page: Page, name: str) -> list[str]:
    """What can be chosen in a filter."""
    return page.locator(f"#bk-search-{name} option:enabled").all_inner_texts()


CALDER = "Ines Calder & Søn <Nord>"


def test_it_finds_what_there_is_and_says_what_it_is(desk: str, reader: Reader) -> None:
    complaints: list[str] = []
    page = reader(complaints)
    page.goto(f"{desk}search/")
    assert hits(page) == []
    # by an alias, and by a spelling that is never shown
    assert ask(page, "ferrywoman") == [CALDER]
    assert ask(page, "Kaldor") == [CALDER]
    assert "Kaldor" not in page.locator("main").inner_text()
    assert page.locator(".bk-hit .bk-kicker").inner_text() == "person"
    # a hit, its state, its line, and the section that the words stand in
    assert ask(page, "unsafe")[0] == "The bridge is unsafe"
    claim = page.locator(".bk-hit").first
    assert claim.locator(".bk-state").inner_text() == "Asserted"
    assert "1 position" in claim.locator(".bk-hit__line").inner_text()
    section = claim.locator(".bk-hit__sections a").first
    assert str(section.get_attribute("href")).startswith(f"{desk}claims/unsafe/#position-")
    assert "unsafe" in claim.locator("mark").first.inner_text()
    # pages written by hand, unless they are not to be found; no list, nothing withdrawn, no draft
    assert "About" in ask(page, "site")
    assert ask(page, "quokkas") == [HOSTILE]
    assert ask(page, "wombats") == []
    assert page.locator(".bk-search output").inner_text() == "Nothing found."
    for words in ("Dana", "Pip"):
        assert set(ask(page, words)) <= {"Corrections"}
    assert complaints == []


def test_it_is_narrowed_by_filters_that_count_and_stand_in_the_address(desk: str, reader: Reader) -> None:
    page = reader()
    page.goto(f"{desk}search/?place=Harbour")
    assert set(hits(page)) == {"Harbour", "Quay", "Opening of the bridge", HOSTILE}
    assert options(page, "kind") == ["any kind", "Actors (1)", "Places (2)", "Events (1)"]
    assert "1998 (1)" in options(page, "date")
    page.select_option("#bk-search-kind", "event")
    assert hits(page, place="Harbour", kind="event") == ["Opening of the bridge"]
    page.reload()
    assert hits(page, place="Harbour", kind="event") == ["Opening of the bridge"]
    assert "Places (2)" in options(page, "kind")
    page.goto(f"{desk}search/?dispute=asserted&date=nonsense")
    assert hits(page) == ["The bridge is unsafe"]
    page.goto(f"{desk}search/?date=1990–1999")
    assert hits(page) == ["Opening of the bridge"]
    page.goto(f"{desk}search/?q=bridge&sort=date")
    dated = [title for title in hits(page) if title in ("The bridge", "Opening of the bridge")]
    assert dated == ["The bridge", "Opening of the bridge"]


def test_it_needs_no_mouse(desk: str, reader: Reader) -> None:
    page = reader()
    page.goto(f"{desk}claims/unsafe/")
    page.keyboard.press("/")
    page.wait_for_url("**/search/")
    assert hits(page) == []
    page.keyboard.type("pier/s")
    page.keyboard.press("Enter")
    assert len(hits(page, q="pier/s")) == 10
    for _ in range(7):
        page.keyboard.press("Tab")
    focused = "document.activeElement.textContent"
    assert page.evaluate(focused).startswith("Pier")
    page.locator(".bk-search__more button").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('.bk-hit').length === 12")
    assert page.evaluate(focused).startswith("Pier")
    # the key leads to the field; it can be switched off
    page.keyboard.press("s")
    assert page.evaluate("document.activeElement.name") == "q"
    page.locator(".bk-search__keys input").press("Space")
    page.locator(".bk-search__keys input").blur()
    page.keyboard.press("s")
    assert page.evaluate("document.activeElement.name") != "q"
    page.go_back()
    page.wait_for_url("**/claims/unsafe/")
    page.locator(".bk-search-button").press("Enter")
    page.wait_for_url("**/search/")


def test_anybody_can_use_it(built: Path, desk: str, reader: Reader) -> None:
    page = reader()
    page.goto(f"{desk}search/?q=unsafe")
    assert hits(page)
    page.evaluate(AXE_SCRIPT)
    assert list(structure(page.evaluate(FACTS))) == []
    assert accessibility(page, "wide and light", {"runOnly": WCAG}) == []
    page.set_viewport_size({"width": 360, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.evaluate(DARK, STILL)
    assert accessibility(page, "narrow and dark", {"runOnly": BY_LOOK}) == []
    assert markup(built.joinpath("search/index.html").read_text(encoding="utf-8")) == []
    assert 'href="/desk/search/"' in built.joinpath("404.html").read_text(encoding="utf-8")


def test_what_is_typed_and_what_is_found_runs_nothing(desk: str, reader: Reader) -> None:
    complaints: list[str] = []
    page = reader(complaints)
    page.goto(
        f"{desk}search/?q=%3Cimg+src%3Dx+onerror%3Dwindow.hacked%3D1%3E+quay&actor=%3Cscript%3E&root=//evil"
    )
    assert HOSTILE in hits(page)
    ask(page, "</script><svg onload=window.hacked=1>")
    assert ask(page, "eve")[0] == HOSTILE
    assert page.evaluate("window.hacked") is None
    assert page.locator(".bk-hits img, .bk-hits script").count() == 0
    assert complaints == []


def test_where_it_cannot_work_it_leads_to_the_lists(built: Path, desk: str, reader: Reader) -> None:
    ways = [
        (f"{desk}search/", {"java_script_enabled": False}),
        (built.joinpath("search/index.html").as_uri(), {}),
    ]
    for address, more in ways:
        page = reader(**more)
        page.goto(address)
        assert page.locator(".bk-search").is_hidden()
        off = page.locator(".bk-search-off")
        assert "needs JavaScript, and a web server" in off.inner_text()
        off.get_by_role("link", name="Claims").click()
        assert "/claims/" in page.url


def test_without_its_index_it_says_so(
    built: Path, serve: Callable[[Path], AbstractContextManager[str]], reader: Reader, tmp_path: Path
) -> None:
    shutil.copytree(built, tmp_path / "site", ignore=shutil.ignore_patterns("pagefind"))
    with serve(tmp_path / "site") as address:
        page = reader()
        page.goto(f"{address}search/?q=bridge")
        page.locator(".bk-search-off .bk-notice").wait_for()
        assert "could not be loaded" in page.locator(".bk-search-off").inner_text()
        assert page.locator(".bk-search").is_hidden()
