"""The files of a revision laid out in a temporary folder, and the settings of the site that they are."""

import os
import posixpath
import shutil
from collections.abc import Container, Iterator, Mapping, Set
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from briefkit.changes.git import GitError, files_at, git, repository_root
from briefkit.load import Blob, Instead, SettingsError, read_settings
from briefkit.model.settings import Settings

SUBMODULE = "160000"
LINK = "120000"
"""How git marks what is no file of its own: a folder that is another repository, and a link."""

NOTHING: Instead = MappingProxyType({})


class LaidOut(NamedTuple):
    """A revision on disk."""

    settings: Settings
    notices: tuple[str, ...]
    """Why it is not read as it was, each a sentence."""
    instead: Instead
    """The files of the content that were not written, since they are known."""


class _Tracked(NamedTuple):
    """What a commit has at a path."""

    mode: str
    total: str
    """Its hash."""
    path: str
    """From the repository's root."""


def laid_out(
    held: ExitStack,
    config: Path,
    settings: Settings,
    commit: str,
    name: str,
    known: Set[tuple[str, Blob]] = frozenset(),
) -> LaidOut:
    """The site of `config` as it was at a commit called `name`; its files stay while `held` is open.

    `known` are the files of the content that were read already, by their paths as messages name them and
    what they held: what was the same then is not written. Where the configuration lay
    elsewhere, was not there or cannot be read, that is told. Raises GitError.
    """
    top = repository_root(settings.root).resolve()
    here = posixpath.join(settings.root.resolve().relative_to(top).as_posix(), config.name)
    here = posixpath.normpath(here)
    tracked = _tracked(top, commit)
    place, notices = _place(here, [entry.path for entry in tracked if entry.mode != SUBMODULE], name)
    revision = _Revision(held, settings, top, commit, name, place, tracked)
    if place != here:
        return revision.read(notices)
    same = {} if _is_around(settings) else _same(tracked, _content(settings, posixpath.dirname(here)), known)
    return revision.read(notices, folder_of(settings, top), same)


@dataclass(frozen=True)
class _Revision:
    """A revision that is to be laid out."""

    held: ExitStack
    settings: Settings
    """Those of today."""
    top: Path
    commit: str
    name: str
    place: str
    """Where the configuration lay."""
    tracked: list[_Tracked]

    def read(
        self, notices: list[str], below: str = "", same: Mapping[str, tuple[str, Blob]] = MappingProxyType({})
    ) -> LaidOut:
        """The revision, with what is to be said of it; `notices` were said before.

        What lies `below` a folder is enough where the content is found there. The files that are the `same`
        are not written; they stand by their paths from the repository's root, as `known` has them.
        """
        files = self._files(below, same)
        then = self._settings(files, notices)
        if same and then.content_dir != self._moved(self.settings, files).content_dir:
            return self.read(notices)
        if same:
            then.content_dir.mkdir(parents=True, exist_ok=True)
        if not then.content_dir.is_dir():
            files = self._files()
            then = replace(then, root=(files / self.place).parent)
        modules = [entry for entry in self.tracked if entry.mode == SUBMODULE]
        notices += _submodules(self.held, self.top, files, modules, then, self.name)
        return LaidOut(then, tuple(notices), dict(same.values()))

    def _files(self, below: str = "", leave_out: Container[str] = frozenset()) -> Path:
        return self.held.enter_context(files_at(self.top, self.commit, below, leave_out))

    def _settings(self, files: Path, notices: list[str]) -> Settings:
        """Those of then; where they cannot be read, those of today, which is told."""
        try:
            then = read_settings(files / self.place)
        except SettingsError as error:
            if any(entry.path == self.place for entry in self.tracked):
                told = str(error).replace(f"{files}{os.sep}", "")
                notices.append(
                    f"The configuration at {self.name} cannot be read, so that of today is used: {told}."
                )
            then = self.settings
        return self._moved(then, files)

    def _moved(self, settings: Settings, files: Path) -> Settings:
        """The settings, for the files of then: folders are named from the site's."""
        root, folders = self.settings.root.resolve(), (settings.content, settings.docs)
        content, docs = (Path(os.path.relpath(one, root)) if one.is_absolute() else one for one in folders)
        return replace(settings, root=(files / self.place).parent, content=content, docs=docs)


