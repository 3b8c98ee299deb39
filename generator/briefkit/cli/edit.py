"""What the verbs that change files have in common."""

import difflib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from briefkit.cli.report import CannotBeError, counted, from_here, print_problems, say
from briefkit.editing import EditError, Plan, RefusedError
from briefkit.model.characters import visible
from briefkit.writing import WriteError


def dry_run_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--dry-run`: show it only."""
    return click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")(command)


def carry_out(plan: Callable[[], Plan], config: Path, *, dry_run: bool) -> None:
    """Works out the plan, prints what changes in the files and, unless it is a trial, writes it.

    Exits with 1 where the content would not check any more or cannot be written, with 2 where the command
    asks for something that cannot be.
    """
    try:
        made = plan()
        if not dry_run:
            made.write()
    except RefusedError as error:
        print_problems(from_here(error.problems, config), err=True)
        raise click.ClickException(str(error)) from error
    except WriteError as error:
        raise click.ClickException(f"{error}; nothing was written") from error
    except EditError as error:
        raise CannotBeError(str(error)) from error
    for line in _differences(made):
        say(line)
    words = counted(len({made.moved.get(path, path) for path in made.read}), "file")
    click.echo(f"{words} would change" if dry_run else f"{words} changed", err=True)


def _differences(plan: Plan) -> Iterator[str]:
    """What changes, as git shows it, in colour on a terminal."""
    after = plan.after
    for path, before in plan.read.items():
        new = plan.moved.get(path, path)
        if new != path:
            yield click.style(f"{path} -> {new}", bold=True)
        data = after.get(new)
        if data is None or data == before:
            continue
        was, now = (part.decode("utf-8", "replace").splitlines() for part in (before, data))
        if new == path:
            yield click.style(path, bold=True)
        yield from _lines(was, now)


def _lines(was: list[str], now: list[str]) -> Iterator[str]:
    """Lines that go, in red after a minus, and come, in green after a plus, with one line around them."""
    # the automatic junk of `difflib.unified_diff` takes lines that are often the same for changed ones
    matcher = difflib.SequenceMatcher(None, was, now, autojunk=False)
    for group in matcher.get_grouped_opcodes(1):
        yield click.style(f"@@ line {group[0][3] + 1}", fg="cyan")
        for tag, first, last, begin, end in group:
            if tag == "equal":
                yield from (f" {visible(line)}" for line in was[first:last])
                continue
            yield from (click.style(f"-{visible(line)}", fg="red") for line in was[first:last])
            yield from (click.style(f"+{visible(line)}", fg="green") for line in now[begin:end])
