"""Work spread over processes, where that is possible and pays."""

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO, Any, NoReturn, TypeVar

from briefkit.memory.garbage import swept

T = TypeVar("T")

FEWEST = 100
"""Pieces of work for which processes are started; they cost some hundredths of a second."""

TOGETHER = 50
"""Results that another process hands over at once: all at once would take twice the memory."""


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
    count = min(workers, cores()) if len(works) >= FEWEST else 1
    # neighbours share most of what they touch, and what a process touches it has a copy of
    groups = [range(len(works))[first : first + TOGETHER] for first in range(0, len(works), TOGETHER)]
    numbers = [[number for group in groups[first::count] for number in group] for first in range(count)]
    shares = [[works[number] for number in share] for share in numbers]
    with swept() as sweep:
        children = [_Child(share, sweep) for share in shares[1:]]
        try:
            own = [result for results in _done(shares[0], sweep) for result in results]
            done = [own, *(child.results() for child in children)]
        finally:
            for child in children:
                child.end()
    found: list[T] = [None] * len(works)  # type: ignore[list-item] # each is filled below
    for share, results in zip(numbers, done, strict=True):
        for number, result in zip(share, results, strict=True):
            found[number] = result
    return found


def _done(works: Sequence[Callable[[], T]], sweep: Callable[[], None]) -> Iterator[list[T]]:
    """What comes of the pieces of work, some at a time."""
    for start in range(0, len(works), TOGETHER):
        yield [work() for work in works[start : start + TOGETHER]]
        sweep()


def apart(work: Callable[[], T], after: Callable[[], None]) -> tuple[T, Callable[[], None]]:
    """What comes of the work, and what waits for the end of what is done after it while this process goes on.

    Both are done by another process, where that is possible: this one never has what the work needs. What
    the work gives back can be pickled; where it fails there, it is done again here, so that it fails here.
    What is done after it changes nothing but files, and where it fails, nobody is told.
    """
    if cores() > 1:
        with suppress(OSError, EOFError, pickle.UnpicklingError):
            return _apart(work, after)
    result = work()
    with suppress(Exception):
        after()
    return result, lambda: None


def _apart(work: Callable[[], T], after: Callable[[], None]) -> tuple[T, Callable[[], None]]:
    """As `apart`; raises OSError, EOFError or UnpicklingError where the other process did not do the work."""
    _flush()
    with TemporaryFile(prefix="briefkit-") as file:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _live_apart(work, after, file, writing)
        os.close(writing)
        try:
            # at its end the work is done, or the process has gone
            with os.fdopen(reading, "rb") as pipe:
                pipe.read()
            file.seek(0)
            result: T = pickle.load(file)  # noqa: S301 - from our own child
        except BaseException:
            _end(child)
            raise
    return result, lambda: _wait(child)


def _live_apart(
    work: Callable[[], Any], after: Callable[[], None], file: IO[bytes], writing: int
) -> NoReturn:
    try:
        gc.disable()
        pickle.dump(work(), file, 5)
        file.flush()
        os.close(writing)
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
    return lambda: _wait(child)


def _flush() -> None:
    """Leaves nothing for another process to say again."""
    for stream in (sys.stdout, sys.stderr):
        # there is none where it was closed before this program began
        if stream is not None:
            stream.flush()


def _end(child: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    _wait(child)


def _wait(child: int) -> None:
    with suppress(ChildProcessError):
        os.waitpid(child, 0)


class _Child:
    """Another process that does a share of the work, and writes what comes of it to a file without a name."""

    def __init__(self, works: Sequence[Callable[[], Any]], sweep: Callable[[], None]) -> None:
        self._works = works
        self._id: int | None = None
        self._file: IO[bytes] = BytesIO()
        # without a place for files it does nothing
        with suppress(OSError):
            self._file = TemporaryFile(prefix="briefkit-")  # noqa: SIM115 - closed by `end`
            self._id = os.fork()
        if self._id == 0:
            _work(works, sweep, self._file)

    def results(self) -> list[Any]:
        """What came of its share; done here where it could not do it."""
        found: list[Any] = []
        if self._wait() == 0:
            self._file.seek(0)
            while len(found) < len(self._works):
                found += pickle.load(self._file)  # noqa: S301 - from our own child
        return found or [work() for work in self._works]

    def end(self) -> None:
        """Ends the process, if it still works."""
        self._file.close()
        if self._id is not None:
            with suppress(ProcessLookupError):
                os.kill(self._id, signal.SIGKILL)
            self._wait()

    def _wait(self) -> int:
        """Waits until it ends; 0 where it did all."""
        if self._id is None:
            return 1
        _, status = os.waitpid(self._id, 0)
        self._id = None
        return status


def _work(works: Sequence[Callable[[], Any]], sweep: Callable[[], None], file: IO[bytes]) -> None:
    """The life of a child: nothing of it must reach what its parent would still do."""
    code = 1
    try:
        gc.disable()
        for results in _done(works, sweep):
            pickle.dump(results, file, 5)
        file.flush()
        code = 0
    finally:
        os._exit(code)
