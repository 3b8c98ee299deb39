"""The site that `briefkit new` makes, with changes."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from briefkit.building import Built, build
from briefkit.exporting import start
from briefkit.load import hand_written, read_settings


def starter_site(folder: Path, files: dict[str, str], today: date | None = None) -> Built:
    """The starter site with files added or replaced, checked as by `briefkit check` on that day, if any."""
    start(folder, "Examples")
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    settings = replace(read_settings(folder / "mkdocs.yml"), today=today)
    return build(settings, hand_written(settings).keys())
