"""Every kind of page, and every page of the manual: see `page_checks`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

from briefkit.building import build
from briefkit.load.settings import read_settings
from briefkit.model.page import page_address
from briefkit.render.pages import PAGE_KINDS
from page_checks import Reading, faults, markup, reading
from sites import ROOT

ELSEWHERE = {"moved": "test_moved.py", "search": "test_search.py"}
"""Kinds of pages that lead on at once, or that neither site has."""

KINDS = [kind.__name__ for kind in PAGE_KINDS if kind.__name__ not in ELSEWHERE]


@pytest.fixture(scope="module")
def tabs(browser: Browser) -> Iterator[Reading]:
    with reading(browser) as opened:
        yield opened


@pytest.fixture(scope="module")
def kinds() -> dict[str, list[str]]:
    """The pages of the demo of each kind, the longest first."""
    settings = read_settings(ROOT / "mkdocs.yml")
    return by_kind([(page.path, page.text) for page in build(settings).pages])


def by_kind(pages: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path, text in sorted(pages, key=lambda page: len(page[1]), reverse=True):
        kind = yaml.safe_load(text.partition("---\n")[2].partition("\n---\n")[0])["kind"]
        found.setdefault("index" if kind.startswith("index_") else kind, []).append(path)
    return found


def some(paths: list[str]) -> list[str]:
    """The longest and the shortest."""
    return list(dict.fromkeys([paths[0], paths[-1]]))


def assert_right(tabs: Reading, addresses: list[str]) -> None:
    wrong = {one: found for one in addresses if (found := faults(tabs, one))}
    assert not wrong, "\n".join(f"{one}\n  " + "\n  ".join(found) for one, found in wrong.items())


@pytest.mark.parametrize("kind", KINDS)
def test_pages_of_the_kind(
    kind: str, tabs: Reading, kinds: dict[str, list[str]], demo: str, trouble: str, trouble_pages: Path
) -> None:
    troubled = by_kind(
        [(p.relative_to(trouble_pages).as_posix(), p.read_text()) for p in trouble_pages.rglob("*.md")]
    )
    pages = [demo + page_address(path) for path in some(kinds[kind])] if kind in kinds else []
    pages += [trouble + page_address(troubled[kind][0])] if kind in troubled else []
    assert pages, f"neither the demo nor the site in trouble has a page of the kind {kind}"
    assert_right(tabs, pages)


@pytest.mark.parametrize(
    "path", sorted(path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md"))
)
def test_pages_written_by_hand(path: str, tabs: Reading, demo: str) -> None:
    assert_right(tabs, [demo + page_address(path)])


def test_the_page_for_what_is_not_there(tabs: Reading, demo: str) -> None:
    assert_right(tabs, [f"{demo}404.html"])


def test_every_page_is_valid(demo_folder: Path, trouble_folder: Path) -> None:
    pages = [*demo_folder.rglob("*.html"), *trouble_folder.rglob("*.html")]
    assert len(pages) > 100
    wrong = {str(page): found for page in pages if (found := markup(page.read_text(encoding="utf-8")))}
    assert not wrong
