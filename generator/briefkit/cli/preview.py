"""`briefkit preview`: the site with what changed marked on its pages, and the list of it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from jinja2 import TemplateError

from briefkit.changes.comparing.as_data import as_data
from briefkit.changes.comparing.compare import comparison
from briefkit.changes.comparing.entries import Comparison, State
from briefkit.changes.comparing.sides import Sides, two_sides
from briefkit.changes.git import GitError, repository_root, revision
from briefkit.changes.log import uncommitted
from briefkit.changes.previewing.instructions import VARIABLE, Instructions
from briefkit.changes.previewing.place import (
    COMMENT,
    DATA,
    PlaceError,
    in_place,
    refuse_nested,
    refuse_place,
    refuse_read,
)
from briefkit.changes.previewing.preparing import instructions
from briefkit.changes.report.comment import changes_markdown
from briefkit.cli.edit import CannotBeError
from briefkit.cli.ending import orderly_end
from briefkit.cli.options import cache_option, config_option, settings_of
from briefkit.cli.report import counted, failure, from_here, print_problems, say
from briefkit.exporting.archive import write_zip
from briefkit.memory import Memory
from briefkit.model.characters import visible
from briefkit.model.settings import Settings
from briefkit.pipeline import memory_of
from briefkit.render.mistakes import template_mistake
from briefkit.writing import replace_file


def _whole(_: click.Context, __: click.Parameter, url: str) -> str:
    if url and not url.startswith(("https://", "http://")):
        raise click.BadParameter(f"{visible(url)}: write the whole address, as https://pages.example.org/7/")
    return url


@click.command()
@config_option
@cache_option
@click.option("--base", metavar="REV", required=True, help="The git revision to hold the site against.")
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path),
    required=True,
    help="Where to write the preview: a folder that is new, empty, or an earlier preview.",
)
@click.option(
    "--files",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where to write the same once more, to be opened without a server.",
)
@click.option(
    "--zip",
    "archive",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write that as one zip file, to be unpacked first.",
)
@click.option(
    "--url",
    metavar="URL",
    default="",
    callback=_whole,
    help="Where DIR will be published, for the links in changes.md.",
)
def preview(
    config: Path, base: str, out: Path, files: Path | None, archive: Path | None, url: str, *, cache: bool
) -> None:
    """Build the site into DIR with everything marked that differs from the git revision REV.

    DIR/changes/ lists what changed. DIR/changes.md is the same as a comment on a merge request, and
    DIR/changes.json as data: both are written even where the site cannot be built.

    Where the content has errors, as many pages as can be made are shown.

    Exits with 0, with 1 where the content has errors or the site cannot be built, with 2 where the command is
    used wrongly.
    """
    settings = settings_of(config)
    asked = _Asked(config, settings, base, url, cache=cache)
    try:
        places = [place for place in (out, files) if place is not None]
        for place in places:
            refuse_place(place, settings)
        refuse_nested(places)
        if archive is not None:
            refuse_read(archive, settings)
        with orderly_end(), ExitStack() as held:
            new, *beside = [held.enter_context(in_place(place)) for place in places]
            zipped = None if archive is None else _within(archive, out, new)
            found, wrong = asked.written(new, beside, zipped)
    except PlaceError as error:
        raise click.UsageError(visible(str(error))) from error
    except OSError as error:
        raise failure(error) from error
    if wrong is not None:
        raise wrong
    for notice in found.notices:
        say(visible(notice), err=True)
    facts, pages = counted(len(found.facts), "fact"), counted(len(found.pages), "page")
    click.echo(f"{out} written: {facts} changed, {pages} differing", err=True)
    if found.errors:
        errors = counted(found.errors, "error")
        raise click.ClickException(f"{errors} in the content: as it is, the site cannot be published")


def _within(archive: Path, out: Path, new: Path) -> Path:
    """Where to write a file that may be one of those that are put in place together."""
    real, whole = archive.resolve(), out.resolve()
    return new / real.relative_to(whole) if real.is_relative_to(whole) else archive


@dataclass(frozen=True)
class _Asked:
    """What the command was asked for."""

    config: Path
    settings: Settings
    base: str
    url: str
    cache: bool

    def written(
        self, new: Path, beside: Sequence[Path], archive: Path | None
    ) -> tuple[Comparison, click.ClickException | None]:
        """Writes the preview into a folder; what differs, and what kept the site from being built.

        `beside` are folders for the form that is opened without a server.
        """
        memory = memory_of(self.settings, cache=self.cache)
        try:
            with two_sides(self.config, self.settings, self.base, memory=memory) as sides:
                found, wrong = self._built(sides, memory, new, beside, archive)
        except GitError as error:
            told = f"Nothing was compared: {error}."
            found = Comparison(State(self.base, None), _head(self.config, self.settings), notices=(told,))
            wrong = CannotBeError(visible(str(error)))
        for folder in (new, *beside) if wrong is not None else ():
            # nothing half-built
            shutil.rmtree(folder)
        markdown = changes_markdown(found, url=self.url, preview=wrong is None)
        data = json.dumps(as_data(found), indent=2, ensure_ascii=False)
        for folder in (new, *beside):
            for name, text in ((COMMENT, markdown), (DATA, f"{data}\n")):
                replace_file(folder / name, text.encode(errors="backslashreplace"))
        return found, wrong

    def _built(
        self, sides: Sides, memory: Memory, new: Path, beside: Sequence[Path], archive: Path | None
    ) -> tuple[Comparison, click.ClickException | None]:
        found = replace(comparison(sides), head=_head(self.config, self.settings))
        print_problems(from_here(sides.head.checked.problems, self.config), err=True)
        try:
            told, notices = instructions(sides, found, memory)
            self._build(replace(told, cache=self.cache), new)
            if beside or archive is not None:
                self._as_files(replace(told, cache=self.cache, as_files=True), beside, archive)
        except TemplateError as error:
            wrong = click.ClickException(template_mistake(error))
        except click.ClickException as error:
            wrong = error
        else:
            return replace(found, notices=(*found.notices, *notices)), None
        return replace(found, notices=(f"The site was not built: {wrong.message}.", *found.notices)), wrong

    def _as_files(self, told: Instructions, beside: Sequence[Path], archive: Path | None) -> None:
        """The same site, to be opened without a server."""
        with TemporaryDirectory(prefix="briefkit-") as temporary:
            folder = beside[0] if beside else Path(temporary)
            self._build(told, folder)
            if archive is not None:
                write_zip(folder, archive, archive.stem)

    def _build(self, told: Instructions, folder: Path) -> None:
        """Lets MkDocs build the site; raises ClickException where it does not."""
        with TemporaryDirectory(prefix="briefkit-") as beside:
            path = Path(beside) / "preview.json"
            told.write(path)
            command = ["mkdocs", "build", "-q", "-f", str(self.config), "-d", str(folder.resolve())]
            done = subprocess.run(  # noqa: S603 - no shell, and no value stands where an option could
                [sys.executable, "-m", *command], check=False, env={**os.environ, VARIABLE: str(path)}
            )
        if done.returncode != 0:
            raise click.ClickException("MkDocs stopped with the words above")


def _head(config: Path, settings: Settings) -> State:
    """The files as they lie there; by the name of the commit, where they are just that."""
    with suppress(GitError):
        top = repository_root(settings.root).resolve()
        read = (config, settings.content_dir, settings.docs_dir, settings.templates_dir)
        places = [place.resolve() for place in read if place is not None]
        if all(place.is_relative_to(top) for place in places) and not any(
            uncommitted(settings.root, place.relative_to(top).as_posix()) for place in places
        ):
            return State("", revision(settings.root, "HEAD"))
    return State("", None)
