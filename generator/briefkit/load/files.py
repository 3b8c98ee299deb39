"""The files of the content, and which kind of record each holds."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from briefkit.model.kinds import BY_NAME, BY_PLURAL, Kind

YAML_ENDINGS = (".yml", ".yaml")
TEXT_ENDINGS = (".md", ".txt")
ENDINGS = (*YAML_ENDINGS, *TEXT_ENDINGS)
BRIEFING_FILE = "briefing"
"""A file of this name is a briefing; its id is its folder's name."""
LEDGER = "urls.txt"
"""The file in the folder of the content that is no record: the ledger of the site's addresses."""


class ContentFile(NamedTuple):
    """One file of the content."""

    location: str
    """Its path."""
    shown: str
    """POSIX path relative to the site's folder, as messages name it."""
    kind: Kind | None
    """The kind of its records; None where neither folder nor file says it."""
    id: str | None
    """The id of its one record; None for a file of many."""

    @property
    def path(self) -> Path:
        """Where it lies."""
        return Path(self.location)


class Blob(NamedTuple):
    """Stands for bytes that were read before."""

    total: str
    """The hash that git has for them."""


Instead = Mapping[str, bytes | Blob | None]
"""What files are taken to hold, by their paths as messages name them; None for one taken to be gone."""


def given(instead: Instead, shown: str) -> bytes | None:
    """The bytes that a file is taken to hold; None where none are given."""
    data = instead.get(shown)
    return None if isinstance(data, Blob) else data


class _Place(NamedTuple):
    """A folder of the content."""

    folder: str
    """Its path."""
    kind: Kind | None
    """The kind that it, or the nearest folder around it, is named for."""
    shown: str
    """Its path relative to the site's folder, with a slash at the end; empty for that folder."""


def content_files(
    content: Path, root: Path, instead: Instead = MappingProxyType({})
) -> Iterator[ContentFile]:
    """Every YAML, Markdown and text file below `content`, in the order of their paths.

    Names that begin with a dot or an underscore are passed over, and so are any README and the ledger.
    `instead` adds files that are not there, and takes out some that are.
    """
    top = _place(os.fspath(content), content, root)
    for place, names in _with_added(_walk(top), top, content, root, instead):
        for name in names:
            if name == LEDGER and place.folder == top.folder:
                continue
            file = _content_file(name, place)
            if instead.get(file.shown, b"") is not None:
                yield file


def _with_added(
    found: Iterator[tuple[_Place, list[str]]], top: _Place, content: Path, root: Path, instead: Instead
) -> Iterable[tuple[_Place, list[str]]]:
    """The folders with the names of their files, and with those of the files that are added."""
    if not instead:
        return found
    folders = {place.shown: (place, set(names)) for place, names in found}
    for shown, data in instead.items():
        around, slash, name = shown.rpartition("/")
        folder = around + slash
        if data is None or not folder.startswith(top.shown) or not _is_content(name):
            continue
        if folder not in folders:
            folders[folder] = _place(os.path.join(root, around), content, root), set()  # noqa: PTH118 - as above
        folders[folder][1].add(name)
    ordered = sorted(folders, key=lambda folder: folder.split("/"))
    return ((folders[folder][0], sorted(folders[folder][1])) for folder in ordered)


def _walk(place: _Place) -> Iterator[tuple[_Place, list[str]]]:
    """The folder and those below it, each with the names of its files; one that cannot be opened has none."""
    names, folders = [], []
    with suppress(OSError), os.scandir(place.folder) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith((".", "_")):
                continue
            if _is_folder(entry):
                folders.append(name)
            elif _is_content(name):
                names.append(name)
    if names:
        yield place, sorted(names)
    for name in sorted(folders):
        folder, kind = f"{place.folder}{os.sep}{name}", BY_PLURAL.get(name, place.kind)
        if not os.path.islink(folder):  # noqa: PTH114 - there are many, and a `Path` takes longer
            yield from _walk(_Place(folder, kind, f"{place.shown}{name}/"))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_passed_over(path: Path) -> bool:
    """True where a file of that name is none of the content."""
    return _is_passed_over(path.name)


def _is_content(name: str) -> bool:
    return name.endswith(ENDINGS) and not _is_passed_over(name)


def _is_passed_over(name: str) -> bool:
    return name.startswith((".", "_")) or _stem(name).lower() == "readme"


def _stem(name: str) -> str:
    # no `Path`: there are as many names as records, and they are looked at in every build
    return name.rpartition(".")[0] or name


def content_file(path: Path, content: Path, root: Path) -> ContentFile:
    """What the file at `path` holds, by its name and folder alone; it need not be there."""
    return _content_file(path.name, _place(str(path.parent), content, root))


def _place(folder: str, content: Path, root: Path) -> _Place:
    names = Path(os.path.relpath(folder, content)).parts
    kind = next((BY_PLURAL[name] for name in reversed(names) if name in BY_PLURAL), None)
    return _Place(folder, kind, _shown(folder, root))


def _shown(folder: str, root: Path) -> str:
    """A folder's path relative to the site's, with a slash at the end; empty for that folder."""
    relative = os.path.relpath(folder, root).replace(os.sep, "/")
    return "" if relative == "." else f"{relative}/"


def _content_file(name: str, place: _Place) -> ContentFile:
    location = f"{place.folder}{os.sep}{name}"
    shown = place.shown + name
    if not shown.isascii():
        # a name that is not UTF-8 could not be printed
        shown = shown.encode("utf-8", "replace").decode("utf-8")
    stem = _stem(name)
    many = BY_PLURAL.get(stem) if name.endswith(YAML_ENDINGS) else None
    if many is not None and place.kind in (None, many):
        return ContentFile(location, shown, many, None)
    if name == f"{BRIEFING_FILE}.md":
        return ContentFile(location, shown, BY_NAME["briefing"], Path(place.folder).name)
    return ContentFile(location, shown, place.kind, stem)
