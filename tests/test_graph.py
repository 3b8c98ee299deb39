"""Connections: who is tied to whom, the two rings around a record, and the picture that says what the table says."""

import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefkit.building import build
from briefkit.load.settings import read_settings
from briefkit.model.actor import Actor
from briefkit.model.characters import is_blank
from briefkit.model.claim import Claim
from briefkit.model.event import Event
from briefkit.model.place import Place
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.relations import RELATION_TYPES, both_ways
from briefkit.model.vocabulary import Stance
from briefkit.render.catalogue import Catalogue
from briefkit.render.connections import connections
from briefkit.render.drawing.graph import MARGIN, Graph, picture
from briefkit.render.drawing.lettering import lines, width
from briefkit.render.drawing.signs import OUTLINES
from briefkit.render.escape import in_one_line
from briefkit.render.neighbourhood import LINES, MOST, PICTURES, Neighbourhood, neighbourhoods
from briefkit.render.ways import Ways
from readback import parsed, words
from sites import ROOT, write

SVG = "{http://www.w3.org/2000/svg}"
WAYS = Ways(Catalogue("en", []))
KINDS = {kind: kind for kind in (*OUTLINES, "actor")}


def dossier(*records: Record) -> Mapping[Ref, Record]:
    return {record.ref: record for record in records}


def actor(name: str, *relations: tuple[str, str], label: str = "") -> Actor:
    ties = [{"type": kind, "actor": other} for kind, other in relations]
    return Actor.model_validate({"id": name, "name": label or name, "kind": "person", "relations": ties})


def claim(name: str, **fields: object) -> Claim:
    return Claim.model_validate({"id": name, "claim": f"{name}.", "kind": "factual", **fields})


def said(records: Mapping[Ref, Record]) -> list[tuple[str, str, str, str]]:
    """Every connection: one end, how it is seen from there, how from the other end, and the other end."""
    types = both_ways({**RELATION_TYPES, "mentor-of": "pupil-of"})
    return [
        (one.origin.id, WAYS.said(one, one.origin), WAYS.said(one, one.target), one.target.id)
        for one in dict.fromkeys(connections(records, types))
    ]


def near(records: Mapping[Ref, Record], centre: Ref) -> Neighbourhood:
    return neighbourhoods(records, connections(records, both_ways(RELATION_TYPES)))[centre]


# connections


def test_a_relation_has_its_word_from_either_end() -> None:
    assert said(dossier(actor("a", ("leads", "b")), actor("b"))) == [("a", "leads", "led by", "b")]
    assert said(dossier(actor("a", ("mentor-of", "b")), actor("b"))) == [("a", "mentor of", "pupil of", "b")]


@pytest.mark.parametrize(("one", "other"), [("leads", "led-by"), ("ally-of", "ally-of"), ("led-by", "leads")])
def test_a_relation_that_both_tell_of_is_one(one: str, other: str) -> None:
    both = said(dossier(actor("a", (one, "b")), actor("b", (other, "a"))))
    assert both == said(dossier(actor("a", (one, "b")), actor("b")))
    assert both == said(dossier(actor("a"), actor("b", (other, "a"))))
    assert len(both) == 1


def test_two_who_say_the_same_of_each_other_have_two_relations() -> None:
    assert len(said(dossier(actor("a", ("funds", "b")), actor("b", ("funds", "a"))))) == 2


def test_every_way_of_being_connected_has_its_words() -> None:
    positions = [
        {"actor": ["a", "b"], "stance": "deny", "date": "2022"},
        {"actor": "b", "stance": "support", "date": "2023"},
        {"unnamed": "some", "stance": "query"},
    ]
    fields = {"name": "E", "date": "2022", "places": ["p"], "part_of": "f"}
    control = [{"actor": "a", "role": "holds-part"}]
    found = said(
        dossier(
            claim("c", positions=positions, about=["actor/a", "place/p"], alternatives=["d"]),
            claim("d", alternatives=["c"]),
            actor("a"),
            actor("b"),
            Place.model_validate(
                {"id": "p", "name": "P", "kind": "city", "part_of": "q", "control": control}
            ),
            Place.model_validate({"id": "q", "name": "Q", "kind": "country"}),
            Event.model_validate(
                {"id": "e", **fields, "participants": [{"actor": "a", "role": "host"}, {"actor": "b"}]}
            ),
            Event.model_validate({"id": "f", "name": "F", "date": "2022"}),
        )
    )
    assert sorted(found) == [
        ("a", "denies", "denied by", "c"),
        ("a", "holds part of", "held in part by", "p"),
        ("a", "role: host", "role: host", "e"),
        ("b", "denies", "denied by", "c"),
        ("b", "supports", "supported by", "c"),
        ("b", "takes part in", "participant", "e"),
        ("c", "is about", "subject of", "a"),
        ("c", "is about", "subject of", "p"),
        ("c", "rival claim", "rival claim", "d"),
        ("e", "happens in", "place of", "p"),
        ("e", "part of", "includes", "f"),
        ("p", "lies in", "contains", "q"),
    ]


