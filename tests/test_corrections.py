"""What readers are told was changed: where it stands, what is withdrawn, and when a page last changed."""

import gzip
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefkit.building import Built, build
from briefkit.load.settings import read_settings
from briefkit.model.dates import parse_edtf
from briefkit.model.modified import modified, newest, w3c_date
from briefkit.model.vocabulary import CorrectionKind
from briefkit.render.catalogue import Catalogue
from briefkit.render.interface import field_words
from sites import ACTORS, BRIEFING, CLAIMS, CONTENT, REPORT, ROOT, mkdocs, said, tree, write

LABELS = {
    "correction": "Correction",
    "clarification": "Clarification",
    "update": "Update",
    "editors-note": "Editors' note",
    "withdrawal": "Withdrawal",
}


def entry(kind: str, day: str, text: str, **more: str) -> str:
    return yaml.safe_dump([{"date": day, "kind": kind, "text": text, **more}], sort_keys=False)


def corrected(record: str, *entries: str) -> str:
    """The last record of a file of many, with corrections."""
    return record + "  corrections:\n" + "".join(f"    {line}\n" for line in "".join(entries).splitlines())


def made(folder: Path, files: Mapping[str, str]) -> Built:
    write(folder, {**CONTENT, **files})
    built = build(read_settings(folder / "mkdocs.yml"))
    assert not built.errors, [str(problem) for problem in built.problems]
    return built


def texts(built: Built) -> dict[str, str]:
    """The pages, without what only machines read."""
    return {page.path: page.text.partition("<script")[0] for page in built.pages}


def matter(text: str) -> dict[str, object]:
    read: dict[str, object] = yaml.safe_load(text.split("---\n")[1])
    return read


# the label words


def test_labels_are_these_words_and_two_kinds_are_not_substantive() -> None:
    assert {kind.value: kind.words for kind in CorrectionKind} == LABELS
    assert {kind.value for kind in CorrectionKind if not kind.substantive} == {"clarification", "update"}


@pytest.mark.parametrize("kind", sorted(LABELS.keys() - {"withdrawal"}))
def test_a_page_has_label_date_what_was_wrong_what_is_right_and_why(tmp_path: Path, kind: str) -> None:
    change = entry(
        kind,
        "2024-03-20",
        "The paper erred.",
        field="claim",
        was="It fell.",
        now="It is unsafe.",
        author="desk 7",
    )
    page = texts(made(tmp_path, {"briefings/bridge/claims.yml": corrected(CLAIMS, change)}))[
        "claims/unsafe.md"
    ]
    told = page.index(f"**{LABELS[kind]}, 20 March 2024**")
    order = [
        page.index(words, told)
        for words in ("It fell.</del>", "It is unsafe.</ins>", "The paper erred.", "desk 7")
    ]
    assert order == sorted(order)
    assert page.count("The paper erred.") == 1
    on_top = kind in ("correction", "editors-note")
    assert (told < page.index("bk-facts-line")) == on_top
    assert (told < page.index("## Supports")) == on_top


def test_the_newest_stands_first_and_of_one_day_the_last_written(tmp_path: Path) -> None:
    changes = [
        entry("correction", "2024-03-20", "Second."),
        entry("editors-note", "2024-03-21", "Fourth."),
        entry("correction", "2024-03-20", "Third."),
        entry("correction", "2024-03", "First."),
    ]
    page = texts(made(tmp_path, {"briefings/bridge/claims.yml": corrected(CLAIMS, *changes)}))[
        "claims/unsafe.md"
    ]
    assert re.findall(r"First|Second|Third|Fourth", page) == ["Fourth", "Third", "Second", "First"]
    anchors = re.findall(r'id="(correction-[^"]+)"', page)
    assert anchors == [
        "correction-2024-03-21",
        "correction-2024-03-20-2",
        "correction-2024-03-20",
        "correction-2024-03",
    ]


def test_updates_alone_are_not_called_corrections(tmp_path: Path) -> None:
    files = {"briefings/bridge/claims.yml": corrected(CLAIMS, entry("update", "2024-03-20", "More news."))}
    page = texts(made(tmp_path, files))["claims/unsafe.md"]
    assert "## Updates {" in page
    assert "Corrections" not in page


