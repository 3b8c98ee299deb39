"""`briefkit check`: what is wrong with the content."""

import json
from pathlib import Path

import click

from briefkit.cli.options import built, config_option, settings_of
from briefkit.cli.report import as_data, counted, from_here, print_problems
from briefkit.load import hand_written


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
@click.option(
    "--full-text",
    "full_texts",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Hold quotes of sources kept in excerpts against full texts in DIR: <source id>.txt or .md.",
)
def check(config: Path, form: str, full_texts: Path | None) -> None:
    """Check the content, and print everything that is wrong with it.

    Exits with 0 where there is no error, with 1 where there is one, with 2 where the command is used wrongly.
    """
    settings = settings_of(config)
    site = built(settings, hand_written(settings).keys(), full_texts)
    problems = from_here(site.problems, config)
    if form == "json":
        # in ASCII, so that it can be read whatever the terminal's encoding is
        click.echo(json.dumps([as_data(problem) for problem in problems], indent=2))
    else:
        print_problems(problems)
        found = f"{counted(site.errors, 'error')}, {counted(len(problems) - site.errors, 'warning')}"
        click.echo(f"{counted(len(site.dossier.records), 'record')}: {found}", err=True)
    raise SystemExit(1 if site.errors else 0)
