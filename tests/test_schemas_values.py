"""Single values in the schemas: what our own parsers read, and nothing else."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.exporting.schemas_dates import DATE
from briefkit.exporting.schemas_values import TEXT, one_of, plain_reading
from briefkit.model.characters import is_blank
from briefkit.model.dates import DateError, parse_edtf
from editor import seen

# words


@given(
    st.from_regex(
        r"[-+0-9a-z.]{1,8}|[0-9]{1,5}(e-?[0-9]{1,4})?|0[ox][0-9a-f]{1,4}|true|false", fullmatch=True
    )
)
def test_a_plain_word_is_what_a_reader_of_yaml_1_2_makes_of_it(word: str) -> None:
    # the reader makes numbers of `1_0`, `0b1` and `.e1`, too: leftovers of YAML 1.1, or no YAML
    if word in ("null", "---", "...") or re.match(r"-(\s|$)|[-+]?0b|[-+]?\.(e|inf|nan|$)|[-+]0[ox]", word):
        return
    expected = seen(f"a: {word}")["a"]
    found = plain_reading(word)
    if isinstance(expected, str):
        assert isinstance(found, str)
    else:
        assert (found, type(found)) == (expected, type(expected))


def test_one_of_holds_each_word_with_its_meaning() -> None:
    assert one_of({"a": "", "b": ""}) == {"enum": ["a", "b"]}
    assert one_of({"a": "first", "b": ""}) == {"enum": ["a", "b"], "enumDescriptions": ["first", ""]}
    numbers = one_of({"1": "first", "a": ""})
    assert numbers["anyOf"][0] == {"enum": [1, "a"], "enumDescriptions": ["first", ""]}


# dates and texts

MONTHS = [f"{number:02}" for number in range(26)]
DAYS = [f"{number:02}" for number in range(33)]
YEARS = [
    "0000",
    "0001",
    "1900",
    "2000",
    "2022",
    "2024",
    "2100",
    "9999",
    "000X",
    "201X",
    "00XX",
    "20XX",
    "2XXX",
]
TIMES = ["T10:30:00", "T23:59:59Z", "T24:00:00", "T10:30", "T00:00:00+14:00", "T00:00:00-15", "T00:00:00+01"]


def reads(text: str) -> bool:
    try:
        parse_edtf(text)
    except DateError:
        return False
    return True


def test_the_pattern_of_dates_is_what_our_parser_reads() -> None:
    pattern = re.compile(DATE)
    days = [f"{year}-{month}-{day}" for year in YEARS for month in [*MONTHS, "XX"] for day in [*DAYS, "XX"]]
    points = [*YEARS, *(f"{year}-{month}" for year in YEARS for month in [*MONTHS, "XX"]), *days]
    few = [
        *points[:40:3],
        *days[::997],
        "2022-02-08",
        "2022-21~",
        "2024-02-29?",
        "2022-02-08T10:30:00",
        "",
        "..",
        "x",
    ]
    texts = [f"{point}{mark}" for point in points for mark in ("", "?", "~", "%", "!", "~~")]
    texts += [f"{day}{time}{mark}" for day in few for time in TIMES for mark in ("", "~")]
    texts += [f"{left}/{right}" for left, right in product(few, few)]
    assert [text for text in texts if bool(pattern.search(text)) != reads(text)] == []
    assert sum(map(reads, texts)) > 1_000


@given(st.text("0123456789X-/.?~%TZ:+", max_size=22))
def test_the_pattern_of_dates_reads_no_other_text(text: str) -> None:
    assert bool(re.search(DATE, text)) is reads(text)


@given(st.text(max_size=4))
def test_a_text_with_something_to_read_is_never_refused(text: str) -> None:
    refused = not re.search(TEXT["anyOf"][0]["pattern"], text)
    assert is_blank(text) or not refused


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\u00a0", "\u200b", "\u2800\u200d", "\u202e", "\ufeff", "\u00ad"]
)
def test_a_text_without_anything_to_read_is_refused(text: str) -> None:
    assert is_blank(text)
    assert not re.search(TEXT["anyOf"][0]["pattern"], text)
