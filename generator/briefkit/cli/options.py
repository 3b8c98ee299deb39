"""What several verbs ask for."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from briefkit.load import SettingsError, read_settings
from briefkit.model.settings import Settings
from briefkit.pipeline import CACHE

CONFIG = "mkdocs.yml"


def config_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--config`: which site."""
    return click.option(
        "--config",
        "config",
        type=click.Path(path_type=Path, dir_okay=False),
        default=Path(CONFIG),
        show_default=True,
        help="The site's configuration; content is looked for beside it.",
    )(command)


def settings_of(config: Path) -> Settings:
    """The settings in `config`; a usage error, exit 2, where they cannot be read."""
    if not config.is_file():
        raise click.UsageError(
            f"there is no {config} here: go into the site's folder, name it with --config, "
            "or make a site with: briefkit new DIR"
        )
    try:
        return read_settings(config)
    except SettingsError as error:
        raise click.UsageError(str(error)) from error


def cache_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--no-cache`: nothing is taken from earlier runs, and nothing kept for later ones."""
    return click.option(
        "--cache/--no-cache",
        default=True,
        show_default=True,
        help=f"Whether results are kept in {CACHE.as_posix()} for the next run.",
    )(command)
