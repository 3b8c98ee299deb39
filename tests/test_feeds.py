"""The feeds: valid by the specification, read by a reader of feeds, and the same for the same content."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

import atom
from briefkit.building import build
from briefkit.link import link
from briefkit.load import load
from briefkit.load.settings import read_settings
from briefkit.model.linked import LinkedDossier
from briefkit.model.settings import Settings
from briefkit.render import Site, feeds
from sites import CLAIMS, CONTENT, ROOT, briefkit, mkdocs, said, tree, write

CORRECTIONS = "feeds/corrections.xml"
CLAIMS_FEED = "feeds/claims.xml"

CORRECTED = f"""{CLAIMS}\
  corrections:
    - {{date: 2024-03-20, kind: correction, field: claim, was: It fell & <broke>., now: It is unsafe., text: "See [[actor/calder|her]]."}}
    - {{date: 2024-03, kind: clarification, text: Other words.}}
    - {{date: 2024-03-22, kind: update, text: News alone.}}
"""
SITE = {**CONTENT, "briefings/bridge/claims.yml": CORRECTED}


def made(folder: Path, files: Mapping[str, str] = SITE, config: str = "") -> dict[str, bytes]:
    """The feeds of a site, each valid."""
    write(folder, {**files, "mkdocs.yml": CONTENT["mkdocs.yml"] + config})
    found = {asset.path: asset.content for asset in build(read_settings(folder / "mkdocs.yml")).assets}
    found = {path: content for path, content in found.items() if path.startswith("feeds/")}
    assert found.keys() == {CORRECTIONS, CLAIMS_FEED}
    for content in found.values():
        assert atom.mistakes(content) == []
    return found


def parsed(content: bytes) -> Any:
    """As feedparser reads it, without a complaint."""
    feed = feedparser.parse(content)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def ids(content: bytes) -> list[str]:
    return [entry.id for entry in parsed(content).entries]


# valid


@pytest.mark.parametrize("config", ["", "site_url: https://desk.example/briefs\n"])
def test_the_feeds_of_the_demo_are_valid(tmp_path: Path, config: str) -> None:
    files = {p.relative_to(ROOT).as_posix(): p.read_text("utf-8") for p in (ROOT / "briefings").rglob("*.*")}
    found = made(tmp_path, files, config)
    told = parsed(found[CORRECTIONS])
    assert [entry.title.partition(":")[0] for entry in told.entries] == [
        "Editors' note",
        "Withdrawal",
        "Correction",
        "Clarification",
    ]
    claims = parsed(found[CLAIMS_FEED])
    assert len(claims.entries) == 26
    assert told.feed.title == "Bridges: corrections"
    assert told.feed.author == claims.feed.author == "Bridges"
    days = [entry.updated_parsed for entry in claims.entries]
    assert days == sorted(days, reverse=True)


def test_empty_feeds_are_valid(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"mkdocs.yml": CONTENT["mkdocs.yml"], "briefings/actors.yml": "one: {name: One, kind: person}\n"},
    )
    for asset in build(read_settings(tmp_path / "mkdocs.yml")).assets:
        if asset.path.startswith("feeds/"):
            assert atom.mistakes(asset.content) == []
            assert parsed(asset.content).entries == []


def test_the_checker_finds_what_is_wrong() -> None:
    good = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x:1</id><title>t</title><updated>2024-01-01T00:00:00Z</updated>'
        b'<author><name>n</name></author><link rel="self" href="a.xml"/><entry><id>urn:x:2</id><title>t</title>'
        b'<updated>2024-01-01T00:00:00Z</updated><link href="b"/></entry></feed>'
    )
    assert atom.mistakes(good) == []
    for old, new in (
        (b"urn:x:2", b"urn:x:1"),
        (b"urn:x:2", b"no-iri"),
        (b"<title>t</title>", b""),
        (b"2024-01-01T00:00:00Z", b"2024-01-01"),
        (b"2024-01-01T00:00:00Z", b"2024-02-30T00:00:00Z"),
        (b"<author><name>n</name></author>", b""),
        (b'<link href="b"/>', b""),
        (b'<link href="b"/>', b'<link href="b"/><link href="c"/>'),
        (b'<link href="b"/>', b'<link href="b c"/>'),
        (b'<link href="b"/>', b"<link/>"),
        (b'<link rel="self" href="a.xml"/>', b""),
        (b"<title>t</title>", b'<title type="xhtml">t</title>'),
        (b"<title>t</title>", b"<title>t<b/></title>"),
        (b"<title>t</title>", b"<title>t</title><other/>"),
    ):
        assert old in good
        assert atom.mistakes(good.replace(old, new, 1)) != [], new


ANY = st.text(min_size=1).filter(lambda text: text.strip())


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> LinkedDossier:
    folder = write(tmp_path_factory.mktemp("feeds"), SITE)
    return link(load(read_settings(folder / "mkdocs.yml"))[0])


@given(ANY, ANY, ANY, ANY)
def test_whatever_the_words_are_the_feeds_are_valid(
    linked: LinkedDossier, name: str, title: str, was: str, site: str
) -> None:
    dossier = linked.dossier
    records = dict(dossier.records)
    for ref, record in records.items():
        change = {"claim": title} if ref.kind == "claim" else {"name": name} if ref.kind == "actor" else {}
        if record.corrections:
            first = record.corrections[0].model_copy(update={"was": was, "field": name, "text": title})
            change["corrections"] = (first, *record.corrections[1:])
        records[ref] = record.model_copy(update=change)
    settings = Settings(
        root=dossier.settings.root, site_name=site, site_url="https://desk.example/" if len(site) % 2 else ""
    )
    altered = type(dossier)(settings, records, dossier.origins, dossier.articles, dossier.bodies)
    alike = LinkedDossier(altered, linked.bodies, linked.texts, linked.mentions, linked.backlinks)
    for asset in feeds(Site(alike)):
        assert atom.mistakes(asset.content) == []
        feed = ElementTree.fromstring(asset.content)
        shown = [element.text for element in feed.iter(f"{atom.ATOM}title")]
        assert all(shown)


# what entries hold


def test_a_correction_tells_label_what_was_wrong_what_is_right_and_why(tmp_path: Path) -> None:
    entries = parsed(made(tmp_path)[CORRECTIONS]).entries
    assert [entry.title for entry in entries] == [
        "Correction: The bridge is unsafe",
        "Clarification: The bridge is unsafe",
    ]
    first, second = entries
    assert (first.updated, second.updated) == ("2024-03-20T00:00:00Z", "2024-03-01T00:00:00Z")
    (content,) = first.content
    words = " ".join("".join(ElementTree.fromstring(f"<x>{content.value}</x>").itertext()).split())
    assert words == "Correction, 20 March 2024: claim Was: It fell & <broke>. Now: It is unsafe. See her."
    assert "<del>" in content.value
    assert "<ins>" in content.value


def test_a_claim_tells_its_state_and_who_says_what(tmp_path: Path) -> None:
    joint = CLAIMS.replace("actor: calder", "actor: [calder, council]").replace(
        "unsafe:", "unsafe:\n  tlp: TLP:AMBER+STRICT", 1
    )
    denied = "    - unnamed: some\n      stance: deny\n      qualification: Of lorries.\n      evidence: [{quote: unsafe}]\n"
    (entry,) = parsed(
        made(
            tmp_path, {**SITE, "briefings/bridge/claims.yml": joint + denied.replace("unsafe}", '"unsafe"}')}
        )[CLAIMS_FEED]
    ).entries
    assert entry.title == "The bridge is unsafe"
    assert entry.summary == (
        "TLP:AMBER+STRICT Disputed: Ines Calder & Søn <Nord> and City council support; "
        "“some”, unnamed, denies (Of lorries.)"
    )
    assert [tag.term for tag in entry.tags] == ["TLP:AMBER+STRICT"]


def test_a_claim_without_a_date_has_that_of_its_source(tmp_path: Path) -> None:
    (entry,) = parsed(made(tmp_path, CONTENT)[CLAIMS_FEED]).entries
    assert entry.updated == "2024-03-12T00:00:00Z"


def test_the_newest_fifty_are_in_a_feed(tmp_path: Path) -> None:
    many = "".join(
        CLAIMS.replace("unsafe:", f"c{number}:", 1).replace(
            "support", f"support\n      date: {1900 + number}"
        )
        for number in range(70)
    )
    entries = parsed(made(tmp_path, {**CONTENT, "briefings/bridge/claims.yml": many})[CLAIMS_FEED]).entries
    assert [int(entry.updated[:4]) for entry in entries] == list(range(1969, 1919, -1))


def test_drafts_and_what_was_withdrawn_are_no_claims(tmp_path: Path) -> None:
    draft = CLAIMS.replace("unsafe:", "zyxwer:\n  draft: true", 1).replace(
        "The bridge is unsafe.", "Zyxwer.", 1
    )
    draft += "  corrections: [{date: 2024-03-20, kind: correction, text: Zyxwer.}]\n"
    gone = CLAIMS.replace("unsafe:", "gone:", 1).replace("The bridge is unsafe.", "It is gone.", 1)
    gone += "  corrections: [{date: 2024-03-20, kind: withdrawal, text: Nobody said so.}]\n"
    found = made(tmp_path, {**CONTENT, "briefings/bridge/claims.yml": CLAIMS + draft + gone})
    assert [entry.title for entry in parsed(found[CLAIMS_FEED]).entries] == ["The bridge is unsafe"]
    assert [entry.title for entry in parsed(found[CORRECTIONS]).entries] == ["Withdrawal: It is gone"]
    assert not any(b"yxwer" in content for content in found.values())


# addresses


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("site_url", ["", "https://desk.example/briefs/"])
def test_links_lead_to_pages_of_the_site(tmp_path: Path, site_url: str, directory_urls: bool) -> None:
    config = f"use_directory_urls: {json.dumps(directory_urls)}\n" + (
        f"site_url: {site_url}\n" if site_url else ""
    )
    write(tmp_path, {**SITE, "mkdocs.yml": CONTENT["mkdocs.yml"] + config})
    done = mkdocs("build", "--strict", cwd=tmp_path)
    assert done.returncode == 0, said(done)
    out = tree(tmp_path / "site")
    base = site_url or "file:///site/"
    for path in (CORRECTIONS, CLAIMS_FEED):
        assert atom.mistakes(out[path]) == []
        for found in ElementTree.fromstring(out[path]).iter(f"{atom.ATOM}link"):
            assert found.get("href", "").startswith("https://") == bool(site_url)
            address, _, anchor = urljoin(base + path, found.get("href", "")).partition("#")
            file = address.removeprefix(base)
            page = out[f"{file}index.html" if file.endswith("/") or not file else file]
            assert (f'id="{anchor}"' if anchor else "").encode() in page
            if found.get("rel") == "self":
                assert file == path


def test_generated_projects_have_the_same_feeds(tmp_path: Path) -> None:
    expected = made(tmp_path)
    assert briefkit("generate", "out", cwd=tmp_path).returncode == 0
    out = tree(tmp_path / "out" / "docs")
    assert {path: out[path] for path in expected} == expected


@pytest.mark.parametrize("site_url", ["http://[", "desk.example", "ftp://desk.example/", "//"])
def test_an_address_that_is_none_is_not_used(tmp_path: Path, site_url: str) -> None:
    settings = Settings(root=tmp_path, site_url=f"{site_url}/")
    write(tmp_path, SITE)
    linked = link(load(settings)[0])
    for asset in feeds(Site(linked)):
        assert atom.mistakes(asset.content) == []
        assert site_url.encode() not in asset.content.replace(b"http://www.w3.org", b"")


# ids that stay


def test_ids_outlive_other_words_new_corrections_and_another_name(tmp_path: Path) -> None:
    before = made(tmp_path / "before")
    claims = CORRECTED.replace("The bridge is unsafe.", "It is quite unsafe.", 1).replace(
        "Other words.", "Better words."
    )
    claims += "    - {date: 2024-03-20, kind: correction, text: One more of that day.}\n"
    after = made(tmp_path / "after", {**SITE, "briefings/bridge/claims.yml": claims})
    assert ids(after[CLAIMS_FEED]) == ids(before[CLAIMS_FEED])
    assert set(ids(before[CORRECTIONS])) < set(ids(after[CORRECTIONS]))
    renamed = CORRECTED.replace("unsafe:", "not-safe:\n  formerly: [unsafe, dangerous]", 1)
    files = {name: text.replace("claim/unsafe", "claim/not-safe") for name, text in SITE.items()}
    moved = made(tmp_path / "moved", {**files, "briefings/bridge/claims.yml": renamed})
    assert ids(moved[CLAIMS_FEED]) == ids(before[CLAIMS_FEED])
    assert ids(moved[CORRECTIONS]) == ids(before[CORRECTIONS])


def test_ids_differ_between_sites_and_not_between_schemes(tmp_path: Path) -> None:
    urls = (
        "",
        "http://desk.example/",
        "https://desk.example/",
        "https://desk.example/b/",
        "https://other.example/",
    )
    found = [
        ids(made(tmp_path / str(number), SITE, f"site_url: {url}\n" if url else "")[CLAIMS_FEED])[0]
        for number, url in enumerate(urls)
    ]
    assert found[1] == found[2]
    assert len(set(found)) == 4


def test_a_name_given_up_and_taken_by_another_stays_with_the_other(tmp_path: Path) -> None:
    other = CLAIMS.replace("unsafe:", "not-safe:\n  formerly: [unsafe]", 1).replace(
        "The bridge is unsafe.", "Other.", 1
    )
    write(tmp_path, {**CONTENT, "briefings/bridge/claims.yml": CLAIMS + other})
    built = build(read_settings(tmp_path / "mkdocs.yml"))
    (content,) = (asset.content for asset in built.assets if asset.path == CLAIMS_FEED)
    assert atom.mistakes(content) == []
    assert len(set(ids(content))) == 2
