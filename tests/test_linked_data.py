"""The JSON-LD of pages: schema.org's words used as schema.org means them, and a block that nothing can break."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.building import build
from briefkit.load.settings import read_settings
from briefkit.model.dates import parse_edtf
from briefkit.model.needs import MARKDOWN_EXTENSIONS
from briefkit.model.settings import Settings
from briefkit.model.vocabulary import Verdict
from briefkit.render.iso_dates import iso_coverage, iso_date, iso_period
from briefkit.render.json_text import script_json
from manual import MANUAL, headings
from manual import read as manual_page
from rich_site import HIDDEN, RICH
from sites import BIN, CONTENT, briefkit, mkdocs, run, said, tree, write

Node = dict[str, Any]

PARENTS: Mapping[str, tuple[str, ...]] = {
    "Person": ("Thing",),
    "Organization": ("Thing",),
    "GovernmentOrganization": ("Organization",),
    "Place": ("Thing",),
    "AdministrativeArea": ("Place",),
    "Country": ("AdministrativeArea",),
    "City": ("AdministrativeArea",),
    "BodyOfWater": ("Place",),
    "Event": ("Thing",),
    "CreativeWork": ("Thing",),
    "Claim": ("CreativeWork",),
    "ClaimReview": ("CreativeWork",),
    "NewsArticle": ("CreativeWork",),
    "Report": ("CreativeWork",),
    "WebSite": ("CreativeWork",),
    "WebPage": ("CreativeWork",),
    "AboutPage": ("WebPage",),
    "CollectionPage": ("WebPage",),
    "CorrectionComment": ("CreativeWork",),
    "MediaObject": ("CreativeWork",),
    "DataDownload": ("MediaObject",),
    "Rating": ("Thing",),
    "GeoCoordinates": ("Thing",),
    "PostalAddress": ("Thing",),
    "PropertyValue": ("Thing",),
    "Thing": (),
}
"""The types used, each with what it is a kind of; steps between that nothing here asks for are left out."""

TEXT, DATE, URL, NUMBER = "a text", "a date", "an address", "a number"
WHO = {"Organization", "Person"}
WORK, THING = {"CreativeWork"}, {"Thing"}

PROPERTIES: Mapping[str, tuple[set[str], set[str]]] = {
    "name": (THING, {TEXT}),
    "alternateName": (THING, {TEXT}),
    "disambiguatingDescription": (THING, {TEXT}),
    "identifier": (THING, {TEXT, "PropertyValue"}),
    "sameAs": (THING, {URL}),
    "url": (THING, {URL}),
    "subjectOf": (THING, {"CreativeWork"}),
    "contentUrl": ({"MediaObject"}, {URL}),
    "encodingFormat": (WORK, {TEXT}),
    "propertyID": ({"PropertyValue"}, {TEXT}),
    "value": ({"PropertyValue"}, {TEXT}),
    "jobTitle": ({"Person"}, {TEXT}),
    "nationality": ({"Person"}, {"Country"}),
    "address": ({"Organization", "Person", "Place"}, {"PostalAddress"}),
    "addressCountry": ({"PostalAddress"}, {TEXT}),
    "memberOf": (WHO, {"Organization"}),
    "member": ({"Organization"}, WHO),
    "worksFor": ({"Person"}, {"Organization"}),
    "employee": ({"Organization"}, {"Person"}),
    "parentOrganization": ({"Organization"}, {"Organization"}),
    "subOrganization": ({"Organization"}, {"Organization"}),
    "founder": ({"Organization"}, WHO),
    "funder": ({"Organization", "Person", "Event", "CreativeWork"}, WHO),
    "geo": ({"Place"}, {"GeoCoordinates"}),
    "latitude": ({"GeoCoordinates", "Place"}, {NUMBER}),
    "longitude": ({"GeoCoordinates", "Place"}, {NUMBER}),
    "containedInPlace": ({"Place"}, {"Place"}),
    "startDate": ({"Event"}, {DATE}),
    "endDate": ({"Event"}, {DATE}),
    "eventStatus": ({"Event"}, {URL}),
    "location": ({"Event", "Organization"}, {"Place"}),
    "organizer": ({"Event"}, WHO),
    "contributor": ({"Event", "CreativeWork"}, WHO),
    "superEvent": ({"Event"}, {"Event"}),
    "about": ({"Event", "CreativeWork"}, THING),
    "text": (WORK, {TEXT}),
    "temporalCoverage": (WORK, {TEXT}),
    "appearance": ({"Claim"}, WORK),
    "firstAppearance": ({"Claim"}, WORK),
    "claimReviewed": ({"ClaimReview"}, {TEXT}),
    "itemReviewed": ({"ClaimReview"}, THING),
    "reviewRating": ({"ClaimReview"}, {"Rating"}),
    "ratingValue": ({"Rating"}, {NUMBER}),
    "bestRating": ({"Rating"}, {NUMBER}),
    "worstRating": ({"Rating"}, {NUMBER}),
    "ratingExplanation": ({"Rating"}, {TEXT}),
    "headline": (WORK, {TEXT}),
    "abstract": (WORK, {TEXT}),
    "author": (WORK | {"Rating"}, WHO),
    "publisher": (WORK, WHO),
    "sourceOrganization": (WORK, {"Organization"}),
    "creditText": (WORK, {TEXT}),
    "datePublished": (WORK, {DATE}),
    "dateModified": (WORK, {DATE}),
    "inLanguage": (WORK | {"Event"}, {TEXT}),
    "archivedAt": (WORK, {URL}),
    "isBasedOn": (WORK, WORK),
    "correction": (WORK, {"CorrectionComment"}),
    "usageInfo": (WORK, WORK),
}
"""The properties used: what can have them, and what they can hold (schema.org 30.0)."""

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def graphs(folder: Path, files: Mapping[str, str] = RICH, config: str = "") -> dict[str, list[Node]]:
    """The nodes of each page, by the page's path."""
    write(folder, {**files, "mkdocs.yml": RICH["mkdocs.yml"] + config})
    found = {}
    for page in build(read_settings(folder / "mkdocs.yml")).pages:
        (block,) = BLOCK.findall(page.text)
        content = json.loads(block)
        assert list(content) == ["@context", "@graph"]
        assert content["@context"] == "https://schema.org"
        found[page.path] = content["@graph"]
    return found


