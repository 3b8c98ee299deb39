"""What searches are told of pages: names, kinds, states, what they are about; and the index that is made of it."""

import json
import re
from pathlib import Path

import pytest

from briefkit.building import Built, build
from briefkit.load.settings import SettingsError, read_settings
from briefkit.plugin.search.index import SearchIndexError, write_index
from briefkit.plugin.search.words import with_words
from briefkit.render.search_documents import PASSED_OVER
from sites import CONTENT, briefkit, mkdocs, said, tree, write

PAGEFIND = """\
site_name: Bridges
theme: {name: material, font: false}
plugins:
  - briefkit: {search: pagefind}
"""

ACTORS = (
    CONTENT["briefings/actors.yml"].replace(
        "<Nord>\n",
        "<Nord>\n  aliases: [Ines Calder, {name: Kaldor, hidden: true}]\n  summary: She built it.\n",
    )
    + """\
twin: {name: City council, kind: group}
later: {name: Dana, kind: person, draft: true}
gone:
  name: Pip
  kind: person
  aliases: [{name: Pipp, hidden: true}]
  corrections: [{date: 2024-04-01, kind: withdrawal, text: He does not exist.}]
"""
)

SITE = {
    **CONTENT,
    "mkdocs.yml": PAGEFIND,
    "briefings/actors.yml": ACTORS,
    "briefings/bridge/claims.yml": CONTENT["briefings/bridge/claims.yml"]
    .replace("[actor/council]", "[actor/council, event/opening]")
    .replace("stance: support\n", "stance: support\n      date: 2024-03-11\n"),
    "briefings/places.yml": "bay: {name: Bay, kind: region}\nquay: {name: Quay, kind: site, part_of: bay}\n",
    "briefings/events.yml": "opening: {name: Opening, date: 199X, places: quay, "
    'evidence: [{source: report, quote: "The bridge"}]}\n',
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(read_settings(write(tmp_path_factory.mktemp("search"), SITE) / "mkdocs.yml"))


# what is told


def test_every_name_leads_to_a_record(built: Built) -> None:
    entries = built.search
    entry = entries.entry("actors/calder.md")
    assert entry.meta["names"] == "Ines Calder · Kaldor"
    assert entries.entry("actors/calder.md").unseen == ("Kaldor",)
    assert "Kaldor" not in "".join(page.text for page in built.pages)


def test_a_hit_says_what_it_is(built: Built) -> None:
    entries = built.search
    claim = entries.entry("claims/unsafe.md")
    assert (claim.kind, claim.meta["what"], claim.meta["state"]) == ("claim", "claim, factual", "asserted")
    assert claim.meta["date"] == "11 March 2024"
    assert claim.day == "2024-03-11"
    assert claim.meta["line"] == "1 position · 1 independent source"
    assert entries.entry("actors/calder.md").meta["line"] == "She built it."
    # a date once
    briefing = entries.entry("briefings/bridge.md").meta
    assert briefing["what"] == "briefing, 13 March 2024"
    assert "date" not in briefing
    assert entries.entry("about.md").kind == "page"
    assert entries.entry("claims/unsafe.md").sign == "claim, factual · Asserted"
    assert entries.entry("about.md").sign == ""


def test_filters_hold_what_a_record_is_about(built: Built) -> None:
    entries = built.search
    claim = entries.entry("claims/unsafe.md").filters
    assert claim["dispute"] == ("asserted",)
    assert claim["date"] == ("2020–2029", "2024")
    # the place of the event that it is about, and the one around that
    assert claim["place"] == ("Quay", "Bay")
    assert set(claim["actor"]) == {"City council (council)", "Ines Calder & Søn <Nord>"}
    assert entries.entry("places/quay.md").filters["place"] == ("Quay", "Bay")
    # what is only named in the text of an article counts as well
    assert "Ines Calder & Søn <Nord>" in entries.entry("sources/report.md").filters["actor"]
    assert "2020–2029" in entries.entry("briefings/bridge.md").filters["date"]


def test_a_vague_date_is_in_each_year_it_can_mean(built: Built) -> None:
    dates = built.search.entry("events/opening.md").filters["date"]
    assert dates == ("1990–1999", *map(str, range(1990, 2000)))


def test_equal_names_are_told_apart(built: Built) -> None:
    entries = built.search
    assert entries.entry("actors/council.md").filters["actor"][0] == "City council (council)"
    assert entries.entry("actors/twin.md").filters["actor"] == ("City council (twin)",)


def test_what_was_withdrawn_and_what_is_a_draft_is_never_found(built: Built) -> None:
    entries = built.search
    for name in ("gone", "later"):
        assert entries.entry(f"actors/{name}.md").kind == "page"
        assert entries.entry(f"actors/{name}.md").unseen == ()
    paths = {page.path: page.text for page in built.pages}
    assert "actors/later.md" not in paths
    assert "search:\n  exclude: true" in paths["actors/gone.md"]


def test_lists_are_passed_over_and_records_are_not(built: Built) -> None:
    found = {page.path for page in built.pages if "search:\n  exclude: true" not in page.text}
    assert {path.rpartition("/")[2] for path in found if "/" not in path} == {"corrections.md", "ratings.md"}
    assert {"claims/unsafe.md", "sources/report.md", "briefings/bridge.md"} <= found
    assert not [path for path in found if path.endswith("index.md")]


def test_a_document_cannot_be_broken_out_of(tmp_path: Path) -> None:
    name = '"><script>alert(1)</script> <!-- {{ x }} </head>'
    write(tmp_path, {**SITE, "briefings/actors.yml": f"{ACTORS}x: {{name: '{name}', kind: person}}\n"})
    text = build(read_settings(tmp_path / "mkdocs.yml")).search.document("actors/x.md", name, "<h1>X</h1>")
    assert "<script" not in text
    assert "<!--" not in text
    assert text.count("</head>") == text.count("<h1>X</h1>") == 1
    assert text.startswith("<!doctype html>")


# the page, and the option


def test_there_is_a_page_only_where_it_is_asked_for(tmp_path: Path, built: Built) -> None:
    write(tmp_path)
    assert "search.md" not in {page.path for page in build(read_settings(tmp_path / "mkdocs.yml")).pages}
    assert "search.md" in {page.path for page in built.pages}


def test_another_search_is_refused(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": PAGEFIND.replace(": pagefind", ": lunr")})
    with pytest.raises(SettingsError, match="search: lunr: this should be pagefind"):
        read_settings(tmp_path / "mkdocs.yml")


def test_a_page_of_that_name_is_a_collision(tmp_path: Path) -> None:
    write(tmp_path, {**SITE, "docs/search.md": "# Mine\n"})
    done = briefkit("check", cwd=tmp_path)
    assert done.returncode == 1
    assert "“Search” will be at this address" in said(done)


def test_projects_for_other_renderers_have_no_search_that_cannot_work(tmp_path: Path) -> None:
    nav = "nav: [Home: index.md, More: [Find: search.md, About: about.md], Search: search.md, Nothing: [search.md]]\n"
    write(tmp_path, {**SITE, "mkdocs.yml": PAGEFIND + nav})
    done = briefkit("generate", "out", cwd=tmp_path)
    assert done.returncode == 0, said(done)
    assert not (tmp_path / "out" / "docs" / "search.md").exists()
    config = (tmp_path / "out" / "mkdocs.yml").read_text(encoding="utf-8")
    assert "search.md" not in config
    assert "About: about.md" in config


def test_where_pagefind_is_missing_it_is_said_what_to_do(tmp_path: Path) -> None:
    write(tmp_path, SITE)
    write(tmp_path, {"without/pagefind.py": "raise ImportError\n"})
    done = mkdocs("build", cwd=tmp_path, PYTHONPATH=str(tmp_path / "without"))
    assert done.returncode == 1
    assert "Pagefind is not installed: pip install 'briefkit[search]'" in said(done)
    assert not (tmp_path / "site").exists()


# the index

FILTERS = "".join(
    f'<meta data-pagefind-filter="{name}[content]" content="{value}">' for name in "abc" for value in range(9)
)

PAGES = {
    "actors/x/index.html": "<html lang=en><body><h1>X</h1><p data-search-exclude>quokka</p></body></html>",
    "a.html": f"<html lang=en>{FILTERS}<body><h1>A</h1><p>wombat</p></body></html>",
}


def test_an_index_is_the_same_each_time_and_holds_only_what_is_needed(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_index(PAGES.items(), PASSED_OVER, tmp_path / name)
    # a second time over the first
    write_index(reversed(PAGES.items()), PASSED_OVER, tmp_path / "one")
    assert tree(tmp_path / "one") == tree(tmp_path / "two")
    names = {re.sub(r"_[0-9a-f]+", "", name) for name in tree(tmp_path / "one")}
    assert not [name for name in names if "ui" in name or name.endswith(".css")]
    assert {
        "pagefind.js",
        "pagefind-worker.js",
        "pagefind-entry.json",
        "wasm.en.pagefind",
        "LICENSE.txt",
    } <= names
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


def test_where_pagefind_fails_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "pagefind"
    broken.write_text(
        '#!/bin/sh\nmkdir -p "$4"\necho half > "$4/half"\necho \'no room\' >&2\nexit 3\n', encoding="utf-8"
    )
    broken.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(broken))
    with pytest.raises(SearchIndexError, match="Pagefind made no index: no room"):
        write_index(PAGES.items(), PASSED_OVER, tmp_path / "index")
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "nowhere"))
    with pytest.raises(SearchIndexError, match="nowhere: No such file"):
        write_index(PAGES.items(), PASSED_OVER, tmp_path / "index")
    assert [path.name for path in tmp_path.iterdir()] == ["pagefind"]


