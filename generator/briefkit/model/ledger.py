"""What became of every address that a site ever had."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from briefkit.model.addresses import belongs_to, other_form


class Became(StrEnum):
    """What became of an address, as the ledger writes it."""

    LIVE = "live"
    MOVED = "moved to"
    MERGED = "merged into"
    WITHDRAWN = "withdrawn"


class Entry(NamedTuple):
    """One line of the ledger."""

    address: str
    became: Became = Became.LIVE
    target: str = ""
    """Where it leads to; empty where it was not moved or merged."""
    line: int = 0
    """From 1; 0 of one that stands in no file."""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.address, self.became, self.target)))


@dataclass(frozen=True)
class Ledger:
    """The ledger of a site, as it is written."""

    path: str
    """As messages name it."""
    entries: Mapping[str, Entry]
    """By address, in the order of the lines."""


class Ends:
    """Where one ends who goes on from an address to the next."""

    def __init__(
        self, entries: Mapping[str, Entry], live: Container[str], redirects: Mapping[str, str]
    ) -> None:
        """`live` are the addresses of pages, `redirects` those that lead on without the ledger."""
        self._entries = entries
        self._live = live
        self._redirects = redirects
        self._known: dict[str, str | None] = {}

    def of(self, address: str) -> str | None:
        """The address of a page, or one that was withdrawn; None where it leads nowhere, or in a circle."""
        way: list[str] = []
        step: str | None = address
        while step is not None and step not in self._live:
            if step in self._known:
                step = self._known[step]
                break
            way.append(step)
            # until the end is known it is a circle
            self._known[step] = None
            onward = self.step(step)
            if onward == step:
                step = step if self._is_withdrawn(step) else None
                break
            step = onward
        self._known.update(dict.fromkeys(way, step))
        return step

    def step(self, address: str) -> str | None:
        """The next address; the same one where it was withdrawn, and None where nothing says which."""
        if address in self._redirects:
            return self._redirects[address]
        entry = self._entries.get(address)
        if entry is not None and entry.became is Became.WITHDRAWN:
            return address
        if entry is not None and entry.target:
            return entry.target
        other = other_form(address)
        if other in self._live or other in self._redirects:
            return other
        return belongs_to(address)

    def circle(self, address: str) -> tuple[str, ...]:
        """The addresses that lead in a circle, from this one on; empty where they do not."""
        way: dict[str, None] = {}
        step: str | None = address
        while step is not None and step not in self._live and step not in way:
            way[step] = None
            onward = self.step(step)
            step = None if onward == step and self._is_withdrawn(step) else onward
        return tuple(way) if step == address and step in way else ()

    def _is_withdrawn(self, address: str) -> bool:
        entry = self._entries.get(address)
        return entry is not None and entry.became is Became.WITHDRAWN
