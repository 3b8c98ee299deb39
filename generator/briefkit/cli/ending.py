"""An end from outside, as orderly as Ctrl and C: what was started ends too, and no file is half-written."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

NAMES = ("SIGTERM", "SIGHUP")
"""What ends a program: a job that is cancelled, a terminal that is closed. Not every system has both."""


@contextmanager
def orderly_end() -> Iterator[None]:
    """Inside, the signals that end a program raise SystemExit; those that somebody ignores stay ignored."""
    numbers = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    taken = [number for number in numbers if before[number] == signal.SIG_DFL]
    for number in taken:
        signal.signal(number, _leave)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, before[number])


def _leave(number: int, _: FrameType | None) -> None:
    # as shells count
    raise SystemExit(128 + number)
