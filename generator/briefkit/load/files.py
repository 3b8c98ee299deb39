"""The files of the content, and which kind of record each holds."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefkit.model.kinds import BY_NAME, BY_PLURAL, Kind

YAML_ENDINGS = (".yml", ".yaml")
TEXT_ENDINGS = (".md", ".txt")
BRIEFING_FILE = "briefing"
"""A file of this name is a briefing; its id is its folder's name."""


@dataclass(frozen=True, slots=True)
class ContentFile:
    """One file of the content."""

    path: Path
    shown: str
    """POSIX path relative to the site's folder, as messages name it."""
    kind: Kind | None
    """The kind of its records; None where neither folder nor file says it."""
    id: str | None
    """The id of its one record; None for a file of many."""


def content_files(content: Path, root: Path) -> Iterator[ContentFile]:
    """Every YAML, Markdown and text file below `content`, in the order of their paths.

    Names that begin with a dot or an underscore are passed over, and so is any README.
    """
    for folder, folders, names in os.walk(content):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in sorted(names):
            path = Path(folder, name)
            if path.suffix in (*YAML_ENDINGS, *TEXT_ENDINGS) and not _passed_over(path):
                yield _content_file(path, content, root)


def _passed_over(path: Path) -> bool:
    return path.name.startswith((".", "_")) or path.stem.lower() == "readme"


def _content_file(path: Path, content: Path, root: Path) -> ContentFile:
    folders = path.relative_to(content).parts[:-1]
    kind = next((BY_PLURAL[name] for name in reversed(folders) if name in BY_PLURAL), None)
    many = BY_PLURAL.get(path.stem) if path.suffix in YAML_ENDINGS else None
    if many is not None and kind in (None, many):
        return ContentFile(path, _shown(path, root), many, None)
    if path.stem == BRIEFING_FILE and path.suffix == ".md":
        return ContentFile(path, _shown(path, root), BY_NAME["briefing"], path.parent.name)
    return ContentFile(path, _shown(path, root), kind, path.stem)


def _shown(path: Path, root: Path) -> str:
    relative = os.path.relpath(path, root).replace(os.sep, "/")
    # a name that is not UTF-8 could not be printed
    return relative.encode("utf-8", "replace").decode("utf-8")
