import pickle
import warnings
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from briefkit.model.dates import DateError, Edtf, EdtfDate, NoDate, Precision, before, overlaps, parse_edtf
from briefkit.render.dates import Wording, date_words, month_heading

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # pyparsing warns about the oracle's grammar when it is imported
    from edtf import parse_edtf as oracle

CASES = Path(__file__).parent / "cases" / "dates"


def rows(name, separator):
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [
        tuple(cell.strip() for cell in line.split(separator))
        for line in lines
        if line and not line.startswith("#")
    ]


READ = rows("read.txt", " |")
REFUSED = rows("refused.txt", " => ")

YEARS = st.integers(1, 9999).map("{:04}".format)
DAYS = st.dates().map(date.isoformat)
MONTHS = st.dates().map(lambda day: day.isoformat()[:7])
SEASONS = st.tuples(YEARS, st.integers(21, 24)).map(lambda parts: f"{parts[0]}-{parts[1]}")
OPEN_DIGITS = st.one_of(
    st.integers(1, 999).map("{:03}X".format),
    st.integers(1, 99).map("{:02}XX".format),
    YEARS.map("{}-XX".format),
    YEARS.map("{}-XX-XX".format),
    MONTHS.map("{}-XX".format),
)
MARKS = st.sampled_from(["", "?", "~", "%"])
PLAIN = st.one_of(YEARS, MONTHS, DAYS)
MARKED = st.builds(str.__add__, st.one_of(PLAIN, SEASONS), MARKS)
INTERVALS = st.one_of(
    st.builds("{}/{}".format, MARKED, MARKED),
    st.builds("{}/{}".format, MARKED, st.sampled_from(["", ".."])),
    st.builds("{}/{}".format, st.sampled_from(["", ".."]), MARKED),
)
TIMES = st.builds(
    "{}T{}{}".format,
    DAYS,
    st.times().map(lambda time: time.strftime("%H:%M:%S")),
    st.sampled_from(["", "Z", "+03:00", "-04"]),
)
TEXTS = st.one_of(MARKED, st.builds(str.__add__, OPEN_DIGITS, MARKS), INTERVALS, TIMES)
DATES = TEXTS.map(parse_edtf)
WORDS = ["8", "08", "13", "2022", "February", "Sept.", "spring", "about", "since", "to", "-", "/", "Q1", "?"]
NOISE = st.one_of(
    st.text(),
    st.text(alphabet="0123456789-/.?~%XuxTZY: ,", max_size=24),
    st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join),
)
# Few enough days for entries to meet.
CLOSE_DAYS = st.dates(date(2020, 12, 1), date(2021, 4, 1)).map(date.isoformat)
CLOSE = st.builds(
    lambda day, cut, tail: day[:cut] + tail,
    CLOSE_DAYS,
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "~", "/..", "/", "/2021-04-02"]),
) | st.sampled_from(
    ["2020-24", "2021-21", "2021-21/..", "202X", "20XX", "2021-XX", "2021-01-XX", "../2021-03"]
)


@pytest.mark.parametrize("row", READ, ids=[row[0] for row in READ])
def test_what_it_means_and_how_it_is_worded(row):
    text, earliest, latest, precision, marks, words, heading = row
    value = parse_edtf(text)
    assert (str(value.earliest or "-"), str(value.latest or "-")) == (earliest, latest)
    assert value.precision is Precision(precision)
    assert (value.approximate, value.uncertain, value.reversed) == ("~" in marks, "?" in marks, "R" in marks)
    assert date_words(value) == words
    assert month_heading(value) == heading


@pytest.mark.parametrize("row", REFUSED, ids=[row[0] for row in REFUSED])
def test_what_an_editor_is_told(row):
    text, hint = row
    with pytest.raises(ValueError, match=r".") as caught:
        parse_edtf(text)
    assert caught.value.hint == hint
    assert "\n" not in caught.value.message


