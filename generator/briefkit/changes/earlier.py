"""The content as it was at an earlier revision, read and checked."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from briefkit.changes.git import revision
from briefkit.changes.laid_out import laid_out
from briefkit.load import hand_written
from briefkit.model.settings import Settings
from briefkit.pipeline import Checked, checked


class Earlier(NamedTuple):
    """A revision that was read."""

    checked: Checked
    notices: tuple[str, ...]
    """Why it is not read as it was, each a sentence."""


@contextmanager
def earlier(config: Path, settings: Settings, name: str, full_texts: Path | None = None) -> Iterator[Earlier]:
    """The content of the site of `config` at the revision `name`; its files stay inside the `with`.

    It is read with the site's configuration of that time, where there was one that can be read, and held
    against the same day and full texts as now. Where there was no content yet, all that was wrong is that.
    Raises GitError where git cannot say.
    """
    with ExitStack() as held:
        laid = laid_out(held, config, settings, revision(settings.root, name), name)
        # whatever the site's own templates were: they say nothing about the content
        plain = replace(laid.settings, templates=None, today=settings.today)
        yield Earlier(checked(plain, hand_written(plain).keys(), full_texts=full_texts), laid.notices)
