"""What is wrong now and was not before, and the other way round."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from briefkit.changes.comparing.states.sides import Side
from briefkit.fingerprints import fingerprints
from briefkit.problems import Problem

_NUMBERS = re.compile(r"\d+")


def troubles(base: Side, head: Side) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """The problems of the one that are new, and those of the other that are mended.

    A problem in a file that was moved is the one it was.
    """
    before = _by_fingerprint(base, head)
    now = {found: problem for problem, found in fingerprints(head.checked.problems).items()}
    new = [problem for found, problem in now.items() if found not in before]
    mended = [problem for found, problem in before.items() if found not in now]
    return _but_moved(new, mended, base, head)


def _by_fingerprint(base: Side, head: Side) -> dict[str, Problem]:
    """Those of the base by their fingerprints, as if its content lay where that of the head lies."""
    was, now = base.settings.content.as_posix(), head.settings.content.as_posix()
    found = {}
    for problem in base.checked.problems:
        path = problem.mark.path
        if was != now and path.startswith(f"{was}/"):
            path = now + path.removeprefix(was)
        found[replace(problem, mark=problem.mark._replace(path=path))] = problem
    return {name: found[problem] for problem, name in fingerprints(found).items()}


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
