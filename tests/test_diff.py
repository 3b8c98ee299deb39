"""`briefkit diff`: which facts differ, told as facts, whatever the files look like."""

from pathlib import Path

import click
import pytest

from briefkit.changes.comparing.compare import comparison
from briefkit.changes.comparing.entries import State
from briefkit.changes.comparing.states.sides import Side, Sides
from briefkit.cli.diff import lines
from briefkit.load import hand_written, read_settings
from briefkit.pipeline import checked
from diff_cases import CASES, carry_out, read_case
from sites import write


def side(folder, memory=None):
    settings = read_settings(folder / "mkdocs.yml")
    return Side(State("", None), settings, checked(settings, hand_written(settings).keys(), memory=memory))


def told(before, after):
    """What is printed, without colours."""
    found = comparison(Sides(side(before), side(after)))
    said = [*lines(found), *(f"notice: {notice}" for notice in found.notices)]
    said += [f"new: {problem}" for problem in found.problems] + [f"mended: {one}" for one in found.mended]
    return click.unstyle("\n".join(said)) + "\n"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path) -> None:
    case = read_case(path)
    before, after = write(tmp_path / "before"), write(tmp_path / "after")
    carry_out(before, case.before)
    carry_out(after, [*case.before, *case.after])
    assert told(before, after) == case.expected, case.title