@cache
def rich() -> dict[str, list[Node]]:
    with TemporaryDirectory() as folder:
        return graphs(Path(folder))


def one(path: str, found: Mapping[str, list[Node]] | None = None) -> Node:
    (node,) = (found or rich())[path]
    return node


def every(value: Any) -> Iterator[Node]:
    """The node and all inside it."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict) and "@value" not in item:
            yield item
            for inside in item.values():
                yield from every(inside)


def kinds(name: str) -> set[str]:
    return {name}.union(*(kinds(parent) for parent in PARENTS[name]))


def fits(value: Any, allowed: set[str], types: Mapping[str, str]) -> bool:
    if isinstance(value, list):
        return all(fits(item, allowed, types) for item in value)
    if isinstance(value, dict) and "@value" in value:
        return TEXT in allowed and isinstance(value["@value"], str)
    if isinstance(value, dict):
        return bool(kinds(value.get("@type") or types[value["@id"]]) & allowed)
    if isinstance(value, str):
        date = DATE in allowed and re.fullmatch(r"\d{4}(-\d\d(-\d\d(T[\d:]+(Z|[+-][\d:]+)?)?)?)?", value)
        url = URL in allowed and re.match(r"https://|\.\.?/|#", value)
        return bool(TEXT in allowed or date or url)
    return NUMBER in allowed and isinstance(value, (int, float)) and not isinstance(value, bool)


# the words of schema.org


def test_every_property_stands_where_schema_org_has_it_and_holds_what_it_may() -> None:
    for path, graph in rich().items():
        types = {node["@id"]: node["@type"] for node in graph}
        for node in every(graph):
            for name, value in node.items():
                if name[0] == "@":
                    continue
                owners, held = PROPERTIES[name]
                of = node.get("@type") or types[node["@id"]]
                assert kinds(of) & owners, (path, of, name)
                assert fits(value, held, types), (path, name, value)


def test_the_site_of_this_test_uses_every_property_and_type_of_the_table() -> None:
    nodes = [inside for graph in rich().values() for inside in every(graph)]
    assert {name for node in nodes for name in node if name[0] != "@"} == set(PROPERTIES)
    assert {node["@type"] for node in nodes if "@type" in node} == set(PARENTS) - {"Thing", "MediaObject"}


def test_the_manual_tells_the_properties_and_types_that_are_used() -> None:
    page = headings(manual_page(MANUAL / "exchange.md"))
    fields = [line.split(" | ")[1] for line in page["fields"].splitlines() if line.startswith("| ")]
    told = {name for cell in fields for name in re.findall(r"`(\w+)`", cell)}
    site_alone = {"inLanguage", "name", "url", "publisher"}
    assert told - set(PROPERTIES) == set()
    assert set(PROPERTIES) - told <= site_alone
    records = [line.split(" | ")[1] for line in page["records"].splitlines() if line.startswith("| ")]
    of_records = {node["@type"] for graph in rich().values() for node in graph} | {"CreativeWork"}
    pages = {"WebSite", "WebPage", "AboutPage", "CollectionPage", "ClaimReview"}
    words = {word for cell in records for word in re.findall(r"\b[A-Z]\w+", cell)}
    assert {word for word in words if word in PARENTS} == of_records - pages
    assert all(f"{name}" in page["json-ld"] for name in pages - {"ClaimReview"})


def test_dates_are_cut_to_what_iso_knows() -> None:
    written = {
        "2024-03-10": "2024-03-10",
        "2024-03-10T10:30:00Z": "2024-03-10T10:30:00Z",
        "2024-03": "2024-03",
        "2024-03-XX": "2024-03",
        "2024": "2024",
        "0987": "0987",
        "2024-XX": "2024",
        "2024-03~": None,
        "2024-03-10?": None,
        "2024%": None,
        "2024-21": None,
        "202X": None,
        "20XX": None,
        "2024-01/2024-02": None,
    }
    assert {text: iso_date(parse_edtf(text)) for text in written} == written
    periods = {
        "2024-03-10": ("2024-03-10", None),
        "2024-01/2024-05~": ("2024-01", None),
        "2024-01/..": ("2024-01", None),
        "/2024-05": (None, "2024-05"),
        "2024-05/2024-01": (None, None),
    }
    assert {text: iso_period(parse_edtf(text)) for text in periods} == periods
    assert iso_coverage(parse_edtf("2024-01/2024-05")) == "2024-01/2024-05"
    assert iso_coverage(parse_edtf("2024-01/..")) is None
    assert iso_coverage(parse_edtf("2024-01")) == "2024-01"


# what pages say


def test_addresses_are_whole_where_the_site_has_one(tmp_path: Path) -> None:
    found = graphs(tmp_path, config="site_url: https://desk.example/x\n")
    assert one("index.md", found)["@id"] == "https://desk.example/x/"
    calder = one("actors/calder.md", found)
    assert calder["@id"] == "https://desk.example/x/actors/calder/"
    assert calder["subjectOf"]["contentUrl"] == "https://desk.example/x/data/actor/calder.json"
    assert calder["worksFor"]["@id"] == "https://desk.example/x/actors/council/"


@pytest.mark.parametrize(
    ("directories", "own", "other"), [("true", "./", "../council/"), ("false", "calder.html", "council.html")]
)
def test_addresses_are_relative_where_it_has_none(
    tmp_path: Path, directories: str, own: str, other: str
) -> None:
    calder = one("actors/calder.md", graphs(tmp_path, config=f"use_directory_urls: {directories}\n"))
    assert (calder["@id"], calder["worksFor"]["@id"]) == (own, other)


def test_an_actor_tells_what_stands_and_is_shown() -> None:
    calder, council, union = (one(f"actors/{name}.md") for name in ("calder", "council", "union"))
    assert calder["jobTitle"] == "City engineer"
    assert calder["nationality"] == {"@type": "Country", "identifier": "BY"}
    assert calder["memberOf"]["name"] == "Union of cities"
    assert calder["disambiguatingDescription"] == "Engineer of City council, known to …."
    assert council["@type"] == "GovernmentOrganization"
    assert council["alternateName"] == {"@value": "Gorsovet", "@language": "be-Latn"}
    assert council["address"] == {"@type": "PostalAddress", "addressCountry": "BY"}
    assert union["sameAs"] == "https://www.wikidata.org/entity/Q1"
    assert "correction" not in union


def test_an_event_has_its_dates_and_who_takes_part_by_role() -> None:
    closing, works = one("events/closing.md"), one("events/works.md")
    assert (closing["startDate"], closing["endDate"]) == ("2024-03-10", "2024-03-12")
    assert [closing[name]["name"] for name in ("organizer", "contributor", "about", "superEvent")] == [
        "City council",
        "Union of cities",
        "Ines Calder",
        "Works",
    ]
    assert works["startDate"] == "2024-01"
    assert "endDate" not in works
    assert one("events/reopening.md")["eventStatus"] == "https://schema.org/EventScheduled"
    assert "startDate" not in one("events/feast.md")


def test_a_source_is_an_article_or_the_document_that_it_describes() -> None:
    report, survey = one("sources/report.md"), one("sources/survey.md")
    assert (report["@type"], survey["@type"]) == ("NewsArticle", "CreativeWork")
    assert report["isBasedOn"]["headline"] == "Survey"
    assert [author["@type"] for author in report["author"]] == ["Person", "Person", "Organization"]
    assert report["author"][0]["@id"] == "../../actors/calder/"
    assert report["sourceOrganization"]["name"] == "Union of cities"
    assert report["url"] == "https://paper.example/a?b=1&c=2"
    assert survey["publisher"]["@id"] == "../../actors/council/"
    assert "datePublished" not in survey


def test_a_claim_tells_where_it_appeared_and_what_was_corrected() -> None:
    claim, review = rich()["claims/unsafe.md"]
    assert [source["headline"] for source in claim["appearance"]] == ["Bridge unsafe", "Unsafe already"]
    assert claim["firstAppearance"]["headline"] == "Unsafe already"
    assert claim["correction"]["name"] == "Correction"
    assert claim["correction"]["text"] == "See her."
    assert claim["usageInfo"]["name"] == "TLP:GREEN"
    assert claim["dateModified"] == "2024-03-16"
    assert review["itemReviewed"]["@id"] == claim["@id"]
    assert review["reviewRating"] == {
        "@type": "Rating",
        "ratingValue": 1,
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": "refuted",
        "ratingExplanation": "As Ines Calder found.",
    }
    assert review["creditText"] == "desk"
    assert not any("deny" in json.dumps(node) or "support" in json.dumps(node) for node in (claim, review))


def test_a_briefing_is_a_report() -> None:
    report = one("briefings/bridge.md")
    assert (report["name"], report["abstract"]) == ("The bridge", "It stays shut.")
    assert (report["datePublished"], report["dateModified"]) == ("2024-03-13", "2024-03-18")
    assert [author["@type"] for author in report["author"]] == ["Organization", "Person"]


def test_other_pages_say_what_they_are() -> None:
    found = {path: graph[0]["@type"] for path, graph in rich().items() if len(graph) == 1}
    assert found["index.md"] == "WebSite"
    assert found["claims/index.md"] == found["timeline.md"] == found["corrections.md"] == "CollectionPage"
    assert found["ratings.md"] == "AboutPage"
    gone = one("claims/gone.md")
    assert (gone["@type"], gone["correction"]["name"]) == ("WebPage", "Withdrawal")
    assert "text" not in gone


# an interpretation gets no verdict
KINDS = [(kind, verdict) for kind in ("factual", "intent", "forecast") for verdict in (*Verdict, "")]


@pytest.mark.parametrize(("kind", "verdict"), [*KINDS, ("interpretation", "")])
def test_only_a_factual_claim_with_a_verdict_was_reviewed(tmp_path: Path, kind: str, verdict: str) -> None:
    view = f"{{verdict: {verdict}}}" if verdict else "{likelihood: likely}"
    claim = f"one: {{claim: It is so., kind: {kind}, assessment: {view}}}\n"
    graph = graphs(tmp_path, {"briefings/claims.yml": claim})["claims/one.md"]
    values = {"confirmed": 5, "mixed": 3, "refuted": 1}
    reviews = [node["reviewRating"]["ratingValue"] for node in graph if node["@type"] == "ClaimReview"]
    assert reviews == ([values[verdict]] if kind == "factual" and verdict in values else [])


def test_nothing_is_told_that_no_page_shows() -> None:
    for path, graph in rich().items():
        words = json.dumps(graph, ensure_ascii=False)
        leaked = {word for word in HIDDEN if word in words}
        assert leaked <= (
            {"zqgone"}
            if graph[0]["name" if "name" in graph[0] else "@type"].startswith("Withdrawn")
            else set()
        ), path


# the block


HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!-- <script> -->",
    "{{ config }} {% raw %} {# #}",
    '--8<-- "mkdocs.yml"',
    "[[x]] ![[y]] [a](b) `c` *d* _e_ ~~f~~ ==g== ^^h^^ {++i++} ++ctrl+k++ :smile: $x$ \\(y\\)",
    "&amp; &#60; &lt;",
    '\\ \\\\ \\u003c " \' \\"',
    "line\u2028separator\u2029and\x85next\x0bvertical\x0cfeed",
    "\x02klzzwxh:0000\x03 \x02wzxhzdk:0\x03",
    "\u202eoverride \ufeffmark \u200bzero 𝒳 😀 \U000e0041",
    "\n\n# Heading\n\n    code\n\n```\nfence\n```\n",
)


def shown(data: Any) -> Any:
    """What a page's block holds once Python-Markdown has read it, with what else sites turn on."""
    text = f'# A\n\n<div class="x" markdown="1">\n\nB\n\n</div>\n\n<script type="application/ld+json">{script_json(data)}</script>\n'
    extensions = [*MARKDOWN_EXTENSIONS, "admonition", "footnotes", "abbr", "def_list", "toc", "smarty"]
    more = [
        "superfences",
        "snippets",
        "magiclink",
        "critic",
        "emoji",
        "tilde",
        "caret",
        "keys",
        "arithmatex",
        "smartsymbols",
    ]
    html = markdown.markdown(text, extensions=[*extensions, *(f"pymdownx.{name}" for name in more)])
    (block,) = BLOCK.findall(html)
    assert html.count("<script") == html.count("</script") == 1
    return json.loads(block)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_the_block(text: str) -> None:
    assert shown({"@graph": [{"name": text, "list": [text, {"x": {}}]}]}) == {
        "@graph": [{"name": text, "list": [text, {"x": {}}]}]
    }


