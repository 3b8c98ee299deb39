"""Timelines: the mark of every date, the line of time above them, what stands on which page."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefkit.building import build
from briefkit.load.settings import read_settings
from briefkit.model.dates import EdtfDate, NoDate, parse_edtf
from briefkit.render.dates import date_words, month_heading
from briefkit.render.drawing.date_marks import HEIGHT, SAMPLES, WIDTH, End, Key, Shape, date_mark, drawn_mark
from briefkit.render.drawing.timeline import Density, Field, Words, density_drawn, period_drawn
from briefkit.render.drawing.timescale import BREAKS, UNITS, Timescale, timescale
from briefkit.render.overview import month_anchor
from sites import write
from test_dates import DATES, TEXTS

SVG = "{http://www.w3.org/2000/svg}"


def marks(*texts: str) -> list[tuple[Shape, bool]]:
    made = [date_mark(parse_edtf(text)) for text in texts]
    return [(mark.shape, mark.about) for mark in made]


def ends(text: str) -> tuple[End, End] | None:
    return date_mark(parse_edtf(text)).ends


def test_the_shape_says_how_exact_a_date_is() -> None:
    assert marks("2022-02-08", "2022-02-08T10:30:00Z") == [(Shape.DAY, False)] * 2
    assert marks("2022-02", "2022-21", "2022") == [(Shape.STRETCH, False)] * 3
    assert marks("199X", "19XX", "2004-XX", "2004-XX-XX", "2022-02-XX") == [(Shape.ONE_OF, False)] * 5
    assert marks("2022-02~", "2022-02%", "2022-02-08~") == [
        (Shape.STRETCH, True),
        (Shape.STRETCH, True),
        (Shape.DAY, True),
    ]
    assert marks("2015/2017", "2022-01-01/2022-01-01") == [(Shape.PERIOD, False), (Shape.DAY, False)]


def test_each_end_of_a_period_is_drawn_as_what_it_is() -> None:
    assert ends("2015/2017") == (End.GIVEN, End.GIVEN)
    assert ends("2015~/..") == (End.ABOUT, End.OPEN)
    assert ends("../2017") == (End.OPEN, End.GIVEN)
    assert ends("/2017") == (End.UNKNOWN, End.GIVEN)
    assert ends("2017/") == (End.GIVEN, End.UNKNOWN)
    assert ends("2017") is None
    assert date_mark(parse_edtf("2015?/2017")).uncertain == (True, False)
    assert date_mark(parse_edtf("2015/2017%")).uncertain == (False, True)


@given(DATES)
def test_a_mark_says_what_the_words_say(value: EdtfDate) -> None:
    mark, words = date_mark(value), date_words(value)
    assert any(mark.uncertain) == ("uncertain" in words)
    assert (mark.about or End.ABOUT in (mark.ends or ())) == ("about" in words)
    assert (End.UNKNOWN in (mark.ends or ())) == ("unknown" in words)
    if End.OPEN in (mark.ends or ()):
        assert words.startswith(("from ", "until "))
    if mark.shape is Shape.DAY:
        assert re.match(r"(about )?\d+ \w+ \d{1,4}", words)
    if mark.shape is Shape.PERIOD:
        assert re.search("–| to |^from |^until ", words)


@given(DATES)
def test_the_drawing_of_a_mark_stays_in_its_frame(value: EdtfDate) -> None:
    mark = date_mark(value)
    svg = ET.fromstring(drawn_mark(mark))
    assert drawn_mark(mark) == drawn_mark(date_mark(parse_edtf(value.text)))
    assert svg.get("class") == f"bk-dated bk-dated--{mark.shape}"
    assert len(svg)
    for part in svg:
        for x, y in corners(part):
            assert 0 <= x <= WIDTH
            assert 0 <= y <= HEIGHT


def corners(part: ET.Element) -> list[tuple[float, float]]:
    """Points no part of the shape reaches beyond, lines taken as thin."""
    if part.tag == "circle":
        x, y, r = (float(part.attrib[name]) for name in ("cx", "cy", "r"))
        return [(x - r, y - r), (x + r, y + r)]
    if part.tag == "rect":
        x, y, w, h = (float(part.attrib[name]) for name in ("x", "y", "width", "height"))
        return [(x, y), (x + w, y + h)]
    return list(walked(part.attrib["d"]))


def walked(way: str) -> list[tuple[float, float]]:
    """The points of a path, those that bend its curves among them: no curve leaves the space between them."""
    x = y = 0.0
    found = []
    for command, rest in re.findall(r"([MmHhVvLlCcZz])([^A-Za-z]*)", way):
        numbers = [float(number) for number in re.findall(r"-?\d*\.?\d+", rest)]
        if command in "HV":
            x, y = (numbers[0], y) if command == "H" else (x, numbers[0])
        elif command in "hv":
            x, y = (x + numbers[0], y) if command == "h" else (x, y + numbers[0])
        elif command == "M":
            x, y = numbers
        else:
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            steps = 3 if command == "c" else 1
            for at in range(0, len(points), steps):
                bend = [(x + dx, y + dy) for dx, dy in points[at : at + steps]]
                found += bend
                x, y = bend[-1]
        found.append((x, y))
    return found


def test_no_two_kinds_of_marks_look_alike() -> None:
    drawn = [drawn_mark(date_mark(parse_edtf(text))) for text in SAMPLES.values()]
    assert len(set(drawn)) == len(drawn) == len(Key)
    for key, text in SAMPLES.items():
        assert key in date_mark(parse_edtf(text)).keys


def scale_of(values: list[EdtfDate]) -> Timescale:
    return timescale([value.anchor.earliest or date.min for value in values], lambda _: True)


@given(st.lists(DATES, min_size=1, max_size=40))
@example([parse_edtf("0001"), parse_edtf("9999-12-31")])
@example([parse_edtf("0500"), parse_edtf("2022-02-08"), parse_edtf("9999-24")])
@example([parse_edtf(f"{year:04}") for year in range(1, 9999, 250)])
def test_the_line_of_time_has_room_for_every_date_in_its_order(values: list[EdtfDate]) -> None:
    scale = scale_of(values)
    fields = list(scale.fields)
    assert fields == sorted(set(fields))
    assert len(fields) <= scale.unit.most
    assert len(scale.breaks) <= BREAKS
    days = sorted(value.anchor.earliest or date.min for value in values)
    places = [scale.column_left(scale.unit.column(day)) for day in days]
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] + scale.column_wide <= 100 + 1e-6
    assert scale.left(fields[-1]) + scale.wide == pytest.approx(100)
    assert scale.wide > 7.5  # a finger hits it on a phone
    for one, other in pairwise(fields):
        assert scale.left(other) - scale.left(one) >= scale.wide - 1e-6


@given(st.dates(), st.dates())
def test_units_keep_days_in_order(one: date, other: date) -> None:
    first, last = sorted((one, other))
    for unit in UNITS:
        assert unit.column(first) <= unit.column(last)
        assert unit.column(first) // unit.columns == unit.field(first)
        assert unit.first_day(unit.field(last)) <= last
        assert last.year <= unit.last_year(unit.field(last))


def drawn(values: list[EdtfDate]) -> ET.Element:
    density = Density(scale_of(values), values)
    fields = {
        field: Field(str(field), "", "#x" if field in density.first_of else "", "title")
        for field in density.scale.fields
    }
    words = Words("time", "A & b", "C", fields)
    made = density_drawn(density, words, (values[0], values[-1]))
    assert made == density_drawn(Density(scale_of(values), values), words, (values[0], values[-1]))
    return ET.fromstring(made)


def across(part: ET.Element) -> list[float]:
    """Where it begins and ends, in parts of a hundred."""
    places = [float(part.attrib[name].rstrip("%")) for name in ("x", "x1", "x2") if name in part.attrib]
    if "%" in part.get("width", ""):
        places.append(places[0] + float(part.attrib["width"].rstrip("%")))
    return places


@given(st.lists(DATES, min_size=1, max_size=30).map(sorted))
def test_the_overview_counts_every_entry_and_stays_in_its_frame(values: list[EdtfDate]) -> None:
    density = Density(scale_of(values), values)
    assert sum(exact + vague for exact, vague in density.counts.values()) == len(values)
    svg = drawn(values)
    parts = list(svg.iter())
    assert all(-0.02 <= place <= 100.02 for part in parts for place in across(part))
    tall = float(svg.attrib["height"])
    for part in parts:
        if part.tag == f"{SVG}rect":
            top, high = float(part.attrib["y"]), float(part.attrib["height"])
            assert top >= 0
            assert top + high <= tall
    columns = [part for part in parts if part.get("class") in ("bk-time-exact", "bk-time-vague")]
    assert len(columns) == sum(bool(count) for counts in density.counts.values() for count in counts)


@given(TEXTS.filter(lambda text: "/" in text).map(parse_edtf), st.lists(DATES, max_size=5))
def test_the_bar_of_a_period_stays_on_the_line(value: EdtfDate, others: list[EdtfDate]) -> None:
    days = [day for day in (value.earliest, value.latest) if day]
    days += [other.anchor.earliest or date.min for other in others]
    scale = timescale(days, lambda _: True)
    svg = ET.fromstring(period_drawn(value, scale))
    bar = next(part for part in svg.iter() if part.get("class") == "bk-period-bar")
    left, right = across(bar)
    assert 0 <= left <= right <= 100.01
    if value.end is NoDate.OPEN:
        assert right == 100
    if value.start is NoDate.OPEN:
        assert left == 0
    assert sum(part.tag.endswith("svg") for part in svg) == (0 if value.start == value.end else 2)


@given(st.lists(DATES, max_size=40))
def test_a_month_has_one_id_and_no_two_share_it(values: list[EdtfDate]) -> None:
    pairs = {(month_heading(value), month_anchor(value)) for value in values}
    assert len({heading for heading, _ in pairs}) == len(pairs) == len({anchor for _, anchor in pairs})
    assert all(re.fullmatch("t-[0-9x-]+", anchor) for _, anchor in pairs)


EVIDENCE = 'evidence: [{source: all, quote: "so"}]'
SITE = {
    "mkdocs.yml": "site_name: A\nplugins: [briefkit]\n",
    "briefings/actors.yml": "".join(
        f"{name}: {{name: {name.title()}, kind: person}}\n" for name in ("ann", "bob")
    ),
    "briefings/places.yml": "here: {name: Here, kind: city}\n",
    "briefings/sources/all.md": "---\n{headline: All, publisher: All, text: full}\n---\nIt is so.\n",
    "briefings/events.yml": f"""\
