"""How problems are printed."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from briefkit.problems import Problem


def from_here(problems: Sequence[Problem], config: Path) -> list[Problem]:
    """The problems of the site of `config`, with paths that open from the folder the command runs in."""
    folder = config.parent
    return [
        replace(problem, mark=replace(problem.mark, path=(folder / problem.mark.path).as_posix()))
        for problem in problems
    ]


def print_problems(problems: Sequence[Problem], *, err: bool = False) -> None:
    """Each problem in a line, its hint below it."""
    for problem in problems:
        click.echo(str(problem), err=err)
        for line in problem.hint.splitlines():
            click.echo(f"    {line}", err=err)


def as_data(problem: Problem) -> dict[str, str | int]:
    """The problem for programs."""
    return {
        "path": problem.mark.path,
        "line": problem.mark.line,
        "column": problem.mark.column,
        "severity": problem.rule.severity.value,
        "rule": problem.rule.name,
        "message": problem.message,
        "hint": problem.hint,
    }


def counted(number: int, word: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def failure(error: OSError) -> click.ClickException:
    """What the system refused, with the file."""
    return click.ClickException(f"{error.filename}: {error.strerror}")
