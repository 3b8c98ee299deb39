"""The files of the content, and which kind of record each holds."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

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


Instead = Mapping[str, bytes | None]
"""What files are taken to hold, by their paths as messages name them; None for one taken to be gone."""


def content_files(
    content: Path, root: Path, instead: Instead = MappingProxyType({})
) -> Iterator[ContentFile]:
    """Every YAML, Markdown and text file below `content`, in the order of their paths, those added last.

    Names that begin with a dot or an underscore are passed over, and so is any README. `instead` adds files
    that are not there, and takes out some that are.
    """
    added = {name for name, data in instead.items() if data is not None}
    for folder, folders, names in os.walk(content):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in sorted(names):
            path = Path(folder, name)
            if path.suffix in (*YAML_ENDINGS, *TEXT_ENDINGS) and not is_passed_over(path):
                file = content_file(path, content, root)
                added.discard(file.shown)
                if instead.get(file.shown, b"") is not None:
                    yield file
    for name in sorted(added):
        if not is_passed_over(root / name):
            yield content_file(root / name, content, root)


def is_passed_over(path: Path) -> bool:
    """True where a file of that name is none of the content."""
    return path.name.startswith((".", "_")) or path.stem.lower() == "readme"


def content_file(path: Path, content: Path, root: Path) -> ContentFile:
    """What the file at `path` holds, by its name and folder alone; it need not be there."""
    folders = Path(os.path.relpath(path, content)).parts[:-1]
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
