"""The same of a large site: `make browser-large`, which says how many records; it takes some minutes."""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from _pytest._io import TerminalWriter
from playwright.sync_api import Browser, Page, expect

from briefkit.model.kinds import BY_PLURAL
from large_site import write_large_site
from page_checks import Reading, faults, markup, reading

Serve = Callable[[Path], AbstractContextManager[str]]

RECORDS = int(os.environ.get("BRIEFKIT_LARGE", "5000"))

CLAIMS = int(os.environ.get("BRIEFKIT_LARGE_CLAIMS", "0")) or None

HEAVIEST = 300_000
"""Most bytes of a page that lists."""

NUMBER = re.compile(r"\d+")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, make: Callable[..., Path]) -> Path:
    project = write_large_site(tmp_path_factory.mktemp("large"), RECORDS, claims=CLAIMS)
    return make(project, project / "site", "--strict")


@pytest.fixture(scope="module")
def tabs(browser: Browser) -> Iterator[Reading]:
    with reading(browser) as opened:
        yield opened


@pytest.fixture
def told(request: pytest.FixtureRequest) -> TerminalWriter:
    """Where whoever runs this reads what was found."""
    writer = request.config.get_terminal_writer()
    writer.line()
    return writer


def pattern(path: Path) -> str:
    """What pages of one sort share: `claims/*/linked-from/#` for any page of that list of any claim."""
    parts = list(path.parent.parts)
    if len(parts) > 1 and parts[0] in BY_PLURAL and parts[1] != "index":
        parts[1] = "*"
    return "/".join("#" if NUMBER.fullmatch(part) else part for part in parts)


def sorts(folder: Path) -> dict[str, list[Path]]:
    """The pages of each sort, each by the numbers in its address, then by name."""
    found: defaultdict[str, list[Path]] = defaultdict(list)
    for page in folder.rglob("index.html"):
        # who opens a page that moved is on another at once
        if b'http-equiv="refresh"' not in page.read_bytes():
            path = page.relative_to(folder)
            found[pattern(path)].append(path)
    return {
        name: sorted(
            pages, key=lambda page: ([int(number) for number in NUMBER.findall(page.parent.name)], page)
        )
        for name, pages in sorted(found.items())
    }


def test_pages_of_each_sort(folder: Path, tabs: Reading, serve: Serve, told: TerminalWriter) -> None:
    wrong: list[str] = []
    looked = 0
    with serve(folder) as address:
        for pages in sorts(folder).values():
            largest = max(pages, key=lambda page: (folder / page).stat().st_size)
            for page in dict.fromkeys([largest, pages[0], pages[-1]]):
                looked += 1
                found = [*markup((folder / page).read_text(encoding="utf-8"))]
                found += faults(tabs, f"{address}{page.as_posix().removesuffix('index.html')}")
                wrong += [f"{page}: {one}" for one in found]
    told.line(f"{looked} pages looked at")
    assert not wrong, "\n".join(wrong)


def test_no_page_that_lists_is_heavy(folder: Path, told: TerminalWriter) -> None:
    sizes = sorted(
        ((page.stat().st_size, page.relative_to(folder)) for page in folder.rglob("*.html")), reverse=True
    )
    lists = [(size, page) for size, page in sizes if "*" not in pattern(page) or "linked-from" in page.parts]
    files = sorted(
        ((each.stat().st_size, each.relative_to(folder)) for each in folder.rglob("*.*")), reverse=True
    )
    for title, those in (("pages", sizes), ("lists", lists), ("files", files)):
        told.line(f"the largest {title}:")
        for size, path in those[:15]:
            told.line(f"{size:>12,} {path}")
    assert not [(size, str(page)) for size, page in lists if size > HEAVIEST]


def test_search_finds_one_among_many(folder: Path, reader: Callable[..., Page], serve: Serve) -> None:
    page = reader()
    with serve(folder) as address:
        page.goto(address)
        field = page.locator(".md-search__input")
        field.focus()
        result = page.locator(".md-search-result__meta")
        expect(result).to_have_text("Type to start searching", timeout=60_000)
        field.fill("Government of Lithuania")
        field.press("End")
        expect(result).to_have_text(re.compile("matching document"), timeout=60_000)
        expect(
            page.locator(".md-search-result__link[href*='actors/government-of-lithuania/']").first
        ).to_be_visible()
