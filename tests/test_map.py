"""Maps: what is on them, where, and how large; what they say beside it."""

import json
import re
from dataclasses import replace
from itertools import pairwise
from math import cos, dist, hypot, radians
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateError

from briefkit.building import build
from briefkit.load.settings import read_settings
from briefkit.model.folders import built_in_templates
from briefkit.render.drawing.frame import WIDTH, frame
from briefkit.render.drawing.map import Map, Spot, Words
from briefkit.render.drawing.outlines import outlines
from briefkit.render.drawing.patterns import SHAPES, SIZES
from briefkit.render.drawing.projection import EqualEarth, Equirectangular, circle, reach, span
from briefkit.render.drawing.shapes import Box, _farthest, box, cut, path, thinned
from sites import ROOT, write

SVG = "{http://www.w3.org/2000/svg}"
OUTLINES = outlines([built_in_templates()])
WORDS = Words("map", "Map", "Places", {}, "{:g} km".format)

longitudes = st.floats(-180, 180)
latitudes = st.floats(-90, 90)
positions = st.tuples(longitudes, latitudes)

SITE = {
    "mkdocs.yml": "site_name: A\nplugins: [briefkit]\n",
    "briefings/actors.yml": """\
north: {name: The North, kind: government}
south: {name: The South, kind: government}
""",
    "briefings/sources/all.md": "---\n{headline: All, publisher: All, text: full}\n---\nIt is so.\n",
    "briefings/places.yml": """\
minsk: {name: Minsk, kind: city, part_of: belarus, coordinates: {latitude: 53.9, longitude: 27.57, precision_m: 15000}}
suburb: {name: A suburb, kind: city, part_of: belarus, coordinates: {latitude: 53.9, longitude: 27.57}}
belarus: {name: Belarus, kind: country, country: BY, coordinates: {latitude: 53.5, longitude: 28, precision_m: 300000}}
nowhere: {name: Nowhere, kind: site}
hidden: {name: Hidden, kind: site, draft: true, coordinates: {latitude: 10, longitude: 10}}
gone:
  name: Gone
  kind: site
  coordinates: {latitude: 20, longitude: 20}
  corrections: [{date: 2024-01-01, kind: withdrawal, text: It never was.}]
valley:
  name: The valley
  kind: region
  coordinates: {latitude: 35, longitude: 76, precision_m: 100000}
  control:
    - {actor: north, role: administers, evidence: [{source: all, quote: "so"}]}
    - {actor: south, role: claims, from: 1950, evidence: [{source: all, quote: "so"}]}
""",
    "briefings/events.yml": """\
talks: {name: Talks, date: 2020, places: [minsk, valley], evidence: [{source: all, quote: "so"}]}
quiet: {name: Quiet, date: 2020, places: nowhere, evidence: [{source: all, quote: "so"}]}
""",
    "briefings/first/briefing.md": "---\ntitle: First\nsummary: So.\n---\nOf [[event/talks]] and [[event/quiet]].\n",
    "briefings/second/briefing.md": "---\ntitle: Second\nsummary: So.\n---\nOf [[event/talks]].\n\n![[map]]\n\n![[map]]\n",
}


def rendered(folder: Path, files: dict[str, str] | None = None) -> dict[str, str]:
    built = build(read_settings(write(folder, {**SITE, **(files or {})}) / "mkdocs.yml"))
    assert built.errors == 0, built.problems
    return {page.path: page.text for page in built.pages}


def pictures(page: str) -> list[ET.Element]:
    return [ET.fromstring(found) for found in re.findall(r"<svg xmlns.*?</svg>", page)]


def marks(picture: ET.Element) -> dict[str, str]:
    """Where each mark leads, by the places it stands for."""
    (group,) = (one for one in picture.iter(f"{SVG}g") if one.get("class") == "bk-map-marks")
    return {str(mark.findtext(f"{SVG}title")): mark.get("href", "") for mark in group}


