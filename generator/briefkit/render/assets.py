"""The files that pages need as they are: styles, scripts, fonts."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from briefkit.model.needs import SCRIPT, STYLES
from briefkit.model.page import Asset
from briefkit.render.environment import not_utf8, template_folders

FOLDER = "assets"

JOINED = {STYLES: ("styles", "*.css", "\n"), SCRIPT: ("scripts", "*.js", "\n;\n")}
"""The files that are written in parts: the folder of the templates that holds them, and what stands between.

They are joined in the order of their names. Without a semicolon one script could call the next.
"""


PREVIEW_STYLES, PREVIEW_SCRIPT = "assets/briefkit-preview.css", "assets/briefkit-preview.js"

IN_PREVIEWS = {PREVIEW_STYLES: ("preview", "*.css", "\n"), PREVIEW_SCRIPT: ("preview", "*.js", "\n;\n")}
"""The same, of what only the preview of a change needs."""


def preview_assets(own: Path | None) -> Iterator[Asset]:
    """What pages with marks need besides. Raises TemplateError where a part is not UTF-8."""
    for name, content in _joined(template_folders(own), IN_PREVIEWS).items():
        yield Asset(name, content)


def assets(own: Path | None) -> Iterator[Asset]:
    """Every file below `assets/` of the templates, the site's own in place of a built-in one, by path.

    A part of a joined file gives way to the site's own part of that name, and all of them to the whole file.
    Raises TemplateError where a part is not UTF-8.
    """
    folders = template_folders(own)
    found = _joined(folders, JOINED)
    for folder in reversed(folders):
        for path in sorted((folder / FOLDER).rglob("*")):
            if path.is_file():
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
    for name, content in sorted(found.items()):
        yield Asset(name, content)


def _joined(folders: list[Path], files: Mapping[str, tuple[str, str, str]]) -> dict[str, bytes]:
    return {
        name: between.join(_text(part) for part in _parts(folders, folder, pattern)).encode()
        for name, (folder, pattern, between) in files.items()
    }


def _text(part: Path) -> str:
    try:
        return part.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise not_utf8(part) from error


def _parts(folders: list[Path], folder: str, pattern: str) -> list[Path]:
    """The parts of one file in the order of their names, the site's own before built-in ones."""
    named = {path.name: path for each in reversed(folders) for path in sorted((each / folder).glob(pattern))}
    return [path for _, path in sorted(named.items())]
