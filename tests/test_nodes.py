import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.load.nodes import MAX_DEPTH, read_yaml
from briefkit.load.rules import READING_RULES
from briefkit.load.text import SourceText, decode
from briefkit.model.mark import Mark
from briefkit.model.nodes import Mapping, Scalar, Sequence, plain_data
from briefkit.problems import in_order

CASES = sorted((Path(__file__).parent / "cases" / "yaml").glob("*.txt"))
NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BLNS = Path(__file__).parents[2] / "shared" / "data" / "hostile" / "blns" / "blns.json"

# Signs that mean something to YAML, and signs that end lines for some and not for others.
SIGNS = list("[]{},:-?&*!|>'\"%@`#~=<\\ \t\n\r\x85\u2028\u2029\ufeff\x00ab1é😀")
SIGNS += ["---\n", "...\n", "\r\n", "- ", ": "]
NOISE = st.one_of(st.text(), st.lists(st.sampled_from(SIGNS), max_size=40).map("".join))
PRINTED = st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: not NOT_ALLOWED.search(text))
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])


def read(text):
    return read_yaml(SourceText("case.yml", text))


def report(node, problems):
    """What a case file expects: the problems with their hints, then the values as JSON."""
    told = [f"{problem}\n  {problem.hint}\n" for problem in in_order(problems)]
    return "".join(told) + json.dumps(plain_data(node) if node else None, indent=2, ensure_ascii=False) + "\n"


def scalars(node):
    match node:
        case Scalar():
            yield node
        case Sequence():
            for item in node.items:
                yield from scalars(item)
        case Mapping():
            for key, value in node.entries:
                yield key
                yield from scalars(value)


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_reads_and_reports(case):
    title, text, expected = case.read_bytes().decode().split("\n.\n")
    assert title
    assert report(*read(text + "\n")) == expected


def test_every_rule_of_yaml_has_a_case():
    told = "".join(case.read_text(encoding="utf-8") for case in CASES)
    # Its input would fill a screen; it has tests of its own.
    rules = {rule.name for rule in READING_RULES if rule.name.startswith("yaml-")} - {"yaml-too-deep"}
    assert {name for name in rules if f"[{name}]" not in told} == set()


def test_only_what_has_no_quotes_and_no_block_sign_is_plain():
    node, _ = read("a: b\n'c': \"d\"\ne: |\n  f\ng: >\n  h\ni:\n")
    assert [(scalar.value, scalar.plain) for scalar in scalars(node)] == [
        ("a", True),
        ("b", True),
        ("c", False),
        ("d", False),
        ("e", True),
        ("f\n", False),
        ("g", True),
        ("h\n", False),
        ("i", True),
        (None, True),
    ]


def test_every_node_has_its_place():
    node, _ = read("name: 😀\nlist:\n  - {é: [b]}\nempty:\n")
    (_, name), (_, items), (empty, nothing) = node.entries
    record = items.items[0]
    key, inner = record.entries[0]
    places = [node, name, items, record, key, inner, inner.items[0], empty, nothing]
    assert [(at.mark.line, at.mark.column) for at in places] == [
        (1, 1),
        (1, 7),
        (3, 3),
        (3, 5),
        (3, 6),
        (3, 9),
        (3, 10),
        (4, 1),
        (4, 7),
    ]
    assert node.mark.path == "case.yml"


def test_a_part_of_a_file_has_its_places_in_the_whole_file():
    text = "---\nname: Minsk\nname: Brest\n---\n: [ not YAML\n"
    node, (problem,) = read_yaml(SourceText("briefing.md", text), 4, text.index("---\n:"))
    assert plain_data(node) == {"name": "Minsk"}
    assert node.get("name").mark == Mark("briefing.md", 2, 7)
    assert problem.mark == Mark("briefing.md", 3, 1)


