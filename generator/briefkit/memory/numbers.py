"""Reads as numbers: a page reads a hundred things, and thousands of pages are held in memory with theirs."""

import os
from array import array
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from briefkit.model.reads import Read

Numbers = Sequence[int]
"""Of reads, each once."""


class Noted(NamedTuple):
    """What was read, as a process numbered it."""

    process: int
    first: int
    """The number of the first read that had none before."""
    new: tuple[Read, ...]
    numbers: Numbers


class Numbered(dict[Read, int]):
    """The numbers of reads, given out as they are asked for: the same for all results of one memory."""

    def __init__(self) -> None:
        super().__init__()
        self.reads: list[Read] = []
        """By number."""
        self._others: dict[int, dict[int, int]] = {}
        """The numbers that other processes gave out, with ours for the same, process by process."""

    def __missing__(self, read: Read) -> int:
        number = self[read] = len(self.reads)
        self.reads.append(read)
        return number

    def of(self, reads: Iterable[Read]) -> Numbers:
        """The numbers of reads."""
        return array("I", map(self.__getitem__, reads))

    def known(self, reads: Iterable[Read]) -> set[int]:
        """The numbers of those of the reads that have one."""
        return {number for read in reads if (number := self.get(read)) is not None}

    def named(self, numbers: Iterable[int]) -> Iterator[Read]:
        """The reads that have these numbers."""
        return map(self.reads.__getitem__, numbers)

    def note(self, reads: Collection[Read]) -> Noted:
        """The numbers of reads, and all that another process needs to understand them."""
        first = len(self.reads)
        numbers = self.of(reads)
        return Noted(os.getpid(), first, tuple(self.reads[first:]), numbers)

    def understood(self, noted: Noted) -> Numbers:
        """The numbers here; all that a process forked from this one noted is told in its order."""
        if noted.process == os.getpid():
            return noted.numbers
        others = self._others.setdefault(noted.process, {})
        others.update(enumerate(self.of(noted.new), noted.first))
        return array("I", [others.get(number, number) for number in noted.numbers])

    def forget_others(self) -> None:
        """Forgets the numbers of other processes: later ones may have their names."""
        self._others.clear()
