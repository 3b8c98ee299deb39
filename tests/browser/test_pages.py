"""What readers see and do; what holds for every page is looked at in test_every_page.py."""

import re
from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Locator, Page, expect

Reader = Callable[..., Page]

SCHEMES = ("light", "dark")

CLAIM = "claims/soldiers-to-syria/"

SOURCE = "sources/troops-report/"


def test_problems_name_their_severity_and_place(trouble: str, reader: Reader) -> None:
    page = reader()
    page.goto(trouble)
    page.get_by_role("link", name=re.compile("problems? in the content")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Problems")
    row = page.locator("tbody tr", has_text="actors.yml:8:")
    expect(row.locator(".bk-problem")).to_have_text("error")


def test_a_record_leads_to_all_that_refer_to_it(trouble: str, reader: Reader) -> None:
    page = reader()
    page.goto(f"{trouble}actors/mayor/")
    page.get_by_role("link", name=re.compile("^All 23 ")).click()
    expect(page.locator(".bk-linked-from li")).to_have_count(23)


def test_text_that_would_run_is_shown(trouble: str, reader: Reader) -> None:
    complaints: list[str] = []
    page = reader(complaints)
    page.goto(f"{trouble}actors/mayor/")
    expect(page.locator(".bk-fact h3").first).to_contain_text("<script>window.hacked = 1</script>")
    assert page.evaluate("window.hacked") is None
    assert not complaints


# The look


def boxes(sides: Locator) -> list[dict[str, float]]:
    return [box for side in sides.all() if (box := side.bounding_box())]


@pytest.mark.parametrize("width", [768, 1440])
def test_the_sides_of_a_claim_stand_side_by_side(demo: str, reader: Reader, width: int) -> None:
    page = reader(width=width)
    page.goto(demo + CLAIM)
    support, deny = boxes(page.locator(".bk-side--support, .bk-side--deny"))
    assert support["y"] == pytest.approx(deny["y"], abs=1)
    assert support["x"] + support["width"] <= deny["x"] + 1
    assert support["width"] == pytest.approx(deny["width"], rel=0.02)


def test_on_a_telephone_they_stand_one_below_the_other(demo: str, reader: Reader) -> None:
    page = reader(width=360)
    page.goto(demo + CLAIM)
    support, deny = boxes(page.locator(".bk-side--support, .bk-side--deny"))
    assert support["x"] == pytest.approx(deny["x"], abs=1)
    assert support["y"] + support["height"] <= deny["y"] + 1


def test_each_state_and_each_stance_has_a_shape_of_its_own(demo: str, reader: Reader) -> None:
    page = reader()
    page.goto(f"{demo}ratings/")
    badges = page.locator("article").locator(".bk-state, .bk-stance")
    shapes = badges.evaluate_all("those => those.map(one => getComputedStyle(one, '::before').maskImage)")
    assert len(shapes) == 9
    assert len(set(shapes)) == 9


INKS = ("ink", "soft", "amber", "blue", "red", "violet")

PAPERS = ("paper", "panel", "mark")


def luminance(color: str) -> float:
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def colors(page: Page) -> dict[str, str]:
    names = [*INKS, *PAPERS, "line"]
    return page.evaluate(
        "names => Object.fromEntries(names.map(name => "
        "[name, getComputedStyle(document.body).getPropertyValue('--bk-' + name).trim()]))",
        names,
    )


@pytest.mark.parametrize("scheme", SCHEMES)
def test_ink_can_be_read_on_paper(demo: str, reader: Reader, scheme: str) -> None:
    page = reader(color_scheme=scheme)
    page.goto(demo + CLAIM)
    found = colors(page)
    for ink, paper in product(INKS, PAPERS):
        assert contrast(found[ink], found[paper]) >= 4.5, (ink, paper)
    for paper in PAPERS:
        assert contrast(found["line"], found[paper]) >= 3, paper
    red, green, blue = (int(found["paper"][at : at + 2], 16) for at in (1, 3, 5))
    expect(page.locator("body")).to_have_css("background-color", f"rgb({red}, {green}, {blue})")


def test_who_moves_by_keyboard_sees_where_they_are(demo: str, reader: Reader) -> None:
    page = reader()
    page.goto(demo + CLAIM)
    link = page.locator(".bk-position h3 a").first
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_have_css("outline-style", "solid")
    expect(link).to_have_css("outline-width", "2px")


@pytest.mark.parametrize("path", [CLAIM, "briefings/belarus-syria/", SOURCE])
def test_print_loses_nothing_but_the_way_around(demo: str, reader: Reader, path: str) -> None:
    page = reader(color_scheme="dark", width=794)
    page.goto(demo + path)
    # ways around are for the screen, and notes at the end for paper
    page.locator("form, .bk-edit, .bk-data, .bk-pager, .bk-back, .bk-note, .bk-endnotes").evaluate_all(
        "those => those.forEach(one => one.remove())"
    )
    article = page.locator("article")
    shown = article.inner_text().split()
    assert len(shown) > 200
    page.emulate_media(media="print")
    page.locator(".bk-addresses, .bk-address-mark").evaluate_all(
        "those => those.forEach(one => one.remove())"
    )
    assert article.inner_text().split() == shown
    for part in (".md-header", ".md-tabs", ".md-sidebar", ".md-footer"):
        for one in page.locator(part).all():
            expect(one).to_be_hidden()
    assert contrast(colors(page)["ink"], "#ffffff") > 12


# The way from a claim to its words, and back


def test_every_note_of_a_source_has_its_mark(demo: str, reader: Reader) -> None:
    page = reader()
    page.goto(demo + SOURCE)
    notes = page.locator(".bk-article .bk-ref a")
    anchors = page.locator(".bk-article [id^='e-']")
    assert notes.count() > 10
    expect(anchors).to_have_count(notes.count())
    numbers = sorted(int(number) for number in notes.all_inner_texts())
    assert numbers == list(range(1, len(numbers) + 1))
    expect(page.locator(".bk-uses li")).to_have_count(len(numbers))
    for address in {link.get_attribute("href") for link in notes.all()}:
        assert page.request.get(f"{page.url}{address}").ok, address


@pytest.mark.parametrize("width", [360, 1440])
def test_a_note_leads_to_the_claim_and_the_claim_back_to_the_mark(
    demo: str, reader: Reader, width: int
) -> None:
    page = reader(width=width)
    page.goto(demo + SOURCE)
    page.locator(f".bk-article .bk-ref a[href*='{CLAIM}']").first.click()
    expect(page).to_have_url(re.compile(f"{CLAIM}#position-"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Up to 200 Belarusian soldiers")
    position = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(position).to_be_in_viewport()
    carrier = page.locator(".bk-position", has=position).locator(".bk-carrier")
    expect(carrier).to_contain_text("As reported by")
    carrier.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(f"{SOURCE}#e-"))
    mark = page.locator(f"mark[id='{page.url.partition('#')[2]}']")
    expect(mark).to_be_in_viewport()
    header, box = page.locator(".md-header").bounding_box(), mark.bounding_box()
    assert header
    assert box
    assert box["y"] >= header["y"] + header["height"], "the mark lies below the page's header"


def test_a_quote_below_the_text_leads_back_to_its_mark(demo: str, reader: Reader) -> None:
    page = reader()
    page.goto(demo + SOURCE)
    link = page.locator(".bk-uses .bk-context a").last
    words = link.inner_text()
    link.click()
    expect(page).to_have_url(re.compile("#e-"))
    mark = page.locator(f"[id='{page.url.partition('#')[2]}']")
    expect(mark).to_be_in_viewport()
    assert words.startswith(mark.inner_text().strip())


def test_only_a_speakers_own_words_stand_in_quotation_marks(demo: str, reader: Reader) -> None:
    page = reader()
    for path in (CLAIM, "claims/haggling/", "claims/troops-already-sent/"):
        page.goto(demo + path)
        for evidence in page.locator(".bk-evidence").all():
            own = "bk-evidence--direct" in (evidence.get_attribute("class") or "")
            quote = evidence.locator("blockquote").inner_text().strip()
            assert quote.startswith("“") == own
            expect(evidence.locator(".bk-carrier")).to_contain_text(
                "In their own words" if own else "As reported by"
            )


# Scripts, and search


@pytest.mark.parametrize("path", ["claims/", "briefings/belarus-syria/"])
def test_who_says_what_narrows_to_what_two_actors_differ_on(demo: str, reader: Reader, path: str) -> None:
    page = reader()
    page.goto(f"{demo}{path}")
    table = page.locator(".bk-matrix")
    rows = table.locator("tbody tr:visible")
    every = rows.count()
    one, other = table.locator("select").all()
    one.select_option(label="Alexander Lukashenko")
    expect(rows).to_have_count(every)
    other.select_option(label="Government of Russia")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Up to 200 Belarusian soldiers")
    expect(rows).to_contain_text("denies")
    expect(rows).to_contain_text("supports")
    expect(table.locator("output")).to_have_text("claims shown: 1")
    other.select_option("")
    expect(rows).to_have_count(every)


def search(page: Page, query: str) -> Locator:
    """The results for the query, when they are there."""
    field, told = page.locator(".md-search__input"), page.locator(".md-search-result__meta")
    field.focus()
    expect(told).to_have_text("Type to start searching")
    field.fill(query)
    field.press("End")  # it searches when a key goes up
    expect(told).to_have_text(re.compile("matching document"))
    return page.locator(".md-search-result__link")


@pytest.mark.parametrize(
    ("alias", "record"),
    [
        ("Tikhanovskaya", "actors/sviatlana-tsikhanouskaya/"),
        ("Лукашенко", "actors/alexander-lukashenko/"),
        ("Damascus", "actors/government-of-syria/"),
    ],
)
def test_search_finds_a_record_by_another_name(demo: str, reader: Reader, alias: str, record: str) -> None:
    page = reader()
    page.goto(demo)
    found = search(page, alias).and_(page.locator(f"[href*='{record}']")).first
    expect(found).to_be_visible()
    found.click()
    expect(page).to_have_url(re.compile(record))


@pytest.mark.parametrize(
    "query",
    [
        "<img src=x onerror=window.hacked=1>",
        "</mark><script>window.hacked=1</script>",
        '"><svg onload=window.hacked=1> Lukashenko',
        "Lukashenko ${window.hacked=1} {{ 7*7 }}",
    ],
)
def test_a_query_runs_no_script(demo: str, reader: Reader, query: str) -> None:
    complaints: list[str] = []
    page = reader(complaints)
    page.goto(demo)
    search(page, query)
    assert page.evaluate("window.hacked") is None
    assert (
        page.locator(".md-search-result img, .md-search-result script, .md-search-result svg[onload]").count()
        == 0
    )
    assert not complaints
