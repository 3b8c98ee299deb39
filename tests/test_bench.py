"""The benchmark measures what it says, loses nothing to what breaks, and the manual has its numbers."""

import json
import os
import select
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from bench import report
from bench.__main__ import measured
from bench.plot import apart, plot
from bench.processes import RunError, spent
from bench.real_actors import write_real_site
from bench.workshop import Workshop
from briefkit.load.settings import read_settings
from briefkit.pipeline import examine
from briefkit.problems import Severity
from large_site import configuration

# the page


def test_the_numbers_of_the_manual_are_those_of_the_results() -> None:
    results = json.loads(report.RESULTS.read_text(encoding="utf-8"))
    page = report.PAGE.read_text(encoding="utf-8")
    assert page == report.with_results(page, results), "run: make bench-report"
    assert report.RESULTS.read_text(encoding="utf-8") == report.text_of(results)


def test_a_size_is_measured_or_said_to_be_missing() -> None:
    page = report.PAGE.read_text(encoding="utf-8")
    results = json.loads(report.RESULTS.read_text(encoding="utf-8"))
    for size in report.WANTED:
        told = f"{{ #records-{size} }}" if size in results else f"{size} "
        assert told in page or f'{size}"' in page


def runs(*seconds: float, **more: Any) -> list[dict[str, Any]]:
    return [
        {"round": number, "seconds": one, "cpu": one, "memory": 10**8, "load": 0.5, **more}
        for number, one in enumerate(seconds, 1)
    ]


FOUND = {
    "date": "2026-11-23",
    "machine": {"processor": "P", "cores": 2, "memory": 8e9, "system": "S", "python": "3"},
    "versions": {"mkdocs": "1.6.1"},
    "rounds": 3,
    "records": 2000,
    "records_size": 4_000_000,
    "pages": 1000,
    "markdown_size": 8_000_000,
    "lines": {
        "material": runs(10, 20, 40),
        "ours": runs(4, 7, 20, parts={"records to pages": 2}, worked={"records to pages": 2}),
        "generate": runs(2, 3, 4),
    },
    "failed": ["hugo"],
}


def test_ratios_are_made_within_each_round() -> None:
    # 2/10, 5/20 and 18/40
    assert report.ratio(FOUND, "ours-markdown") == 0.25
    assert report.middle(FOUND, "ours-markdown") == 5
    assert report.ratio(FOUND, "hugo") is None


def test_tables_tell_what_was_measured_what_failed_and_what_is_missing() -> None:
    text = report.tables({"2000": FOUND})
    assert "| 2,000 | 1,000 | 5.00 s | 7.00 s | 20.0 s | not measured | not measured | 0.25 |" in text
    assert "| **ours, from the same Markdown** | 5.00 | 0.25 | 5.00 |" in text
    assert "| cold build from Markdown : MkDocs + Material, 2,000 records | 0.250 | 0.2 | no |" in text
    assert "| records to Markdown, 2,000 records, seconds | 3.00 | 3 | yes |" in text
    assert "A run of this failed: hugo." in text
    assert 'make bench SIZES="500 10000 20000 real"' in text


def test_the_plot_is_told_in_words_and_no_name_hides_another() -> None:
    picture = ElementTree.fromstring(
        plot({"one": [(10, 1), (100, 9)], "other": [(10, 2), (100, 9)]}, "Told.")
    )
    assert picture.get("aria-label") == "Told."
    places = {text.text: text.get("y") for text in picture.iter("text")}
    assert {"one", "other", "10", "100", "pages"} <= places.keys()
    assert float(places["other"]) - float(places["one"]) >= 15
    assert apart([1, 2, 50]) == [1, 16, 50]


# runs


def python(tmp_path: Path, code: str, limit: float = 60) -> Any:
    return spent([sys.executable, "-c", code], tmp_path, tmp_path / "log", limit)


def test_what_a_command_took_is_counted_with_its_processes(tmp_path: Path) -> None:
    child = "x = b'x' * 400_000_000; sum(range(1_000_000))"
    taken = python(tmp_path, f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])")
    assert taken.memory > 400e6
    assert taken.cpu > 0
    assert taken.seconds > 0


def test_a_command_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"exit code 3; it said: not today"):
        python(tmp_path, "import sys; print('not today'); sys.exit(3)")


def test_a_command_that_does_not_end_is_ended_with_all_it_started(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "alive")
    reading = os.open(tmp_path / "alive", os.O_RDONLY | os.O_NONBLOCK)
    child = "import threading; held = open('alive', 'wb'); threading.Event().wait()"
    with pytest.raises(RunError, match="ended after 1 s"):
        python(tmp_path, f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])", 1)
    # the end of what is written there comes when nobody is left who could write
    assert select.select([reading], [], [], 60)[0]
    assert os.read(reading, 1) == b""
    os.close(reading)


def test_what_breaks_one_line_takes_nothing_from_the_others(tmp_path: Path) -> None:
    shop = Workshop(tmp_path / "work", "12", 120)
    # nothing of Hugo is installed here
    (*_, found) = measured(shop, 1, ("stages", "hugo", "ours"))
    assert found["failed"] == ["hugo"]
    assert set(found["lines"]) == {"stages", "ours", "ours-again"}
    assert found["records"] == 12
    assert found["pages"] > 12
    (build,) = found["lines"]["ours"]
    assert build["html"] > found["pages"]
    assert sum(build["parts"].values()) == pytest.approx(build["seconds"], abs=0.02)
    assert build["parts"]["records to pages"] > 0
    assert {"load", "verify", "check", "link", "pages"} <= found["lines"]["stages"][0]["parts"].keys()


def test_an_edit_is_of_a_fact_and_is_taken_back(tmp_path: Path) -> None:
    shop = Workshop(tmp_path / "work", "40", 120)
    before = {path: path.read_bytes() for path in shop.records.rglob("*.yml")}
    with shop.edits() as edit:
        address, words = edit()
        (changed,) = [path for path, content in before.items() if path.read_bytes() != content]
        assert f"value: {words}" in changed.read_text(encoding="utf-8")
        assert address.removeprefix("actors/").rstrip("/") in changed.read_text(encoding="utf-8")
    assert {path: path.read_bytes() for path in before} == before


# real data

CLUSTER = {
    "values": [
        {
            "value": "First: Group",
            "uuid": "1-a",
            "description": "Seen [[once]].\n\nAnd again.",
            "meta": {
                "synonyms": ["The First", "first: group", "the first"],
                "country": "CN",
                "cfr-suspected-victims": ["Norway", "Japan", "Norway"],
                "motive": "Espionage",
            },
            "related": [{"dest-uuid": "2-b"}, {"dest-uuid": "2-b"}, {"dest-uuid": "elsewhere"}],
        },
        {"value": "Second", "uuid": "2-b", "meta": {"country": ""}},
        {"value": "second", "uuid": "3-c"},
    ]
}


def test_real_actors_become_records_without_an_error(tmp_path: Path) -> None:
    folder = write_real_site(tmp_path / "real", configuration(), json.dumps(CLUSTER))
    dossier, problems = examine(read_settings(folder / "mkdocs.yml"))
    assert [problem for problem in problems if problem.rule.severity is Severity.ERROR] == []
    assert len([ref for ref in dossier.records if ref.kind == "actor"]) == 3
    (first,) = [
        row for ref, row in dossier.records.items() if ref.id == "first-group" and ref.kind == "actor"
    ]
    assert len(first.facts) == 3
    assert len(first.relations) == 1
    assert len(first.aliases) == 1
