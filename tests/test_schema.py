import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefkit.load.nodes import read_yaml
from briefkit.load.schema import read_record
from briefkit.load.text import SourceText
from briefkit.model.kinds import BY_NAME, KINDS
from briefkit.model.mark import Mark
from briefkit.model.nodes import Mapping, Scalar, Sequence

MISFITS = Path(__file__).parent / "cases" / "schema" / "misfits.txt"
PLACE = Mark("case.yml")


def read(kind, text):
    node, problems = read_yaml(SourceText("case.yml", text))
    assert problems == []
    return read_record(BY_NAME[kind], "some-id", node, PLACE)


def told(kind, text):
    """Each problem's place, rule, message and hint, in order."""
    _, problems = read(kind, text)
    return [
        (problem.mark.line, problem.mark.column, problem.rule.name, problem.message, problem.hint)
        for problem in sorted(problems, key=lambda problem: problem.mark)
    ]


ACTOR = "name: One\nkind: person\n"
CLAIM = "claim: It is so.\nkind: factual\n"
SOURCE = "headline: One\npublisher: One\ntext: none\n"


def misfits():
    for case in MISFITS.read_text(encoding="utf-8").strip().split("\n\n")[1:]:
        kind, *lines, expected = case.split("\n")
        text = "".join(f"{line.removeprefix('  ')}\n" for line in lines)
        yield pytest.param(kind, text, expected, id=f"{kind}-{expected.split()[0]}-{expected.split('=>')[0]}")


@pytest.mark.parametrize(("kind", "text", "expected"), list(misfits()))
def test_a_misfit_is_told_at_its_place_with_right_input(kind, text, expected):
    place, rule, message, hint = re.fullmatch(r"(\d+:\d+) ([a-z-]+): (.*) => (.*)", expected).groups()
    ((line, column, name, told_message, told_hint),) = told(kind, text)
    assert (f"{line}:{column}", name) == (place, rule)
    assert message in told_message
    assert hint in told_hint


def test_all_misfits_are_told_in_one_run():
    text = (
        "claim: ''\nkind: fact\nas_of: soon\nabout: [[a]]\nzzz: 1\n"
        "positions:\n  - {actor: a}\n  - {stance: no, unnamed: b, evidence: [{quote: c, via: d}]}\n"
    )
    assert [(line, column, rule) for line, column, rule, _, _ in told("claim", text)] == [
        (1, 8, "blank-text"),
        (2, 7, "unknown-value"),
        (3, 8, "date-not-edtf"),
        (4, 9, "bad-value"),
        (5, 1, "unknown-field"),
        (7, 5, "missing-field"),
        (8, 14, "unknown-value"),
        (8, 41, "missing-field"),
        (8, 49, "quote-unquoted"),
        (8, 57, "unknown-value"),
    ]


def test_an_empty_field_is_a_field_left_out():
    record, problems = read("actor", ACTOR + "summary:\ncountry: ~\nfacts: null\naliases: []\nnote: ''\n")
    assert record is None
    assert [(problem.mark.line, problem.rule.name) for problem in problems] == [(7, "blank-text")]
    record, problems = read("actor", ACTOR + "summary:\ncountry: ~\nfacts: null\naliases: []\n")
    assert problems == []
    assert (record.summary, record.country, record.facts, record.aliases) == (None, None, (), ())


def test_words_that_yaml_takes_for_something_else_stay_words():
    record, problems = read(
        "actor", "name: true\nkind: person\ncountry: NO\nidentifiers: {a: 0123, b: 22:22}\n"
    )
    assert problems == []
    assert (record.name, record.country, record.identifiers) == ("true", "NO", {"a": "0123", "b": "22:22"})


def test_the_records_source_is_that_of_all_evidence_that_names_none():
    text = (
        "name: a\ndate: 2022\nsource: main\nevidence: [{quote: 'x'}, {source: other, quote: 'y'}]\n"
        "facts: [{property: p, value: v, evidence: [{quote: 'z'}]}]\n"
    )
    record, problems = read("event", text)
    assert problems == []
    assert [item.source for item in (*record.evidence, *record.facts[0].evidence)] == [
        "main",
        "other",
        "main",
    ]


def test_one_may_stand_where_several_can():
    record, problems = read("claim", CLAIM + "about: place/syria\nalternatives: other\n")
    assert problems == []
    assert (record.about, record.alternatives) == (("place/syria",), ("other",))


def test_an_unknown_date_is_none():
    record, problems = read("source", SOURCE + "published: unknown\n")
    assert problems == []
    assert record.published is None


def _fields(model, seen):
    for name, info in model.model_fields.items():
        yield info.alias or name
        stack = [info.annotation]
        while stack:
            one = stack.pop()
            stack += getattr(one, "__args__", ())
            if hasattr(one, "model_fields") and one not in seen:
                seen.add(one)
                yield from _fields(one, seen)


NAMES = sorted({name for kind in KINDS for name in _fields(kind.model, {kind.model})})
VALUES = [
    "true",
    "unknown",
    "none",
    "person",
    "deny",
    "interpretation",
    "2022-02-08",
    "2022/2021",
    "soon",
    "BY",
]
VALUES += ["https://x.y", "nan", "-91", "0", "full", "TLP:RED", "A", "3", "mixed", " ", "\u202e", "\x1b[31m"]
SCALARS = st.builds(
    Scalar, st.just(PLACE), st.none() | st.sampled_from(VALUES) | st.text(max_size=5), st.booleans()
)


def _mapping(values):
    key = st.sampled_from(NAMES) | st.text(min_size=1, max_size=4)
    entries = st.lists(st.tuples(key, values), max_size=6, unique_by=lambda entry: entry[0])
    return entries.map(lambda es: Mapping(PLACE, tuple((Scalar(PLACE, name), value) for name, value in es)))


NODES = st.recursive(
    SCALARS,
    lambda inner: (
        _mapping(inner) | st.lists(inner, max_size=4).map(lambda items: Sequence(PLACE, tuple(items)))
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(KINDS), _mapping(NODES))
def test_no_data_is_too_odd(kind, node):
    record, problems = read_record(kind, "some-id", node, PLACE)
    assert problems or record.ref == (kind.name, "some-id")
    for problem in problems:
        assert problem.message.isprintable()
        assert problem.hint


@settings(deadline=None, max_examples=50)
@given(st.text(min_size=1))
def test_a_message_quotes_any_value_in_one_short_line(text):
    node = Mapping(
        PLACE,
        (
            (Scalar(PLACE, "kind"), Scalar(PLACE, text, plain=False)),
            (Scalar(PLACE, text), Scalar(PLACE, "x")),
        ),
    )
    _, problems = read_record(BY_NAME["actor"], "some-id", node, PLACE)
    for problem in problems:
        assert problem.message.isprintable()
        assert len(problem.message) < 1000
