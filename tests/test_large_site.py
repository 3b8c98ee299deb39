"""The generated site is one that its editors could have written."""

from collections import Counter
from pathlib import Path

from briefkit.load.settings import read_settings
from briefkit.pipeline import examine
from briefkit.problems import Severity
from large_site import write_large_site
from sites import tree


def test_it_has_as_many_records_as_asked_for_and_no_error(tmp_path: Path) -> None:
    folder = write_large_site(tmp_path, 300)
    dossier, problems = examine(read_settings(folder / "mkdocs.yml"))
    assert [problem for problem in problems if problem.rule.severity is Severity.ERROR] == []
    assert len(dossier.records) == 300
    assert {ref.kind for ref in dossier.records} == {"actor", "place", "event", "claim", "source", "briefing"}


def test_a_plain_one_has_neither_events_nor_briefings_and_no_error(tmp_path: Path) -> None:
    folder = write_large_site(tmp_path, 100, plain=True)
    dossier, problems = examine(read_settings(folder / "mkdocs.yml"))
    assert [problem for problem in problems if problem.rule.severity is Severity.ERROR] == []
    kinds = Counter(ref.kind for ref in dossier.records)
    assert kinds == {"actor": 30, "place": 10, "claim": 20, "source": 40}


def test_the_same_number_makes_the_same_site(tmp_path: Path) -> None:
    one, other = (tree(write_large_site(tmp_path / name, 200, claims=90)) for name in ("one", "other"))
    assert one == other
    assert tree(write_large_site(tmp_path / "third", 200, seed=2, claims=90)) != one
