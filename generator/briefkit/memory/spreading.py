"""Many pieces of work done by several processes, and what comes of them."""

import gc
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from tempfile import TemporaryFile
from typing import IO, Any, Generic, NamedTuple, TypeVar

from briefkit.memory.garbage import swept
from briefkit.memory.workers import end, free_cores

T = TypeVar("T")

FEWEST = 100
"""Pieces of work for which processes are started; they cost some hundredths of a second."""

TOGETHER = 50
"""Pieces of work that one process does in a row, and of which the results are handed over at once.

Neighbours share most of what they touch, and what a process touches it has a copy of. All results at once
would take twice the memory.
"""


_Works = Sequence[Callable[[], T]]

_Place = list[list[T]] | IO[bytes]


class Results(Generic[T]):
    """What came of work; where it lies in files, some at a time are there, when they are asked for."""

    def __init__(self, places: Sequence[_Place[T]], together: int) -> None:
        """The places hold groups of so many results in turn: as they are, or as pickles in a file."""
        self._places = places
        self._together = together
        self._starts = [[0] for _ in places]
        """Of the groups in each file, as far as it was read."""
        self._last: tuple[int, list[T]] = (-1, [])

    def __getitem__(self, number: int) -> T:
        group, place = divmod(number, self._together)
        if self._last[0] != group:
            self._last = group, self._group(*divmod(group, len(self._places)))
        return self._last[1][place]

    def _group(self, wanted: int, which: int) -> list[T]:
        place, starts = self._places[which], self._starts[which]
        if isinstance(place, list):
            return place[wanted]
        while True:
            at = min(wanted, len(starts) - 1)
            place.seek(starts[at])
            found: list[T] = pickle.load(place)  # noqa: S301 - from ourselves, or our own child
            if at == len(starts) - 1:
                starts.append(place.tell())
            if at == wanted:
                return found


def spread(
    works: _Works[T], workers: int, *, fewest: int = FEWEST, together: int = TOGETHER, tidy: bool = True
) -> list[T]:
    """What comes of all pieces of work, in their order; what they give back can be pickled.

    What a piece changes besides is lost where another process does it. Where one fails, it is done again
    here, so that it fails here. Processes are started for no less than the `fewest` pieces, and so many are
    done `together`. What is garbage by then goes in between, unless it need not be `tidy`: after few pieces
    that takes longer than it is worth. Raises OSError where there is no place for files.
    """
    count = min(workers, free_cores()) if len(works) >= fewest else 1
    with ExitStack() as files, swept() if tidy else nullcontext(_untidy) as sweep:
        task = _Task(together, sweep)
        places = _spread(task.shares(works, count), task, lambda own: [*task.done(own)], files)
        results = Results(places, together)
        return [results[number] for number in range(len(works))]


@contextmanager
def meanwhile(work: Callable[[], T]) -> Iterator[Callable[[], T]]:
    """Has another process do a piece of work while this one goes on; gives what waits for what comes of it.

    That can be pickled. Where no other process is possible, or where it fails there, the work is done here
    when it is waited for.
    """
    if free_cores() < 2:
        yield work
        return
    with _file() as file, closing(_Child([work], _Task(1, _untidy), file)) as child:

        def found() -> T:
            done: Results[T] = Results([child.results()], 1)
            return done[0]

        yield found


def _untidy() -> None:
    """What is garbage stays."""


def spread_in_files(works: _Works[T], workers: int, files: ExitStack) -> Results[T]:
    """As `spread`, where there are too many results to have them all; they are there until `files` ends."""
    count = min(workers, free_cores()) if len(works) >= FEWEST else 1
    with swept() as sweep:
        task = _Task(TOGETHER, sweep)

        def own(share: _Works[T]) -> IO[bytes]:
            file = files.enter_context(_file())
            task.write(share, file)
            return file

        return Results(_spread(task.shares(works, count), task, own, files), TOGETHER)


def _file() -> IO[bytes]:
    return TemporaryFile(prefix="briefkit-")


def _spread(
    shares: Sequence[_Works[T]], task: "_Task", own: Callable[[_Works[T]], _Place[T]], files: ExitStack
) -> list[_Place[T]]:
    """Where the results are; `own` does the share of this process."""
    with ExitStack() as ends:
        children = [_Child(share, task, files.enter_context(_file())) for share in shares[1:]]
        for child in children:
            ends.callback(child.close)
        return [own(shares[0]), *(child.results() for child in children)]


class _Task(NamedTuple):
    """How work is done: so many pieces in a row, after which what is garbage by then goes."""

    together: int
    sweep: Callable[[], None]

    def shares(self, works: _Works[T], count: int) -> list[_Works[T]]:
        """The works of each process."""
        groups = [works[first : first + self.together] for first in range(0, len(works), self.together)]
        return [[work for group in groups[first::count] for work in group] for first in range(count)]

    def done(self, works: _Works[T]) -> Iterator[list[T]]:
        """What comes of the pieces of work, group by group."""
        for start in range(0, len(works), self.together):
            yield [work() for work in works[start : start + self.together]]
            self.sweep()

    def write(self, works: _Works[Any], file: IO[bytes]) -> None:
        """Puts what comes of them into a file."""
        for results in self.done(works):
            pickle.dump(results, file, 5)
        file.flush()


class _Child:
    """Another process that does a share of the work."""

    def __init__(self, works: _Works[Any], task: _Task, file: IO[bytes]) -> None:
        self._works, self._task, self._file = works, task, file
        self._id: int | None = os.fork()
        if self._id == 0:
            self._live()

    def results(self) -> IO[bytes]:
        """What came of its share; done here where it could not do it."""
        _, status = os.waitpid(self._id or 0, 0)
        self._id = None
        if status != 0:
            self._file.seek(0)
            self._task.write(self._works, self._file)
        return self._file

    def close(self) -> None:
        """Ends the process, if it still works."""
        if self._id is not None:
            end(self._id)

    def _live(self) -> None:
        """Nothing of it must reach what its parent would still do."""
        code = 1
        with suppress(BaseException):
            gc.disable()
            self._task.write(self._works, self._file)
            code = 0
        os._exit(code)