def listed(page: str) -> list[str]:
    return re.findall(r"^(?:\d+\.|-) (?:\[([^]]+)\].*|[^<[]+) <span class=\"bk-kind\">", page, re.MULTILINE)


def drawn(*spots: Spot, numbered: bool = True) -> ET.Element:
    return ET.fromstring(Map(spots, OUTLINES, numbered=numbered).svg(WORDS))


# projections


@given(middle=longitudes, low=latitudes, high=latitudes, x=st.floats(-179, 179))
def test_what_lies_farther_north_lies_higher(middle: float, low: float, high: float, x: float) -> None:
    for projection in (Equirectangular(middle, 40), EqualEarth(middle)):
        below, above = (projection.place(middle + x, y)[1] for y in sorted((low, high)))
        assert below <= above


@given(middle=longitudes, west=st.floats(-180, 180), east=st.floats(-180, 180), y=st.floats(-89, 89))
def test_what_lies_farther_east_lies_farther_right(middle: float, west: float, east: float, y: float) -> None:
    for projection in (Equirectangular(middle, y), EqualEarth(middle)):
        left, right = (projection.place(middle + x, y)[0] for x in sorted((west, east)))
        assert left <= right


@given(y=latitudes, x=longitudes)
def test_the_projection_of_the_world_is_the_same_to_all_sides(x: float, y: float) -> None:
    world = EqualEarth(0)
    right, top = world.place(x, y)
    assert world.place(-x, -y) == pytest.approx((-right, -top), abs=1e-9)


def test_the_projection_of_the_world_keeps_areas() -> None:
    """Fields of the same height and width in degrees are as large as on the sphere: as the cosine of their latitude."""

    def area(latitude: float) -> float:
        ring = [(0, latitude), (1, latitude), (1, latitude + 1), (0, latitude + 1)]
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = (EqualEarth(0).place(*corner) for corner in ring)
        return abs((cx - ax) * (dy - by) - (dx - bx) * (cy - ay)) / 2

    for latitude in (-80, -33, 0, 20, 47, 71, 88):
        assert area(latitude) / area(0) == pytest.approx(
            cos(radians(latitude + 0.5)) / cos(radians(0.5)), rel=0.002
        )


def test_a_region_is_true_to_scale_in_its_middle() -> None:
    window = frame([(20, 50), (30, 58)])
    x, y = window.at(25, 54)
    north, east = window.at(25, 55), window.at(25 + 1 / cos(radians(54)), 54)
    degree = window.units(111_195)
    assert dist((x, y), north) == pytest.approx(degree)
    assert dist((x, y), east) == pytest.approx(degree)


# windows


@given(st.lists(positions, min_size=1, max_size=12))
def test_every_point_is_in_the_window(points: list[tuple[float, float]]) -> None:
    for height in (None, 340.0):
        window = frame(points, height)
        for x, y in points:
            left, top = window.at(x, y)
            assert -0.5 <= left <= WIDTH + 0.5
            assert -0.5 <= top <= window.height + 0.5


@given(st.lists(longitudes, min_size=1, max_size=8))
def test_the_shortest_stretch_holds_every_longitude(values: list[float]) -> None:
    west, east = span(values)
    assert 0 <= east - west <= 360
    for value in values:
        assert (value - west) % 360 <= east - west + 1e-6 or (value - west) % 360 > 360 - 1e-6


def test_points_on_both_sides_of_the_antimeridian_stand_side_by_side() -> None:
    fiji, samoa, attu = (178.0, -17.8), (-172.0, -13.8), (173.0, 52.9)
    window = frame([fiji, samoa, attu])
    assert window.projection.middle % 360 == pytest.approx(180.5)
    assert 0 < window.at(*fiji)[0] < window.at(*samoa)[0] < WIDTH
    picture = drawn(Spot("Fiji", *fiji, 200_000), Spot("Samoa", *samoa, 200_000))
    for circle_ in (one for one in picture.iter(f"{SVG}path") if one.get("class") == "bk-map-precision"):
        around = box(points_of(circle_))
        assert around.right - around.left < WIDTH / 2


