"""`briefkit preview`: the site with what changed marked on its pages, and the list of it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import click
from jinja2 import TemplateError

from briefkit.changes.comparing.as_data import as_data
from briefkit.changes.comparing.compare import comparison
from briefkit.changes.comparing.entries import Comparison, State
from briefkit.changes.comparing.states.sides import two_sides
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
from briefkit.cli.ending import orderly_end
from briefkit.cli.options import cache_option, config_option, settings_of
from briefkit.cli.report import CannotBeError, counted, failure, from_here, print_problems, say_notices
from briefkit.exporting.archive import write_zip
from briefkit.load import hand_written
from briefkit.memory import Memory
from briefkit.model.characters import visible
from briefkit.model.settings import Settings
from briefkit.pipeline import Checked, checked, memory_of
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

    Where the content has errors, as many pages as can be made are shown. Where there is no such revision,
    the site is built without marks.

    Exits with 0, with 1 where the content has errors or the site cannot be built, with 2 where the command is
    used wrongly.
    """
    settings = settings_of(config)
    asked = _Asked(config, settings, base, url, cache=cache)
    try:
        _refuse(settings, [place for place in (out, files) if place is not None], archive)
        with orderly_end(), ExitStack() as held:
            new = held.enter_context(in_place(out))
            beside = held.enter_context(in_place(files)) if files is not None else None
            zipped = None if archive is None else _within(archive, out, new)
            found, wrong, _ = asked.written(_Places(new, beside, zipped))
    except PlaceError as error:
        raise click.UsageError(visible(str(error))) from error
    except OSError as error:
        raise failure(error) from error
    if wrong is not None:
        raise wrong
    say_notices(found.notices)
    facts, pages = counted(len(found.facts), "fact"), counted(len(found.pages), "page")
    click.echo(f"{out} written: {facts} changed, {pages} differing", err=True)
    if found.errors:
        errors = counted(found.errors, "error")
        raise click.ClickException(f"{errors} in the content: as it is, the site cannot be published")


def _refuse(settings: Settings, folders: Sequence[Path], archive: Path | None) -> None:
    """Raises PlaceError where nothing of a preview can be written."""
    for folder in folders:
        refuse_place(folder, settings)
    refuse_nested(folders)
    if archive is not None:
        refuse_read(archive, settings)


class _Places(NamedTuple):
    """Where a preview is written."""

    new: Path
    beside: Path | None
    """For the form that is opened without a server."""
    archive: Path | None

    @property
    def folders(self) -> tuple[Path, ...]:
        """Those that are put in place at the end."""
        return (self.new,) if self.beside is None else (self.new, self.beside)


class _Made(NamedTuple):
    """What became of a preview."""

    found: Comparison
    wrong: click.ClickException | None = None
    """Why it is not what was asked for."""
    is_built: bool = True
    """Whether there is a site."""


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

    def written(self, places: "_Places") -> "_Made":
        """Writes the preview."""
        memory = memory_of(self.settings, cache=self.cache)
        try:
            with two_sides(self.config, self.settings, self.base, memory=memory) as sides:
                found = replace(comparison(sides), head=_head(self.config, self.settings))
                tell = partial(instructions, sides, found, memory)
                made = self._built(found, sides.head.checked, tell, places)
        except GitError as error:
            made = self._alone(error, memory, places)
        for folder in places.folders if not made.is_built else ():
            # nothing half-built
            shutil.rmtree(folder)
        markdown = changes_markdown(made.found, url=self.url, preview=made.is_built)
        data = json.dumps(as_data(made.found), indent=2, ensure_ascii=False)
        for folder in places.folders:
            for name, text in ((COMMENT, markdown), (DATA, f"{data}\n")):
                replace_file(folder / name, text.encode(errors="backslashreplace"))
        return made

    def _alone(self, error: GitError, memory: Memory, places: "_Places") -> "_Made":
        """The site without marks, where what it was to be held against is not to be had."""
        settings = replace(self.settings, today=None)
        content = checked(settings, hand_written(settings).keys(), memory=memory)
        memory.save()()
        base, head = State(self.base, None), _head(self.config, self.settings)
        told = f"Nothing was compared: {error}."
        found = Comparison(base, head, errors=content.errors, notices=(told,))
        made = self._built(found, content, lambda: (Instructions(against=self.base), ()), places)
        return made._replace(wrong=CannotBeError(visible(str(error))))

    def _built(
        self,
        found: Comparison,
        content: Checked,
        tell: Callable[[], tuple[Instructions, tuple[str, ...]]],
        places: "_Places",
    ) -> "_Made":
        print_problems(from_here(content.problems, self.config), err=True)
        try:
            told, notices = tell()
            self._build(replace(told, cache=self.cache), places.new)
            if places.beside or places.archive is not None:
                self._as_files(replace(told, cache=self.cache, as_files=True), places)
        except TemplateError as error:
            wrong = click.ClickException(template_mistake(error))
        except click.ClickException as error:
            wrong = error
        else:
            return _Made(replace(found, notices=(*found.notices, *notices)))
        told_first = f"The site was not built: {wrong.message}."
        return _Made(replace(found, notices=(told_first, *found.notices)), wrong, is_built=False)

    def _as_files(self, told: Instructions, places: "_Places") -> None:
        """The same site, to be opened without a server."""
        with TemporaryDirectory(prefix="briefkit-") as temporary:
            folder = places.beside or Path(temporary)
            self._build(told, folder)
            if places.archive is not None:
                write_zip(folder, places.archive, places.archive.stem)

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
