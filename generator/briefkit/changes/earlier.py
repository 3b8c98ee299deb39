"""The problems that the content had at an earlier revision."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from briefkit.changes.git import files_at, repository_root, revision
from briefkit.load import SettingsError, hand_written, read_settings
from briefkit.model.settings import Settings
from briefkit.pipeline import checked, published_addresses
from briefkit.problems import Problem


def earlier_problems(
    config: Path, settings: Settings, name: str, full_texts: Path | None
) -> tuple[Problem, ...]:
    """What was wrong at the revision `name` with the content of the site of `config`.

    It is read with the site's configuration of that time, where there was one that can be read, and held
    against the same day and full texts as now. Where there was no content yet, all that was wrong is that.
    Raises GitError where git cannot say.
    """
    with earlier_settings(config, settings, name) as then:
        # whatever the site's own templates were: they say nothing about the content
        plain = replace(then, templates=None, today=settings.today)
        return checked(plain, hand_written(plain).keys(), full_texts=full_texts).problems


def earlier_addresses(config: Path, settings: Settings, name: str) -> tuple[str, ...]:
    """The addresses that the site of `config` had at the revision `name`; as far as it could be read then.

    Raises GitError where git cannot say.
    """
    with earlier_settings(config, settings, name) as then:
        plain = replace(then, templates=None)
        site = checked(plain, hand_written(plain).keys())
        return (*published_addresses(site), *site.plan.redirects())


@contextmanager
def earlier_settings(config: Path, settings: Settings, name: str) -> Iterator[Settings]:
    """The settings of the site of `config` at the revision `name`, with its files in a temporary folder.

    Raises GitError where git cannot say.
    """
    top = repository_root(settings.root).resolve()
    commit = revision(settings.root, name)
    root = settings.root.resolve()
    with files_at(settings.root, commit, folder_of(settings, top)) as files:
        place = files / root.relative_to(top)
        try:
            then = read_settings(place / config.name)
        except SettingsError:
            then = replace(settings, root=place)
        yield within(then, root)


def folder_of(settings: Settings, top: Path) -> str:
    """The folder that holds all of the site, as a path from the repository's root; empty for the root."""
    folders = [settings.root.resolve(), settings.content_dir.resolve(), settings.docs_dir.resolve()]
    around = Path(os.path.commonpath([folder for folder in folders if folder.is_relative_to(top)]))
    below = around.relative_to(top).as_posix()
    return "" if below == "." else below


def within(then: Settings, root: Path) -> Settings:
    """Settings whose folders are named from the site's, at `root` today: the files of then lie elsewhere."""
    return replace(then, content=_moved(then.content, root), docs=_moved(then.docs, root))


def _moved(folder: Path, root: Path) -> Path:
    return Path(os.path.relpath(folder, root)) if folder.is_absolute() else folder
