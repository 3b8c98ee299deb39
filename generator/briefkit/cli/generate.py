"""`briefkit generate`: the site as a project of plain Markdown."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from jinja2 import TemplateError

from briefkit.building import Output, output
from briefkit.cli.options import cache_option, config_option, settings_of
from briefkit.cli.report import counted, failure, from_here, print_problems
from briefkit.exporting import ExportError, ManifestError, export
from briefkit.load import hand_written
from briefkit.load.settings import ConfigDumper, read_config
from briefkit.memory import Memory
from briefkit.model.settings import Settings
from briefkit.pipeline import memory_of
from briefkit.render.addresses import SEARCH
from briefkit.render.mistakes import template_mistake


@click.command()
@config_option
@cache_option
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def generate(config: Path, folder: Path, *, cache: bool) -> None:
    """Write the whole site into DIR as Markdown, with a mkdocs.yml, for any renderer that reads one.

    Only files that changed are written. Files of an earlier run are deleted where nobody changed them.
    Nothing is written where the content has errors: see `briefkit check`.
    """
    settings = replace(settings_of(config), pagefind=False)
    _refuse_within(folder, settings)
    own = hand_written(settings)
    memory = memory_of(settings, cache=cache)
    site = _made(settings, own.keys(), memory)
    stored = memory.save()
    try:
        if site.errors:
            print_problems(from_here(site.problems, config), err=True)
            raise click.ClickException(f"{counted(site.errors, 'error')} in the content: nothing was written")
        _write(config, folder, site, own)
    finally:
        stored()


def _write(config: Path, folder: Path, site: Output, own: Mapping[str, Path]) -> None:
    try:
        project = read_config(config)
        # no other renderer makes the index that the page of the search needs
        project["nav"] = _without(SEARCH, project.get("nav"))
        beside = _beside(project, site.settings.root)
        done = export(folder, site.pages, site.assets, own, project, ConfigDumper, beside)
    except (ExportError, ManifestError) as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise failure(error) from error
    for name in done.kept:
        words = "no longer a part of the site, but changed by hand: left there"
        click.echo(f"{folder / name}: {words}", err=True)
    click.echo(
        f"{len(done.written)} written, {done.unchanged} unchanged, {len(done.deleted)} deleted in {folder}"
    )


def _made(settings: Settings, hand_written: Collection[str], memory: Memory) -> Output:
    """The site; exits with 1 where one of its own templates has a mistake."""
    try:
        return output(settings, hand_written, memory)
    except TemplateError as error:
        raise click.ClickException(template_mistake(error)) from error


def _refuse_within(folder: Path, settings: Settings) -> None:
    """A usage error where the next run would take what is written for content or pages."""
    for read in (settings.docs_dir, settings.content_dir):
        if folder.resolve().is_relative_to(read.resolve()):
            raise click.UsageError(f"{folder} lies in {read}, which is read: name a folder elsewhere")


def _without(path: str, nav: Any) -> Any:
    """The navigation without the entries that lead to the page at `path`."""
    if isinstance(nav, list):
        kept = [_without(path, entry) for entry in nav]
        return [entry for entry in kept if entry not in (path, {})]
    if isinstance(nav, dict):
        return {title: _without(path, entry) for title, entry in nav.items() if entry != path}
    return nav


def _beside(config: Mapping[str, Any], root: Path) -> dict[str, Path]:
    """The files in the site's folder that its configuration names: the theme's own, and hooks."""
    theme = config.get("theme")
    named = [theme.get("custom_dir")] if isinstance(theme, dict) else []
    hooks = config.get("hooks")
    named += hooks if isinstance(hooks, list) else []
    found: dict[str, Path] = {}
    for name in named:
        path = root / str(name)
        if path.resolve().is_relative_to(root.resolve()):
            files = [path] if path.is_file() else sorted(path.rglob("*"))
            found.update((file.relative_to(root).as_posix(), file) for file in files if file.is_file())
    return found