talks: {{name: Talks, date: 2022-02-08, places: here, participants: [{{actor: ann}}], {EVIDENCE}}}
round: {{name: First round, date: "2022-02-10?", status: cancelled, part_of: talks, {EVIDENCE}}}
prelude: {{name: Prelude, date: "2022-02~", part_of: talks, {EVIDENCE}}}
war: {{name: The war, date: 1999/.., {EVIDENCE}}}
someday: {{name: Someday, status: planned, places: here, participants: [{{actor: ann}}], {EVIDENCE}}}
""",
    "briefings/claims.yml": f"""\
fair:
  claim: The talks are fair.
  kind: factual
  about: [event/talks, place/here]
  positions:
    - {{actor: bob, stance: deny, date: 2022-03, {EVIDENCE}}}
    - {{actor: ann, stance: deny, {EVIDENCE}}}
    - {{actor: ann, stance: deny, date: 2021, qualification: not yet, {EVIDENCE}}}
    - {{actor: bob, stance: support, date: 2020, {EVIDENCE}}}
short:
  claim: They are short.
  kind: factual
  positions: [{{actor: bob, stance: support, date: 2022-03, {EVIDENCE}}}]
""",
    "briefings/story/briefing.md": "---\n{title: Story, summary: Sum.}\n---\n[[event/talks]], [[claim/fair]].\n",
    "briefings/set/briefing.md": "---\n{title: Set, summary: Sum.}\n---\n[[event/talks]].\n\n![[timeline]]\n",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return built(tmp_path_factory.mktemp("timeline"), SITE)


def built(folder: Path, files: dict[str, str]) -> dict[str, str]:
    made = build(read_settings(write(folder, files) / "mkdocs.yml"))
    return {page.path: page.text for page in made.pages}


def told(text: str, heading: str = "") -> list[str]:
    """The entries of the timeline under a heading as plain words; of the first there is, without one."""
    start = text.index(f"## {heading}") if heading else 0
    block = text[text.index('<div class="bk-timeline"', start) :]
    block = block[: block.index("</div>")]
    lines = [line for line in block.splitlines() if line.startswith("- ")]
    plain = (re.sub(r"<svg.*?</svg>|<[^>]+>|\*\*|\]\([^)]*\)|\[", "", line) for line in lines)
    return [" ".join(line.removeprefix("- ").split()) for line in plain]


def test_the_timeline_has_everything_in_time_and_what_has_no_date_at_its_end(pages: dict[str, str]) -> None:
    text = pages["timeline.md"]
    headings = re.findall(r"^## (.+?) \{ #(.+?) \}$", text, re.MULTILINE)
    assert headings == [
        ("1999", "t-1999"),
        ("2020", "t-2020"),
        ("2021", "t-2021"),
        ("February 2022", "t-2022-02"),
        ("March 2022", "t-2022-03"),
        ("Date not given", "t-none"),
    ]
    assert told(text) == [
        "from 1999 The war",
        "2020 Bob supports: The talks are fair",
        "2021 Ann denies: The talks are fair — not yet",
        "about February 2022 Prelude",
        "8 February 2022 Talks",
        "10 February 2022 (uncertain) First round cancelled",
        "March 2022 Bob denies: The talks are fair",
        "March 2022 Bob supports: They are short",
        "date not given Someday planned",
    ]


def test_the_overview_leads_to_the_headings(pages: dict[str, str]) -> None:
    text = pages["timeline.md"]
    hrefs = re.findall(r'class="bk-time-go" href="#([^"]+)"', text)
    assert hrefs
    assert set(hrefs) <= set(re.findall(r"\{ #(.+?) \}", text))
    assert "8 entries, the first from 1999, the last March 2022." in text
    assert "bk-period-bar" in text


def test_the_legend_lists_what_is_used(pages: dict[str, str]) -> None:
    legend = pages["timeline.md"].split("bk-legend--dates")[1].split("</div>")[0]
    assert [word in legend for word in ("a day", "without an end", "dashed", "uncertain")] == [True] * 4
    assert [word in legend for word in ("not known", "a period", "one day, month")] == [False] * 3


def test_a_claim_has_its_positions_and_what_it_is_about_in_time(pages: dict[str, str]) -> None:
    assert told(pages["claims/fair.md"]) == [
        "2020 Bob supports it",
        "2021 Ann denies it — not yet",
        "8 February 2022 Talks",
        "March 2022 Bob denies it",
    ]
    assert "bk-timeline" not in pages["claims/short.md"]


def test_the_positions_on_a_side_stand_in_time_under_their_own_ids(pages: dict[str, str]) -> None:
    side = pages["claims/fair.md"].split("{ #deny }")[1].split("bk-section")[0]
    assert re.findall(r"^### .*\{ #(.+?) \}$", side, re.MULTILINE) == [
        "position-ann-2021",
        "position-bob-2022-03",
        "position-ann",
    ]


def test_other_pages_have_a_timeline_of_what_belongs_to_them(pages: dict[str, str]) -> None:
    assert told(pages["places/here.md"]) == [
        "2020 Bob supports: The talks are fair",
        "2021 Ann denies: The talks are fair — not yet",
        "8 February 2022 Talks",
        "March 2022 Bob denies: The talks are fair",
        "date not given Someday planned",
    ]
    assert told(pages["actors/ann.md"]) == [
        "2021 Ann denies: The talks are fair — not yet",
        "8 February 2022 Talks",
        "date not given Someday planned",
    ]
    assert told(pages["events/talks.md"]) == [
        "about February 2022 Prelude",
        "10 February 2022 (uncertain) First round cancelled",
    ]
    assert told(pages["briefings/story.md"])[2] == "8 February 2022 Talks"
    assert pages["briefings/set.md"].count('class="bk-timeline"') == 1
    # its positions stand in a table with their dates: without events there is nothing to add
    assert "bk-timeline" not in pages["actors/bob.md"]


def test_an_actors_positions_of_one_date_are_counted(tmp_path: Path) -> None:
    stances = (("deny", 2023), ("support", 2023), ("deny", 2024))
    claims = "".join(
        f"c{number}: {{claim: It is {number}., kind: factual, "
        f"positions: [{{actor: ann, stance: {stance}, date: {year}, {EVIDENCE}}}]}}\n"
        for number, (stance, year) in enumerate(stances)
    )
    story = "---\n{title: Story, summary: Sum.}\n---\n[[event/talks]].\n"
    files = {**SITE, "briefings/claims.yml": claims, "briefings/story/briefing.md": story}
    text = built(tmp_path, files)["actors/ann.md"]
    assert told(text) == [
        "8 February 2022 Talks",
        "2023 2 positions: supports 1; denies 1",
        "2024 Ann denies: It is 2",
        "date not given Someday planned",
    ]
    assert "[2 positions](#positions)" in text
    assert "{ #positions }" in text


def test_no_timeline_grows_with_the_site(tmp_path: Path) -> None:
    events = "".join(
        f"e{n}: {{name: Day {n}, date: {1700 + n}/.., places: here, participants: [{{actor: ann}}], {EVIDENCE}}}\n"
        f"u{n}: {{name: Plan {n}, status: planned, places: here, participants: [{{actor: ann}}], {EVIDENCE}}}\n"
        for n in range(250)
    )
    made = built(
        tmp_path,
        {
            **SITE,
            "briefings/events.yml": events,
            "briefings/claims.yml": "",
            "briefings/story/briefing.md": "",
            "briefings/set/briefing.md": "",
        },
    )
    assert [sum(told_on(made, f"timeline{n}.md")) for n in ("", "/2", "/3")] == [200, 200, 100]
    for name, asked in (("actors/ann.md", "actor=ann"), ("places/here.md", "place=here")):
        assert told_on(made, name) == [60]
        assert f"[210 earlier ones are in the timeline](../timeline.md?{asked})" in made[name]
        assert "230 more have no date" in made[name]
    assert made["timeline.md"].count("bk-period-bar") == 8
    text = made["timeline/2.md"]
    assert re.findall(r"^## (\S+)", text, re.MULTILINE)[0] == "1900"
    hrefs = re.findall(r'class="bk-time-go" href="([^"]+)"', text)
    assert len(hrefs) <= 12
    assert hrefs[0] == "../#t-1700"
    assert "bk-time-here" in text


def told_on(made: dict[str, str], name: str) -> list[int]:
    return [block.split("</div>")[0].count("\n- ") for block in made[name].split('class="bk-timeline"')[1:]]


def test_every_date_has_its_mark_before_it(pages: dict[str, str]) -> None:
    block = pages["timeline.md"].split('class="bk-timeline"')[1].split("</div>")[0]
    lines = [line for line in block.splitlines() if line.startswith("- ")]
    assert [line.startswith('- <svg class="bk-dated') for line in lines] == [True] * 8 + [False]