# the page of corrections, and the first page


def all_kinds(folder: Path) -> Built:
    ordered = sorted(LABELS, key=lambda kind: kind != "withdrawal")
    claims = CLAIMS + CLAIMS.replace("unsafe:", "other:", 1).replace(
        "The bridge is unsafe.", "It will fall.", 1
    )
    changes = [entry(kind, f"2024-03-2{number}", f"Told: {kind}.") for number, kind in enumerate(ordered)]
    return made(folder, {"briefings/bridge/claims.yml": corrected(claims, *changes)})


def test_all_but_updates_stand_on_the_page_of_corrections_the_newest_first(tmp_path: Path) -> None:
    page = texts(all_kinds(tmp_path))["corrections.md"]
    shown = re.findall(
        r"^\*\*(.*?), \d+ March 2024\*\*: \[It will fall\]\(claims/other\.md#correction-", page, re.M
    )
    assert shown == ["Editors' note", "Clarification", "Correction", "Withdrawal"]
    assert "Update" not in page
    assert "Told: update" not in page


def test_the_first_page_has_the_newest_three_and_no_update(tmp_path: Path) -> None:
    page = texts(all_kinds(tmp_path))["index.md"]
    shown = re.findall(r"Told: ([\w-]+)", page)
    assert shown == ["editors-note", "clarification", "correction"]
    assert "](corrections.md)" in page


def test_the_page_of_corrections_is_there_without_any_and_in_parts_with_many(tmp_path: Path) -> None:
    assert "Nothing was corrected yet" in texts(made(tmp_path / "none", {}))["corrections.md"]
    many = [entry("correction", f"{2000 + number}", f"Number {number}.") for number in range(230)]
    pages = texts(made(tmp_path / "many", {"briefings/bridge/claims.yml": corrected(CLAIMS, *many)}))
    assert re.findall(r"Number (\d+)\.", pages["corrections.md"])[:2] == ["229", "228"]
    assert len(re.findall(r"Number \d+\.", pages["corrections.md"])) == 200
    assert len(re.findall(r"Number \d+\.", pages["corrections/2.md"])) == 30


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("assessment.likelihood", "assessment, likelihood"),
        ("positions[minsk@2022-02-08].date_basis", "positions (minsk, 2022-02-08), date basis"),
        ("facts[office=President of B. (Belarus)].value", "facts (office: President of B. (Belarus)), value"),
        ("corrections[2022-02-10=update: a [b] c].text", "corrections (2022-02-10: update: a [b] c), text"),
        ("the whole page", "the whole page"),
        ("a..b", "a..b"),
        ("[x", "[x"),
    ],
)
def test_a_field_is_told_in_words(path: str, words: str) -> None:
    assert field_words(Catalogue("en", []), path) == words


@given(st.text(min_size=1))
def test_any_text_can_stand_for_a_field(path: str) -> None:
    assert field_words(Catalogue("en", []), path)


# what was withdrawn

SECRET = "Zyxwer"
GONE = "corrections: [{date: 2024-04-01, kind: withdrawal, text: Gone.}]\n"
WITHDRAWAL = entry("withdrawal", "2024-04-01", "Nobody said so.")
ELSEWHERE = (
    "index.md",
    "timeline.md",
    "claims/index.md",
    "actors/index.md",
    "events/index.md",
    "sources/index.md",
)

SECOND = f"""\
other:
  claim: {SECRET} will fall.
  kind: factual
  about: [actor/council]
  alternatives: unsafe
  positions:
    - actor: calder
      stance: deny
      qualification: {SECRET} alone.
      date: 2024-03-12
      evidence: [{{source: report, via: direct, quote: "unsafe"}}]
"""