def test_a_single_point_has_some_room_around_it() -> None:
    window = frame([(27.57, 53.9)])
    assert WIDTH / window.scale >= 4
    assert window.at(27.57, 53.9) == pytest.approx((WIDTH / 2, window.height / 2))


def test_what_lies_around_the_whole_world_is_shown_on_all_of_it() -> None:
    window = frame([(-170, 0), (-60, 10), (60, 0), (170, 0)])
    assert window.bends
    assert {country.code for country in OUTLINES.countries if country.code} >= {"BY", "FJ", "US", "AQ"}
    found = box(
        [
            point
            for country in OUTLINES.countries
            for ring in country.rings
            for s in window.shapes(ring)
            for point in s
        ]
    )
    assert found.left >= -6.1
    assert found.right <= WIDTH + 6.1


# how exact a point is


def points_of(shape: ET.Element) -> list[tuple[float, float]]:
    """The corners of a path, which is written as one point and steps."""
    points: list[tuple[float, float]] = []
    for sign, x, y in re.findall(r"([Ml])(-?[\d.]+) (-?[\d.]+)", shape.get("d", "")):
        left, top = points[-1] if sign == "l" else (0.0, 0.0)
        points.append((left + float(x), top + float(y)))
    return points


@pytest.mark.parametrize(("longitude", "latitude"), [(27, 53.9), (0, 0), (-172, -13), (15, 78)])
@pytest.mark.parametrize("metres", [20_000, 150_000, 600_000])
def test_the_circle_of_a_point_is_to_scale(longitude: float, latitude: float, metres: float) -> None:
    spot = Spot("Here", longitude, latitude, metres)
    window = Map([spot], OUTLINES, numbered=True).frame
    (shape,) = (one for one in drawn(spot).iter(f"{SVG}path") if one.get("class") == "bk-map-precision")
    around = box(points_of(shape))
    assert (around.high - around.low) / 2 == pytest.approx(window.units(metres), rel=0.02, abs=0.6)
    x, y = window.at(longitude, latitude)
    assert around.left < x < around.right
    assert around.low < y < around.high


@given(positions, st.floats(1, 9_900_000))
def test_a_circle_runs_as_far_as_it_is_said_to(position: tuple[float, float], metres: float) -> None:
    x, y = position
    wide, high = reach(y, metres)
    around = box(circle(x, y, metres))
    assert around.low >= max(y - high, -90) - 1e-6
    assert around.high <= min(y + high, 90) + 1e-6
    if abs(y) + high < 90:
        assert x - wide - 1e-6 <= around.left
        assert around.right <= x + wide + 1e-6


@pytest.mark.parametrize("latitude", [90, -90, 89.9, -75])
def test_a_point_at_a_pole_is_on_its_map(latitude: float) -> None:
    for precision in (None, 1_000_000, 1e300):
        picture = drawn(Spot("Pole", 10, latitude, precision))
        (badge,) = (one for one in picture.iter(f"{SVG}rect"))
        _, _, wide, high = map(float, picture.get("viewBox", "").split())
        assert 0 <= float(badge.get("x", "-1")) <= wide - float(badge.get("width", ""))
        assert 0 <= float(badge.get("y", "-1")) <= high - float(badge.get("height", ""))


@pytest.mark.parametrize("metres", [10_000_000, 1e9, 1e300])
def test_what_may_be_anywhere_has_no_circle(metres: float) -> None:
    picture = drawn(Spot("Somewhere", 10, 10, metres))
    assert not [one for one in picture.iter(f"{SVG}path") if one.get("class") == "bk-map-precision"]


# lines


@given(st.lists(positions, min_size=3, max_size=20))
def test_what_is_cut_lies_in_the_window(ring: list[tuple[float, float]]) -> None:
    window = Box(-40, -20, 30, 50)
    for x, y in cut(ring, window):
        assert -40.000001 <= x <= 30.000001
        assert -20.000001 <= y <= 50.000001


