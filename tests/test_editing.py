"""Corrections and renames: the smallest change of the files that does it, or none."""

import difflib
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefkit.building import build
from briefkit.cli import main
from briefkit.load import read_settings
from briefkit.model.kinds import BY_NAME
from briefkit.pipeline import examine
from briefkit.problems import Severity
from casefiles import CASES, read_case, write_files
from repositories import committed, git
from sites import CONTENT, ROOT, tree, write

EDITING = sorted((CASES / "editing").glob("*.txt"))
CHANGED = [path for path in EDITING if not path.stem.startswith("refused-")]
REFUSED = [path for path in EDITING if path.stem.startswith("refused-")]


def started(folder: Path, path: Path) -> dict[str, str]:
    """Writes the small site with the files of a case in it; returns what is expected of it."""
    files = dict(read_case(path).files)
    told = {name: files.pop(name) for name in list(files) if re.match(r"run|changed|refused", name)}
    write(folder, CONTENT)
    for name in [name for name in files if name.endswith("(gone)")]:
        (folder / name.split()[0]).unlink()
        del files[name]
    write_files(folder, files)
    return told


def ran(folder: Path, words: str) -> Result:
    command, *arguments = shlex.split(words)
    config = ["--config", str(folder / "mkdocs.yml")]
    return CliRunner().invoke(main, [command, *config, *arguments], catch_exceptions=False)


def wrong(folder: Path) -> list[str]:
    """The rules that the content breaks, none of them one that keeps it from being published."""
    _, problems = examine(read_settings(folder / "mkdocs.yml"))
    assert not [problem for problem in problems if problem.rule.severity is Severity.ERROR]
    return sorted(problem.rule.name for problem in problems)


def changes(before: dict[str, bytes], after: dict[str, bytes]) -> list[str]:
    """Every line that went or came, below its file; files that moved are matched by their name or content."""
    told: list[str] = []
    new = [name for name in after if name not in before]
    for name, data in before.items():
        target = name if name in after else moved_to(name, data, new, after)
        was, now = data.decode().splitlines(), after[target].decode().splitlines()
        matcher = difflib.SequenceMatcher(None, was, now, autojunk=False)
        lines = []
        for tag, first, last, begin, end in matcher.get_opcodes():
            if tag != "equal":
                lines += [f"-{line}" for line in was[first:last]] + [f"+{line}" for line in now[begin:end]]
        if lines or target != name:
            told += [name if target == name else f"{name} -> {target}", *lines]
    return told


def moved_to(name: str, data: bytes, new: list[str], after: dict[str, bytes]) -> str:
    same = [other for other in new if Path(other).suffix == Path(name).suffix]
    return max(same, key=lambda other: difflib.SequenceMatcher(None, data, after[other]).ratio())


@pytest.mark.parametrize("path", CHANGED, ids=lambda path: path.stem)
def test_only_these_lines_change(path: Path, tmp_path: Path) -> None:
    told = started(tmp_path, path)
    before, problems = tree(tmp_path), wrong(tmp_path)
    done = ran(tmp_path, told["run"])
    assert done.exit_code == 0, done.output
    assert changes(before, tree(tmp_path)) == told["changed"].splitlines()
    assert wrong(tmp_path) == problems


@pytest.mark.parametrize("path", REFUSED, ids=lambda path: path.stem)
def test_what_cannot_be_is_refused_and_nothing_is_written(path: Path, tmp_path: Path) -> None:
    told = started(tmp_path, path)
    before = tree(tmp_path)
    done = ran(tmp_path, told.pop("run"))
    ((expected, lines),) = told.items()
    assert done.exit_code == int(expected.removeprefix("refused "))
    for line in lines.splitlines():
        assert line in done.output
    assert tree(tmp_path) == before


@pytest.mark.parametrize("path", CHANGED, ids=lambda path: path.stem)
def test_a_dry_run_shows_the_change_and_writes_nothing(path: Path, tmp_path: Path) -> None:
    told = started(tmp_path, path)
    before = tree(tmp_path)
    done = ran(tmp_path, f"{told['run'].strip()} --dry-run")
    assert done.exit_code == 0
    shown = [line for line in done.stdout.splitlines() if line[:1] in "+-"]
    assert sorted(shown) == sorted(line for line in told["changed"].splitlines() if line[:1] in "+-")
    assert tree(tmp_path) == before


