"""What the names of two revisions stand for."""

from pathlib import Path
from typing import NamedTuple

from briefkit.changes.git import UNSHALLOW, GitError, git, is_shallow, revision
from briefkit.model.nearest import proposal

PARTED = "..."
"""Between two names: the base is the commit at which they parted."""


class Asked(NamedTuple):
    """Which two states are compared."""

    base: str
    """A full hash."""
    head: str | None
    """As it was asked for; None for the files as they lie there."""


def asked(folder: Path, base: str, head: str | None) -> Asked:
    """What a base and a head mean: ``main``, ``main...`` and ``main...topic``. Raises GitError."""
    one, dots, other = base.partition(PARTED)
    if not dots:
        return Asked(_known(folder, base), head)
    if other and head:
        raise GitError(f"“{base}” names both revisions: leave out “{head}”")
    head = other or head
    return Asked(_parted(folder, one or "HEAD", head), head)


def _parted(folder: Path, one: str, other: str | None) -> str:
    """The last commit that both have."""
    names = _known(folder, one), _known(folder, other or "HEAD")
    try:
        return git(folder, "merge-base", *names).decode().strip()
    except GitError:
        sentence = f"“{one}” and “{other or 'HEAD'}” have no commit in common here"
        if is_shallow(folder):
            sentence += f": this is a shallow clone, fetch its history with: {UNSHALLOW}"
        raise GitError(sentence) from None


def _known(folder: Path, name: str) -> str:
    """The hash of a revision; where there is none of that name, the nearest are told."""
    try:
        return revision(folder, name)
    except GitError as error:
        if "there is no revision" not in str(error) or is_shallow(folder):
            raise
        refs = git(
            folder, "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes"
        )
        near = proposal(name, refs.decode("utf-8", "replace").split(), 1)
        raise GitError(f"{error}. {near}" if near else str(error)) from error
