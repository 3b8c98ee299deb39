"""`briefkit new`: a small site to begin with."""

from pathlib import Path

import click

from briefkit.cli.options import CONFIG, settings_of
from briefkit.cli.report import counted, failure
from briefkit.cli.schema import written_for
from briefkit.exporting import ExportError, start


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", default="Briefings", show_default=True, help="What the site is called.")
def new(folder: Path, name: str) -> None:
    """Make a small site in DIR that builds at once, with a README for its editors."""
    try:
        files = start(folder, name)
    except ExportError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise failure(error) from error
    done, _ = written_for(settings_of(folder / CONFIG))
    number = len(files) + len(done.written)
    go = "" if folder == Path() else f"    cd {folder}\n"
    click.echo(f"{counted(number, 'file')} in {folder}. Next:\n\n{go}    briefkit check\n    mkdocs serve")