def test_what_leads_nowhere_or_to_itself_is_no_connection() -> None:
    assert said(dossier(actor("a", ("leads", "a"), ("leads", "nobody")))) == []


# neighbourhoods


def star(arms: int, leaves: int) -> Mapping[Ref, Record]:
    """One actor with many around it, and each of those with many around it."""
    around = [actor(f"n{n:03}", *(("leads", f"n{n:03}-{m:03}") for m in range(leaves))) for n in range(arms)]
    far = [actor(f"n{n:03}-{m:03}") for n in range(arms) for m in range(leaves)]
    return dossier(actor("x", *(("ally-of", one.id) for one in around)), *around, *far)


@pytest.mark.parametrize(("arms", "leaves"), [(3, 2), (10, 12), (80, 3), (59, 1), (58, 1)])
def test_what_is_not_shown_is_counted(arms: int, leaves: int) -> None:
    found = near(star(arms, leaves), Ref("actor", "x"))
    assert found.count == arms + arms * leaves
    assert len(found.first) == min(arms, MOST - 1)
    assert len(found.first) + len(found.second) == min(found.count, MOST - 1)
    assert found.more == max(0, found.count - (MOST - 1))


def test_what_few_records_say_of_each_other_does_not_grow_without_end() -> None:
    speakers = [actor(f"a{number}") for number in range(20)]
    said = [
        claim(
            f"c{number}",
            positions=[{"actor": one.id, "stance": stance} for one in speakers for stance in Stance],
        )
        for number in range(20)
    ]
    around = near(dossier(*speakers, *said), Ref("actor", "a0"))
    assert (len(around.first), len(around.second)) == (20, 19)
    assert len(around.ties) == LINES
    assert len(around.inner) == 20 * 4
    assert around.more_ties == 20 * 20 * 4 - LINES
    assert {tie.target for tie in around.ties} == {*around.first, *around.second}


def test_those_with_the_most_connections_are_shown_first() -> None:
    records = dict(star(70, 0))
    ties = (("leads", "n069"), ("funds", "n069"), ("ally-of", "n069"))
    records[Ref("actor", "x")] = actor("x", *ties, *(("ally-of", f"n{n:03}") for n in range(69)))
    found = near(records, Ref("actor", "x"))
    assert [ref.id for ref in found.first] == [f"n{n:03}" for n in range(58)] + ["n069"]


def test_with_few_connections_there_is_no_picture() -> None:
    assert Ref("actor", "x") in neighbourhoods(star(3, 0), connections(star(3, 0), {}))
    assert neighbourhoods(star(2, 0), connections(star(2, 0), {})) == {}


def test_of_a_large_site_the_most_connected_have_pictures() -> None:
    groups = PICTURES + 20
    records = dossier(
        *(
            actor(f"g{n:03}", *(("leads", f"g{n:03}-{m}") for m in range(4 if n > 40 else 3)))
            for n in range(groups)
        ),
        *(actor(f"g{n:03}-{m}") for n in range(groups) for m in range(4)),
    )
    drawn = neighbourhoods(records, connections(records, {}))
    assert len(drawn) == PICTURES
    assert {ref.id for ref in drawn} >= {f"g{n:03}" for n in range(41, groups)}


# the picture


@st.composite
def records(draw: st.DrawFn) -> Mapping[Ref, Record]:
    """An actor called x with some around it, and ties of all kinds between any of them."""
    count = draw(st.integers(3, 30))
    names = st.integers(0, count - 1).map(lambda number: f"n{number}")
    labels = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)
    label = st.one_of(st.just("A name"), labels.filter(lambda text: not is_blank(text)))
    types = st.sampled_from(["ally-of", "leads", "funds"])
    around = draw(st.sets(names, min_size=3, max_size=20))
    made: list[Record] = [actor("x", *(("ally-of", name) for name in sorted(around)), label=draw(label))]
    for number in range(count):
        ties = draw(st.lists(st.tuples(types, names), max_size=3))
        made.append(actor(f"n{number}", *ties, label=draw(label)))
    for number in range(draw(st.integers(0, 5))):
        stances = draw(st.lists(st.tuples(names, st.sampled_from(["support", "deny", "query"])), max_size=4))
        made.append(
            claim(
                f"c{number}",
                about=[f"actor/{name}" for name in draw(st.lists(names, max_size=3))],
                positions=[{"actor": name, "stance": stance} for name, stance in stances],
            )
        )
    return dossier(*made)


