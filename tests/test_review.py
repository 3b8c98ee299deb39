"""What is due for review is told while a site is written, and never in a site that is built."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from mkdocs.config import load_config

from briefkit.building import Built, build
from briefkit.load.settings import read_settings
from briefkit.model.page import Page
from sites import ACTORS, BRIEFING, CLAIMS, REPORT, briefkit, mkdocs, said, tree, write

TODAY = date(2024, 4, 1)

DATED = {
    "briefings/actors.yml": ACTORS.replace(
        "  kind: government\n", "  kind: government\n  review_by: 2024-03\n"
    ).replace("  kind: person\n", "  kind: person\n  review_by: 2024-04-01\n"),
    "briefings/places.yml": "quay: {name: The quay, kind: site, review_by: 2023~}\n",
    "briefings/events.yml": "talks: {name: Talks, status: planned, review_by: 2024-01-02, evidence: "
    '[{source: report, quote: "Ines Calder"}]}\n',
    "briefings/bridge/claims.yml": CLAIMS.replace(
        "kind: factual", "kind: factual\n  review_by: 2024-02-28/2024-03-01"
    ),
    "briefings/bridge/sources/report.md": REPORT.replace("text: full", "text: full\nreview_by: 2024-03-31"),
    "briefings/bridge/briefing.md": BRIEFING.replace("published:", "review_by: 2024-03-14\npublished:"),
}

DUE = [
    ("places/quay.md", "about 2023"),
    ("events/talks.md", "2 January 2024"),
    ("claims/unsafe.md", "28 February – 1 March 2024"),
    ("briefings/bridge.md", "14 March 2024"),
    ("actors/council.md", "March 2024"),
    ("sources/report.md", "31 March 2024"),
]
"""The pages of what is due, the longest due first."""


def on_day(site: Path, day: date | None) -> Built:
    return build(replace(read_settings(site / "mkdocs.yml"), today=day))


def by_path(built: Built) -> dict[str, Page]:
    return {page.path: page for page in built.pages}


def test_every_record_that_is_due_has_a_badge_and_stands_in_the_list(site: Path) -> None:
    pages = by_path(on_day(write(site, DATED), TODAY))
    for path, day in DUE:
        assert f">review was due {day}</span>" in pages[path].text
    badges = {path for path, page in pages.items() if "review was due" in page.text}
    assert badges == {path for path, _ in DUE}
    review = pages["review.md"]
    assert not review.listed
    rows = [line for line in review.text.splitlines() if line.startswith("| ") and "](" in line]
    assert [(row.split("](")[1].split(")")[0], row.split(" |")[0][2:]) for row in rows] == DUE
    assert "[6 records due for review](review.md)" in pages["index.md"].text


def test_a_site_that_is_built_is_the_same_whatever_the_dates(site: Path) -> None:
    """One commit makes the same bytes on any day."""
    write(site, DATED)
    built = on_day(site, None)
    assert built.problems == ()
    assert not [page.path for page in built.pages if "due" in page.text]
    assert "review.md" not in by_path(built)
    before = on_day(site, date(2000, 1, 1))
    assert before.pages == built.pages
    assert before.problems == ()
    done = mkdocs("build", "--strict", cwd=site)
    assert done.returncode == 0, said(done)
    assert "review/index.html" not in tree(site / "site")
    assert briefkit("generate", "out", cwd=site).returncode == 0
    assert "docs/review.md" not in tree(site / "out")


@pytest.mark.parametrize("serving", [True, False])
def test_only_who_serves_the_site_knows_the_day(site: Path, serving: bool) -> None:
    yesterday = date.today() - timedelta(days=1)
    tomorrow = date.today() + timedelta(days=2)
    actors = ACTORS.replace("kind: person", f"kind: person\n  review_by: {yesterday}")
    actors = actors.replace("kind: government", f"kind: government\n  review_by: {tomorrow}")
    write(site, {"briefings/actors.yml": actors})
    config = load_config(str(site / "mkdocs.yml"))
    config.plugins.on_startup(command="serve" if serving else "build", dirty=False)
    config.plugins.on_pre_build(config=config)
    built = config.plugins["briefkit"]._built
    pages = by_path(built)
    assert ("review was due" in pages["actors/calder.md"].text) == serving
    assert "review was due" not in pages["actors/council.md"].text
    assert ("review.md" in pages) == serving
    assert [problem.rule.name for problem in built.problems] == (["review-due"] if serving else [])


def test_a_hand_written_page_in_its_place_is_no_problem_on_any_day(site: Path) -> None:
    write(site, {**DATED, "docs/review.md": "# How we review\n"})
    built = build(replace(read_settings(site / "mkdocs.yml"), today=TODAY), ["review.md"])
    assert {problem.rule.name for problem in built.problems} == {"review-due"}
    assert "review.md" not in by_path(built)


def test_a_long_list_is_paged(site: Path) -> None:
    many = "".join(f"a{n}: {{name: A{n}, kind: group, review_by: 2020}}\n" for n in range(205))
    write(site, {"briefings/more/actors.yml": many})
    pages = by_path(on_day(site, TODAY))
    assert pages["review.md"].text.count("| 2020 |") == 200
    assert pages["review/2.md"].text.count("| 2020 |") == 5
    assert "[205 records due for review](review.md)" in pages["index.md"].text