def off(point, start, end):
    (x, y), (dx, dy) = (point[0] - start[0], point[1] - start[1]), (end[0] - start[0], end[1] - start[1])
    length = dx * dx + dy * dy
    share = max(0.0, min(1.0, (x * dx + y * dy) / length)) if length else 0.0
    return hypot(x - share * dx, y - share * dy)


@given(st.lists(positions, min_size=3, max_size=20))
def test_the_point_farthest_off_a_line_is_found(line):
    every = [(off(line[number], line[0], line[-1]), number) for number in range(1, len(line) - 1)]
    assert _farthest(line, 0, len(line) - 1, 0) == max(every)


@given(st.lists(positions, min_size=4, max_size=20))
def test_thinning_leaves_points_of_the_line(ring: list[tuple[float, float]]) -> None:
    assert set(thinned(ring, 1.0)) <= set(ring)
    assert thinned(ring, 0.0)[0] == ring[0]


def test_a_path_is_short() -> None:
    assert path([[(1.04, 2), (3, 2.0001), (3, 2)]]) == "M1 2l2 0z"


# marks and names


def test_places_at_one_point_share_a_mark() -> None:
    spots = [Spot("One", 5, 5, href="one/"), Spot("Far", 9, 9, href="far/"), Spot("Two", 5, 5, href="two/")]
    map_ = Map(spots, OUTLINES, numbered=True)
    assert map_.marks == [[0, 2], [1]]
    picture = ET.fromstring(map_.svg(WORDS))
    assert marks(picture) == {"One, Two": "#map-places", "Far": "far/"}
    told = [text.text for text in picture.iter(f"{SVG}text")]
    assert "1–2" in told
    assert "3" in told


@given(st.lists(st.tuples(positions, st.text(max_size=40)), min_size=1, max_size=10))
def test_whatever_places_are_called_the_map_is_well_formed(
    places: list[tuple[tuple[float, float], str]],
) -> None:
    spots = [Spot(name, x, y, href="x/") for (x, y), name in places]
    text = Map(spots, OUTLINES, numbered=False).svg(replace(WORDS, title=places[0][1]))
    assert not set(text.replace("&#", "").partition("<defs")[0].partition("<title")[2]) & set("{}[]`*_|$~^")
    assert "\n" not in text
    ET.fromstring(text)


HOSTILE = """</title></svg><script>x</script> {{ y }} {% z %} [a](b) `c` --8<-- "d" ]]> &lt; *e*"""


def test_a_hostile_name_is_shown_as_its_characters() -> None:
    picture = drawn(Spot(HOSTILE, 5, 5))
    assert marks(picture) == {HOSTILE: ""}
    assert "<script" not in Map([Spot(HOSTILE, 5, 5)], OUTLINES, numbered=True).svg(WORDS)


