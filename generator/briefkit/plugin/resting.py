"""The garbage collector of Python stands still while a site is built: it looks through all pages in vain."""

import gc

ROUNDS = 20
"""Builds of one process after which it looks through everything once."""


class Resting:
    """From `begin` to `end`, build by build."""

    def __init__(self) -> None:
        self._was_on = False
        self._rounds = 0

    def begin(self) -> None:
        """Stops it, and takes what there is out of its sight."""
        if not self._was_on and gc.isenabled():
            self._was_on = True
            gc.disable()
            gc.freeze()

    def end(self) -> None:
        """Lets it go on; to be called in any case.

        What is there by now is left out of its sight: mostly it stays until the next build, or the process
        ends, and looking through it would make somebody wait.
        """
        if not self._was_on:
            return
        self._was_on = False
        self._rounds += 1
        if self._rounds % ROUNDS == 0:
            gc.unfreeze()
            gc.collect()
        gc.freeze()
        gc.enable()
