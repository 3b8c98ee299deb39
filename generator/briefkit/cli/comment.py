"""`briefkit comment`: what changed, as one comment of a merge request."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from briefkit.changes.posting import Forge, ForgeError, MessageError, github, gitlab, post, read_message
from briefkit.model.characters import visible

_OWN_TOKEN = "BRIEFKIT_TOKEN"  # noqa: S105 - the name of a variable

ForgeOf = Callable[[Mapping[str, str], str, int | None], Forge | None]
"""From the variables of a pipeline, the token and a number to a merge request."""


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--number",
    type=click.IntRange(min=1),
    help="The merge or pull request; that of the pipeline, where it is left out.",
)
def comment(file: Path, number: int | None) -> None:
    """Post FILE, the changes.md of a preview, as one comment of a merge request.

    The comment of an earlier run is updated in place.

    Which one, and where, is said by the variables of GitHub's and GitLab's pipelines; the token is
    BRIEFKIT_TOKEN, on GitHub also GITHUB_TOKEN. Without a token nothing is posted.

    Exits with 0 where it was posted or there was nothing to do, with 1 where it could not be, with 2 where
    the command is used wrongly.
    """
    try:
        text = read_message(file)
    except MessageError as error:
        raise click.UsageError(visible(str(error))) from error
    forge_of, tokens = _forge(os.environ)
    token = next(filter(None, (os.environ.get(name, "").strip() for name in tokens)), "")
    if not token:
        click.echo(f"No comment: there is no token in {' or '.join(tokens)}.")
        return
    try:
        forge = forge_of(os.environ, token, number)
        if forge is None:
            click.echo("No comment: this pipeline is of no open merge request that ends in its commit.")
            return
        click.echo(f"Comment on {forge.place}: {post(forge, text)}.")
    except ForgeError as error:
        raise click.ClickException(str(error)) from error


def _forge(environment: Mapping[str, str]) -> tuple[ForgeOf, tuple[str, ...]]:
    """The forge whose pipeline this is, and the variables that may hold its token."""
    if environment.get("CI_PROJECT_ID"):
        return gitlab, (_OWN_TOKEN,)
    if environment.get("GITHUB_REPOSITORY"):
        return github, (_OWN_TOKEN, "GITHUB_TOKEN")
    raise click.UsageError(
        "this is no pipeline of GitHub or GitLab: there is neither GITHUB_REPOSITORY (and GITHUB_API_URL) "
        "nor CI_PROJECT_ID (and CI_API_V4_URL, CI_MERGE_REQUEST_IID) in the environment"
    )
