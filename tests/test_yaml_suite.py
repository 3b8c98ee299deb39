import re
from pathlib import Path

import pytest
import yaml

from briefkit.load.nodes import read_yaml
from briefkit.load.text import SourceText
from briefkit.model.nodes import plain_data

SUITE = Path(__file__).parents[2] / "shared" / "data" / "hostile" / "yaml-test-suite" / "src"

if not SUITE.is_dir():
    pytest.skip("needs ../shared/data/hostile/yaml-test-suite beside the repository", allow_module_level=True)

# What libyaml reads although YAML 1.2 forbids it.
LENIENT = {
    "a line within brackets or quotes is not indented, or by a tab": "9C9N DK95/1 QB6E Y79Y/3",
    "no blank in front of a comment": "9JBA CVW2 MUS6/0 SU5Z X4QW",
    "a lone dash within brackets is a text": "G5U8 YJV2",
    "blank lines at the beginning of a block text are indented deeper than it": "S98Z",
}
# What libyaml refuses although YAML 1.2 allows it.
STRICT = {
    "a key is left out, which is refused anyway": "2JQS 6M2F CFD4 FRK4 M2N8/0 NHX8 NKF9 S3PD SM9W/1 UKK6/0",
    "a value within brackets begins with a colon, or a key ends with one": "4ABK 58MP 5T43 DBG4 HM87/0",
    "a key within brackets goes over a line": "4MUZ/0 4MUZ/1 4MUZ/2 5MUD 9SA2 K3WX NJ66 UT92 VJP3/1",
    "a tab at the beginning of a line": "6CA3 96NN/0 96NN/1 DK95/0 DK95/3 DK95/4 Q5MG R4YG Y79Y/1",
    "a tab after a dash": "6BCT A2M4 Y79Y/10",
    "an unknown directive": "2LFX 6LVF BEC7 MUS6/5 MUS6/6 W4TN ZYU8/0 ZYU8/1 ZYU8/2 ZYU8/3",
    "a second document, which is refused anyway, or none, around a line of three dots": "7Z25 HWV9 M7A3 QT73",
    "an anchor of more than letters and digits, which is refused anyway": "2SXE 8XYN W5VH",
    "a block text that is not indented": "DK3J FP8R",
}
# What libyaml reads otherwise than YAML 1.2.
OTHERWISE = {
    "a question mark within brackets marks a key, even without a blank after it": "652Z HM87/1",
    "a block text whose last line is blank and has no line end": "JEF9/2 L24T/1",
    "an anchor ends at a colon, but anchors are refused anyway": "Y2GN",
}

# How the suite's ReadMe makes blanks visible.
VISIBLE = ((r"—*»", "\t"), ("␣", " "), ("↵", ""), ("←", "\r"), ("⇔", "\ufeff"), ("∎\n", ""))
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "\\": "\\"}
VALUE = re.compile(r"=VAL (?:&\S+ )?(?:<\S+> )?([:'\"|>])(.*)")


def cases():
    """Each case as its name, its YAML, the events of its first document, and whether it is no YAML."""
    for file in sorted(SUITE.glob("*.yaml")):
        tests = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        case = {}
        for number, test in enumerate(tests):
            # A test takes what it does not say from the one before it, but not that it fails.
            case = {**case, "fail": "false", **test}
            text = case["yaml"]
            for pattern, blank in VISIBLE:
                text = re.sub(pattern, blank, text)
            events = [line.strip(" ").replace("␣", " ") for line in case.get("tree", "").splitlines()]
            name = f"{file.stem}/{number}" if len(tests) > 1 else file.stem
            yield pytest.param(name, text, events, case["fail"] == "true", id=name)


def named(groups):
    return {name for names in groups.values() for name in names.split()}


def first_document(events):
    return events[: events.index("-DOC") if "-DOC" in events else len(events)]


def expected_data(events):
    """A document's values, an alias as its text, and whether all its keys are texts (others are left out)."""
    stack, whole = [[]], True
    for event in first_document(events):
        match event[:4]:
            case "+MAP" | "+SEQ":
                stack.append([])
            case "-SEQ":
                stack[-2].append(stack.pop())
            case "-MAP":
                flat = stack.pop()
                pairs = zip(flat[::2], flat[1::2], strict=True)
                kept = {key: value for key, value in pairs if isinstance(key, str) and key}
                whole = whole and len(kept) == len(flat) // 2
                stack[-1].append(kept)
            case "=VAL":
                stack[-1].append(value_of(event))
            case "=ALI":
                stack[-1].append(event.removeprefix("=ALI "))
    return (stack[0][0] if stack[0] else None), whole


def value_of(event):
    style, written = VALUE.fullmatch(event).groups()
    text = re.sub(r"\\(.)", lambda escape: ESCAPES[escape[1]], written)
    return None if style == ":" and text in {"", "~", "null"} else text


def expected_rules(events):
    """The rules of this product that a document of YAML breaks, apart from that about keys."""
    document = first_document(events)
    properties = [re.split(r" [:'\"|>]", event)[0] for event in document]
    return {
        rule
        for rule, broken in {
            "yaml-tag": any(" <" in event for event in properties),
            "yaml-alias": any(" &" in event or event.startswith("=ALI") for event in properties),
            "yaml-documents": sum(event.startswith("+DOC") for event in events) > 1,
        }.items()
        if broken
    }


def read(text):
    source = SourceText("case.yml", text)
    node, problems = read_yaml(source)
    lines = re.split(r"\r\n|\r|\n", text)
    for problem in problems:
        assert 1 <= problem.mark.column <= len(lines[problem.mark.line - 1]) + 1
        assert problem.message.isprintable()
        assert problem.hint
    return node, problems


CASES = list(cases())
READABLE = [case for case in CASES if not case.values[3]]
BROKEN = [case for case in CASES if case.values[3]]


def test_the_suite_is_whole():
    assert (len(READABLE), len(BROKEN)) == (312, 94)
    names = {case.id for case in CASES}
    assert named(LENIENT) | named(STRICT) | named(OTHERWISE) <= names


@pytest.mark.parametrize(("name", "text", "events", "fail"), BROKEN)
def test_what_is_no_yaml_is_refused(name, text, events, fail):
    _, problems = read(text)
    assert bool(problems) == (name not in named(LENIENT))


@pytest.mark.parametrize(("name", "text", "events", "fail"), READABLE)
def test_what_is_yaml_is_read_as_text(name, text, events, fail):
    node, problems = read(text)
    rules = {problem.rule.name for problem in problems}
    if name in named(STRICT):
        assert node is None
        assert rules == {"yaml-syntax"}
        return
    expected, whole = expected_data(events)
    assert rules == expected_rules(events) | (set() if whole else {"yaml-key"})
    assert ((plain_data(node) if node else None) == expected) == (name not in named(OTHERWISE))
