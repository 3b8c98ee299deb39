"""The files that pages need as they are: styles and scripts."""

from collections.abc import Iterator
from pathlib import Path

from briefkit.model.page import Asset
from briefkit.render.environment import template_folders

FOLDER = "assets"


def assets(own: Path | None) -> Iterator[Asset]:
    """Every file below `assets/` of the templates, the site's own in place of a built-in one, by path."""
    found: dict[str, Path] = {}
    for folder in reversed(template_folders(own)):
        for path in sorted((folder / FOLDER).rglob("*")):
            if path.is_file():
                found[path.relative_to(folder).as_posix()] = path
    for name, path in sorted(found.items()):
        yield Asset(name, path.read_bytes())
