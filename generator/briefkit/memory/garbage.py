"""The collector of garbage, left out while much is made that stays."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Nothing is looked through for garbage in between: records and pages are none, and there are many."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def swept() -> Iterator[Callable[[], None]]:
    """Gives a function that takes away what became garbage since it was called last.

    For long work while nothing is collected: what was there before, and what is in use when the function is
    called, is not looked through again.
    """
    if gc.isenabled():
        yield _nothing
        return
    gc.freeze()
    try:
        yield _sweep
    finally:
        # whoever had frozen something does it again: to ask whether there is any takes long
        gc.unfreeze()


def _sweep() -> None:
    gc.collect()
    gc.freeze()


def _nothing() -> None:
    """The collector does it."""


def leave_to_the_system(*held: object) -> None:
    """Has a process that is about to end leave these objects as they are.

    To take them apart one by one takes as long as much of the work.
    """
    ring: list[object] = [*held]
    # what holds itself is left to the collector, and the collector is told to pass it over
    ring.append(ring)
    gc.freeze()
