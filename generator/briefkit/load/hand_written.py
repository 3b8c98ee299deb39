"""The files that the site's owner wrote beside the content."""

import os
from collections.abc import Iterator
from pathlib import Path

from briefkit.model.settings import Settings


def hand_written(settings: Settings) -> dict[str, Path]:
    """Every file in the folder of the pages, by its path there, in the order of the paths.

    The content may lie among the pages: it is no part of them.
    """
    return {
        path.relative_to(settings.docs_dir).as_posix(): path
        for path in sorted(_files(settings.docs_dir, frozenset()))
        if not is_content(path, settings)
    }


def is_content(path: Path, settings: Settings) -> bool:
    """True where a file of the folder of the pages is one of the content."""
    docs, content = settings.docs_dir.resolve(), settings.content_dir.resolve()
    # a folder of content around the pages does not make them content
    around = docs != content and docs.is_relative_to(content)
    return not around and path.resolve().is_relative_to(content)


def _files(folder: Path, above: frozenset[Path]) -> Iterator[Path]:
    """All files below the folder; links are followed, as MkDocs follows them, but never in a circle."""
    here = above | {folder.resolve()}
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.is_file():
            yield path
        elif entry.is_dir() and path.resolve() not in here:
            yield from _files(path, here)
