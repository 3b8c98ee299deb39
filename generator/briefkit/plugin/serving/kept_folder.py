"""The folder that `mkdocs serve` serves, brought up to date with what is new in it."""

import os
import shutil
from collections.abc import Collection
from pathlib import Path

from briefkit.render.addresses import SEARCH_INDEX

FRESH = ".briefkit-new"
"""Where MkDocs writes meanwhile, inside the folder: it is on the same disk, and goes when the folder goes."""


class KeptFolder:
    """Nothing in it changes before a build is over."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.fresh = folder / FRESH
        self._files: set[str] = set()

    @property
    def folder(self) -> Path:
        """What is served."""
        return self._folder

    def replace(self) -> None:
        """Puts what was written in place of everything there is. Raises OSError."""
        for path in list(self._folder.iterdir()):
            if path != self.fresh:
                _remove(path)
        self._files = set(_below(self.fresh))
        for path in list(self.fresh.iterdir()) if self.fresh.is_dir() else []:
            path.rename(self._folder / path.name)
        self._clear()

    def update(self, kept: Collection[str], *, indexed: bool) -> None:
        """Puts what was written beside what is kept, by the files' paths; the rest goes. Raises OSError.

        `indexed` leaves the index of the search alone, which is made beside all this.
        """
        written = set(_below(self.fresh))
        gone = self._files.difference(written, kept)
        if indexed:
            gone = {path for path in gone if not path.startswith(f"{SEARCH_INDEX}/")}
        # something else can be at a path now: a folder where a file was
        for path in gone:
            (self._folder / path).unlink(missing_ok=True)
        for folder in {(self._folder / path).parent for path in gone}:
            self._prune(folder)
        for path in written:
            target = self._folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.fresh / path).replace(target)
        self._files = (self._files - gone) | written
        self._clear()

    def _prune(self, path: Path) -> None:
        """Takes away a folder, and those around it, that have become empty."""
        while path != self._folder:
            try:
                path.rmdir()
            except OSError:
                return
            path = path.parent

    def _clear(self) -> None:
        shutil.rmtree(self.fresh, ignore_errors=True)


def _below(folder: Path) -> list[str]:
    """The paths of all files below a folder, with slashes."""
    found = []
    for place, _, names in os.walk(folder):
        inside = os.path.relpath(place, folder).replace(os.sep, "/")
        found += [name if inside == "." else f"{inside}/{name}" for name in names]
    return found


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