def test_an_error_at_the_end_of_a_part_lies_in_the_part():
    text = '---\nname: "Minsk\n---\nHe said "no".\n'
    node, (problem,) = read_yaml(SourceText("briefing.md", text), 4, text.index("---\nHe"))
    assert node is None
    assert problem.mark == Mark("briefing.md", 2, 7)


@pytest.mark.parametrize("spot", ["{a: ", "[", "- ", "? ", "[{", "!!a [", "{? "])
def test_a_nest_of_30000_is_one_problem(spot):
    node, problems = read(spot * 30_000)
    assert node is None
    assert [problem.rule.name for problem in problems if "tag" not in problem.rule.name] == ["yaml-too-deep"]


def test_a_nest_of_indented_keys_is_one_problem():
    node, problems = read("\n".join(" " * depth + "a:" for depth in range(200)))
    assert node is None
    assert [str(problem) for problem in problems] == [
        "case.yml:65:65: error: Lists and records are nested more than 64 deep. [yaml-too-deep]"
    ]


def test_64_deep_is_read_and_65_is_not():
    node, problems = read("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert problems == []
    for _ in range(MAX_DEPTH - 1):
        (node,) = node.items
    assert node.items == ()
    node, (problem,) = read("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))
    assert node is None
    assert problem.mark.column == MAX_DEPTH + 1


def test_many_lists_beside_each_other_are_not_deep():
    node, problems = read("- [[]]\n" * 1000)
    assert problems == []
    assert len(node.items) == 1000


@pytest.mark.parametrize(
    ("text", "line", "column", "named"),
    [
        ("name: 😀é\x07", 1, 9, "U+0007"),
        ("a: b\r\n# \x7f", 2, 3, "U+007F"),
        ("a: b\u2028c\x80", 1, 7, "U+0080"),
        ("a: \ufffe", 1, 4, "U+FFFE"),
        ("a: b\rc: \ud800", 2, 4, "U+D800"),
    ],
)
def test_a_character_that_cannot_be_printed_has_its_place(text, line, column, named):
    node, (problem,) = read(text)
    assert node is None
    assert (problem.mark.line, problem.mark.column, problem.rule.name) == (line, column, "yaml-syntax")
    assert named in problem.message


def test_utf_16_without_a_signature_is_called_an_encoding_problem():
    source, _ = decode("a.yml", "name: x".encode("utf-16-le"))
    _, (problem,) = read_yaml(source)
    assert (problem.mark.line, problem.mark.column) == (1, 2)
    assert problem.hint == "Save the file as UTF-8."


@pytest.mark.parametrize("text", ["!%ED%A0%80 x", "%TAG ! tag:%C0%80\n---\n!a x", "a: b\nc: !%f4%a0%80%80 d"])
def test_a_tag_that_is_not_utf_8_is_a_problem(text):
    node, (problem,) = read(text)
    assert node is None
    assert problem.rule.name == "yaml-tag"
    assert problem.mark == SourceText("case.yml", text).mark(text.index("!%" if "!%" in text else "!"))


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize(
    "form", ['a: "b {} c: d"\ne: f', "a: b {} c\ne: f", "a: |\n  b {} c\ne: f", "a: b # {} c: d\ne: f"]
)
def test_what_ends_no_line_in_an_editor_ends_none_here(form, separator):
    node, problems = read(form.format(separator))
    assert problems == []
    assert [key.value for key, _ in node.entries] == ["a", "e"]
    assert node.get("a").value.strip() in {f"b {separator} c: d", f"b {separator} c", "b"}
    assert node.key("e").mark.line == form.count("\n") + 1


def test_escapes_are_read_where_a_line_separator_stands_beside_them():
    node, _ = read('"\\uE000 \\ue001 \ue002 \u2028 \x85 \\L"')
    assert node.value == "\ue000 \ue001 \ue002 \u2028 \x85 \u2028"


def test_a_message_is_one_short_line_whatever_the_key():
    key = json.dumps("k\n\u202e" * 200)
    node, (problem,) = read(f"? {key}\n: a\n? {key}\n: b\n")
    assert plain_data(node) == {"k\n\u202e" * 200: "a"}
    assert problem.message.isprintable()
    assert len(problem.message) < 200


@given(PRINTED)
def test_any_text_in_double_quotes_reads_back(text):
    for written in (json.dumps(text, ensure_ascii=False), f"a: [{json.dumps(text, ensure_ascii=False)}]"):
        node, problems = read(written)
        assert problems == []
        assert [scalar.value for scalar in scalars(node)][-1] == text


@given(PRINTED)
def test_any_text_in_single_quotes_on_one_line_reads_back(text):
    line = re.sub(r"[\r\n]", " ", text)
    node, problems = read("- '" + line.replace("'", "''") + "'")
    assert problems == []
    assert plain_data(node) == [line]


@given(st.lists(st.tuples(PRINTED, LINE_ENDS), min_size=1, max_size=8))
def test_places_are_those_of_an_editors_lines(entries):
    written = [json.dumps(text, ensure_ascii=False) for text, _ in entries]
    ends = [end for _, end in entries]
    text = "".join(f'"k{n}": {written[n]}{ends[n]}' for n in range(len(entries)))
    lines = re.split(r"\r\n|\r|\n", text)
    node, problems = read(text)
    assert problems == []
    found = [lines[at.mark.line - 1][at.mark.column - 1 :] for _, at in node.entries]
    assert found == written
    assert [at.value for _, at in node.entries] == [value for value, _ in entries]


@given(st.lists(st.tuples(st.from_regex(r"[a-z]{1,3}", fullmatch=True), st.integers()), max_size=12))
def test_the_first_of_equal_keys_wins_and_each_other_is_told(entries):
    node, problems = read("".join(f"{key}: {value}\n" for key, value in entries))
    first = {key: str(value) for key, value in reversed(entries) if key != "null"}
    assert (plain_data(node) if node else {}) == first
    again = [n for n, (key, _) in enumerate(entries, 1) if key in [name for name, _ in entries[: n - 1]]]
    assert [problem.mark.line for problem in problems if problem.rule.name == "yaml-duplicate-key"] == again


@given(NOISE, st.integers(0, 20), st.none() | st.integers(0, 40))
def test_no_text_is_too_odd(text, start, end):
    source = SourceText("case.yml", text)
    begin = min(start, len(text))
    stop = len(text) if end is None else min(max(end, begin), len(text))
    node, problems = read_yaml(source, begin, stop)
    lines = re.split(r"\r\n|\r|\n", text)
    for problem in problems:
        assert source.mark(begin) <= problem.mark <= source.mark(stop)
        # One column behind the last character, and one more between \r and \n.
        assert problem.mark.column <= len(lines[problem.mark.line - 1]) + 2
        assert problem.message.isprintable()
        assert problem.hint.isprintable()
        assert problem.hint
    if not problems and node:
        for scalar in scalars(node):
            assert source.mark(begin) <= scalar.mark <= source.mark(stop)


@given(st.binary())
def test_no_bytes_are_too_odd(data):
    source, problems = decode("case.yml", data)
    if source is None:
        assert len(problems) == 1
    else:
        read_yaml(source)


@pytest.mark.skipif(not BLNS.exists(), reason="needs ../shared/data/hostile/blns beside the repository")
def test_naughty_strings_are_read_or_named():
    refused = 0
    for text in json.loads(BLNS.read_text(encoding="utf-8")):
        written = json.dumps(text, ensure_ascii=False)
        node, problems = read(f"quote: {written}")
        if wrong := NOT_ALLOWED.search(written):
            refused += 1
            assert node is None
            (problem,) = problems
            assert f"U+{ord(wrong[0]):04X}" in problem.message
        else:
            assert problems == []
            assert plain_data(node) == {"quote": text}
    assert refused < 10
