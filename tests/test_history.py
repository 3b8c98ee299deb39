"""When a value changed, by which commit, and why: asked of a real repository."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefkit.cli import main
from repositories import git
from sites import ACTORS, CONTENT, write


def commit(folder: Path, subject: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", subject, "--date", "2024-03-14T12:00:00Z")


def run(folder: Path, *arguments: str) -> Result:
    command, *rest = arguments
    return CliRunner().invoke(
        main, [command, "--config", str(folder / "mkdocs.yml"), *rest], catch_exceptions=False
    )


def told(
    folder: Path, *arguments: str
) -> list[tuple[str | None, list[tuple[str, str | None, str | None, str | None]]]]:
    """The subject of each commit, and what it changed: field, was, now, why."""
    done = run(folder, "history", *arguments, "--format", "json")
    assert done.exit_code == 0, done.output
    return [
        (
            moment["subject"],
            [(turn["field"], turn["was"], turn["now"], turn["why"]) for turn in moment["fields"]],
        )
        for moment in json.loads(done.stdout)
    ]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A site in a folder of a repository that has other things, too."""
    site = write(tmp_path / "the site", CONTENT)
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, "Begin")
    return site


def test_a_correction_is_told_with_its_reason_before_and_after_it_is_committed(repository: Path) -> None:
    done = run(repository, "correct", "actor/council", "name", "Town council", "--why", "It is a town.")
    assert done.exit_code == 0
    change = ("name", "City council", "Town council", "It is a town.")
    assert told(repository, "actor/council", "name") == [
        (None, [change]),
        ("Begin", [("name", None, "City council", None)]),
    ]
    commit(repository, "Name it rightly")
    assert told(repository, "actor/council", "name")[0] == ("Name it rightly", [change])


@pytest.mark.parametrize("subject", ["Größe", "odd \x01 sign", "\x01", "\x01" + 40 * "a"])
def test_what_stands_in_a_commit_and_how_git_is_set_up_are_no_hindrance(
    repository: Path, subject: str
) -> None:
    git(repository, "config", "i18n.logOutputEncoding", "latin1")
    git(repository, "config", "log.showSignature", "true")
    run(repository, "correct", "actor/council", "note", "Ask.")
    git(repository, "commit", "-qam", subject, "--author", f"A{subject} <ada@example.org>")
    assert [subject for subject, _ in told(repository, "actor/council")] == [subject, "Begin"]


def test_the_text_names_date_commit_author_and_reason(repository: Path) -> None:
    run(
        repository,
        "correct",
        "actor/council",
        "name",
        "Town",
        "--why",
        "It is a town.",
        "--date",
        "2024-03-13",
    )
    commit(repository, "Name it \x1b[31mrightly")
    lines = run(repository, "history", "actor/council").stdout.splitlines()
    assert lines[0].startswith("2024-03-14 ")
    assert lines[0].endswith(" Desk: Name it U+001B[31mrightly")
    assert lines[1:3] == ["    name: City council -> Town", "        Correction, 2024-03-13: It is a town."]
    assert lines[4] == "    the record was written"


def test_a_record_is_followed_through_files_and_names(repository: Path) -> None:
    run(repository, "rename", "actor/council", "town-council")
    commit(repository, "Rename it")
    actors = repository / "briefings/actors.yml"
    text = actors.read_text()
    start, end = text.index("town-council:"), text.index("calder:")
    record = "\n".join(line[2:] for line in text[start:end].splitlines()[1:]) + "\n"
    actors.write_text(text[:start] + text[end:])
    write(repository, {"briefings/actors/town-council.yml": record.replace("City", "Town")})
    commit(repository, "A file of its own")
    assert told(repository, "actor/town-council", "name") == [
        ("A file of its own", [("name", "City council", "Town council", None)]),
        ("Begin", [("name", None, "City council", None)]),
    ]


def test_entries_of_a_renamed_actor_are_the_same_entries(repository: Path) -> None:
    run(repository, "rename", "actor/calder", "ines-calder")
    commit(repository, "Rename her")
    assert told(repository, "claim/unsafe", "positions") == [
        ("Rename her", [("positions[ines-calder].actor", "calder", "ines-calder", None)]),
        told(repository, "claim/unsafe", "positions")[-1],
    ]
    assert [subject for subject, _ in told(repository, "claim/unsafe", "positions[ines-calder].stance")] == [
        "Begin"
    ]


