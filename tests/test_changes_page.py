from dataclasses import replace

import pytest
from markdown import Markdown

from briefkit.changes.comparing.entries import (
    ChangeKind,
    Comparison,
    FactChange,
    PageChange,
    PageChangeKind,
    State,
    Why,
)
from briefkit.changes.report.page import changes_pages
from briefkit.load import read_settings
from briefkit.model.mark import Mark
from briefkit.model.ref import Ref
from briefkit.pipeline import checked
from briefkit.problems import Problem, Rule, Severity
from readback import parsed, words
from sites import CONTENT, write

CLAIM, ACTOR, SOURCE = Ref("claim", "unsafe"), Ref("actor", "calder"), Ref("source", "report")
MARKDOWN = Markdown(extensions=["tables", "attr_list", "md_in_html"])


def site_in(folder, **settings):
    return checked(replace(read_settings(write(folder) / "mkdocs.yml"), **settings), set()).site


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return site_in(tmp_path_factory.mktemp("changes"))


def comparison(*facts, **more):
    return Comparison(State("main", "0123456789" * 4), State("", "9876543210" * 4), facts=facts, **more)


def shown(page):
    body = page.text.split("---\n", 2)[2]
    return parsed(MARKDOWN.reset().convert(body))


def links(tree):
    return {words(link): link.get("href") for link in tree.iter("a")}


def texts(tree, tag):
    return [words(element) for element in tree.iter(tag)]


QUOTE = FactChange(
    ChangeKind.EVIDENCE_GAINED,
    CLAIM,
    "The bridge is unsafe.",
    "positions[calder].evidence[report]",
    None,
    "The bridge is unsafe,",
    "“The bridge is unsafe,” said Ines Calder of the council.",
    anchor="position-calder",
    source=SOURCE,
)
TURNED = FactChange(
    ChangeKind.POSITION_TURNED, CLAIM, "The bridge is unsafe.", "positions[calder].stance", "deny", "support"
)
GONE = FactChange(ChangeKind.RECORD_REMOVED, Ref("place", "ford"), "The ford")


def test_page_lists_all_that_differs_with_links_to_what_is_there(site):
    rule = Rule("quote-not-found", Severity.ERROR, "x")
    pages = (
        PageChange(
            PageChangeKind.CHANGED, "claims/unsafe/", "claims/unsafe.md", "Unsafe", why=(Why(CLAIM, ""),)
        ),
        PageChange(PageChangeKind.REMOVED, "places/ford/", "places/ford.md", "Ford"),
        PageChange(PageChangeKind.MOVED, "actors/ines/", "actors/ines.md", "Ines", "actors/calder/"),
        PageChange(PageChangeKind.CHANGED, "./", "index.md", "Home", why=(Why(CLAIM, "lists"),)),
    )
    secret = FactChange(ChangeKind.FIELD_CHANGED, ACTOR, "Calder", "note", None, "s3cret", is_published=False)
    given = comparison(
        QUOTE,
        TURNED,
        GONE,
        secret,
        pages=pages,
        problems=(Problem(Mark("briefings/a.yml", 3, 1), rule, "no such words"),),
        mended=(Problem(Mark("briefings/b.yml", 4, 1), rule, "were no such words"),),
        notices=("The clone is shallow.",),
    )
    (page,) = changes_pages(site, given)
    assert (page.path, page.title) == ("changes.md", "Changes")
    tree = shown(page)
    assert links(tree) == {
        "The bridge is unsafe.": "claims/unsafe.md",
        "see": "claims/unsafe.md#position-calder",
        "Bridge unsafe": "sources/report.md",
        "Unsafe": "claims/unsafe.md",
        "Home": "index.md",
        "The bridge is unsafe": "claims/unsafe.md",
        "actors/calder/": "actors/calder.md",
    }
    assert texts(tree, "mark") == ["The bridge is unsafe,"]
    assert texts(tree, "del") == ["denies", "Ford", "Ines"]
    assert texts(tree, "ins") == ["supports"]
    told = words(tree)
    for part in (
        "0123456789 (main)",
        "3 facts changed",
        "1 change that no reader sees",
        "The clone is shallow.",
    ):
        assert part in told
    for part in ("briefings/a.yml:3", "briefings/b.yml:4", "lists The bridge is unsafe", "record removed"):
        assert part in told
    assert "s3cret" not in told
    # what a reviewer must not miss comes first
    assert told.index("turned from") < told.index("new quote from") < told.index("record removed")


def test_nothing_of_the_content_is_markup_on_the_page(site):
    odd = "<b>x</b> [a](b) *c* `d` {{ e }} | f | ![g](h) </div>"
    facts = [FactChange(kind, CLAIM, odd, odd, odd, odd, odd, source=SOURCE) for kind in ChangeKind]
    given = comparison(
        *facts, notices=(odd,), problems=(Problem(Mark(odd, 1, 1), Rule("a", Severity.ERROR, ""), odd),)
    )
    (page,) = changes_pages(site, replace(given, base=State(odd, "0123456789" * 4)))
    tree = shown(page)
    assert not any([*tree.iter(tag)] for tag in ("b", "em", "img"))
    assert texts(tree, "code") == ["9876543210", "0123456789"]
    assert words(tree).count(odd) >= len(facts)


def test_many_entries_stand_on_several_pages(site):
    facts = [
        replace(TURNED, ref=Ref("claim", f"c{number}"), label=f"Claim {number}") for number in range(450)
    ]
    pages = changes_pages(site, comparison(*facts))
    assert [page.path for page in pages] == ["changes.md", "changes/2.md", "changes/3.md"]
    assert [len([*shown(page).iter("h3")]) for page in pages] == [200, 200, 50]
    assert links(shown(pages[1]))["next page"] == "3.md"


def test_page_without_changes_says_so(site):
    (page,) = changes_pages(site, comparison())
    assert "Nothing changed." in words(shown(page))


def test_page_speaks_the_language_of_the_site(tmp_path):
    (page,) = changes_pages(site_in(tmp_path, language="de"), comparison(TURNED))
    told = words(shown(page))
    assert page.title == "Änderungen"
    assert "gewendet von bestreitet zu vertritt" in told


def test_page_is_marked_as_strictly_as_the_records_it_tells_of(tmp_path):
    claims = CONTENT["briefings/bridge/claims.yml"].replace(
        "kind: factual", "kind: factual\n  tlp: TLP:AMBER"
    )
    write(tmp_path)
    write(tmp_path, {"briefings/bridge/claims.yml": claims})
    site = checked(read_settings(tmp_path / "mkdocs.yml"), set()).site
    (page,) = changes_pages(site, comparison(TURNED))
    assert 'data-tlp="amber"' in page.text
    (other,) = changes_pages(site, comparison(replace(TURNED, ref=ACTOR)))
    assert "data-tlp" not in other.text
