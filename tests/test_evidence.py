"""Evidence on the demo: what a reader and an editor see of it."""

import shutil
from pathlib import Path

import markdown
import pytest

from briefkit.building import Built, build
from briefkit.model.claim import Claim
from briefkit.model.ref import Ref
from briefkit.model.settings import Settings

DEMO = Path(__file__).parents[1] / "briefings"
CLAIM = "belarus-syria/claims.yml"
SOURCE = "belarus-syria/sources/troops-report.md"


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    # without the hand-written pages nothing is promised of them
    shutil.copytree(DEMO, tmp_path / "briefings", ignore=shutil.ignore_patterns("urls.txt"))
    return tmp_path


def built(root: Path) -> Built:
    return build(Settings(root=root))


def page(site: Built, path: str) -> str:
    return next(page.text for page in site.pages if page.path == path)


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / "briefings" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_one_word_of_one_quote_changed_is_told_with_its_place(demo: Path) -> None:
    quote = "under which as many as 200 Belarusian servicemen would deploy to Syria"
    change(demo, CLAIM, f'"{quote}"', f'"{quote.replace("200", "300")}"')
    (problem,) = built(demo).problems
    line, column = problem.mark.line, problem.mark.column
    written = (demo / "briefings" / CLAIM).read_text(encoding="utf-8").splitlines()[line - 1]
    assert written[column - 1 :].startswith('"under which')
    assert problem.rule.name == "quote-altered"
    assert "was “200”, is “300”" in problem.message


def copy_of_the_report(root: Path, origin: str) -> None:
    """A second report with the same words, and the first claim's support resting on it, too."""
    text = (root / "briefings" / SOURCE).read_text(encoding="utf-8")
    copied = text.replace("origin: associated-press", f"origin: {origin}").replace(
        "publisher: Briefkit demo", "publisher: Copy"
    )
    (root / "briefings" / SOURCE).with_name("copied-report.md").write_text(copied, encoding="utf-8")
    quote = '"is not planning to have his troops join Russian forces in the fighting in Syria"'
    change(
        root,
        CLAIM,
        quote,
        f"{quote}\n        - source: copied-report\n          via: indirect\n          quote: {quote}",
    )


@pytest.mark.parametrize(
    ("origin", "count"),
    [("associated-press", "1 independent source"), ("another-agency", "2 independent sources")],
)
def test_a_copy_of_one_story_counts_once(demo: Path, origin: str, count: str) -> None:
    copy_of_the_report(demo, origin)
    site = built(demo)
    assert [str(problem) for problem in site.problems] == []
    assert f"- {count}\n" in page(site, "claims/soldiers-to-syria.md")


def test_every_quote_of_the_demo_is_marked_and_leads_both_ways() -> None:
    site = built(DEMO.parent)
    text = page(site, "sources/troops-report.md")
    every = [record for record in site.dossier.records.values() if isinstance(record, Claim)]
    claims = [claim for claim in every if not claim.withdrawn]
    assert claims
    for claim in claims:
        own = page(site, f"claims/{claim.id}.md")
        assert "../sources/troops-report.md#e-" in own
        for anchor in {part[:10] for part in own.split("troops-report.md#")[1:]}:
            assert f'id="{anchor}"' in text


def test_a_source_tells_how_much_of_it_is_used() -> None:
    text = page(built(DEMO.parent), "sources/troops-report.md")
    assert " sentences used" in text
    assert '<span class="bk-unused">Written for this demo' in text


def test_a_retracted_source_is_named_on_every_page_that_rests_on_it(demo: Path) -> None:
    change(demo, SOURCE, "status: usable", "status: retracted")
    site = built(demo)
    assert {problem.rule.name for problem in site.problems} == {"source-doubtful-alone"}
    for path in (
        "claims/vengeance.md",
        "actors/valery-karbalevich.md",
        "events/planned-deployment.md",
        "briefings/belarus-syria.md",
    ):
        assert "retracted by its publisher" in page(site, path)
    assert site.dossier.records[Ref("source", "troops-report")].ref.kind == "source"


EARLIER = """    - actor: alexander-lukashenko
      stance: support
      date: 2022-02-01
      evidence:
        - {quote: "Military medics are another matter"}
"""


def test_a_changed_stance_shows_both_and_the_later_counts(demo: Path) -> None:
    lines = (demo / "briefings" / CLAIM).read_text(encoding="utf-8").splitlines(keepends=True)
    start = lines.index("troops-already-sent:\n")
    at = lines.index("  positions:\n", start)
    (demo / "briefings" / CLAIM).write_text(
        "".join([*lines[: at + 1], EARLIER, *lines[at + 1 :]]), encoding="utf-8"
    )
    text = page(built(demo), "claims/troops-already-sent.md")
    assert text.count("replaced by a later position") == 1
    assert "## Supports" in text
    assert "## Denies" in text
    assert "bk-state--denied" in text


def test_a_site_without_ratings_explains_none(tmp_path: Path) -> None:
    (tmp_path / "briefings").mkdir()
    text = page(built(tmp_path), "ratings.md")
    assert "## Stances" in text
    for name in ("reliability", "credibility", "likelihood", "confidence", "verdict"):
        assert f"{{ #{name} }}" not in text
        assert f"{{ #{name} }}" in page(built(DEMO.parent), "ratings.md")


def test_a_source_with_an_address_offers_the_words_on_its_page(demo: Path) -> None:
    change(demo, SOURCE, "language: en", "language: en\nurl: https://example.org/a_(b)?x=1&y=2#top")
    text = page(built(demo), "claims/troops-already-sent.md")
    html = markdown.markdown(text, extensions=["tables", "attr_list", "md_in_html"])
    assert (
        'href="https://example.org/a_%28b%29?x=1&amp;y=2#:~:text=I%20haven%E2%80%99t%20sent%20anyone%20there"'
        in html
    )


def test_what_an_abridged_quote_leaves_out_is_shown(demo: Path) -> None:
    quote = "under which as many as 200 Belarusian servicemen would deploy to Syria"
    change(demo, CLAIM, f'"{quote}"', '"under which … servicemen would deploy to Syria"')
    site = built(demo)
    assert site.problems == ()
    assert "left out: “as many as 200 Belarusian”" in page(site, "claims/soldiers-to-syria.md")