def test_names_cover_neither_each_other_nor_marks() -> None:
    spots = [Spot(f"Settlement {n}", 20 + n % 7, 40 + n // 7, href="x/") for n in range(49)]
    picture = drawn(*spots)
    taken = [
        float(one.get("y", "0")) for one in picture.iter(f"{SVG}text") if one.get("class") == "bk-map-name"
    ]
    assert 5 < len(taken) <= 49
    assert len(marks(picture)) == 49


# pages


def test_a_place_is_on_its_map_with_those_inside_it(tmp_path: Path) -> None:
    page = rendered(tmp_path)["places/belarus.md"]
    (picture,) = pictures(page)
    assert marks(picture) == {"Belarus": "", "Minsk, A suburb": "#map-places"}
    assert "2. [Minsk](minsk.md)" in page
    assert "3. [A suburb](suburb.md)" in page
    assert "give or take 15 km" in page
    assert "how exact is not given" in page
    assert OUTLINES.policy in page


def test_marks_lead_to_the_pages_as_they_are_built(tmp_path: Path) -> None:
    page = rendered(tmp_path)["events/talks.md"]
    assert marks(pictures(page)[0]) == {"Minsk": "../../places/minsk/", "The valley": "../../places/valley/"}
    flat = {"mkdocs.yml": f"{SITE['mkdocs.yml']}use_directory_urls: false\n"}
    page = rendered(tmp_path, flat)["events/talks.md"]
    assert marks(pictures(page)[0])["Minsk"] == "../places/minsk.html"


def test_every_party_to_a_disputed_place_is_hatched_and_named(tmp_path: Path) -> None:
    page = rendered(tmp_path)["events/talks.md"]
    (picture,) = pictures(page)
    patterns = {pattern.get("id") for pattern in picture.iter(f"{SVG}pattern")}
    filled = {one.get("fill") for one in picture.iter(f"{SVG}path") if one.get("class") == "bk-map-held"}
    assert patterns == {"map-party-0", "map-party-1"}
    assert filled == {f"url(#{name})" for name in patterns}
    assert "disputed: A, B" in page
    assert "**A** [The North](../actors/north.md): [The valley](../places/valley.md) (administers)" in page
    assert (
        "**B** [The South](../actors/south.md): [The valley](../places/valley.md) (claims it, since 1950)"
        in page
    )


def test_no_two_parties_have_one_pattern() -> None:
    spot = Spot("Valley", 5, 5, parties=tuple(range(len(SHAPES) * len(SIZES))))
    patterns = [ET.tostring(one) for one in drawn(spot).iter(f"{SVG}pattern")]
    told = {re.sub(rb' id="[^"]*"', b"", pattern) for pattern in patterns}
    assert len(told) == len(patterns) == 18


def test_a_briefing_shows_the_places_of_its_events(tmp_path: Path) -> None:
    pages = rendered(tmp_path)
    for name in ("first", "second"):
        assert set(marks(pictures(pages[f"briefings/{name}.md"])[0])) == {"Minsk", "The valley"}
    assert "## Map { #map }" in pages["briefings/first.md"]


def test_a_map_set_into_the_text_stands_there_and_nowhere_else(tmp_path: Path) -> None:
    page = rendered(tmp_path)["briefings/second.md"]
    assert "## Map" not in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert {"map-title", "map-2-title", "map-places", "map-2-places"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_the_map_shows_all_that_is_published_and_counts_the_rest(tmp_path: Path) -> None:
    pages = rendered(tmp_path)
    (picture,) = pictures(pages["map.md"])
    names = ", ".join(marks(picture)).split(", ")
    assert sorted(names) == ["A suburb", "Belarus", "Minsk", "The valley"]
    assert "Of 1 place no point is known" in pages["map.md"]
    assert sorted(", ".join(marks(pictures(pages["index.md"])[0])).split(", ")) == sorted(names)
    assert "bk-map-list" not in pages["index.md"]
    assert "<svg xmlns" not in pages["events/quiet.md"]
    assert "<svg xmlns" not in pages["places/nowhere.md"]
    assert "<svg xmlns" not in pages["places/gone.md"]


def test_a_site_without_a_point_has_a_map_that_says_so(tmp_path: Path) -> None:
    pages = rendered(
        tmp_path,
        {
            "briefings/places.yml": "nowhere: {name: N, kind: site}\n",
            "briefings/events.yml": "",
            "briefings/first/briefing.md": "---\ntitle: T\nsummary: S\n---\n![[map]]\n",
            "briefings/second/briefing.md": "---\ntitle: U\nsummary: S\n---\n",
        },
    )
    assert "No place has a point yet" in pages["map.md"]
    assert "no point is known" in pages["briefings/first.md"]
    assert "## Map" not in pages["index.md"]


def test_no_map_grows_with_the_site(tmp_path: Path) -> None:
    places = "".join(
        f"p{n:03}: {{name: Place {n:03}, kind: site, coordinates: {{latitude: {n % 23 * 7 - 80}, longitude: {n * 7 % 360 - 179}, precision_m: 90000}}}}\n"
        for n in range(450)
    )
    events = 'e: {name: E, date: 2020, places: p449, evidence: [{source: all, quote: "so"}]}\n'
    files = {"briefings/places.yml": places, "briefings/events.yml": events}
    files["briefings/first/briefing.md"] = files["briefings/second/briefing.md"] = (
        "---\ntitle: T\nsummary: S\n---\n"
    )
    page = rendered(tmp_path, files)["map.md"]
    (picture,) = pictures(page)
    assert len(", ".join(marks(picture)).split(", ")) == 400
    assert "Place 449" in " ".join(marks(picture))
    assert len(re.findall(r"^- \[Place", page, re.MULTILINE)) == 200
    assert "200 more are in the list of places" in page
    assert "On the map are 400 of 450 places" in page
    assert len(page) < 300_000


def test_maps_of_the_demo_are_small_and_complete() -> None:
    pages = build(read_settings(ROOT / "mkdocs.yml")).pages
    found = {
        page.path: picture
        for page in pages
        for picture in re.findall(r'<svg xmlns[^>]*"bk-map-drawing".*?</svg>', page.text)
    }
    assert {"map.md", "index.md", "places/syria.md", "briefings/belarus-syria.md"} <= set(found)
    for name, picture in found.items():
        ET.fromstring(picture)
        assert len(picture) < 100_000, name
        assert not re.search(r"#[0-9a-f]{6}|rgb\(|style=", picture), name


def test_the_same_content_makes_the_same_map(tmp_path: Path) -> None:
    assert rendered(tmp_path / "one")["map.md"] == rendered(tmp_path / "two")["map.md"]


# the outlines


def test_the_version_of_the_outlines_is_written_down() -> None:
    told = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    assert OUTLINES.version in told
    package = re.match(r"(\S+) (\S+) \(", OUTLINES.version)
    assert package
    assert f'"{package[1]}@{package[2]}"' in (ROOT / ".ci" / "outlines.py").read_text(encoding="utf-8")


def test_the_outlines_are_those_of_the_world() -> None:
    file = built_in_templates() / "map" / "outlines.json"
    assert file.stat().st_size < 210_000
    codes = {country.code for country in OUTLINES.countries}
    assert len(codes) > 230
    for country in OUTLINES.countries:
        for around in country.boxes:
            assert -90 <= around.low <= around.high <= 90
            assert around.right - around.left <= 360.001


OWN = {
    "version": "ours 1",
    "policy": "Drawn by us, and *nobody* else.",
    "units": 1,
    "arcs": [[20, 40, 20, 0, 0, 20, -20, 0, 0, -20]],
    "countries": [{"id": "BY", "name": "Ours", "rings": [[0]]}],
}


def test_a_site_brings_its_own_outlines(tmp_path: Path) -> None:
    pages = rendered(tmp_path, {"templates/map/outlines.json": json.dumps(OWN)})
    assert "Drawn by us, and &#42;nobody&#42; else." in pages["map.md"]
    assert OUTLINES.policy not in pages["map.md"]
    (land,) = (
        p for p in pictures(pages["places/minsk.md"])[0].iter(f"{SVG}path") if p.get("class") == "bk-map-land"
    )
    assert len(points_of(land)) == 4


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"version": 1}', json.dumps({**OWN, "arcs": []}), json.dumps({**OWN, "units": 0})],
)
def test_outlines_that_are_none_are_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(TemplateError, match=r"outlines\.json: these are no outlines"):
        rendered(tmp_path, {"templates/map/outlines.json": text})


def test_lines_over_the_antimeridian_run_on() -> None:
    for country in OUTLINES.countries:
        for ring in country.rings:
            for (ax, _), (bx, _) in pairwise(ring):
                assert abs(bx - ax) <= 180 or country.code == "AQ"
