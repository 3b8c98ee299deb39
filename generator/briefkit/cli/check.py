"""`briefkit check`: what is wrong with the content."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from briefkit.cli.options import config_option, settings_of
from briefkit.pipeline import build
from briefkit.problems import Problem, Severity


@click.command()
@config_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print.",
)
def check(config: Path, form: str) -> None:
    """Check the content, and print everything that is wrong with it.

    Exits with 0 where there is no error, with 1 where there is one, with 2 where the command is used wrongly.
    """
    settings = settings_of(config)
    hand_written = {
        path.relative_to(settings.docs_dir).as_posix() for path in settings.docs_dir.rglob("*.md")
    }
    built = build(settings, hand_written)
    if form == "json":
        click.echo(json.dumps([_data(problem) for problem in built.problems], ensure_ascii=False, indent=2))
    else:
        for problem in built.problems:
            click.echo(str(problem))
            for line in problem.hint.splitlines():
                click.echo(f"    {line}")
        click.echo(_total(built.problems, len(built.dossier.records)), err=True)
    raise SystemExit(1 if built.errors else 0)


def _data(problem: Problem) -> dict[str, str | int]:
    return {
        "path": problem.mark.path,
        "line": problem.mark.line,
        "column": problem.mark.column,
        "severity": problem.rule.severity.value,
        "rule": problem.rule.name,
        "message": problem.message,
        "hint": problem.hint,
    }


def _total(problems: Sequence[Problem], records: int) -> str:
    errors = sum(problem.rule.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    return f"{_counted(records, 'record')}: {_counted(errors, 'error')}, {_counted(warnings, 'warning')}"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
