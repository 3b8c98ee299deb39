"""Files written whole or not at all."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

HALF = ".briefkit-half"
"""How the name of a file begins while it is written."""

WRITABLE = 0o222
"""The rights of which a file that may be changed has one."""


class WriteError(Exception):
    """Nothing was written; `str()` is a sentence that names the file and says why."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of one file."""

    path: Path
    before: bytes | None
    """What the change was worked out from; None where there was no such file."""
    after: bytes | None
    """What it will hold; None where it goes."""


def replace_file(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all; its folder is made where there is none.

    Raises OSError, with the path as its file name, where the system refuses.
    """
    with replacing(path) as file:
        file.write(content)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write piece by piece: at the end it is at `path`, or nothing of it is, as `replace_file`."""
    # another run may write another file beside it
    half = path.with_name(f"{HALF}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with half.open("wb") as file:
            yield file
        half.replace(path)
    except BaseException as error:
        with suppress(OSError):
            half.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename, error.filename2 = str(path), None
        raise


def replace_files(changes: Sequence[Change]) -> None:
    """Makes all changes, or none of them.

    Everything new is written beside the old files first and then put in their place, one step a file. Where a
    step fails, or the program is interrupted, those taken before are taken back. Links are followed; where a
    file is to go, the link goes. The rights of a file stay. Raises WriteError where a file is no longer what
    `before` says, may not be changed, or cannot be written.
    """
    real = [Change(_real(change), change.before, change.after) for change in changes]
    for change in real:
        _refuse_changed(change)
    halves: list[Path] = []
    folders: list[Path] = []
    done: list[Change] = []
    try:
        for number, change in enumerate(real):
            folders += _missing(change.path)
            halves.append(change.path.with_name(f"{HALF}-{number}"))
            if change.after is not None:
                _write_half(halves[-1], change)
        for half, change in zip(halves, real, strict=True):
            _refuse_changed(change)
            done.append(change)
            if change.after is not None:
                half.replace(change.path)
            else:
                change.path.unlink()
    except BaseException as error:
        _take_back(reversed(done))
        _clear(halves, folders)
        if isinstance(error, OSError):
            raise WriteError(f"{error.filename}: cannot be written: {error.strerror}") from error
        raise


def _real(change: Change) -> Path:
    path = change.path
    return path.resolve() if change.after is not None else path.parent.resolve() / path.name


def _missing(path: Path) -> list[Path]:
    """The folders around the file that are still to be made, the outermost first."""
    return [folder for folder in reversed(path.parents) if not folder.exists()]


def _clear(halves: Iterable[Path], folders: Sequence[Path]) -> None:
    """Takes away what was made on the way."""
    for half in halves:
        with suppress(OSError):
            half.unlink(missing_ok=True)
    for folder in reversed(folders):
        with suppress(OSError):
            folder.rmdir()


def _refuse_changed(change: Change) -> None:
    path = change.path
    try:
        now = path.read_bytes() if path.exists() else None
    except OSError as error:
        raise WriteError(f"{path}: cannot be read: {error.strerror}") from error
    if now != change.before:
        what = "is there already" if change.before is None else "was changed meanwhile: run the command again"
        raise WriteError(f"{path}: {what}")
    if now is not None and not (path.stat().st_mode & WRITABLE and os.access(path, os.W_OK)):
        raise WriteError(f"{path}: the file is read-only")


def _write_half(half: Path, change: Change) -> None:
    half.parent.mkdir(parents=True, exist_ok=True)
    half.write_bytes(change.after or b"")
    if change.before is not None:
        half.chmod(change.path.stat().st_mode)


def _take_back(done: Iterable[Change]) -> None:
    for change in done:
        now = change.path.read_bytes() if change.path.exists() else None
        if now == change.before:
            continue
        if change.before is None:
            change.path.unlink()
        else:
            replace_file(change.path, change.before)
