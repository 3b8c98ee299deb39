"""Work spread over processes, where that is possible and pays."""

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import IO, Any, TypeVar

T = TypeVar("T")

FEWEST = 100
"""Pieces of work for which processes are started; they cost some hundredths of a second."""


def cores() -> int:
    """How many processes can work at once; 1 where this one cannot be forked safely."""
    # where a process with threads is forked, the copy can wait for ever for what they hold
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def spread(works: Sequence[Callable[[], T]], workers: int) -> list[T]:
    """What comes of all pieces of work, in their order; what they give back can be pickled.

    What a piece changes besides is lost where another process does it. Where one fails, it is done again
    here, so that it fails here.
    """
    count = min(workers, cores(), len(works)) if len(works) >= FEWEST else 1
    if count < 2:
        return [work() for work in works]
    shares = [works[first::count] for first in range(count)]
    children = [_Child(share) for share in shares[1:]]
    try:
        done = [[work() for work in shares[0]], *(child.results() for child in children)]
    finally:
        for child in children:
            child.end()
    found: list[T] = [None] * len(works)  # type: ignore[list-item] # each is filled below
    for first, part in enumerate(done):
        found[first::count] = part
    return found


def beside(work: Callable[[], None]) -> Callable[[], None]:
    """Does the work while this process goes on, where that is possible; gives back what waits for its end.

    It changes nothing but files. Where it fails, nobody is told.
    """
    if cores() < 2:
        work()
        return lambda: None
    for stream in (sys.stdout, sys.stderr):
        # there is none where it was closed before this program began
        if stream is not None:
            stream.flush()
    child = os.fork()
    if child == 0:
        try:
            gc.disable()
            work()
        finally:
            os._exit(0)

    def wait() -> None:
        with suppress(ChildProcessError):
            os.waitpid(child, 0)

    return wait


class _Child:
    """Another process that does a share of the work."""

    def __init__(self, works: Sequence[Callable[[], Any]]) -> None:
        self._works = works
        reading, writing = os.pipe()
        self._id = os.fork()
        if self._id == 0:
            os.close(reading)
            _work(works, writing)
        os.close(writing)
        self._file: IO[bytes] = os.fdopen(reading, "rb")

    def results(self) -> list[Any]:
        """What came of its share; done here where it could not do it."""
        with suppress(EOFError, pickle.UnpicklingError):
            found: list[Any] = pickle.load(self._file)  # noqa: S301 - from our own child, through a pipe
            return found
        return [work() for work in self._works]

    def end(self) -> None:
        """Ends the process, if it still works."""
        self._file.close()
        with suppress(ProcessLookupError):
            os.kill(self._id, signal.SIGKILL)
        os.waitpid(self._id, 0)


def _work(works: Sequence[Callable[[], Any]], writing: int) -> None:
    """The life of a child: nothing of it must reach what its parent would still do."""
    code = 1
    try:
        gc.disable()
        done = pickle.dumps([work() for work in works], 5)
        with os.fdopen(writing, "wb") as file:
            file.write(done)
        code = 0
    finally:
        os._exit(code)
