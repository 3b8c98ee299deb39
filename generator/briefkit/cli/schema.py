"""`briefkit schema`: what editors need to complete and to check what one writes."""

from pathlib import Path

import click

from briefkit.cli.options import config_option, settings_of
from briefkit.cli.report import counted, failure
from briefkit.exporting import SchemasWritten, write_schemas
from briefkit.model.settings import Settings
from briefkit.pipeline import RULES, examine
from briefkit.problems import Severity


@click.command()
@config_option
def schema(config: Path) -> None:
    """Write JSON Schemas with this site's ids, and the settings of editors that use them.

    They lie in .briefkit/schemas, .vscode and .idea beside the configuration. Content with errors is no
    hindrance: what cannot be read is known by its id.
    """
    settings = settings_of(config)
    done, errors = written_for(settings)
    click.echo(f"{len(done.written)} written, {done.unchanged} unchanged in {settings.root}")
    if errors:
        click.echo(f"{counted(errors, 'error')} in the content: see briefkit check", err=True)


def written_for(settings: Settings) -> tuple[SchemasWritten, int]:
    """Writes the schemas of a site and says what is left to do by hand; with the number of errors in it."""
    dossier, problems = examine(settings)
    try:
        done = write_schemas(dossier, RULES)
    except OSError as error:
        raise failure(error) from error
    for file in done.by_hand:
        path = settings.root / file.path
        click.echo(f"{path} was left as it is: it is not of a plain form. Add this to it:", err=True)
        click.echo(file.addition, err=True)
    return done, sum(problem.rule.severity is Severity.ERROR for problem in problems)
