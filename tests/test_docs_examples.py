"""The examples in the manual do what the manual says."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from briefkit.exporting import start
from briefkit.model.dates import parse_edtf
from briefkit.pipeline import RULES
from manual import MANUAL, PAGES, headings, read
from starter_site import starter_site


class Example(NamedTuple):
    page: str
    rule: str | None
    """The rule it stands under, on the page of the rules."""
    wrong: bool
    path: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}-{self.rule or self.path}-{'wrong' if self.wrong else 'right'}"


TODAY = date(2024, 7, 1)
"""The day that the examples speak of."""

_EXAMPLE = re.compile(
    r"(?:(Wrong|Right)(?: on [\w ]+)?, )?[Ii]n\s+`([^`]+)`:\n\n```[a-z]*\n(.*?)^```$", re.M | re.S
)
NO_EXAMPLE = {"not-utf-8", "unreadable-file", "full-text-missing", "sha256-differs", "source-doubtful"}
"""Rules whose wrong input is not one file that could be printed."""

BESIDE = {"source-not-read": "article-missing"}
"""The rule whose right example lies beside those of a rule."""


def examples() -> Iterator[Example]:
    for path in PAGES:
        for part in re.split(r"^(?=### )", read(path), flags=re.MULTILINE):
            rule = re.match(r"### (\S+)", part) if path.name == "rules.md" else None
            for label, file, text in _EXAMPLE.findall(part):
                yield Example(path.stem, rule[1] if rule else None, label == "Wrong", file, text)


EXAMPLES = list(examples())


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example_does_what_the_manual_says(example: Example, tmp_path: Path) -> None:
    other = BESIDE.get(str(example.rule))
    beside = {
        found.path: found.text for found in EXAMPLES if other and found.rule == other and not found.wrong
    }
    built = starter_site(tmp_path / "site", {**beside, example.path: example.text}, TODAY)
    found = {problem.rule.name for problem in built.problems}
    if example.wrong:
        assert example.rule in found
    else:
        assert [str(problem) for problem in built.problems] == []


@pytest.mark.parametrize("rule", sorted({rule.name for rule in RULES} - NO_EXAMPLE))
def test_rule_has_a_wrong_and_a_right_example(rule: str) -> None:
    assert {example.wrong for example in EXAMPLES if example.rule == rule} == {True, False}


def test_quick_start_changes_a_line_that_is_there(tmp_path: Path) -> None:
    start(tmp_path / "site", "Examples")
    text = read(MANUAL / "quick-start.md")
    (path, line), *others = re.findall(
        r"[Oo]pen\s+`([^`]+)` and find\s+this line:\n\n```yaml\n\s*(.*)\n```", text
    )
    assert others == []
    assert line in read(tmp_path / "site" / path)


def test_dates_in_the_table_are_dates() -> None:
    section = headings(read(MANUAL / "records.md"))["dates"]
    dates = re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)
    assert len(dates) > 10
    for written in dates:
        parse_edtf(written)
