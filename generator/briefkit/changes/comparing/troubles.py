"""What is wrong now and was not before, and the other way round."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from briefkit.changes.comparing.facts.moves import Moves
from briefkit.changes.comparing.states.sides import Side
from briefkit.fingerprints import fingerprints
from briefkit.problems import Problem

_NUMBERS = re.compile(r"\d+")


def troubles(base: Side, head: Side, known: Moves) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The problems of the one that are new, and those of the other that are mended.

    A problem in a file that was moved is the one it was, and so is one that names a record that moved.
    """
    before = _by_fingerprint(base, head, known)
    now = {found: problem for problem, found in fingerprints(head.checked.problems).items()}
    new = [problem for found, problem in now.items() if found not in before]
    mended = [problem for found, problem in before.items() if found not in now]
    return _but_moved(new, mended, base, head)


def _by_fingerprint(base: Side, head: Side, known: Moves) -> dict[str, Problem]:
    """Those of the base by their fingerprints, as if its content lay, and was called, as that of the head."""
    was, now = base.settings.content.as_posix(), head.settings.content.as_posix()
    called = _Called(known)
    found = {}
    for problem in base.checked.problems:
        path = problem.mark.path
        if was != now and path.startswith(f"{was}/"):
            path = now + path.removeprefix(was)
        message = called.now(problem.message)
        found[replace(problem, mark=problem.mark._replace(path=path), message=message)] = problem
    return {name: found[problem] for problem, name in fingerprints(found).items()}


class _Called:
    """What records that moved are called now, where messages name them: ``actor/minsk``, ``source minsk``."""

    def __init__(self, known: Moves) -> None:
        self._known = {tuple(was): now.id for was, now in known.items()}
        kinds = "|".join(sorted({was.kind for was in known}))
        self._named = re.compile(rf"\b({kinds})([/ ])([a-z0-9-]+)") if known else None

    def now(self, message: str) -> str:
        """The message as it would be now."""
        return self._named.sub(self._one, message) if self._named else message

    def _one(self, found: re.Match[str]) -> str:
        kind, between, own = found.groups()
        return f"{kind}{between}{self._known.get((kind, own), own)}"


def _but_moved(
    new: Iterable[Problem], mended: Iterable[Problem], base: Side, head: Side
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Without those that are the same in a file that is not there any more, and in one that was not."""
    there, here = _files(base), _files(head)
    gone, come = ({*there} - {*here}, {*here} - {*there})
    was = Counter(_words(problem) for problem in mended if problem.mark.path in gone)
    now = Counter(_words(problem) for problem in new if problem.mark.path in come)
    same = was & now
    return _without(new, same.copy(), come), _without(mended, same.copy(), gone)


def _without(
    problems: Iterable[Problem], same: Counter[tuple[str, str]], files: set[str]
) -> tuple[Problem, ...]:
    kept = []
    for problem in problems:
        words = _words(problem)
        if problem.mark.path in files and same[words] > 0:
            same[words] -= 1
        else:
            kept.append(problem)
    return tuple(kept)


def _words(problem: Problem) -> tuple[str, str]:
    return problem.rule.name, _NUMBERS.sub("", problem.message)


def _files(side: Side) -> set[str]:
    return {origin.mark.path for origin in side.checked.dossier.origins.values()}