def folder_of(settings: Settings, top: Path) -> str:
    """The folder that holds all of the site, as a path from the repository's root; empty for the root."""
    folders = [settings.root.resolve(), settings.content_dir.resolve(), settings.docs_dir.resolve()]
    around = Path(os.path.commonpath([folder for folder in folders if folder.is_relative_to(top)]))
    below = around.relative_to(top).as_posix()
    return "" if below == "." else below


def _is_around(settings: Settings) -> bool:
    """Whether files of the content are read as something else, too: other folders lie in it."""
    folders = (settings.root, settings.docs_dir, settings.templates_dir)
    content = settings.content_dir.resolve()
    return any(folder.resolve().is_relative_to(content) for folder in folders if folder is not None)


class _Content(NamedTuple):
    """The folder of the content, with a slash at its end where it has a name."""

    path: str
    """From the repository's root."""
    shown: str
    """As messages name it."""


def _content(settings: Settings, site: str) -> _Content:
    """That of today; `site` is the site's folder from the repository's root."""
    shown = os.path.relpath(settings.content_dir, settings.root).replace(os.sep, "/")
    path = posixpath.normpath(posixpath.join(site, shown))
    return _Content(*("" if name == "." else f"{name}/" for name in (path, shown)))


def _same(
    tracked: list[_Tracked], content: _Content, known: Set[tuple[str, Blob]]
) -> dict[str, tuple[str, Blob]]:
    """The files of the content that are known, by their paths.

    None are where others may lead to them.
    """
    inside = [entry for entry in tracked if entry.path.startswith(content.path)]
    if any(entry.mode in (SUBMODULE, LINK) for entry in inside):
        return {}
    named = ((content.shown + entry.path.removeprefix(content.path), Blob(entry.total)) for entry in inside)
    return {entry.path: name for entry, name in zip(inside, named, strict=True) if name in known}


def missing_submodules(settings: Settings) -> Iterator[str]:
    """Tells of the repositories inside the site that are not checked out where its files lie."""
    top = repository_root(settings.root).resolve()
    entries = git(top, "ls-files", "--stage", "-z").decode("utf-8", "surrogateescape").split("\0")
    wanted = [settings.content_dir.resolve(), settings.docs_dir.resolve()]
    for path in (entry.partition("\t")[2] for entry in entries if entry.startswith(SUBMODULE)):
        if _touches(top / path, wanted) and not (top / path / ".git").exists():
            yield (
                f"The submodule {path} is not checked out here, so what it holds is missing: "
                "git submodule update --init"
            )


def _touches(place: Path, folders: list[Path]) -> bool:
    """Whether one of the folders lies in the place, or holds it."""
    return any(folder.is_relative_to(place) or place.is_relative_to(folder) for folder in folders)


def _tracked(top: Path, commit: str) -> list[_Tracked]:
    """Every file of a commit."""
    entries = git(top, "ls-tree", "-r", "-z", "--full-tree", commit).decode("utf-8", "surrogateescape")
    found = (entry.partition("\t") for entry in entries.split("\0") if entry)
    return [_Tracked(head[:6], head.rpartition(" ")[2], path) for head, _, path in found]


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
    held: ExitStack, top: Path, files: Path, modules: list[_Tracked], then: Settings, name: str
) -> Iterator[str]:
    """Lays out the repositories inside the site that are there; tells of those that are not."""
    wanted = [then.content_dir, then.docs_dir]
    for _, commit, path in modules:
        place = files / path
        if not _touches(place, wanted):
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
