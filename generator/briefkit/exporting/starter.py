"""A small site to begin with, copied from the templates' `starter` folder."""

from pathlib import Path

import yaml

from briefkit.exporting.project import ExportError
from briefkit.model.folders import built_in_templates
from briefkit.writing import replace_file

NAME = "@SITE_NAME@"
"""Stands in the starter's files for the site's name, as a YAML text."""


def start(folder: Path, name: str) -> list[str]:
    """Writes the starter site into `folder`, and returns the paths of its files.

    Raises ExportError where the folder is there and not empty, or the name is; then nothing is written.
    """
    # letters that are none, as they come from a terminal of another encoding
    words = " ".join(name.encode("utf-8", "replace").decode().split())
    if not words:
        raise ExportError("a site needs a name that can be seen")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportError(f"{folder} is not empty: name a new or an empty folder")
    starter = built_in_templates() / "starter"
    paths = sorted(path for path in starter.rglob("*") if path.is_file())
    written = yaml.safe_dump(words, default_style='"', allow_unicode=True, width=len(words) + 2).strip()
    for path in paths:
        text = path.read_text(encoding="utf-8").replace(NAME, written)
        # packagers leave out files that begin with a dot
        target = path.relative_to(starter).as_posix().replace("dot-", ".")
        replace_file(folder / target, text.encode())
    return [path.relative_to(starter).as_posix() for path in paths]
