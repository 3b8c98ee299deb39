"""What `briefkit check` reports: the problems that were asked for, each with what tells it from others."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click

from briefkit.fingerprints import fingerprints
from briefkit.model.characters import visible
from briefkit.model.dossier import Dossier
from briefkit.model.ownership import Owners
from briefkit.model.ref import Ref
from briefkit.model.settings import Settings
from briefkit.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem that is reported."""

    problem: Problem
    fingerprint: str
    record: Ref | None
    """The record it stands in; None where it stands in none."""

    @property
    def is_error(self) -> bool:
        """True where the site is not built because of it."""
        return self.problem.rule.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Findings:
    """The problems of a site, those that were asked for apart from the others."""

    shown: tuple[Finding, ...]
    elsewhere: int
    """How many more are in files that were not named."""
    older: int
    """How many more are in the files named and are not new."""

    @property
    def errors(self) -> int:
        """How many of those shown are errors."""
        return sum(finding.is_error for finding in self.shown)


def findings(
    dossier: Dossier, problems: Sequence[Problem], holds: Callable[[str], bool], known: Collection[str]
) -> Findings:
    """The problems in files that `holds` says yes to whose fingerprints are not among those `known`."""
    owners = Owners(dossier, {problem.mark.path for problem in problems})
    told = fingerprints(problems)
    within = [problem for problem in problems if holds(problem.mark.path)]
    shown = [
        Finding(problem, told[problem], owners.of(problem.mark))
        for problem in within
        if told[problem] not in known
    ]
    return Findings(tuple(shown), len(problems) - len(within), len(within) - len(shown))


def named_files(files: Iterable[Path], settings: Settings) -> Callable[[str], bool]:
    """Whether a file of the content, by its path as messages name it, is or lies in one of `files`.

    All are where none is named. A usage error where one is not there or is none of the content.
    """
    content = settings.content_dir.resolve()
    named: list[Path] = []
    for file in files:
        if not file.exists():
            raise click.UsageError(f"there is no {visible(str(file))}")
        places = _places(file)
        if not any(place.is_relative_to(content) for place in places):
            name = visible(str(file))
            raise click.UsageError(f"{name} is no file of the content, which lies in {settings.content_dir}")
        named += places
    if not named:
        return lambda _: True

    @cache
    def holds(path: str) -> bool:
        return any(place.is_relative_to(file) for place in _places(settings.root / path) for file in named)

    return holds


def _places(file: Path) -> tuple[Path, ...]:
    """Where a file lies and, of a link, also where it leads to."""
    real = file.resolve()
    return (file.parent.resolve() / file.name, real) if file.is_symlink() else (real,)
