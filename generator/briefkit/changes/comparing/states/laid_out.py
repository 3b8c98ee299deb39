"""The files of a revision laid out in a temporary folder, and the settings of the site that they are."""

import os
import posixpath
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from briefkit.changes.earlier import folder_of, within
from briefkit.changes.git import GitError, files_at, files_coming, git, repository_root
from briefkit.load import SettingsError, read_settings
from briefkit.model.settings import Settings

SUBMODULE = "160000"
"""How git marks a folder that is another repository."""


class LaidOut(NamedTuple):
    """A revision on disk."""

    settings: Settings
    notices: tuple[str, ...]
    """Why it is not read as it was, each a sentence."""


def laid_out(
    held: ExitStack, config: Path, settings: Settings, commit: str, name: str
) -> Callable[[], LaidOut]:
    """The site of `config` as it was at a commit called `name`; its files stay while `held` is open.

    They are written while this process goes on; what is given back waits for them. Where the configuration
    lay elsewhere, was not there or cannot be read, that is told. Raises GitError, and so does that function.
    """
    top = repository_root(settings.root).resolve()
    here = posixpath.join(settings.root.resolve().relative_to(top).as_posix(), config.name)
    here = posixpath.normpath(here)
    tracked = _tracked(top, commit)
    place, notices = _place(here, [path for mode, _, path in tracked if mode != SUBMODULE], name)
    coming = held.enter_context(files_coming(top, commit, folder_of(settings, top) if place == here else ""))

    def there() -> LaidOut:
        found = _Laid(settings, top, commit, name, place, tracked)
        return found.read(held, coming(), notices)

    return there


class _Laid(NamedTuple):
    """A revision whose files are on disk."""

    settings: Settings
    """Those of today."""
    top: Path
    commit: str
    name: str
    place: str
    """Where the configuration lay."""
    tracked: list[tuple[str, str, str]]

    def read(self, held: ExitStack, files: Path, notices: list[str]) -> LaidOut:
        """The settings of then, with what is to be said of them; `notices` were said before."""
        place, name, root = self.place, self.name, self.settings.root
        try:
            then = read_settings(files / place)
        except SettingsError as error:
            if place in {path for _, _, path in self.tracked}:
                told = str(error).replace(f"{files}{os.sep}", "")
                notices.append(
                    f"The configuration at {name} cannot be read, so that of today is used: {told}."
                )
            then = replace(self.settings, root=(files / place).parent)
        then = within(then, root.resolve())
        if not then.content_dir.is_dir():
            files = held.enter_context(files_at(self.top, self.commit))
            then = replace(then, root=(files / place).parent)
        modules = [entry for entry in self.tracked if entry[0] == SUBMODULE]
        notices += _submodules(held, self.top, files, modules, then, name)
        return LaidOut(then, tuple(notices))


def missing_submodules(settings: Settings) -> Iterator[str]:
    """Tells of the repositories inside the site that are not checked out where its files lie."""
    top = repository_root(settings.root).resolve()
    entries = git(top, "ls-files", "--stage", "-z").decode("utf-8", "surrogateescape").split("\0")
    wanted = [settings.content_dir.resolve(), settings.docs_dir.resolve()]
    for entry in entries:
        mode, _, path = entry.partition(" ")[0], *entry.partition("\t")[1:]
        if mode == SUBMODULE and _is_around(top / path, wanted) and not (top / path / ".git").exists():
            yield (
                f"The submodule {path} is not checked out here, so what it holds is missing: "
                "git submodule update --init"
            )


def _is_around(place: Path, folders: list[Path]) -> bool:
    """Whether one of the folders lies in the place, or holds it."""
    return any(folder.is_relative_to(place) or place.is_relative_to(folder) for folder in folders)


def _tracked(top: Path, commit: str) -> list[tuple[str, str, str]]:
    """Mode, hash and path of every file of a commit."""
    entries = git(top, "ls-tree", "-r", "-z", "--full-tree", commit).decode("utf-8", "surrogateescape")
    found = []
    for entry in entries.split("\0"):
        if entry:
            head, _, path = entry.partition("\t")
            mode, _, total = head.split(" ")
            found.append((mode, total, path))
    return found


def _place(here: str, paths: list[str], name: str) -> tuple[str, list[str]]:
    """Where the configuration lay, and what is to be said of it."""
    if here in paths:
        return here, []
    others = [path for path in paths if posixpath.basename(path) == posixpath.basename(here)]
    if len(others) == 1:
        return others[0], [f"At {name} the configuration of the site was {others[0]}."]
    if others:
        told = ", ".join(sorted(others)[:5])
        return here, [f"At {name} there was no {here}; which of these was it? {told}"]
    return here, [f"At {name} there was no {here}: its content is read as that of today is."]


def _submodules(
    held: ExitStack, top: Path, files: Path, modules: list[tuple[str, str, str]], then: Settings, name: str
) -> Iterator[str]:
    """Lays out the repositories inside the site that are there; tells of those that are not."""
    wanted = [then.content_dir, then.docs_dir]
    for _, commit, path in modules:
        place = files / path
        if not _is_around(place, wanted):
            continue
        try:
            if not (top / path / ".git").exists():
                raise GitError("it is not checked out")
            inside = held.enter_context(files_at(top / path, commit))
        except GitError as error:
            yield f"The submodule {path} at {name} cannot be read ({error}): what it held is missing."
            continue
        with suppress(OSError):
            place.rmdir()
        shutil.copytree(inside, place, symlinks=True, dirs_exist_ok=True)