@pytest.mark.parametrize("text", ["", "   ", " 2022", "2022\n", "２０２２", "2022-02-08\x00", "x" * 10_000])
def test_refuses_what_a_case_file_cannot_show(text):
    with pytest.raises(DateError) as caught:
        parse_edtf(text)
    assert len(caught.value.message) < 100
    assert caught.value.message.isprintable()


def test_messages_name_the_mistake():
    with pytest.raises(
        DateError, match=r'^"2022-02-30" does not exist: February 2022 has 28 days; correct the day'
    ):
        parse_edtf("2022-02-30")
    with pytest.raises(DateError, match=r"08/02/2022.* can be read as two dates"):
        parse_edtf("08/02/2022")


def test_open_and_unknown_ends_are_told_apart():
    assert parse_edtf("2020/..").end is NoDate.OPEN
    assert parse_edtf("2020/").end is NoDate.UNKNOWN
    assert parse_edtf("../2020").start is NoDate.OPEN
    assert parse_edtf("/2020").start is NoDate.UNKNOWN
    assert parse_edtf("/2020").end == parse_edtf("2020")
    assert parse_edtf("2020").start is None


def test_what_is_left_open():
    units = {
        text: parse_edtf(text).unspecified for text in ("2022", "201X", "2022-XX", "2022-XX-XX", "2022-02-XX")
    }
    assert list(units.values()) == [None, Precision.YEAR, Precision.MONTH, Precision.DAY, Precision.DAY]


@given(TEXTS)
def test_keeps_the_text_and_its_bounds_in_order(text):
    value = parse_edtf(text)
    assert value.text == str(value) == text
    assert value == parse_edtf(text)
    assert hash(value) == hash(parse_edtf(text))
    assert pickle.loads(pickle.dumps(value)).sort_key == value.sort_key
    if value.earliest and value.latest:
        assert value.reversed == (value.earliest > value.latest)
    if not value.is_interval:
        assert value.earliest <= value.latest


@given(NOISE)
def test_no_text_is_too_odd(text):
    try:
        value = parse_edtf(text)
    except DateError as error:
        if error.hint.startswith("write ") and " " not in error.hint[6:]:
            parse_edtf(error.hint[6:])
    else:
        assert value.text == text
        assert date_words(value)


@given(st.builds(str.__add__, st.one_of(PLAIN, OPEN_DIGITS), MARKS))
def test_means_the_days_the_edtf_package_means(text):
    value, other = parse_edtf(text), oracle(text)
    assert (value.earliest, value.latest) == (day_of(other.lower_strict()), day_of(other.upper_strict()))
    assert (value.approximate, value.uncertain) == (text[-1] in "~%", text[-1] in "?%")


@given(SEASONS)
def test_seasons_start_where_the_edtf_package_starts_them(text):
    value, other = parse_edtf(text), oracle(text)
    assert value.earliest == day_of(other.lower_strict())
    if not text.endswith("-24"):  # the package ends the winter with the year
        assert value.latest == day_of(other.upper_strict())


@given(PLAIN, PLAIN)
def test_intervals_reach_as_far_as_in_the_edtf_package(left, right):
    value, other = parse_edtf(f"{left}/{right}"), oracle(f"{left}/{right}")
    assert (value.earliest, value.latest) == (day_of(other.lower_strict()), day_of(other.upper_strict()))


def day_of(time):
    return date(time.tm_year, time.tm_mon, time.tm_mday)


@given(st.lists(DATES, max_size=30))
def test_sorts_the_same_from_any_order(values):
    backwards = values[::-1]
    assert sorted(values) == sorted(backwards) == sorted(values, key=lambda value: value.sort_key)


@given(st.lists(CLOSE, max_size=40))
def test_a_heading_comes_once_in_a_sorted_timeline(texts):
    entries = sorted(parse_edtf(text) for text in texts)
    headings = [heading for heading, _ in groupby(entries, key=month_heading)]
    assert len(headings) == len(set(headings))


