"""The first page."""

import re
from pathlib import Path

from briefkit.building import build
from briefkit.load import read_settings
from sites import write

ACTORS = "mayor: {name: The mayor, kind: person}\ncouncil: {name: The council, kind: group}\n"


def claims(state: str, count: int, stances: tuple[str, ...]) -> str:
    holders = ("mayor", "council")
    held = ", ".join(
        f"{{actor: {actor}, stance: {stance}}}" for actor, stance in zip(holders, stances, strict=False)
    )
    return "".join(
        f"{state}-{number}: {{claim: It is {state} the {number}th time., kind: factual, positions: [{held}]}}\n"
        for number in range(count)
    )


def home(folder: Path, files: dict[str, str]) -> str:
    (folder / "briefings").mkdir(parents=True, exist_ok=True)
    write(folder, {"mkdocs.yml": "site_name: Harbour desk\nplugins: [briefkit]\n", **files})
    pages = {page.path: page.text for page in build(read_settings(folder / "mkdocs.yml")).pages}
    return pages["index.md"]


def test_a_site_without_a_record_says_what_comes_and_how_it_begins(tmp_path: Path) -> None:
    text = home(tmp_path, {})
    assert "# Harbour desk" in text
    assert "Nothing is published here yet." in text
    assert "`briefings/`" in text
    assert "`briefing.md`" in text
    assert "](" not in text.partition("bk-colophon")[0], "nothing there is has anything to lead to"
    assert "bk-timeline" not in text
    assert "bk-numbers" not in text


def test_a_site_without_a_briefing_shows_what_there_is(tmp_path: Path) -> None:
    text = home(
        tmp_path, {"briefings/actors.yml": ACTORS, "briefings/claims.yml": claims("said", 1, ("support",))}
    )
    assert "No briefing is published yet." in text
    assert "It is said the 0th time" in text
    assert "Nothing is in dispute." in text


def test_a_site_that_has_withdrawn_everything_says_so(tmp_path: Path) -> None:
    gone = "corrections: [{date: 2024-03-20, kind: withdrawal, text: It was invented.}]"
    text = home(tmp_path, {"briefings/actors.yml": f"mayor: {{name: The mayor, kind: person, {gone}}}\n"})
    assert "It was invented." in text
    assert "Nothing is published here yet." not in text
    assert "`briefings/`" not in text


def test_of_many_claims_the_most_disputed_are_shown_and_the_rest_counted(tmp_path: Path) -> None:
    written = (
        claims("both", 9, ("support", "deny"))
        + claims("asked", 4, ("query",))
        + claims("said", 30, ("support",))
    )
    text = home(tmp_path, {"briefings/actors.yml": ACTORS, "briefings/claims.yml": written})
    assert text.count("bk-card--claim") == 6
    assert len(re.findall(r"\*\*\[It is both", text)) == 6
    assert "[and 7 more in dispute](claims/index.md)" in text
    counts = re.findall(r"dispute=(\w+)\)</span>", text)
    assert counts == ["disputed", "questioned", "asserted"]
    shown = dict(re.findall(r"\[(\d+)\]\(claims/index\.md\?dispute=(\w+)\)", text))
    assert shown == {"9": "disputed", "4": "questioned", "30": "asserted"}


def test_it_stays_small_however_much_there_is(tmp_path: Path) -> None:
    places = "".join(
        f"p{n}: {{name: Town {n}, kind: city, coordinates: {{latitude: {n % 120 - 60}, longitude: {n % 300 - 150}}}}}\n"
        for n in range(100)
    )
    events = "".join(f"e{n}: {{name: Day {n}, date: {1500 + n}, places: p{n}}}\n" for n in range(30))
    written = claims("both", 40, ("support", "deny"))
    files = {"actors": ACTORS, "places": places, "events": events, "claims": written}
    text = home(tmp_path, {f"briefings/{name}.yml": content for name, content in files.items()})
    assert len(text) < 100_000
    assert text.count("bk-map-mark") <= 62
