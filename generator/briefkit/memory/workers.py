"""Other processes, where they are possible and pay."""

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import IO, Any, NoReturn, TypeVar

T = TypeVar("T")


_working: set[int] = set()
"""The processes that were started to work beside this one, and may have ended by now."""


def cores() -> int:
    """How many processes can work at once; 1 where no other is possible."""
    # where a process with threads is forked, the copy can wait for ever for what they hold
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def free_cores() -> int:
    """How many can, besides those that work already; at least this one."""
    for child in [*_working]:
        _wait(child, os.WNOHANG)
    return max(1, cores() - len(_working))


def apart(work: Callable[[], Iterable[T]], after: Callable[[], None]) -> tuple[list[T], Callable[[], None]]:
    """What the work gives, and what waits for the end of what is done after it while this process goes on.

    Both are done by another process, where that is possible: this one never has what the work needs. What it
    gives can be pickled; where it fails there, it is done again here, so that it fails here. What is done
    after it changes nothing but files, and where it fails, nobody is told.
    """
    if cores() > 1:
        with suppress(OSError, EOFError, pickle.UnpicklingError):
            return _apart(work, after)
    found = [*work()]
    with suppress(Exception):
        after()
    return found, lambda: None


def _apart(work: Callable[[], Iterable[T]], after: Callable[[], None]) -> tuple[list[T], Callable[[], None]]:
    """As `apart`; raises OSError, EOFError or UnpicklingError where the other process did not do the work."""
    _flush()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _live_apart(work, after, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as pipe:
            found = list(_pieces(pipe))
    except BaseException:
        end(child)
        raise
    _working.add(child)
    return found, lambda: _wait(child)


def _pieces(pipe: IO[bytes]) -> Iterator[Any]:
    while (piece := pickle.load(pipe)) is not _END:  # noqa: S301 - from our own child
        yield piece


_END = Ellipsis
"""Follows the last piece: without it the work was not done."""


def _live_apart(work: Callable[[], Iterable[object]], after: Callable[[], None], writing: int) -> NoReturn:
    try:
        gc.disable()
        with os.fdopen(writing, "wb") as pipe:
            for piece in work():
                pickle.dump(piece, pipe, 5)
            pickle.dump(_END, pipe, 5)
        after()
    finally:
        os._exit(0)


def beside(work: Callable[[], None]) -> Callable[[], None]:
    """Does the work while this process goes on, where that is possible; gives back what waits for its end.

    It changes nothing but files. Where it fails, nobody is told.
    """
    if cores() < 2:
        work()
        return lambda: None
    _flush()
    child = os.fork()
    if child == 0:
        try:
            gc.disable()
            work()
        finally:
            os._exit(0)
    _working.add(child)
    return lambda: _wait(child)


def _flush() -> None:
    """Leaves nothing for another process to say again."""
    for stream in (sys.stdout, sys.stderr):
        # there is none where it was closed before this program began
        if stream is not None:
            stream.flush()


def end(child: int) -> None:
    """Ends a process that was started here."""
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    _wait(child)


def _wait(child: int, how: int = 0) -> None:
    """Takes notice of its end."""
    try:
        ended, _ = os.waitpid(child, how)
    except ChildProcessError:
        ended = child
    _working.difference_update([ended])
