"""A folder as a zip file."""

import os
from pathlib import Path
from zipfile import ZipFile

from briefkit.exporting import write_zip


def test_it_is_the_same_bytes_wherever_it_is_made(tmp_path: Path) -> None:
    made = []
    for name, time in (("one", 1_000_000_000), ("two", 1_700_000_000)):
        folder = tmp_path / name
        (folder / "claims").mkdir(parents=True)
        order = ["claims/a.html", "index.html"] if name == "one" else ["index.html", "claims/a.html"]
        for path in order:
            (folder / path).write_text(f"<p>{path}</p>")
            os.utime(folder / path, (time, time))
        write_zip(folder, tmp_path / f"{name}.zip", "site")
        made.append((tmp_path / f"{name}.zip").read_bytes())
    assert made[0] == made[1]


def test_it_unpacks_into_one_folder(tmp_path: Path) -> None:
    (tmp_path / "built" / "Größe").mkdir(parents=True)
    (tmp_path / "built" / "Größe" / "ünï code.html").write_bytes(b"\0\1")
    write_zip(tmp_path / "built", tmp_path / "deep" / "site.zip", "briefings")
    with ZipFile(tmp_path / "deep" / "site.zip") as archive:
        archive.extractall(tmp_path / "out")
    assert (tmp_path / "out" / "briefings" / "Größe" / "ünï code.html").read_bytes() == b"\0\1"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["briefings"]
