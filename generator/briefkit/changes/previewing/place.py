"""The folder that a preview is written into: whole, or not at all."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from briefkit.changes.git import GitError, repository_root
from briefkit.model.settings import Settings

COMMENT, DATA = "changes.md", "changes.json"
"""What lies in every preview, whatever became of the site."""


class PlaceError(Exception):
    """Nothing can be written there; `str()` is a sentence that says why."""


def refuse_read(path: Path, settings: Settings) -> None:
    """Raises PlaceError where the next run would take what is written at `path` for content or pages."""
    for read in (settings.docs_dir, settings.content_dir):
        if path.resolve().is_relative_to(read.resolve()):
            raise PlaceError(f"{path} lies in {read}, which is read: name a place elsewhere")


def refuse_place(out: Path, settings: Settings) -> None:
    """Raises PlaceError where a preview at `out` would take something else's place, or be read as content."""
    real = out.resolve()
    refuse_read(out, settings)
    roots = [settings.root.resolve(), settings.docs_dir.resolve(), settings.content_dir.resolve()]
    # where there is no repository, that is told when it is asked for the revision
    with suppress(GitError):
        roots.append(repository_root(settings.root).resolve())
    if any(root.is_relative_to(real) for root in roots):
        raise PlaceError(f"{out} holds the site's own files: name a folder that is there for nothing else")
    if out.exists() and not out.is_dir():
        raise PlaceError(f"{out} is a file: name a folder")
    if out.is_dir() and any(out.iterdir()) and not all((out / name).is_file() for name in (COMMENT, DATA)):
        raise PlaceError(
            f"{out} is not empty and holds no preview: name a folder that is empty, or a new one"
        )


def refuse_nested(places: Sequence[Path]) -> None:
    """Raises PlaceError where one of the folders would be a part of another."""
    for one in places:
        for other in places:
            if one is not other and one.resolve().is_relative_to(other.resolve()):
                raise PlaceError(f"{one} lies in {other}: name two folders apart")


@contextmanager
def in_place(out: Path) -> Iterator[Path]:
    """A folder to write into; at the end it is at `out`, in the place of what lay there. Raises OSError.

    Where something is raised inside, what lay there stays.
    """
    real = out.resolve()
    real.parent.mkdir(parents=True, exist_ok=True)
    # beside it, so that it need not be copied
    beside = Path(mkdtemp(prefix=".briefkit-preview-", dir=real.parent))
    try:
        new = beside / "new"
        new.mkdir()
        yield new
        old = beside / "old"
        if real.exists():
            real.rename(old)
        try:
            new.rename(real)
        except OSError:
            if old.exists():
                old.rename(real)
            raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)