def test_an_error_that_was_there_before_does_not_stand_in_the_way(tmp_path: Path) -> None:
    write(tmp_path, {**CONTENT, "briefings/places.yml": "harbour: {name: Harbour}\n"})
    done = ran(tmp_path, "correct actor/council name Council --why Shorter.")
    assert done.exit_code == 0, done.output


def test_a_record_is_renamed_where_the_content_lies_far_from_the_site(tmp_path: Path) -> None:
    content, site = tmp_path / "content", tmp_path / "site"
    plugins = f'plugins: [{{briefkit: {{content: "{content.as_posix()}"}}}}]\n'
    write(tmp_path, {**CONTENT, "site/mkdocs.yml": f"site_name: Far\n{plugins}", "site/docs/index.md": ""})
    (tmp_path / "briefings").rename(content)
    done = ran(site, "rename briefing/bridge harbour-bridge")
    assert done.exit_code == 0, done.output
    assert (content / "harbour-bridge/briefing.md").is_file()
    assert not (content / "bridge").exists()


def test_pages_written_by_hand_that_name_the_old_address_are_told(tmp_path: Path) -> None:
    write(tmp_path, {**CONTENT, "docs/about.md": "See [her](actors/calder.md).\n"})
    done = ran(tmp_path, "rename actor/calder ines-calder")
    assert "about.md names actors/calder: change it by hand" in done.stderr


def test_a_value_is_stored_under_a_path_that_stays_right_when_something_is_put_in_above(
    tmp_path: Path,
) -> None:
    started(tmp_path, CASES / "editing" / "correct-by-index.txt")
    ran(tmp_path, "correct actor/council facts[1].value Hall --why It.")
    path = tmp_path / "briefings/actors.yml"
    text = path.read_text()
    assert "field: facts[seat].value" in text
    path.write_text(text.replace("  facts:\n", "  facts:\n    - {property: head, value: unknown}\n"))
    done = ran(tmp_path, "correct actor/council facts[seat].value Tower --why It.")
    assert done.exit_code == 0
    assert "{property: head, value: unknown}" in path.read_text()
    assert "{property: seat, value: Tower, evidence:" in path.read_text()


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """The demo in a repository of its own."""
    for name in ("briefings", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    committed(tmp_path)
    return tmp_path


def test_a_correction_of_the_demo_is_one_line_and_its_entry(demo: Path) -> None:
    why = "An earlier version said that this is unlikely."
    words = f'correct claim/soldiers-to-syria assessment.likelihood likely --why "{why}" --date 2022-02-10'
    assert ran(demo, words).exit_code == 0
    lines = [line for line in git(demo, "diff", "-U0").splitlines() if re.match(r"[+-](?![+-])", line)]
    assert lines == [
        "-    likelihood: unlikely",
        "+    likelihood: likely",
        "+  corrections:",
        "+    - date: 2022-02-10",
        "+      kind: correction",
        "+      field: assessment.likelihood",
        "+      was: unlikely",
        "+      now: likely",
        f"+      text: {why}",
    ]
    assert wrong(demo) == []


@pytest.mark.parametrize(
    ("record", "new_id"),
    [
        ("actor/alexander-lukashenko", "lukashenko"),
        ("claim/soldiers-to-syria", "soldiers"),
        ("place/syria", "syrian-arab-republic"),
        ("source/troops-report", "report-on-troops"),
        ("event/planned-deployment", "deployment"),
        ("briefing/belarus-syria", "the-draft"),
    ],
)
def test_a_renamed_record_of_the_demo_is_found_everywhere_and_its_old_page_leads_to_it(
    demo: Path, record: str, new_id: str
) -> None:
    settings = read_settings(demo / "mkdocs.yml")
    pages = {page.path for page in build(settings).pages}
    assert ran(demo, f"rename {record} {new_id}").exit_code == 0
    assert wrong(demo) == []
    kind, _, old_id = record.partition("/")
    written = "".join(path.read_text() for path in (demo / "briefings").rglob("*.*"))
    assert not re.search(rf"{kind}/{old_id}(?![a-z0-9-])", written)
    built = build(settings)
    plural = BY_NAME[kind].plural
    moved = {page.path: page for page in built.pages}
    assert moved.keys() >= pages | {f"{plural}/{new_id}.md"}
    assert f"({new_id}.md)" in moved[f"{plural}/{old_id}.md"].text
    assert not re.search(rf"{plural}/{old_id}\.md", "".join(page.text for page in built.pages))