@given(st.text() | st.lists(st.sampled_from(HOSTILE)).map("".join))
def test_whatever_the_words_are_the_block_holds_them(text: str) -> None:
    written = script_json({"a": text, "b": [{"c": text}]})
    assert "\n" not in written
    assert not set("<>&`") & set(written)
    assert re.search(r"\{[{%#+=~]|\[\[|--8", written.replace("--8", "")) is None
    assert shown({"a": text, "b": [{"c": text}]}) == {"a": text, "b": [{"c": text}]}


@pytest.mark.parametrize("way", ["plugin", "mkdocs", "properdocs", "zensical"])
def test_hostile_names_come_out_of_every_renderer_as_they_went_in(tmp_path: Path, way: str) -> None:
    names = {f"a{number}": text for number, text in enumerate(HOSTILE)}
    printable = {
        name: "".join(c if c.isprintable() else " " for c in text).strip() for name, text in names.items()
    }
    actors = "".join(
        f"{name}: {{name: {json.dumps(text, ensure_ascii=False)}, kind: person}}\n"
        for name, text in printable.items()
    )
    theme = "site_name: Site\ntheme: {name: material, font: false}\nplugins: [search, briefkit]\n"
    extensions = "markdown_extensions: [pymdownx.snippets, pymdownx.critic, pymdownx.superfences, pymdownx.magiclink]\n"
    write(
        tmp_path,
        {"mkdocs.yml": theme + extensions, "docs/about.md": "# About\n", "briefings/actors.yml": actors},
    )
    folder = tmp_path
    if way != "plugin":
        assert briefkit("generate", "out", cwd=tmp_path).returncode == 0
        folder = tmp_path / "out"
    done = run(BIN / ("mkdocs" if way == "plugin" else way), "build", cwd=folder)
    assert done.returncode == 0, said(done)
    for name, text in printable.items():
        page = (folder / "site" / "actors" / name / "index.html").read_text(encoding="utf-8")
        (block,) = BLOCK.findall(page)
        (node,) = json.loads(block)["@graph"]
        assert node["name"] == text, way


def test_the_plugin_keeps_the_block_out_of_the_search(tmp_path: Path) -> None:
    write(tmp_path, CONTENT)
    done = mkdocs("build", cwd=tmp_path)
    assert done.returncode == 0, said(done)
    out = tree(tmp_path / "site")
    assert b"schema.org" not in out["search/search_index.json"]
    written_by_hand = {"404.html", "about/index.html", "search.html"}
    blocks = {path: len(BLOCK.findall(html.decode())) for path, html in out.items() if path.endswith(".html")}
    assert blocks == {path: int(path not in written_by_hand) for path in blocks}


def test_a_sites_own_template_can_leave_the_block_out(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"briefings/actors.yml": "a: {name: A, kind: person}\n", "templates/parts/linked_data.md.j2": ""},
    )
    for page in build(Settings(root=tmp_path, templates=Path("templates"))).pages:
        assert "ld+json" not in page.text
        assert page.text.endswith("\n")
        assert not page.text.endswith("\n\n")