def test_reordering_and_reformatting_change_nothing(repository: Path) -> None:
    actors = repository / "briefings/actors.yml"
    actors.write_text(
        ACTORS.replace(
            "  name: City council\n  kind: government", "  kind: 'government'\n  name: City council"
        )
    )
    commit(repository, "Reformat")
    assert [subject for subject, _ in told(repository, "actor/council")] == ["Begin"]


def test_entries_keep_their_history_when_one_is_put_in_above(repository: Path) -> None:
    claims = repository / "briefings/bridge/claims.yml"
    first = claims.read_text()
    entry = '  positions:\n    - {actor: council, stance: comment, evidence: [{quote: "said Ines Calder of the council"}]}\n'
    claims.write_text(first.replace("  positions:\n", entry))
    commit(repository, "The council speaks")
    claims.write_text(claims.read_text().replace("stance: support", "stance: query"))
    commit(repository, "She asks")
    assert told(repository, "claim/unsafe", "positions[calder].stance") == [
        ("She asks", [("positions[calder].stance", "support", "query", None)]),
        ("Begin", [("positions[calder].stance", None, "support", None)]),
    ]


def test_a_merge_is_told_only_for_what_it_settles_itself(repository: Path) -> None:
    actors = repository / "briefings/actors.yml"
    git(repository, "switch", "-q", "-c", "branch")
    actors.write_text(ACTORS.replace("City council", "Branch council"))
    commit(repository, "On the branch")
    git(repository, "switch", "-q", "main")
    write(repository, {"docs/about.md": "# About us\n"})
    commit(repository, "Elsewhere")
    git(repository, "merge", "-q", "--no-ff", "-m", "Merge", "branch")
    assert [subject for subject, _ in told(repository, "actor/council", "name")] == ["On the branch", "Begin"]
    git(repository, "switch", "-q", "-c", "other", "HEAD~1")
    actors.write_text(ACTORS.replace("City council", "Other council"))
    commit(repository, "On the other")
    git(repository, "merge", "-q", "--no-commit", "-s", "ours", "main")
    actors.write_text(ACTORS.replace("City council", "Settled council"))
    commit(repository, "Settle")
    assert told(repository, "actor/council", "name")[0] == (
        "Settle", [("name", "Other council", "Settled council", None)],
    )  # fmt: skip


def test_values_that_are_gone_are_told(repository: Path) -> None:
    run(
        repository,
        "correct",
        "actor/council",
        "summary",
        "It runs the town.",
        "--why",
        "New.",
        "--kind",
        "update",
    )
    commit(repository, "A summary")
    actors = repository / "briefings/actors.yml"
    actors.write_text(ACTORS)
    commit(repository, "None after all")
    assert told(repository, "actor/council", "summary")[0] == (
        "None after all", [("summary", "It runs the town.", None, None)],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("claim/unsave",), "there is no claim “unsave”: claim/unsafe?"),
        (("claim/unsafe", "assesment"), "there is no field “assesment”: assessment?"),
    ],
)
def test_what_is_not_there_is_told_in_one_line(
    repository: Path, arguments: tuple[str, ...], words: str
) -> None:
    done = run(repository, "history", *arguments)
    assert done.exit_code == 2
    assert done.stderr.startswith(f"Error: {words}")
    assert len(done.stderr.splitlines()) == 1


def test_without_a_repository_or_a_commit_it_says_so(tmp_path: Path) -> None:
    write(tmp_path, CONTENT)
    done = run(tmp_path, "history", "actor/council")
    assert (done.exit_code, done.stderr) == (2, f"Error: {tmp_path} lies in no git repository\n")
    git(tmp_path, "init", "-q")
    done = run(tmp_path, "history", "actor/council")
    assert (done.exit_code, done.stderr) == (2, "Error: the repository has no commits yet\n")


def test_a_shallow_clone_says_that_it_does_not_go_back_to_the_beginning(
    repository: Path, tmp_path: Path
) -> None:
    run(repository, "correct", "actor/council", "name", "Town council", "--why", "It is a town.")
    commit(repository, "Name it rightly")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{tmp_path}", str(tmp_path / "clone"))
    done = run(tmp_path / "clone" / "the site", "history", "actor/council")
    assert "this is a shallow clone: what changed earlier is not in it" in done.stderr
