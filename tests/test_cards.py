"""Cards: a record wherever it is more than a link."""

import html
import json
import re
from pathlib import Path

import pytest

from briefkit.building import build
from briefkit.load import read_settings
from briefkit.model.kinds import BY_NAME
from sites import write

CONTENT = {
    "mkdocs.yml": "site_name: Bridges\nplugins: [briefkit]\n",
    "briefings/actors.yml": "mayor: {name: The mayor, kind: person, summary: She runs the town., tlp: 'TLP:GREEN'}\n",
    "briefings/places.yml": """\
town: {name: The town, kind: city, summary: A town on a river.}
market: {name: The market, kind: site, part_of: town}
""",
    "briefings/events.yml": "fair: {name: The fair, date: 2024-03-12, status: cancelled, places: town}\n",
    "briefings/claims.yml": """\
sound:
  claim: The bridge is sound.
  kind: factual
  source: report
  alternatives: [unsound]
  positions: [{actor: mayor, stance: support, qualification: For now., evidence: [{quote: "it holds"}]}]
unsound: {claim: The bridge is unsound., kind: factual, positions: [{actor: mayor, stance: deny}]}
gone:
  claim: The bridge is gone.
  kind: factual
  positions: [{actor: mayor, stance: support}]
  corrections: [{date: 2024-03-15, kind: withdrawal, text: It is there.}]
""",
    "briefings/sources/report.md": """\
---
headline: It holds
publisher: The paper
published: 2024-03-12
reliability: C
descriptor: The only paper in town.
text: full
---

The mayor says it holds.
""",
    "briefings/story/briefing.md": """\
---
title: The bridge
published: 2024-03-14
summary: It holds, says the mayor.
---

![[actor/mayor]]

![[place/town]]

![[event/fair]]

![[claim/sound]]

![[claim/gone]]

![[source/report]]

![[briefing/other]]
""",
    "briefings/other/briefing.md": "---\ntitle: The river\npublished: 2024-03-13\nsummary: It is high.\n---\n\nIt is.\n",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:

    folder = write(tmp_path_factory.mktemp("cards"), CONTENT)
    built = build(read_settings(folder / "mkdocs.yml"))
    held: dict[str, str] = {page.path: page.text for page in built.pages}
    for asset in built.assets:
        if asset.path.startswith("assets/previews/"):
            held[asset.path] = asset.content.decode()
    return held


def cards(page: str) -> dict[str, str]:
    """The cards on a page by what is written on them as their kind of card, in plain words."""
    found = re.findall(r'<div class="bk-card bk-card--(\S+?)"[^>]*>\n(.*?)\n</div>', page, re.DOTALL)
    return {kind: plain(text) for kind, text in found}


def plain(text: str) -> str:
    words = re.sub(r"<[^>]+>", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text))
    return " ".join(html.unescape(words.replace("**", "").replace("\\", "")).split())


def test_a_card_says_kind_title_line_and_facts_in_this_order(pages: dict[str, str]) -> None:
    assert cards(pages["briefings/story.md"]) == {
        "actor": "person TLP:GREEN The mayor She runs the town. the desk’s words 2 positions",
        "place": "city The town A town on a river. the desk’s words",
        "event": "event The fair 12 March 2024 · cancelled",
        "claim": "Asserted claim, factual The bridge is sound The mayor supports: For now. "
        "1 position · 1 independent source · best source C",
        "withdrawn": "claim, withdrawn The bridge is gone",
        "source": "source It holds The only paper in town. the desk’s words "
        "The paper · 12 March 2024 · source C · last change 12 March 2024",
        "briefing": "briefing, 13 March 2024 The river It is high. last change 13 March 2024",
    }


def test_a_preview_has_the_same_kind_title_and_facts_as_the_card(pages: dict[str, str]) -> None:
    previews: dict[str, dict[str, object]] = {}
    for path, text in pages.items():
        if path.endswith(".js"):
            previews |= json.loads(text.strip().removeprefix("briefkitPreviews(").removesuffix(")"))
    shown = cards(pages["briefings/story.md"])
    for kind, name in {"actor": "mayor", "claim": "sound", "source": "report", "event": "fair"}.items():
        preview = previews[f"{BY_NAME[kind].plural}/{name}"]
        for part in (preview["kind"], preview["title"], *preview.get("facts", ())):  # type: ignore[misc]
            assert str(part) in shown[kind]


def test_rivals_and_places_inside_are_cards(pages: dict[str, str]) -> None:
    assert cards(pages["claims/sound.md"])["claim"].startswith("Denied claim, factual The bridge is unsound")
    inside = re.search(r'bk-card--place bk-card--brief".*?</div>', pages["places/town.md"], re.DOTALL)
    assert inside
    assert plain(inside[0]).endswith("site The market")


def test_the_card_of_what_was_withdrawn_says_nothing_else(pages: dict[str, str]) -> None:
    assert "The mayor" not in cards(pages["briefings/story.md"])["withdrawn"]


def test_a_sites_own_card_is_used_everywhere(tmp_path: Path) -> None:
    own = (
        "{% macro card(record, brief=false) %}CARD {{ record.id }}\n{% endmacro %}"
        "{% macro cards(records, brief=true) %}CARDS{% endmacro %}{% macro cards_of(refs) %}CARDS{% endmacro %}"
    )

    write(tmp_path, {**CONTENT, "templates/parts/cards.md.j2": own})
    made = {page.path: page.text for page in build(read_settings(tmp_path / "mkdocs.yml")).pages}
    assert "CARD sound" in made["briefings/story.md"]
    assert "CARD sound" in made["index.md"]