def test_files_of_the_site_are_not_replaced_by_an_index(tmp_path: Path) -> None:
    write(tmp_path, {"pagefind/mine.txt": "mine"})
    with pytest.raises(SearchIndexError, match="files of the site lie where it has to be"):
        write_index(PAGES.items(), PASSED_OVER, tmp_path / "pagefind")
    assert tree(tmp_path) == {"pagefind/mine.txt": b"mine"}


def test_a_build_whose_index_fails_says_so(tmp_path: Path) -> None:
    write(tmp_path, SITE)
    done = mkdocs("build", cwd=tmp_path, PAGEFIND_BINARY_PATH="/bin/false")
    assert done.returncode == 1
    assert "Briefkit: Pagefind made no index: exit code 1" in said(done)
    assert not list((tmp_path / "site").glob("pagefind*"))


# the searches of MkDocs and of Material


def test_the_search_of_material_finds_hidden_names_and_says_what_a_hit_is(tmp_path: Path) -> None:
    config = "theme: {name: material, font: false}\nplugins: [search, briefkit: {search: pagefind}]\n"
    write(tmp_path, {**SITE, "mkdocs.yml": f"site_name: Bridges\n{config}"})
    done = mkdocs("build", cwd=tmp_path)
    assert done.returncode == 0, said(done)
    assert "Two searches: `search: pagefind`, and the plugin material/search, which can be taken out" in said(
        done
    )
    site = tree(tmp_path / "site")
    entries = {entry["location"]: entry for entry in json.loads(site["search/search_index.json"])["docs"]}
    # one entry for the page itself, and its title says what it is
    assert entries["actors/calder/"]["title"] == "Ines Calder &amp; Søn &lt;Nord&gt; · person"
    assert "Kaldor" in entries["actors/calder/"]["text"]
    assert entries["claims/unsafe/"]["title"] == "The bridge is unsafe · claim, factual · Asserted"
    assert entries["about/"]["title"] == "About"
    for name, content in site.items():
        if name.endswith(".html"):
            assert b"Kaldor" not in content, name
            assert b"for the search" not in content, name
    assert b"bk-crumbs" in site["actors/calder/index.html"]
    assert "Pip" not in "".join(entry["title"] for entry in entries.values())


@pytest.mark.parametrize(
    "html", ["", "<p>No heading.</p>", "<h1>A</h1>", "<p>Way</p>\n<h1 id='x'>A</h1><h2>B</h2>"]
)
def test_what_searches_are_told_is_taken_back(html: str) -> None:
    told = with_words(html, "a <sign>", ["x", "<y>"])
    assert told.taken_back(told.html) == html
    assert "<sign>" not in told.html
    assert "<y>" not in told.html