def graph(records: Mapping[Ref, Record]) -> Graph:
    found = near(records, Ref("actor", "x"))
    return Graph(found, {ref: in_one_line(record.label) for ref, record in records.items()}, WAYS)


def drawn(graph: Graph) -> ET.Element:
    svg = picture(graph, lambda ref: f"../{ref.id}/", KINDS, ("Name", "Words"))
    return ET.fromstring(ET.tostring(svg))


@settings(max_examples=40)
@example(star(80, 3))
@example(star(12, 6))
@given(records())
def test_no_two_records_meet_and_all_lie_inside(records: Mapping[Ref, Record]) -> None:
    svg = drawn(graph(records))
    left, top, wide, high = (float(part) for part in svg.attrib["viewBox"].split())
    boxes = []
    for area in svg.iter(f"{SVG}rect"):
        x, y, w, h = (float(area.attrib[key]) for key in ("x", "y", "width", "height"))
        assert left <= x <= x + w <= left + wide
        assert top <= y <= y + h <= top + high
        boxes.append((x, y, x + w, y + h))
    for number, (x, y, to_x, to_y) in enumerate(boxes):
        for other in boxes[number + 1 :]:
            assert to_x < other[0] or other[2] < x or to_y < other[1] or other[3] < y
    places = [float(text.attrib["y"]) for text in svg.iter(f"{SVG}text") if "y" in text.attrib]
    assert all(top + 8 <= y <= top + high for y in places)


@settings(max_examples=40)
@example(star(80, 3))
@example(star(12, 6))
@given(records())
def test_lines_end_apart_from_each_other(records: Mapping[Ref, Record]) -> None:
    made = graph(records)
    ends: dict[tuple[int, int], list[float]] = {}
    for (ref, _), y in made.levels.items():
        ends.setdefault((made.spots[ref].side, made.spots[ref].ring), []).append(y)
    for column in ends.values():
        column.sort()
        assert all(below - above > 10 for above, below in pairwise(column))


@settings(max_examples=40)
@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_count(records: Mapping[Ref, Record], random: object) -> None:
    mixed = list(records.items())
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert ET.tostring(drawn(graph(dict(mixed)))) == ET.tostring(drawn(graph(records)))


@settings(max_examples=40)
@example(star(80, 3))
@example(star(12, 6))
@given(records())
def test_every_connection_is_drawn_with_its_word(records: Mapping[Ref, Record]) -> None:
    made = graph(records)
    svg = drawn(made)
    lines_ = [path for path in svg.iter(f"{SVG}path") if "bk-tie " in path.attrib["class"]]
    shown = {made.near.centre, *made.near.first, *made.near.second}
    ring = {made.near.centre, *made.near.first}
    types = both_ways(RELATION_TYPES)
    wanted = [
        one
        for one in set(connections(records, types))
        if one.origin in shown and one.target in shown and (one.origin in ring or one.target in ring)
    ]
    assert sorted(tie.connection for tie in made.near.ties) == sorted(wanted)
    assert len(lines_) == len(wanted)
    assert all(path.findtext(f"{SVG}title", "").count(" – ") >= 2 for path in lines_)
    assert len(list(svg.iter(f"{SVG}a"))) == len(shown) - 1


def test_the_margin_is_around_everything() -> None:
    made = graph(star(12, 3))
    assert made.size[2] >= max(abs(spot.y) for spot in made.spots.values()) + MARGIN


@given(st.text(min_size=1, max_size=80), st.integers(1, 3))
def test_names_fit_into_their_lines(text: str, most: int) -> None:
    made = lines(" ".join(text.split()) or "x", 12.5, 118, most)
    assert 1 <= len(made) <= most or len(made) == 1
    assert all(width(line, 12.5) <= 118 for line in made)


def test_a_long_name_is_shortened_and_whole_in_its_title() -> None:
    long = "The ministry for everything that has to be looked after in the country"
    records = dict(star(3, 0))
    records[Ref("actor", "n000")] = actor("n000", label=long)
    link = next(link for link in drawn(graph(records)).iter(f"{SVG}a") if link.attrib["href"] == "../n000/")
    assert link.findtext(f"{SVG}title") == f"{long} (actor)"
    shown = "".join(link.find(f"{SVG}text").itertext())  # type: ignore[union-attr]
    assert len(shown) <= 36
    assert shown.endswith("…")


# the page


HOSTILE = '"><script>x</script> & {{ y }} `z` *w* [a](b) {% x %} </svg></figure> --8<-- \\ #1 | ]]> &amp; \u202e{++x++}'

