"""Problems mended whose mending is certain: only the values and keys at their marks change."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from briefkit.editing.document import Document
from briefkit.editing.emit import EditError
from briefkit.load.rules import QUOTE_UNQUOTED
from briefkit.model.dossier import Dossier
from briefkit.model.settings import Settings
from briefkit.pipeline import examine
from briefkit.problems import Problem
from briefkit.writing import Change

ROUNDS = 10
"""How often the content is looked at again: what was mended lets more of it be read."""

Chosen = Callable[[Dossier, Sequence[Problem]], Iterable[Problem]]
"""Which of the problems are to be mended."""


class Mended(NamedTuple):
    """One value or key that was rewritten."""

    problem: Problem
    was: str
    """As it stood in the file."""
    now: str
    """As it stands there now."""


@dataclass
class Fixes:
    """What there is to write; nothing is written yet."""

    changes: list[Change] = field(default_factory=list)
    mended: list[Mended] = field(default_factory=list)
    """By file, line and column."""


def fixed(path: str, data: bytes, problems: Iterable[Problem]) -> tuple[bytes, list[Mended]]:
    """The file at `path` with the fixes of its problems, and what was rewritten.

    A fix that cannot be made is left out, and so is a second one for the same place.
    """
    try:
        document = Document.of(path, data)
    except EditError:
        return data, []
    done: dict[object, Mended] = {}
    for problem in problems:
        if problem.fix is None or problem.mark in done:
            continue
        try:
            document.replace_scalar(problem.mark, problem.fix, quoted=problem.rule is QUOTE_UNQUOTED)
        except EditError:
            continue
        edit = document.edits[-1]
        was = document.source.text[edit.start : edit.end]
        if was != edit.text:
            done[problem.mark] = Mended(problem, was, edit.text)
    return document.data(), list(done.values())


def fixes(settings: Settings, full_texts: Path | None, chosen: Chosen) -> Fixes:
    """Mends what is certain among the chosen problems, until nothing of that is left.

    Only what was found in the bytes that are changed is mended: a file may change while it is looked at.
    Files that cannot be read are left alone.
    """
    before: dict[str, bytes] = {}
    now: dict[str, bytes] = {}
    made = Fixes()
    for _ in range(ROUNDS):
        dossier, problems = examine(settings, full_texts, instead=now)
        wanted: dict[str, list[Problem]] = {}
        for problem in chosen(dossier, problems):
            if problem.fix is not None:
                wanted.setdefault(problem.mark.path, []).append(problem)
        unread = {path: data for path in wanted.keys() - before.keys() if (data := _read(settings, path))}
        before |= unread
        now |= unread
        done: list[Mended] = []
        if not unread:
            for path in wanted.keys() & now.keys():
                now[path], mended = fixed(path, now[path], wanted[path])
                done += mended
            if not done:
                break
        made.mended += done
    made.mended.sort(key=lambda item: item.problem.mark)
    made.changes = [
        Change(settings.root / path, old, now[path]) for path, old in before.items() if old != now[path]
    ]
    return made


def _read(settings: Settings, path: str) -> bytes | None:
    try:
        return (settings.root / path).read_bytes()
    except OSError:
        return None