def test_a_withdrawn_claim_keeps_its_page_and_stands_nowhere_else(tmp_path: Path) -> None:
    claims = {"briefings/bridge/claims.yml": CLAIMS + SECOND}
    before = texts(made(tmp_path / "before", claims))
    gone = {"briefings/bridge/claims.yml": CLAIMS + corrected(SECOND, WITHDRAWAL)}
    pages = texts(made(tmp_path / "after", gone))
    # what has too few connections left has no page for them
    assert pages.keys() == {path for path in before if not path.endswith("/connections.md")}
    page = pages["claims/other.md"]
    assert matter(page)["kind"] == "withdrawn"
    assert matter(page)["search"] == {"exclude": True}
    assert matter(page)["title"] == f"Withdrawn: {SECRET} will fall"
    assert "**Withdrawal, 1 April 2024**" in page
    assert "Nobody said so." in page
    assert "alone" not in page
    told = {path for path, text in pages.items() if SECRET in text}
    assert told == {"claims/other.md", "corrections.md", "index.md"}
    assert SECRET in before["actors/calder.md"]
    home = pages["index.md"]
    assert "**1** [claim](claims/index.md)" in home
    assert home.count(SECRET) == 1  # its withdrawal, among the corrections
    marked = [len(re.findall(r'id="e-', those["sources/report.md"])) for those in (before, pages)]
    assert marked == [3, 2]


def test_a_withdrawn_actor_is_in_no_tie_and_no_company(tmp_path: Path) -> None:
    council = corrected(ACTORS.partition("calder:")[0], WITHDRAWAL)
    actors = f"{council}calder:{ACTORS.partition('calder:')[2]}"
    pages = texts(made(tmp_path, {"briefings/actors.yml": actors}))
    assert "Withdrawal" in pages["actors/council.md"]
    calder = pages["actors/calder.md"]
    assert "Relations" not in calder
    assert "council" not in calder.replace("said Ines Calder of the council", "")
    claim = pages["claims/unsafe.md"]
    assert '(../actors/council.md) <span class="bk-withdrawn">(withdrawn)</span>' in claim


def test_of_a_withdrawn_source_no_text_is_shown(tmp_path: Path) -> None:
    fields = "text: full\nurl: https://paper.example/x\n" + GONE
    report = REPORT.replace("text: full\n", fields).replace("council.\n", f"council. {SECRET}.\n")
    pages = texts(made(tmp_path, {"briefings/bridge/sources/report.md": report}))
    assert [path for path, text in pages.items() if SECRET in text] == []
    claim = pages["claims/unsafe.md"]
    assert '[Bridge unsafe](../sources/report.md) <span class="bk-withdrawn">' in claim
    assert "no independent sources" in claim
    # nobody looks for the words any more
    assert "were not found" not in claim
    assert "no stored text" not in claim
    assert "paper.example" not in claim
    assert "“The bridge is unsafe,”" in claim


@pytest.mark.parametrize(
    "embed", ["![[claim/unsafe]]", "![[actor/calder]]", "![[source/report]]", "![[briefing/bridge]]"]
)
def test_what_is_set_into_a_text_says_that_it_was_withdrawn(tmp_path: Path, embed: str) -> None:
    name = embed.strip("![]")
    files = dict(CONTENT)
    files["briefings/second/briefing.md"] = BRIEFING.replace("The bridge", "Second") + f"\n{embed}\n"
    match name:
        case "claim/unsafe":
            files["briefings/bridge/claims.yml"] = f"{CLAIMS}  {GONE}"
        case "actor/calder":
            files["briefings/actors.yml"] = f"{ACTORS}  {GONE}"
        case "source/report":
            files["briefings/bridge/sources/report.md"] = REPORT.replace(
                "text: full\n", f"text: full\n{GONE}"
            )
        case "briefing/bridge":
            files["briefings/bridge/briefing.md"] = BRIEFING.replace("published:", f"{GONE}published:")
    page = texts(made(tmp_path, files))["briefings/second.md"]
    card = page.partition("bk-card--withdrawn")[2].partition("</div>")[0]
    assert f'<span class="bk-kicker">{name.partition("/")[0]}, withdrawn</span>' in card


