"""`briefkit pdf`: a briefing as a PDF."""

from pathlib import Path

import click
from jinja2 import TemplateError

from briefkit.cli.ending import orderly_end
from briefkit.cli.options import config_option, settings_of
from briefkit.cli.report import counted, failure, from_here, print_problems
from briefkit.editing import EditError, known_record
from briefkit.load import hand_written
from briefkit.pipeline import Checked, checked
from briefkit.printing import Paper, PrinterError, PrintError, pdf, printable, printer
from briefkit.problems import Severity
from briefkit.render.mistakes import template_mistake
from briefkit.writing import replace_file

MISSING = (
    "a PDF needs Chromium or WeasyPrint, and neither is here: install Chromium or Chrome, "
    "name it with the variable CHROMIUM, or run: pip install 'briefkit[pdf]'"
)


@click.command("pdf")
@config_option
@click.argument("record", metavar="RECORD")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write it; left out, <id>.pdf in the folder you are in.",
)
@click.option(
    "--paper",
    type=click.Choice([paper.value for paper in Paper], case_sensitive=False),
    default=Paper.A4.value,
    show_default=True,
    help="The size of the paper.",
)
def pdf_of(config: Path, record: str, output: Path | None, paper: str) -> None:
    """Write a briefing as a PDF, with its claims, what carries them, and its sources.

    RECORD is briefing/id. It is printed by Chromium, or by WeasyPrint where there is none. Nothing is written
    where the content has errors: see `briefkit check`.
    """
    settings = settings_of(config)
    try:
        printed = printer()
        if printed is None:
            raise click.UsageError(MISSING)
        content = checked(settings, hand_written(settings).keys())
        _refuse_errors(content, config)
        briefing = printable(content, known_record(content.dossier, record))
    except (EditError, PrintError, PrinterError) as error:
        raise click.UsageError(str(error)) from error
    path = output or Path(f"{briefing.id}.pdf")
    if path.exists() and not path.is_file():
        raise click.UsageError(f"{path} is no file: name another with --output")
    try:
        with orderly_end():
            replace_file(path, pdf(content.site, briefing, Paper(paper), printed))
    except PrinterError as error:
        raise click.ClickException(str(error)) from error
    except TemplateError as error:
        raise click.ClickException(template_mistake(error)) from error
    except OSError as error:
        raise failure(error) from error
    click.echo(f"{path} written")


def _refuse_errors(content: Checked, config: Path) -> None:
    errors = sum(problem.rule.severity is Severity.ERROR for problem in content.problems)
    if errors:
        print_problems(from_here(content.problems, config), err=True)
        raise click.ClickException(f"{counted(errors, 'error')} in the content: nothing was written")
