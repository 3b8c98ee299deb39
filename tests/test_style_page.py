"""The page that shows every component in every state."""

import html
import re
from dataclasses import replace
from pathlib import Path

import pytest

from briefkit.building import Built, build, specimen_settings
from briefkit.load import SettingsError, read_settings
from briefkit.model import vocabulary
from briefkit.model.folders import built_in_templates
from briefkit.model.page import Page, page_mistake
from briefkit.pipeline import examine
from sites import CONFIG, CONTENT, ROOT, write

PAGE = "look/style.md"

ELSEWHERE = {
    "colophon", "data", "embeds", "empty", "linked_data", "listing", "marking", "note", "no_source", "unpublished",
    "withdrawn", "mark", "changes", "preview_bar", "former_file",
}  # fmt: skip
"""Parts that the page of a record, or every page, ends or begins with; those that parts bring along; those of previews."""


def site(folder: Path, page: str = "") -> Built:
    option = f"  - briefkit:\n      style_page: {page}\n" if page else "  - briefkit\n"
    assert "  - briefkit\n" in CONFIG
    write(folder, {**CONTENT, "mkdocs.yml": CONFIG.replace("  - briefkit\n", option)})
    return build(read_settings(folder / "mkdocs.yml"))


@pytest.fixture(scope="module")
def style(tmp_path_factory: pytest.TempPathFactory) -> Page:
    (page,) = [page for page in site(tmp_path_factory.mktemp("style"), PAGE).pages if page.path == PAGE]
    return page


def test_a_site_has_it_where_it_says_and_nothing_of_it_anywhere_else(tmp_path: Path) -> None:
    without, within = site(tmp_path / "a"), site(tmp_path / "b", PAGE)
    assert [page for page in within.pages if page.path != PAGE] == list(without.pages)
    assert within.assets == without.assets
    assert within.dossier.records.keys() == without.dossier.records.keys()
    assert within.problems == without.problems


@pytest.mark.parametrize(
    "states",
    [
        [f"bk-state--{value}" for value in vocabulary.Dispute],
        [f"bk-stance--{value}" for value in vocabulary.Stance],
        [f"bk-side--{value}" for value in vocabulary.Stance],
        [f"bk-status--{value}" for value in vocabulary.EventStatus],
        ["bk-status--corrected", "bk-status--retracted", "bk-status--due"],
        [f"bk-evidence--{value}" for value in vocabulary.Via],
        [
            f"bk-card--{kind}"
            for kind in ("briefing", "claim", "actor", "place", "event", "source", "withdrawn")
        ],
        [re.sub("[+:]", r"\\\g<0>", value) for value in vocabulary.Tlp],
        [value.words for value in vocabulary.Likelihood],
        [value.words for value in vocabulary.Confidence],
        [value.words.lower() for value in vocabulary.Credibility],
        [value.words for value in vocabulary.Verdict],
        [value.words.lower() for value in vocabulary.Reliability],
        [value.words.replace("'", "&#39;") for value in vocabulary.CorrectionKind],
        [
            "bk-jointly",
            "bk-unnamed",
            "bk-own-voice",
            "bk-qualification",
            "bk-left-out",
            "bk-no-source",
            "bk-differ",
        ],
    ],
    ids=lambda states: states[0],
)
def test_every_state_is_on_it(style: Page, states: list[str]) -> None:
    text = re.sub(r"&#39;|'", "’", style.text)
    assert [state for state in states if not re.search(re.sub(r"&#39;|'", "’", state), text)] == []


def test_every_part_that_pages_are_put_together_from_is_on_it() -> None:
    names = {path.name.removesuffix(".md.j2") for path in (built_in_templates() / "parts").glob("*.md.j2")}
    page = (built_in_templates() / "pages/style.md.j2").read_text(encoding="utf-8")
    missing = {name for name in names if f'"parts/{name}.md.j2"' not in page}
    assert {name for name in missing if not name.startswith("search_")} - ELSEWHERE == set()


def test_every_colour_is_on_it_with_its_name(style: Page) -> None:
    ink = (built_in_templates() / "styles/10-ink.css").read_text(encoding="utf-8")
    named = set(re.findall(r"(--bk-[\w-]+): #", ink))
    assert named == set(re.findall(r"`(--bk-[\w-]+)`", style.text))
    swatches = (built_in_templates() / "styles/68-style.css").read_text(encoding="utf-8")
    assert {name for name in named if f"var({name})" not in swatches} == set()


def test_links_lead_to_pages_that_every_site_has_or_to_cards_on_it(tmp_path: Path) -> None:
    built = site(tmp_path, PAGE)
    (style,) = [page for page in built.pages if page.path == PAGE]
    paths = {page.path for page in built.pages} | {asset.path for asset in built.assets}
    targets = set(re.findall(r"\]\(([^)\s]+)\)", style.text)) | set(re.findall(r'href="([^"]+)"', style.text))
    ids = set(re.findall(r'id="([^"]+)"', style.text)) | set(re.findall(r"\{ #([\w-]+) \}", style.text))
    for target in sorted(map(html.unescape, targets)):
        path, _, anchor = target.partition("#")
        if not target.startswith("https:"):
            assert not path or path == "style.md" or path.removeprefix("../") in paths, target
            assert not anchor or anchor in ids, target


def test_specimens_have_the_problems_that_are_to_be_seen_and_no_other() -> None:
    dossier, problems = examine(specimen_settings(read_settings(ROOT / "mkdocs.yml")))
    assert len(dossier.records) > 25
    assert {problem.rule.name for problem in problems} == {
        "paragraph-unsourced",
        "quote-missing",
        "review-due",
        "source-doubtful-alone",
    }


def test_a_sites_own_part_is_seen_on_it(tmp_path: Path) -> None:
    write(tmp_path, {"templates/parts/no_source.md.j2": "<em>unsourced</em>\n"})
    (style,) = [page for page in site(tmp_path, PAGE).pages if page.path == PAGE]
    assert "<em>unsourced</em>" in style.text


@pytest.mark.parametrize("path", ["style", "/style.md", "../style.md", "a/../style.md", "a\\style.md", ".md"])
def test_a_path_at_which_no_page_can_lie_is_told(tmp_path: Path, path: str) -> None:
    assert page_mistake(path)
    write(tmp_path, {"mkdocs.yml": f"site_name: x\nplugins: [{{briefkit: {{style_page: '{path}'}}}}]\n"})
    with pytest.raises(SettingsError, match=r"style_page: .*should be the path of a page"):
        read_settings(tmp_path / "mkdocs.yml")


def test_a_page_written_by_hand_at_its_address_is_told(tmp_path: Path) -> None:
    write(tmp_path, CONTENT)
    settings = replace(read_settings(tmp_path / "mkdocs.yml"), style_page=PAGE)
    assert [problem.rule.name for problem in build(settings, ["look/style/index.md"]).problems] == [
        "page-collision"
    ]
