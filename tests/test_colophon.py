"""What a page is held against a copy by: its marking, its newest date, and the sum of the records it shows."""

import json
import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from briefkit.building import Built, build
from briefkit.load import read_settings
from briefkit.model.vocabulary import Tlp
from briefkit.render.sheet import ENTRIES_A_PAGE
from briefkit.render.shown import strictest
from sites import ACTORS, BRIEFING, CLAIMS, CONFIG, CONTENT, REPORT, write

CLAIM = "claims/unsafe.md"
BRIDGE = "briefings/bridge.md"


def made(folder: Path, changes: dict[str, str] | None = None) -> Built:
    write(folder, {**CONTENT, **(changes or {})})
    return build(read_settings(folder / "mkdocs.yml"))


def texts(built: Built) -> dict[str, str]:
    return {page.path: page.text for page in built.pages}


def one(pattern: str, text: str) -> str:
    (found,) = re.findall(pattern, text)
    return str(found)


def total(text: str) -> str:
    return one(r'class="bk-sum">([0-9a-f]{10})<', text)


MARKING = r'<div class="bk-marking[^"]*" data-tlp="([^"]*)"'


def test_the_strictest_of_several_markings() -> None:
    assert strictest([]) is None
    assert strictest([None, Tlp.GREEN, None, Tlp.CLEAR]) is Tlp.GREEN
    assert strictest([Tlp.AMBER_STRICT, Tlp.AMBER, Tlp.RED]) is Tlp.RED
    assert strictest([Tlp.AMBER_STRICT, Tlp.AMBER]) is Tlp.AMBER_STRICT


def test_pages_carry_the_strictest_marking_of_what_they_show(tmp_path: Path) -> None:
    claims = CLAIMS.replace("      stance: support\n", "      stance: support\n      tlp: TLP:AMBER+STRICT\n")
    report = REPORT.replace("text: full\n", "text: full\ntlp: TLP:GREEN\n")
    pages = texts(
        made(tmp_path, {"briefings/bridge/claims.yml": claims, "briefings/bridge/sources/report.md": report})
    )
    assert one(MARKING, pages[CLAIM]) == "amber-strict"
    # the briefing tells of the claim, and the lists tell who says what
    assert one(MARKING, pages[BRIDGE]) == "amber-strict"
    assert one(MARKING, pages["claims/index.md"]) == "amber-strict"
    assert one(MARKING, pages["sources/index.md"]) == "green"
    assert re.findall(MARKING, pages["actors/index.md"]) == []
    assert re.findall(MARKING, pages["ratings.md"]) == []


@pytest.mark.parametrize(
    ("what", "path"),
    [
        ("relation", "actors/council.md"),
        ("relation", "actors/calder.md"),
        ("correction", "corrections.md"),
    ],
)
def test_a_marked_part_marks_the_pages_that_show_it(tmp_path: Path, what: str, path: str) -> None:
    correction = "  corrections: [{date: 2024-05-01, kind: correction, text: It was wrong., tlp: TLP:RED}]\n"
    changes = {
        "relation": ACTORS.replace("      actor: council\n", "      actor: council\n      tlp: TLP:RED\n"),
        "correction": ACTORS + correction,
    }
    pages = texts(made(tmp_path, {"briefings/actors.yml": changes[what]}))
    assert one(MARKING, pages[path]) == "red"
    assert re.findall(MARKING, pages["sources/index.md"]) == []


def test_lists_are_marked_by_what_scripts_show_on_them_too(tmp_path: Path) -> None:
    more = "".join(f"actor-{n}: {{name: Actor {n:03}, kind: person}}\n" for n in range(ENTRIES_A_PAGE))
    last = "zebra: {name: Zebra, kind: group, tlp: TLP:RED}\n"
    search = CONFIG.replace("- briefkit", "- briefkit: {search: pagefind}")
    pages = texts(made(tmp_path, {"mkdocs.yml": search, "briefings/actors.yml": f"{ACTORS}\n{more}{last}"}))
    assert "Zebra" not in pages["actors/index.md"]
    assert one(MARKING, pages["actors/index.md"]) == "red"
    assert one(MARKING, pages["search.md"]) == "red"
    # what is counted and summed up is what is written
    assert ">202 records shown<" not in pages["actors/index.md"]
    assert re.findall(MARKING, pages["claims/index.md"]) == []


def test_the_sum_is_made_as_the_manual_says(tmp_path: Path) -> None:
    """Of a page that shows one record alone, from its data file."""
    built = made(tmp_path)
    content = json.loads(
        next(asset.content for asset in built.assets if asset.path == "data/source/report.json")
    )
    del content["computed"]
    content["body"] = [paragraph.text for paragraph in built.dossier.articles["report"]]
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    line = f"{sha256(written.encode()).hexdigest()}  source/report\n"
    assert total(texts(built)["sources/index.md"]) == sha256(line.encode()).hexdigest()[:10]


