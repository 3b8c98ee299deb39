"""The commits that changed the content."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from briefkit.changes.git import git, repository_root

# what somebody wrote has a letter in front, so that it cannot begin as an entry does
_FIELDS = "%x00%x01%H%x00%P%x00%as%x00a%an%x00s%s%x00"
_ENTRY = "\0\x01"


class Commit(NamedTuple):
    """One commit."""

    hash: str
    parents: tuple[str, ...]
    date: str
    """The day it was written on, where its author was."""
    author: str
    subject: str
    files: tuple[str, ...]
    """The files it changed, from the repository's root on; of a merge, those it settled by itself."""


def commits(folder: Path, below: str) -> Iterator[Commit]:
    """The commits that led to the present one and changed a file below a folder, the newest first.

    `below` is the folder's path from the repository's root. Raises GitError.
    """
    told = git(
        repository_root(folder), "--literal-pathspecs", "log", "--topo-order", "--full-history", "-c", "-z",
        "--name-only", "--no-renames", "--no-ext-diff", "--no-show-signature", "--encoding=UTF-8",
        f"--format={_FIELDS}", "HEAD", "--", below,
    ).decode("utf-8", "surrogateescape")  # fmt: skip
    for entry in told.split(_ENTRY)[1:]:
        name, parents, date, author, subject, *files = entry.split("\0")
        changed = tuple(file.lstrip("\n") for file in files if file.strip("\n"))
        yield Commit(name, tuple(parents.split()), date, author[1:], subject[1:], changed)


def uncommitted(folder: Path, below: str) -> tuple[str, ...]:
    """The files below a folder that are not as in the last commit, or not in it yet. Raises GitError."""
    told = git(
        repository_root(folder), "--literal-pathspecs", "status", "--porcelain", "-z", "--no-renames",
        "--untracked-files=all", "--", below,
    ).decode("utf-8", "surrogateescape")  # fmt: skip
    return tuple(entry[3:] for entry in told.split("\0") if entry)
