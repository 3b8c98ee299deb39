"""What differs between two readings of a record, by what it says and not by how it is written."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from briefkit.changes.comparing.facts.matching import matched, single_values
from briefkit.model.fields import Part
from briefkit.model.record import Record
from briefkit.model.walk import Path, parts, written_fields

PLUMBING = frozenset({"id", "source", "draft"})
"""Fields of a record that say nothing by themselves, or that are told otherwise."""


class Difference(NamedTuple):
    """One thing that differs; a list's entry as a whole where it came or went."""

    before: Path | None
    """Where it stood; None where it was not there."""
    now: Path | None
    was: Any = None
    """A single value or a part; None where there was none."""
    is_: Any = None

    @property
    def path(self) -> Path:
        """Where it stands, or stood."""
        return self.before or () if self.now is None else self.now


def differences(before: Record, now: Record) -> Iterator[Difference]:
    """All that differs, in the order of the model."""
    for written, attribute in written_fields(type(now)).items():
        if written not in PLUMBING:
            yield from _differ(getattr(before, attribute), getattr(now, attribute), (written,), (written,))


def inside(record: Record) -> Iterator[Difference]:
    """Every entry of a list of parts in a record that is new, as what came."""
    for path, part in parts(record):
        if path and isinstance(path[-1], int):
            yield Difference(None, path, None, part)


def pairs(before: Part, now: Part, here: Path = (), there: Path = ()) -> Iterator[tuple[Path, Path]]:
    """Where each part that is in both stood and stands, those around others first."""
    yield here, there
    for written, attribute in written_fields(type(now)).items():
        one, other = getattr(before, attribute), getattr(now, attribute)
        if isinstance(one, Part) and isinstance(other, Part):
            yield from pairs(one, other, (*here, written), (*there, written))
        elif isinstance(other, tuple) and one and other and isinstance(other[0], Part):
            for at, to in matched(one, other).pairs:
                yield from pairs(one[at], other[to], (*here, written, at), (*there, written, to))


def _differ(was: Any, now: Any, here: Path, there: Path) -> Iterator[Difference]:
    if was == now:
        return
    if isinstance(was, tuple) or isinstance(now, tuple):
        yield from _lists(was or (), now or (), here, there)
    elif isinstance(was, Part) or isinstance(now, Part):
        yield from _parts(was, now, here, there)
    elif isinstance(was, dict) or isinstance(now, dict):
        for key in dict.fromkeys([*(now or {}), *(was or {})]):
            yield from _differ((was or {}).get(key), (now or {}).get(key), (*here, key), (*there, key))
    else:
        yield Difference(here, there, was, now)


def _parts(was: Part | None, now: Part | None, here: Path, there: Path) -> Iterator[Difference]:
    """Field by field; of one that came or went every field does."""
    known = now if now is not None else was
    for written, attribute in written_fields(type(known)).items() if known is not None else ():
        one, other = getattr(was, attribute, None), getattr(now, attribute, None)
        yield from _differ(one, other, (*here, written), (*there, written))


def _lists(was: tuple[Any, ...], now: tuple[Any, ...], here: Path, there: Path) -> Iterator[Difference]:
    if not any(isinstance(item, Part) for item in (*was, *now)):
        if len(was) == len(now) == 1:
            yield Difference(here, there, was[0], now[0])
            return
        for gone, new in single_values(was, now):
            if gone is not None:
                yield Difference((*here, gone), None, was[gone], None)
            elif new is not None:
                yield Difference(None, (*there, new), None, now[new])
        return
    found = matched(was, now)
    for at in found.gone:
        yield Difference((*here, at), None, was[at], None)
    known = {new: old for old, new in found.pairs}
    for at, item in enumerate(now):
        if at in known:
            yield from _parts(was[known[at]], item, (*here, known[at]), (*there, at))
        else:
            yield Difference(None, (*there, at), None, item)
