"""How things are said to people, problems among them."""

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import click

from briefkit.cli.excerpt import excerpt, source_text
from briefkit.load.rules import QUOTE_UNQUOTED
from briefkit.load.text import SourceText
from briefkit.model.characters import visible
from briefkit.problems import Problem, Severity

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow"}
_GUTTER = 6
"""Columns of the number in front of a line."""


class CannotBeError(click.ClickException):
    """What the command asks for cannot be done; one line, exit 2."""

    exit_code = 2


def say(text: str, *, err: bool = False) -> None:
    """Prints a line, in its colours where a terminal shows them and nobody has said `NO_COLOR`."""
    click.echo(text, err=err, color=False if os.environ.get("NO_COLOR") else None)


def say_notices(notices: Iterable[str]) -> None:
    """Prints why something is not told as it was, each in a line beside the report."""
    for notice in notices:
        say(visible(notice), err=True)


def from_here(problems: Iterable[Problem], config: Path) -> list[Problem]:
    """The problems of the site of `config`, with paths that open from the folder the command runs in."""
    folder = config.parent
    return [
        replace(problem, mark=problem.mark._replace(path=(folder / problem.mark.path).as_posix()))
        for problem in problems
    ]


def print_problems(problems: Sequence[Problem], *, err: bool = False) -> None:
    """Each problem in a line, its hint below it."""
    for problem in problems:
        say(_headline(problem), err=err)
        for line in problem.hint.splitlines():
            say(f"    {line}", err=err)


def print_by_file(problems: Sequence[Problem]) -> None:
    """The problems below the names of their files, each with the line it is about."""
    for number, (path, group) in enumerate(groupby(problems, lambda problem: problem.mark.path)):
        found = list(group)
        source = source_text(Path(path))
        if number:
            say("")
        say(f"{click.style(visible(path), bold=True)} ({_sum(found)})")
        for problem in found:
            _print_with_line(problem, source)


def _print_with_line(problem: Problem, source: SourceText | None) -> None:
    say(_headline(problem))
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    line = excerpt(source, problem.mark, encoding) if source else None
    if line is not None:
        colour = _COLOURS[problem.rule.severity]
        say(
            f"{problem.mark.line:>{_GUTTER}} | {line.before}{click.style(line.inside, fg=colour)}{line.after}"
        )
        say(f"{'':>{_GUTTER}} | {click.style(line.carets, fg=colour)}")
    for hint in problem.hint.splitlines():
        say(f"    {hint}")
    if problem.fix is not None:
        say(f"    {click.style(f'fix: {fix_words(problem)}', fg='green')}")


def _headline(problem: Problem) -> str:
    """The problem as `str()` has it, in colours."""
    severity = click.style(f"{problem.rule.severity}:", fg=_COLOURS[problem.rule.severity], bold=True)
    rule = click.style(f"[{problem.rule.name}]", dim=True)
    return f"{problem.place}: {severity} {problem.message} {rule}"


def fix_words(problem: Problem) -> str:
    """What the fix of a problem writes, on one line."""
    words = visible(problem.fix or "")
    return f'"{words}"' if problem.rule is QUOTE_UNQUOTED else words


def _sum(problems: Sequence[Problem]) -> str:
    errors = sum(problem.rule.severity is Severity.ERROR for problem in problems)
    parts = [(errors, "error"), (len(problems) - errors, "warning")]
    return ", ".join(counted(number, word) for number, word in parts if number)


def counted(number: int, word: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def failure(error: OSError) -> click.ClickException:
    """What the system refused, with the file where it names one."""
    where = f"{error.filename}: " if error.filename else ""
    return click.ClickException(visible(f"{where}{error.strerror}"))
