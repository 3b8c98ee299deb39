"""Lists that are filtered and sorted: what their scripts hold, and how long their pages are."""

import json
from pathlib import Path
from typing import Any

import markdown
import pytest

from briefkit.building import Built, build
from briefkit.load import read_settings
from briefkit.model.claim import Claim
from briefkit.model.needs import MARKDOWN_EXTENSIONS
from briefkit.render.outline import MOST_POSITIONS, outlined
from briefkit.render.sheet import BYTES_A_PAGE, ENTRIES_A_PAGE, leaves
from rich_site import HIDDEN, RICH
from sites import write
from starter_site import starter_site

LISTS = ("briefings", "claims", "actors", "places", "events", "sources", "timeline")


def scripts(made: Built) -> dict[str, bytes]:
    """The scripts of the lists, by their names."""
    folder = "assets/listings/"
    found = {asset.path: asset.content for asset in made.assets if asset.path.startswith(folder)}
    return {path.removeprefix(folder).removesuffix(".js"): content for path, content in found.items()}


def data(script: bytes) -> dict[str, Any]:
    held = script.decode().strip().removeprefix("briefkitListing(").removesuffix(")")
    return json.loads(held)


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = write(tmp_path_factory.mktemp("lists"), RICH)
    return build(read_settings(folder / "mkdocs.yml"))


@pytest.fixture(scope="module")
def lists(rich: Built) -> dict[str, dict[str, Any]]:
    return {name: data(script) for name, script in scripts(rich).items()}


def facet(listing: dict[str, Any], name: str) -> dict[str, list[str]]:
    """The labels of a facet's choices with their other names, by key."""
    found = next((one for one in listing["facets"] if one["name"] == name), {"choices": []})
    return {key: said for key, *said in found["choices"]}


def values(listing: dict[str, Any], row: list[Any], name: str) -> list[str]:
    """The keys of a row's values."""
    at = [one["name"] for one in listing["facets"]].index(name)
    held = row[3][at]
    numbers = held if isinstance(held, list) else [] if held is None else [held]
    return [listing["facets"][at]["choices"][number][0] for number in numbers]


def row(listing: dict[str, Any], name: str) -> list[Any]:
    return next(one for one in listing["rows"] if one[0] == name)


def test_every_list_has_a_script(lists: dict[str, dict[str, Any]]) -> None:
    assert tuple(lists) == LISTS
    assert {listing["name"] for listing in lists.values()} == set(LISTS)


def test_a_facet_without_a_choice_says_so(tmp_path: Path) -> None:
    listing = data(scripts(starter_site(tmp_path / "new", {}))["claims"])
    assert [one["name"] for one in listing["facets"] if one["choices"] == []] == ["country"]


def test_choices_are_what_occurs_in_the_order_of_their_list(lists: dict[str, dict[str, Any]]) -> None:
    assert facet(lists["claims"], "dispute") == {"disputed": ["Disputed"], "asserted": ["Asserted"]}
    assert list(facet(lists["claims"], "kind")) == ["factual", "forecast"]
    assert list(facet(lists["events"], "status")) == ["planned", "cancelled"]
    assert facet(lists["actors"], "country") == {"BY": ["Belarus"]}


def test_a_place_counts_for_the_larger_ones_and_an_event_for_its_places(lists: dict[str, Any]) -> None:
    claims = lists["claims"]
    assert values(claims, row(claims, "unsafe"), "place") == ["bridge", "town", "oblast", "belarus"]
    assert values(claims, row(claims, "unsafe"), "country") == ["BY"]
    assert values(lists["places"], row(lists["places"], "town"), "place") == ["oblast", "belarus"]
    assert values(lists["events"], row(lists["events"], "works"), "place") == ["town", "oblast", "belarus"]
    timeline = lists["timeline"]
    position = next(one for one in timeline["rows"] if "position" in values(timeline, one, "kind"))
    assert values(timeline, position, "kind") == ["position", "support"]
    assert values(timeline, position, "claim") == ["unsafe"]
    assert values(timeline, position, "place") == ["bridge", "town", "oblast", "belarus"]


def test_a_record_is_found_by_all_its_names_and_hidden_ones_are_only_folded(lists: dict[str, Any]) -> None:
    _, title, *rest = row(lists["actors"], "council")
    assert title == "City council"
    assert rest[4] == "minsk · zqhidden · gorsovet"
    assert facet(lists["claims"], "actor")["council"] == ["City council", "minsk · zqhidden · gorsovet"]


def test_dates_are_days_as_numbers_and_open_ends_are_nought(lists: dict[str, Any]) -> None:
    events = lists["events"]
    assert events["dates"][row(events, "closing")[2]] == [20240310, 20240312, "10–12 March 2024"]
    assert events["dates"][row(events, "reopening")[2]] == [0, 0, "date not given"]


def test_nothing_stands_in_them_that_is_not_published(rich: Built) -> None:
    words = b"".join(scripts(rich).values()).decode()
    leaked = {word for word in (*HIDDEN, "zqtext") if word in words}
    assert leaked == {"zqhidden"}


def test_one_content_makes_one_script(rich: Built, tmp_path: Path) -> None:
    folder = write(tmp_path, RICH)
    assert scripts(build(read_settings(folder / "mkdocs.yml"))) == scripts(rich)