def test_every_kind_of_record_can_be_withdrawn(tmp_path: Path) -> None:
    """The whole demo, all of it withdrawn: every page says so, and every list is empty."""
    files = {
        path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
        for path in (ROOT / "briefings").rglob("*.*")
        if path.name != "urls.txt"
    }
    write(tmp_path, {"mkdocs.yml": "site_name: Demo\nplugins: [briefkit]\n", **files})
    settings = read_settings(tmp_path / "mkdocs.yml")
    whole = build(settings)
    records = {f"{page.path}" for page in whole.pages if page.record}
    change = {"date": "2024-04-01", "kind": "withdrawal", "text": "Gone."}
    for name, text in files.items():
        if name.endswith(".md"):
            front, body = text.split("---\n", 2)[1:]
            data = yaml.load(front, yaml.BaseLoader)
            data.setdefault("corrections", []).append({**change})
            shown = f"---\n{dumped(data)}---\n{body}"
        else:
            data = yaml.load(text, yaml.BaseLoader)
            for record in [data] if "kind" in data or "headline" in data else data.values():
                record.setdefault("corrections", []).append({**change})
            shown = dumped(data)
        write(tmp_path, {name: shown})
    built = build(settings)
    assert not built.errors, [str(problem) for problem in built.problems]
    pages = texts(built)
    assert {page.path for page in built.pages if page.record} == records
    assert all(matter(pages[path])["kind"] == "withdrawn" for path in records)
    assert all(
        "none yet" in pages[f"{plural}/index.md"]
        for plural in ("claims", "actors", "places", "events", "sources")
    )
    assert "Nothing has a date yet" in pages["timeline.md"]
    assert "bk-card" not in pages["index.md"]
    assert "bk-corrections" in pages["index.md"]


def dumped(data: object) -> str:
    return yaml.safe_dump(data, default_style='"', allow_unicode=True, width=10_000)


# when a page last changed

EVENT = """\
opening:
  name: Opening
  date: 2031-05-01
  evidence: [{source: report, quote: "Ines Calder of the"}]
  facts:
    - property: cost
      value: unknown
      from: 2024-02
      to: 2040
      evidence: [{source: report, quote: "Ines"}]
"""


def changed(built: Built) -> dict[str, str | None]:
    found = {path: matter(text).get("date_modified") for path, text in texts(built).items()}
    return {path: None if day is None else str(day) for path, day in found.items()}


def test_a_page_carries_the_date_of_its_newest_fact_position_or_correction(tmp_path: Path) -> None:
    files = {
        "briefings/bridge/events.yml": EVENT,
        "briefings/bridge/claims.yml": CLAIMS.replace("support", "support\n      date: 2024-03-12~"),
        "briefings/actors.yml": corrected(ACTORS, entry("correction", "2024-03-20T10:00:00Z", "It was so.")),
        "briefings/bridge/briefing.md": BRIEFING.replace("2024-03-13", "2023\nupdated: 2024-03/.."),
    }
    dates = changed(made(tmp_path, files))
    assert dates["events/opening.md"] == "2024-02"
    assert dates["claims/unsafe.md"] == "2024-03-12"
    assert dates["actors/calder.md"] == "2024-03-20"
    assert dates["actors/council.md"] is None
    assert dates["sources/report.md"] == "2024-03-12"
    assert dates["briefings/bridge.md"] == "2024-03"
    assert dates["actors/index.md"] == dates["index.md"] == dates["corrections.md"] == "2024-03-20"
    assert dates["claims/index.md"] == "2024-03-12"
    assert dates["ratings.md"] is None


@pytest.mark.parametrize(
    "kind",
    [
        "briefings/belarus-syria",
        "claims/haggling",
        "actors/alexander-lukashenko",
        "places/syria",
        "events/draft-agreement-released",
        "sources/troops-report",
        "claims/joint-command",
    ],
)
def test_every_kind_of_page_shows_it_if_it_has_one(kind: str) -> None:
    built = build(read_settings(ROOT / "mkdocs.yml"))
    page = texts(built)[f"{kind}.md"]
    assert ("- last change " in page) == ("date_modified" in matter(page))


