"""`briefkit generate`: the site as a project of plain Markdown."""

from pathlib import Path

import click

from briefkit.cli.options import config_option, settings_of
from briefkit.exporting import ExportError, export
from briefkit.exporting.manifest import ManifestError
from briefkit.load.settings import ConfigDumper, read_config
from briefkit.pipeline import build


@click.command()
@config_option
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def generate(config: Path, folder: Path) -> None:
    """Write the whole site into DIR as Markdown, with a mkdocs.yml, for any renderer that reads one.

    Only files that changed are written. Files of an earlier run are deleted where nobody changed them.
    Nothing is written where the content has errors: see `briefkit check`.
    """
    settings = settings_of(config)
    hand_written = _files(settings.docs_dir)
    built = build(settings, {name for name in hand_written if name.endswith(".md")})
    if built.errors:
        for problem in built.problems:
            click.echo(str(problem), err=True)
        raise click.ClickException(f"{built.errors} errors in the content: nothing was written")
    try:
        done = export(folder, built.pages, built.assets, hand_written, read_config(config), ConfigDumper)
    except (ExportError, ManifestError) as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from error
    for name in done.kept:
        click.echo(
            f"{folder / name}: no longer a part of the site, but changed by hand: left there", err=True
        )
    click.echo(
        f"{len(done.written)} written, {done.unchanged} unchanged, {len(done.deleted)} deleted in {folder}"
    )


def _files(docs: Path) -> dict[str, bytes]:
    paths = sorted(path for path in docs.rglob("*") if path.is_file())
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in paths}