def test_the_vaguer_comes_first():
    texts = [
        "../2019",
        "202X",
        "2022",
        "2022/..",
        "2022-01",
        "2022-01-01",
        "2022-02-08",
        "2022-02-08T10:30:00Z",
    ]
    in_order = sorted(map(parse_edtf, reversed(texts)))
    assert [value.text for value in in_order] == [
        "../2019",
        "202X",
        "2022/..",
        *[t for t in texts[2:] if "/" not in t],
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2022-02-07", "2022-02-08"),
        ("2021", "2022-01-01"),
        ("../2020", "2021"),
        ("2019", "2020/"),
        ("2020-01/2020-03", "2020-04/.."),
        ("1990~", "2022"),
        ("2010?/2015", "2016"),
        ("2020-21", "2022"),
    ],
)
def test_certainly_before(one, other):
    assert before(parse_edtf(one), parse_edtf(other))
    assert not before(parse_edtf(other), parse_edtf(one))
    assert not overlaps(parse_edtf(one), parse_edtf(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2022-02-08", "2022-02-08"),
        ("2022-02", "2022-02-28"),
        ("2015~", "2016"),
        ("2015?", "2022"),
        ("2015/..", "2022"),
        ("2015/", "2022"),
        ("2010", "/2022"),
        ("2022-21", "2022-23"),
        ("2020/2010", "2022"),
    ],
)
def test_not_certainly_before(one, other):
    assert not before(parse_edtf(one), parse_edtf(other))
    assert not before(parse_edtf(other), parse_edtf(one))


def test_overlaps_where_a_day_is_shared():
    assert overlaps(parse_edtf("2022-02"), parse_edtf("2022-02-28"))
    assert overlaps(parse_edtf("2015/.."), parse_edtf("2022"))
    assert overlaps(parse_edtf("2022-05/2022-01"), parse_edtf("2022-03"))
    assert not overlaps(parse_edtf("2022-02"), parse_edtf("2022-03-01"))


@given(DATES, DATES)
def test_what_is_before_does_not_overlap(one, other):
    assert overlaps(one, other) == overlaps(other, one)
    if before(one, other):
        assert not overlaps(one, other)
        assert not before(other, one)


class Dated(BaseModel):
    date: Edtf
    until: Edtf | None = None


def test_a_model_reads_and_writes_the_text():
    dated = Dated.model_validate({"date": "2022-02~"})
    assert isinstance(dated.date, EdtfDate)
    assert dated.model_dump() == {"date": "2022-02~", "until": None}
    assert Dated.model_validate_json(dated.model_dump_json()) == dated
    assert Dated(date=dated.date).date is dated.date


@pytest.mark.parametrize(("given_value", "hint"), [("Feb 2022", "write 2022-02"), (2022, "dates look like")])
def test_a_model_says_what_to_write(given_value, hint):
    with pytest.raises(ValidationError) as caught:
        Dated.model_validate({"date": given_value})
    (error,) = caught.value.errors()
    assert error["type"] == "date_not_edtf"
    assert error["ctx"]["hint"].startswith(hint)
    assert error["msg"] == error["ctx"]["message"]


@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_a_models_schema_is_a_described_string(mode):
    schema = Dated.model_json_schema(mode=mode)["properties"]["date"]
    assert schema["type"] == "string"
    assert "2020-08/.." in schema["description"]


def test_another_language_words_them_its_own_way():
    german = Wording(locale="de", day="d. MMMM y", day_of_month="d.", about="etwa {date}")
    assert date_words(parse_edtf("2022-03-08~"), german) == "etwa 8. März 2022"
    assert date_words(parse_edtf("2022-03-07/2022-03-08"), german) == "7.–8. März 2022"
    assert month_heading(parse_edtf("2022-03-08"), german) == "März 2022"
