"""Pages that are kept from one build to the next are those that a new build makes."""

import os
import pickle
import shutil
from pathlib import Path
from zlib import crc32

import pytest

from briefkit.building import Built, build
from briefkit.load.settings import read_settings
from briefkit.memory import Memory, Store
from briefkit.memory.store import MAGIC, SUM
from briefkit.memory.values import unpickled
from briefkit.model.claim import Claim
from briefkit.model.reads import Table, reading, unnoted
from briefkit.model.vocabulary import Stance
from large_site import write_large_site
from random_edits import EDITS, Editor


def built(site: Path, memory: Memory | None = None) -> Built:
    return build(read_settings(site / "mkdocs.yml"), memory=memory, show_problems=True)


def same(one: Built, other: Built, edit: str) -> None:
    differing = [a.path for a, b in zip(one.pages, other.pages, strict=False) if a != b]
    assert not differing, f"{edit}: {differing}"
    assert len(one.pages) == len(other.pages), edit
    assert one.problems == other.problems, edit
    assert one.assets == other.assets, edit


@pytest.mark.parametrize("seed", range(40 if os.environ.get("BRIEFKIT_PROFILE") == "fuzz" else 1))
def test_after_any_edits_a_kept_site_is_a_new_one(tmp_path: Path, seed: int) -> None:
    write_large_site(tmp_path, 40, seed)
    memory = Memory()
    built(tmp_path, memory)
    editor = Editor(tmp_path / "briefings", seed)
    for kind in [*EDITS, None, None, None]:
        edit = editor.edit(kind)
        same(built(tmp_path, memory), built(tmp_path), edit)


def stored(site: Path) -> Memory:
    return Memory(store=Store(site / ".cache"))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with the results of a build in its store."""
    site = tmp_path_factory.mktemp("kept")
    write_large_site(site, 40)
    memory = stored(site)
    built(site, memory)
    memory.save()()
    return site


def worked(memory: Memory) -> set[str]:
    return {name for stage in ("pages", "data", "previews") for name in memory.worked(stage)}


def test_another_run_takes_everything_from_the_store(kept: Path) -> None:
    memory = stored(kept)
    same(built(kept, memory), built(kept), "nothing")
    assert worked(memory) == set()


def test_another_run_works_out_what_changed(kept: Path, tmp_path: Path) -> None:
    site = Path(shutil.copytree(kept, tmp_path / "site"))
    edit = Editor(site / "briefings", 3).edit("a value")
    memory = stored(site)
    one = built(site, memory)
    same(one, built(site), edit)
    assert 0 < len(memory.worked("pages")) < len(one.pages)


def test_the_first_edit_after_a_start_from_the_store_is_seen(kept: Path, tmp_path: Path) -> None:
    site = Path(shutil.copytree(kept, tmp_path / "site"))
    memory = stored(site)
    built(site, memory)
    edit = Editor(site / "briefings", 3).edit("a name")
    same(built(site, memory), built(site), edit)


@pytest.mark.parametrize("damage", ["cut", "flipped", "emptied", "other"])
def test_a_damaged_file_is_as_good_as_none(kept: Path, tmp_path: Path, damage: str) -> None:
    site = Path(shutil.copytree(kept, tmp_path / "site"))
    for path in (site / ".cache").iterdir():
        data = path.read_bytes()
        middle = len(data) // 2
        path.write_bytes(
            {
                "cut": data[:middle],
                "flipped": data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :],
                "emptied": b"",
                "other": b"\0" * len(data),
            }[damage]
        )
    memory = stored(site)
    same(built(site, memory), built(kept), damage)
    assert worked(memory)
    memory.save()()
    again = stored(site)
    built(site, again)
    assert worked(again) == set()


class Calls:
    """Makes a file when it is read as a pickle."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self._path,)


def test_reading_a_foreign_file_calls_nothing(kept: Path, tmp_path: Path) -> None:
    site = Path(shutil.copytree(kept, tmp_path / "site"))
    trap = tmp_path / "trap"
    for path in (site / ".cache").iterdir():
        body = pickle.dumps(Calls(trap))
        path.write_bytes(MAGIC + SUM.pack(crc32(body)) + body)
    same(built(site, stored(site)), built(kept), "foreign")
    assert not trap.exists()


class Asks:
    """Written as an attribute of something, as Python 3.11.2 writes a word of a closed list."""

    def __init__(self, of: object, name: str) -> None:
        self._of, self._name = of, name

    def __reduce__(self) -> tuple[object, ...]:
        return getattr, (self._of, self._name)


def test_of_attributes_only_words_of_closed_lists_are_read() -> None:
    assert unpickled(pickle.dumps(Asks(Stance, "DENY"))) is Stance.DENY
    for of, name in ((Claim, "model_rebuild"), (Stance, "__class__")):
        with pytest.raises((pickle.UnpicklingError, KeyError)):
            unpickled(pickle.dumps(Asks(of, name)))


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    for number in range(4):
        store.save_shelf(f"shelf{number}", {"words": str(number) * 100})
        os.utime(next(tmp_path.glob(f"shelf{number}-*")), (number, number))
    assert store.load_shelf("shelf0") is not None
    monkeypatch.setattr("briefkit.memory.store.MOST", 600)
    store.save_shelf("shelf4", {"words": "4" * 100})
    assert {path.name[:6] for path in tmp_path.glob("shelf*")} == {"shelf0", "shelf3", "shelf4"}


def test_a_read_that_does_not_change_the_result_is_still_noted() -> None:
    table = Table("Owner.table", {"a": 1})
    with reading() as reads:
        assert table.get("b") is None
        assert "c" not in table
        with unnoted():
            assert table["a"] == 1
    assert reads == {("Owner.table", "b"), ("Owner.table", "c")}