SITE = {
    "mkdocs.yml": "site_name: A\nplugins: [briefkit]\n",
    "briefings/actors.yml": """\
x: {name: X, kind: person, relations: [{type: leads, actor: odd}, {type: ally-of, actor: c}, {type: ally-of, actor: d}, {type: ally-of, actor: gone}, {type: ally-of, actor: secret}]}
odd: {name: 'NAME', kind: person, relations: [{type: led-by, actor: x}, {type: funds, actor: c}]}
c: {name: C, kind: person, formerly: [old-c], relations: [{type: ally-of, actor: far}]}
d: {name: D, kind: person}
far: {name: Far, kind: person, relations: [{type: ally-of, actor: gone}, {type: ally-of, actor: secret}]}
gone: {name: Gone, kind: person, corrections: [{date: 2024, kind: withdrawal, text: Wrong.}]}
secret: {name: Secret, kind: person, draft: true}
""".replace("NAME", HOSTILE.replace("\u202e", "").replace("'", "''")),
    "briefings/claims.yml": "s:\n  claim: It is so.\n  kind: factual\n  about: actor/far\n  positions: [{actor: x, stance: deny}]\n",
}


def pages(folder: Path) -> dict[str, str]:
    return {page.path: page.text for page in build(read_settings(write(folder, SITE) / "mkdocs.yml")).pages}


def block(page: str) -> str:
    (found,) = re.findall(r"^<figure.*</figure>$", page, re.MULTILINE)
    return str(found)


def test_the_picture_says_what_the_table_says() -> None:
    checked = 0
    for page in build(read_settings(ROOT / "mkdocs.yml")).pages:
        if page.path.endswith("/connections.md"):
            rows = re.findall(r"^\| (.+) \| (.+) \| (.+) \|$", page.text, re.MULTILINE)
            told = {tuple(plain(cell) for cell in row) for row in rows} - {
                ("From", "How", "To"),
                ("---",) * 3,
            }
            titles = [
                path.findtext(f"{SVG}title") for path in ET.fromstring(block(page.text)).iter(f"{SVG}path")
            ]
            assert sorted(title for title in titles if title) == sorted(" – ".join(row) for row in told)
            checked += 1
    assert checked > 20


def plain(cell: str) -> str:
    return words(parsed(re.sub(r"\[(.*?)\]\([^)]*\)", r"\1", re.sub(r"</?span[^>]*>", "", cell)))).strip()


def test_hostile_names_stay_names(tmp_path: Path) -> None:
    made = block(pages(tmp_path)["actors/x/connections.md"])
    svg = ET.fromstring(made)
    titles = {title.text for title in svg.iter(f"{SVG}title")}
    assert f"{HOSTILE.replace(chr(0x202E), '')} (actor)" in titles
    assert set(made).isdisjoint("{}[]`*|\\~^")
    tags = {element.tag.removeprefix(SVG) for element in svg.iter()}
    assert tags <= {"figure", "svg", "title", "desc", "g", "path", "circle", "rect", "text", "tspan", "a"}


def test_drafts_and_withdrawn_records_are_in_no_picture(tmp_path: Path) -> None:
    made = pages(tmp_path)
    for path, text in made.items():
        if path.endswith("/connections.md"):
            assert "Gone" not in text
            assert "Secret" not in text.replace("secretary", "")
    assert "actors/gone/connections.md" not in made
    assert "actors/secret/connections.md" not in made


def test_a_record_leads_to_its_connections_and_its_old_address_does(tmp_path: Path) -> None:
    made = pages(tmp_path)
    assert "[5 records within two steps](x/connections.md)" in made["actors/x.md"]
    assert "connections.md" not in made["actors/d.md"]
    assert "url=../../c/connections/" in made["actors/old-c/connections.md"]


def test_the_way_to_a_record_is_that_of_the_built_site(tmp_path: Path) -> None:
    svg = ET.fromstring(block(pages(tmp_path)["actors/x/connections.md"]))
    assert {link.attrib["href"] for link in svg.iter(f"{SVG}a")} == {
        "../../odd/", "../../c/", "../../d/", "../../far/", "../../../claims/s/",
    }  # fmt: skip


def test_a_picture_is_no_one_image_to_those_who_are_read_to(tmp_path: Path) -> None:
    svg = ET.fromstring(block(pages(tmp_path)["actors/x/connections.md"])).find(f"{SVG}svg")
    assert svg is not None
    assert svg.attrib["role"] == "group"
    named = {element.attrib["id"]: element.text for element in svg if "id" in element.attrib}
    assert [named[name] for name in svg.attrib["aria-labelledby"].split()] == [
        "Connections of X",
        "Records around it: 4. Records around those: 1. Connections: 7. The table below says the same.",
    ]
