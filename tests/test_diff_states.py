"""The two states that are compared: of the earlier one only what differs is read, and it is as if all was."""

import shutil
from dataclasses import replace

from briefkit.changes.comparing.states.sides import two_sides
from briefkit.changes.git import files_at
from briefkit.load import read_settings
from briefkit.memory import Memory
from briefkit.pipeline import checked, memory_of
from random_edits import Editor
from repositories import committed
from sites import ROOT

EDITS = 12


def alone(folder, commit):
    """A commit read by itself, with nothing known."""
    with files_at(folder, commit) as files:
        found = checked(replace(read_settings(files / "mkdocs.yml"), today=None), memory=Memory(1))
        return told(found)


def told(found):
    linked = found.site.linked
    return (
        list(found.dossier.records.items()),
        list(found.dossier.origins.items()),
        list(found.dossier.articles.items()),
        list(found.dossier.bodies.items()),
        found.problems,
        (linked.texts, linked.bodies, linked.mentions),
        list(linked.backlinks.items()),
    )


def test_a_base_is_as_if_all_of_it_was_read(tmp_path):
    """Whatever was edited since, in the work tree or in a commit, from the cache or not."""
    folder = tmp_path / "site"
    shutil.copytree(ROOT / "briefings", folder / "briefings")
    (folder / "docs").mkdir()
    shutil.copy(ROOT / "mkdocs.yml", folder)
    commits = [committed(folder)]
    editor = Editor(folder / "briefings", 11)
    config = folder / "mkdocs.yml"
    for number in range(EDITS):
        editor.edit()
        settings = read_settings(config)
        memory = memory_of(settings, cache=number % 2 == 0)
        base, head = commits[-1 - number % 3 :][0], None if number % 4 else commits[-1]
        with two_sides(config, settings, base, head, memory) as sides:
            assert told(sides.base.checked) == alone(folder, base)
        commits.append(committed(folder))
