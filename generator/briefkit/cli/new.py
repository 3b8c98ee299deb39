"""`briefkit new`: a small site to begin with."""

from pathlib import Path

import click

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
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error
    click.echo(
        f"{len(files)} files in {folder}. Next:\n\n    cd {folder}\n    briefkit check\n    mkdocs serve"
    )
