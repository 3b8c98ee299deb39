"""A site that is opened as files."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from sites import tree

Reader = Callable[..., Page]


def test_searches_without_a_server_and_hits_open(other_demo: Path, reader: Reader) -> None:
    complaints: list[str] = []
    page = reader(complaints)
    page.goto((other_demo / "claims" / "index.html").as_uri())
    page.get_by_role("textbox", name="Search").fill("Lukashenko medics")
    hit = page.locator(".md-search-result__link[href*='claims/']").first
    expect(hit).to_be_visible()
    hit.click()
    expect(page).to_have_url(re.compile(r"^file://.*/claims/[a-z0-9-]+\.html\?h="))
    expect(page.locator("mark").first).to_be_visible()
    assert complaints == []


def test_no_page_asks_for_another_host_or_for_a_folder(other_demo: Path) -> None:
    asked = re.compile(r'<(?:script|img|iframe|source)[^>]*\ssrc="(https?:|//)|<link[^>]*href="(https?:|//)')
    folder = re.compile(r'href="(?!https?:|#)[^"#?]*/(?:[#?][^"]*)?"')
    for path, content in tree(other_demo).items():
        if path.endswith(".html") and path != "404.html":
            text = content.decode()
            assert not asked.search(text), path
            assert not folder.search(text), (path, folder.search(text))


def test_what_leaves_the_site_names_published_addresses(other_demo: Path) -> None:
    feed = (other_demo / "feeds" / "claims.xml").read_text()
    assert 'href="https://briefings.example/demo/claims/' in feed
    assert ".html" not in feed
    data = (other_demo / "data" / "actor" / "alexander-lukashenko.json").read_text()
    assert "https://briefings.example/demo/actors/alexander-lukashenko/" in data