def test_it_changes_with_what_is_shown_and_with_nothing_else(tmp_path: Path) -> None:
    before = texts(made(tmp_path / "before"))
    other = {"briefings/places.yml": "harbour:\n  name: Harbour\n  kind: site\n"}
    grown = texts(made(tmp_path / "grown", other))
    assert [total(grown[path]) for path in (CLAIM, BRIDGE)] == [
        total(before[path]) for path in (CLAIM, BRIDGE)
    ]
    text = {"briefings/bridge/briefing.md": BRIEFING.replace("a lorry", "a cart")}
    changed = texts(made(tmp_path / "changed", text))
    assert total(changed[BRIDGE]) != total(before[BRIDGE])
    assert total(changed["sources/index.md"]) == total(before["sources/index.md"])


def test_a_site_that_is_being_written_has_no_sums(tmp_path: Path) -> None:
    write(tmp_path, CONTENT)
    settings = replace(read_settings(tmp_path / "mkdocs.yml"), served=True)
    page = texts(build(settings))[CLAIM]
    assert "bk-sum" not in page
    assert "bk-newest" in page


def test_address_and_newest_date(tmp_path: Path) -> None:
    where = r'class="bk-address"[^>]*>([^<]*)<'
    bare = texts(made(tmp_path / "bare"))
    assert one(where, bare[CLAIM]) == "&#47;claims/unsafe/"
    assert one(r'class="bk-newest">([^<]*)<', bare[CLAIM]) == "13 March 2024"
    told = texts(made(tmp_path / "told", {"mkdocs.yml": f"{CONFIG}site_url: https://desk.example/x/\n"}))
    assert one(where, told[CLAIM]).endswith("desk.example/x/claims/unsafe/")


# Endnotes


def notes(text: str) -> str:
    return re.split(r"## Notes \{ #notes \}|bk-endnotes-title\">Notes</span>", text, maxsplit=1)[1].partition(
        "</div>"
    )[0]


def test_a_note_gives_speaker_directness_publisher_date_grade_and_place(tmp_path: Path) -> None:
    report = REPORT.replace("text: full\n", "text: full\nreliability: C\nurl: https://paper.example/x\n")
    pages = texts(made(tmp_path, {"briefings/bridge/sources/report.md": report}))
    (note,) = notes(pages[CLAIM]).strip().splitlines()
    assert note.startswith('1. <span id="note-1">[Ines Calder')
    for words in ("in their own words", "The paper", "12 March 2024", "source C, fairly reliable"):
        assert words in note
    assert "paragraph 1" in note
    assert "(https://paper.example/x)" in note
    assert "<q" not in note
    assert "bk-words" not in note
    assert 'bk-note--paper"><a href="#note-1">1</a>' in pages[CLAIM]
    assert '<div class="bk-section bk-endnotes bk-endnotes--paper" data-search-exclude' in pages[CLAIM]


def test_in_a_briefing_numbers_lead_to_the_words(tmp_path: Path) -> None:
    page = texts(made(tmp_path))[BRIDGE]
    assert '(../claims/unsafe.md)<sup class="bk-note"><a href="#note-1" id="cited-1">1</a></sup>' in page
    found = notes(page)
    assert "[The bridge is unsafe](../claims/unsafe.md)" in found
    assert '<span class="bk-words">“The bridge is unsafe,”</span>' in found
    assert "source not graded" in found
    assert "bk-endnotes--paper" not in page


def test_a_record_cited_twice_has_one_note(tmp_path: Path) -> None:
    again = BRIEFING + "\nAgain: [[claim/unsafe]].\n"
    page = texts(made(tmp_path, {"briefings/bridge/briefing.md": again}))[BRIDGE]
    assert page.count('<a href="#note-1"') == 2
    assert page.count('id="cited-1"') == 1
    assert "#note-2" not in page


def test_what_limits_a_stance_stands_in_its_note(tmp_path: Path) -> None:
    claims = CLAIMS.replace("stance: support\n", "stance: support\n      qualification: For lorries.\n")
    page = texts(made(tmp_path, {"briefings/bridge/claims.yml": claims}))[BRIDGE]
    assert "For lorries." in notes(page)


def test_a_long_note_says_how_much_is_left_out(tmp_path: Path) -> None:
    item = '{via: direct, quote: "The bridge is unsafe,"}'
    claims = CLAIMS.replace(item, ", ".join([item] * 23))
    pages = texts(made(tmp_path, {"briefings/bridge/claims.yml": claims}))
    assert notes(pages[BRIDGE]).count("bk-words") == 20
    assert "3 more on its page" in notes(pages[BRIDGE])