def test_addresses_end_as_those_of_the_site(tmp_path: Path) -> None:
    config = RICH["mkdocs.yml"] + "use_directory_urls: false\n"
    made = build(read_settings(write(tmp_path, {**RICH, "mkdocs.yml": config}) / "mkdocs.yml"))
    assert {data(script)["end"] for script in scripts(made).values()} == {".html"}


def test_no_text_ends_the_script(tmp_path: Path) -> None:
    name = '</script><img src=x onerror=alert(1)> \u2028 \\ " ) {{ x }}'
    actors = json.dumps({"mayor": {"name": name, "kind": "person"}})
    folder = write(tmp_path, {"mkdocs.yml": RICH["mkdocs.yml"], "briefings/actors.yml": actors})
    script = scripts(build(read_settings(folder / "mkdocs.yml")))["actors"]
    assert b"<" not in script
    assert b"\xe2\x80\xa8" not in script
    assert len(script.splitlines()) == 1
    assert data(script)["rows"][0][1] == name


# pages


def claim(*stances: str) -> Claim:
    positions = [
        {"actor": f"a{number}", "stance": stance, "date": f"2024-01-{number + 1:02}"}
        for number, stance in enumerate(stances)
    ]
    return Claim.model_validate({"id": "c", "claim": "So.", "kind": "factual", "positions": positions})


def test_a_line_shows_every_stance_and_the_latest_positions() -> None:
    few = outlined(claim("deny", "support"))
    assert ([str(one.stance) for one in few.positions], few.more) == (["support", "deny"], 0)
    many = outlined(claim("deny", *["support"] * 9, "comment"))
    assert [str(one.stance) for one in many.positions] == ["support", "support", "deny", "comment"]
    assert [one.actor for one in many.positions[:2]] == [("a8",), ("a9",)]
    assert many.more == 11 - MOST_POSITIONS


def test_long_entries_stand_on_more_pages() -> None:
    def numbers(weight: int, count: int) -> list[int]:
        return [len(leaf.entries) for leaf in leaves(range(count), lambda _: weight)]

    assert numbers(1, 2 * ENTRIES_A_PAGE + 1) == [ENTRIES_A_PAGE, ENTRIES_A_PAGE, 1]
    assert numbers(BYTES_A_PAGE // 2, 5) == [2, 2, 1]
    assert numbers(2 * BYTES_A_PAGE, 2) == [1, 1]
    assert numbers(1, 0) == [0]


def test_no_page_of_a_list_is_long_whatever_is_said(tmp_path: Path) -> None:
    limit = "Only as far as the part that lies on this side of the river is meant. " * 5
    stances = ("support", "deny", "query", "comment")
    positions = [
        {"unnamed": "some", "stance": stances[n % 4], "date": f"2024-01-0{n + 1}", "qualification": limit}
        for n in range(6)
    ]
    claims = {
        f"c{n}": {"claim": f"{n} {limit}", "kind": "factual", "positions": positions} for n in range(90)
    }
    files = {"briefings/claims.yml": json.dumps(claims)}
    made = build(read_settings(write(tmp_path, {"mkdocs.yml": RICH["mkdocs.yml"], **files}) / "mkdocs.yml"))
    pages = [page for page in made.pages if page.path.startswith("claims/index")]
    assert 1 < len(pages) < 20
    html = [markdown.markdown(page.text, extensions=list(MARKDOWN_EXTENSIONS)) for page in pages]
    assert max(len(text.encode()) for text in html) < 270_000
    lines = "".join(html).count("and 2 more positions")
    assert lines == len(claims)
    assert len(scripts(made)["claims"]) < 900 * len(claims)


def test_more_claims_about_a_place_are_found_in_the_list_by_it(tmp_path: Path) -> None:
    claims = "".join(
        f"c{number}: {{claim: It is {number}., kind: factual, about: [place/here, actor/ann]}}\n"
        for number in range(21)
    )
    files = {
        "mkdocs.yml": "site_name: A\ntheme: {name: mkdocs}\nplugins: [briefkit]\n",
        "briefings/places.yml": "here: {name: Here, kind: city}\n",
        "briefings/actors.yml": "ann: {name: Ann, kind: person}\n",
        "briefings/claims.yml": claims,
    }
    made = build(read_settings(write(tmp_path, files) / "mkdocs.yml"))
    pages = {page.path: page.text for page in made.pages}
    assert "[All claims](../claims/index.md?place=here)" in pages["places/here.md"]
    assert "[All claims](../claims/index.md)" in pages["actors/ann.md"]


def test_characters_that_turn_text_around_are_named_in_lists_too(tmp_path: Path) -> None:
    files = {
        "briefings/actors.yml": 'evil: {name: "Evil \u202egnp.exe", kind: person}\n',
        "briefings/harbour-bridge/claims.yml": "",
        "briefings/harbour-bridge/events.yml": "",
    }
    made = starter_site(tmp_path / "new", files)
    shown = "Evil ⟦U+202E right-to-left override⟧gnp.exe"
    assert row(data(scripts(made)["actors"]), "evil")[1] == shown
    previews = b"".join(asset.content for asset in made.assets if "/previews/" in asset.path).decode()
    assert json.dumps(shown) in previews