@pytest.mark.parametrize(
    ("dates", "last"),
    [
        (["2022-02-08", "2022-02-10"], "2022-02-10"),
        (["2022", "2022-02-10"], "2022-02-10"),
        (["2022-01-01", "2022"], "2022-01-01"),
        (["2023", "2022-02-10"], "2023"),
        (["2020/2030", "2022-02"], "2022-02"),
        (["../2021", "2020-01-01"], "2021"),
        (["2020/..", "2019-12-31"], "2020"),
        ([], None),
    ],
)
def test_the_newest_of_dates(dates: list[str], last: str | None) -> None:
    found = newest([None, *map(parse_edtf, dates)])
    assert (found.text if found else None) == last


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("2022-02-08", "2022-02-08"),
        ("2022-02-08T10:30:00Z", "2022-02-08"),
        ("2022-02-08?", "2022-02-08"),
        ("2022-02-XX", "2022-02"),
        ("2022-02~", "2022-02"),
        ("2022-XX", "2022"),
        ("2022-21", "2022"),
        ("201X", "2010"),
        ("19XX", "1900"),
        ("2020-08/2022-02", "2020-08"),
        ("../2022-02", "2022-02"),
        ("0850-01-02", "0850-01-02"),
    ],
)
def test_a_date_as_schema_org_writes_it(date: str, written: str) -> None:
    assert w3c_date(parse_edtf(date)) == written


def test_the_front_matter_holds_days_as_dates_and_all_else_as_texts(tmp_path: Path) -> None:
    for number, day in enumerate(("2024-03-20", "2024-03", "2024")):
        files = {"briefings/actors.yml": corrected(ACTORS, entry("update", day, "News."))}
        text = texts(made(tmp_path / str(number), files))["actors/calder.md"]
        assert f"date_modified: {day}\n" in text.replace("'", "")
        assert str(matter(text)["date_modified"]) == day


def test_a_record_without_a_date_has_none() -> None:
    for record in build(read_settings(ROOT / "mkdocs.yml")).dossier.records.values():
        found = modified(record)
        assert found is None or not found.is_interval


# the sitemap

DAYS = ("1700000000", "1800000000")  # 14 November 2023, 15 January 2027


def sitemap(site: Path, epoch: str) -> tuple[dict[str, str], bytes]:
    done = mkdocs("build", "--strict", cwd=site, SOURCE_DATE_EPOCH=epoch)
    assert done.returncode == 0, said(done)
    out = tree(site / "site")
    text = out["sitemap.xml"].decode()
    assert gzip.decompress(out["sitemap.xml.gz"]) == out["sitemap.xml"]
    entries = re.findall(
        r"<loc>https://desk\.example/(.*?)</loc>\s*(?:<lastmod>(.*?)</lastmod>)?\s*</url>", text
    )
    assert len(entries) == text.count("<url>")
    return dict(entries), out["sitemap.xml.gz"]


def test_the_sitemap_tells_when_pages_changed_and_not_when_they_were_built(site: Path) -> None:
    config = CONTENT["mkdocs.yml"] + "site_url: https://desk.example/\n"
    write(site, {"mkdocs.yml": config, "briefings/bridge/events.yml": EVENT})
    first, second = (sitemap(site, epoch)[0] for epoch in DAYS)
    assert (first.pop("about/"), second.pop("about/")) == ("2023-11-14", "2027-01-15")
    assert first == second
    assert first["events/opening/"] == "2024-02-01"
    assert first["sources/report/"] == "2024-03-12"
    assert first["ratings/"] == first["actors/council/"] == ""


def test_a_site_without_a_date_has_a_sitemap_too(site: Path) -> None:
    (site / "docs" / "about.md").unlink()
    (site / "briefings" / "bridge" / "briefing.md").write_text(
        BRIEFING.replace("published: 2024-03-13\n", "")
    )
    (site / "briefings" / "bridge" / "sources" / "report.md").write_text(
        REPORT.replace("published: 2024-03-12\n", "")
    )
    write(site, {"mkdocs.yml": CONTENT["mkdocs.yml"] + "site_url: https://desk.example/\n"})
    assert sitemap(site, DAYS[0]) == sitemap(site, DAYS[1])
