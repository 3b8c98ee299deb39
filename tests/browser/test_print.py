"""Pages on paper: nothing lost, no way around, and all that is needed to find and to trust what was printed."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

Reader = Callable[..., Page]

CLAIM = "claims/soldiers-to-syria/"
BRIEFING = "briefings/belarus-syria/"
SOURCE = "sources/troops-report/"

PAGES = (BRIEFING, CLAIM, "claims/")

SHOWN = """() => {
    const article = document.querySelector("article")
    const away = ".bk-edit, .bk-pager, .bk-data, .bk-back, svg, form, .headerlink, [hidden]"
    const words = new Set()
    const walk = document.createTreeWalker(article, NodeFilter.SHOW_TEXT)
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const around = node.parentElement
        if (around.closest(away) || !around.checkVisibility()) continue
        for (const word of node.textContent.split(/\\s+/)) if (word.length > 2) words.add(word)
    }
    return [...words]
}"""
"""The words of the article that are to be seen."""


def flat(text: str) -> str:
    # fonts have one sign for several apostrophes
    return re.sub("[\\s\u02bb\u02bc‘’]+", "", text).casefold()


def on_paper(page: Page) -> PdfReader:
    return PdfReader(BytesIO(page.pdf(tagged=True, outline=True)))


@pytest.mark.parametrize("path", PAGES)
def test_all_that_is_on_the_screen_is_on_paper(demo: str, reader: Reader, path: str) -> None:
    page = reader()
    page.goto(demo + path)
    words = page.evaluate(SHOWN)
    before = page.locator("article").inner_html()
    # some browsers tell of it each time a setting of the printer changes
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    paper = on_paper(page)
    assert len(re.findall(r"Addresses", paper.pages[-1].extract_text())) <= 1
    found = flat("".join(sheet.extract_text() for sheet in paper.pages))
    assert [word for word in words if flat(word) not in found] == []
    # the list of addresses was for paper alone
    assert page.locator("article").inner_html() == before
    total, address = page.locator(".bk-sum").inner_text(), page.locator(".bk-address").inner_text()
    assert re.fullmatch("[0-9a-f]{10}", total)
    assert address == f"/{path}"
    for number, sheet in enumerate(paper.pages, start=1):
        foot = flat(sheet.extract_text())
        assert f"{number}/{len(paper.pages)}" in foot
        assert total in foot
        assert flat(f"This page {address}") in foot
        assert "TLP" not in sheet.extract_text()
    for gone in ("skip to content", "previous", "search"):
        assert flat(gone) not in flat(paper.pages[0].extract_text())


def test_every_quote_of_a_claim_has_its_endnote(demo: str, reader: Reader) -> None:
    page = reader()
    page.goto(demo + CLAIM)
    notes = page.locator(".bk-endnotes--paper")
    assert notes.is_hidden()
    assert page.locator(".bk-note").first.is_hidden()
    quotes = page.locator(".bk-evidence").count()
    assert notes.locator("ol > li").count() == quotes
    found = flat("".join(sheet.extract_text() for sheet in on_paper(page).pages))
    for note in notes.locator("ol > li").all():
        words = note.text_content() or ""
        assert flat(words) in found
        assert re.search("in their own words|as reported by|as described by|as narrated by", words)
        assert "Briefkit demo" in words
        assert "source B, usually reliable" in words
        assert re.search(r"paragraph \d+", words)


def test_in_a_briefing_a_number_leads_to_the_words_and_back(demo: str, reader: Reader) -> None:
    page = reader()
    page.goto(demo + BRIEFING)
    page.locator(".bk-body .bk-note a").first.click()
    number = page.url.partition("#note-")[2]
    note = page.locator(f".bk-endnotes > ol > li:nth-child({number})")
    assert note.locator(f"#note-{number}").is_visible()
    assert note.locator(".bk-back").get_attribute("href") == f"#cited-{number}"
    assert page.locator(f"#cited-{number}").count() == 1
    assert page.locator(".bk-endnotes .bk-words").count() > 20


def test_addresses_are_endnotes(demo: str, reader: Reader) -> None:
    page = reader()
    page.goto(demo + SOURCE)
    page.locator(".bk-facts-line ul").evaluate(
        "list => { list.innerHTML += '<li><a href=\"https://paper.example/x#:~:text=a\">away</a></li>' }"
    )
    found = "".join(sheet.extract_text() for sheet in on_paper(page).pages)
    assert "Addresses" in found
    assert flat("https://paper.example/x") in flat(found)
    assert ":~:" not in found
    assert "/claims/soldiers-to-syria/" in found
    assert "<https" not in found


def test_without_scripts_addresses_stand_behind_their_links(demo: str, reader: Reader) -> None:
    page = reader(java_script_enabled=False)
    page.goto(demo + "manual/mkdocs/")
    found = flat("".join(sheet.extract_text() for sheet in on_paper(page).pages))
    assert "<https://www.mkdocs.org/>" in found


def test_folded_text_is_printed_and_the_marking_is_on_every_sheet(demo: str, reader: Reader) -> None:
    page = reader()
    page.goto(demo + CLAIM)
    page.locator("article").evaluate(
        """article => {
            article.insertAdjacentHTML("afterbegin", '<div class="bk-marking" data-tlp="amber-strict"></div>')
            article.insertAdjacentHTML("beforeend", "<details><summary>More</summary>Folded away</details>")
        }"""
    )
    sheets = [sheet.extract_text() for sheet in on_paper(page).pages]
    assert "Folded away" in "".join(sheets)
    assert not page.locator("article details").last.evaluate("box => box.open")
    assert [sheet.count("TLP:AMBER+STRICT") for sheet in sheets] == [2] * len(sheets)
