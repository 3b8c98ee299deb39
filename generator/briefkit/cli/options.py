"""What several verbs ask for."""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import click
from jinja2 import TemplateError

from briefkit.load import SettingsError, read_settings
from briefkit.model.settings import Settings
from briefkit.pipeline import Built, build
from briefkit.render.mistakes import template_mistake

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


def built(settings: Settings, hand_written: Collection[str]) -> Built:
    """The site; exits with 1 where one of its own templates has a mistake."""
    try:
        return build(settings, hand_written)
    except TemplateError as error:
        raise click.ClickException(template_mistake(error)) from error
