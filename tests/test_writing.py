"""Several files changed at once: all of them, or none."""

import subprocess
import sys
from pathlib import Path

import pytest

from briefkit.writing import Change, WriteError, replace_file, replace_files
from sites import tree

OTHER = """
import sys
from pathlib import Path
from briefkit.writing import replace_file
replace_file(Path(sys.argv[1]), b"B")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.yml").write_bytes(b"a")
    (tmp_path / "b.yml").write_bytes(b"b")
    return tmp_path


def test_files_are_changed_made_and_taken_away(folder: Path) -> None:
    replace_files(
        [
            Change(folder / "a.yml", b"a", b"A"),
            Change(folder / "b.yml", b"b", None),
            Change(folder / "new" / "c.yml", None, b"c"),
        ]
    )
    assert tree(folder) == {"a.yml": b"A", "new/c.yml": b"c"}


def test_a_link_is_taken_away_and_what_it_leads_to_stays(folder: Path) -> None:
    (folder / "link.yml").symlink_to("a.yml")
    replace_files([Change(folder / "link.yml", b"a", None)])
    assert sorted(path.name for path in folder.iterdir()) == ["a.yml", "b.yml"]


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (Change(Path("b.yml"), b"other", b"B"), "b.yml: was changed meanwhile: run the command again"),
        (Change(Path("b.yml"), None, b"B"), "b.yml: is there already"),
        (Change(Path("gone.yml"), b"x", b"B"), "gone.yml: was changed meanwhile"),
        (Change(Path("a.yml", "b.yml"), None, b"B"), "cannot be written: "),
    ],
)
def test_where_one_cannot_be_none_is(folder: Path, second: Change, words: str) -> None:
    before = tree(folder)
    changes = [
        Change(folder / "a.yml", b"a", b"A"),
        Change(folder / "new" / "c.yml", None, b"c"),
        Change(folder / second.path, second.before, second.after),
    ]
    with pytest.raises(WriteError) as told:
        replace_files(changes)
    assert words in str(told.value)
    assert tree(folder) == before
    assert sorted(path.name for path in folder.iterdir()) == ["a.yml", "b.yml"]


def test_a_read_only_file_is_left_and_so_are_the_others(folder: Path) -> None:
    (folder / "b.yml").chmod(0o444)
    with pytest.raises(WriteError, match="the file is read-only"):
        replace_files([Change(folder / "a.yml", b"a", b"A"), Change(folder / "b.yml", b"b", b"B")])
    assert tree(folder) == {"a.yml": b"a", "b.yml": b"b"}


@pytest.mark.parametrize("step", [1, 2, 3])
def test_an_interruption_leaves_the_old_files_whole(
    folder: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(folder)
    steps = []
    real = Path.replace

    def interrupted(self: Path, target: Path) -> Path:
        steps.append(target)
        if len(steps) == step:
            raise KeyboardInterrupt
        return real(self, target)

    # the moment of an interruption cannot be chosen in any other way
    monkeypatch.setattr(Path, "replace", interrupted)
    changes = [
        Change(folder / "a.yml", b"a", b"A"),
        Change(folder / "c.yml", None, b"c"),
        Change(folder / "b.yml", b"b", b"B"),
    ]
    with pytest.raises(KeyboardInterrupt):
        replace_files(changes)
    assert tree(folder) == before


def test_two_at_once_and_an_interruption_leave_no_half_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(folder)

    def meanwhile(self: Path, target: Path) -> Path:
        # another program writes another file beside it
        assert subprocess.run([sys.executable, "-c", OTHER, folder / "b.yml"], check=False).returncode == 0
        assert self.read_bytes() == b"A"
        raise KeyboardInterrupt

    # the moment cannot be chosen in any other way
    monkeypatch.setattr(Path, "replace", meanwhile)
    with pytest.raises(KeyboardInterrupt):
        replace_file(folder / "a.yml", b"A")
    assert tree(folder) == {**before, "b.yml": b"B"}


def test_links_are_followed_and_rights_stay(folder: Path) -> None:
    (folder / "a.yml").chmod(0o640)
    (folder / "link.yml").symlink_to("a.yml")
    replace_files([Change(folder / "link.yml", b"a", b"A")])
    assert (folder / "link.yml").is_symlink()
    assert (folder / "a.yml").read_bytes() == b"A"
    assert (folder / "a.yml").stat().st_mode & 0o777 == 0o640
