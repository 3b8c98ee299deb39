"""The steps of the pipelines, line by line, on a repository with the shape of a merge request.

Each line is run by a shell, with the variables that the forge sets, in a clone of a new site. What installs
something is passed over: it is installed here already.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefkit.changes.posting.message import harmless
from pipelines import (
    GITLAB,
    WORKFLOWS,
    Step,
    github_steps,
    gitlab_jobs,
    gitlab_steps,
    read,
    without_expressions,
)
from repositories import git
from sites import ROOT, environment
from test_comment import running

INSTALLS = ("python -m pip install", "python3 -m pip install", "make install")
MARKER = "<!-- briefkit:changes -->"

SITE, COMMENT = WORKFLOWS[3], WORKFLOWS[2]
"""Those of a new site."""


@dataclass(frozen=True)
class Merge:
    """A merge request: a clone on the branch, one on the merge of it, and the commits."""

    branch: Path
    merge: Path
    main: Path
    base: str
    head: str


@pytest.fixture(scope="module")
def merge(tmp_path_factory) -> Merge:
    """A site in which the branch corrects a fact, and the main branch has moved on since it began."""
    top = tmp_path_factory.mktemp("merge request")
    origin = top / "desk site"
    command = ["briefkit", "new", origin.name]
    subprocess.run(command, cwd=top, check=True, capture_output=True, env=environment())
    git(origin, "init", "--quiet", "--initial-branch=main")
    git(origin, "add", "--all")
    git(origin, "commit", "--quiet", "--message=the site")
    base = git(origin, "rev-parse", "HEAD")
    git(origin, "switch", "--quiet", "--create=feature/ä")
    actors = origin / "briefings" / "actors.yml"
    text = actors.read_text(encoding="utf-8")
    actors.write_text(text.replace("engineer of the city", "chief engineer"), encoding="utf-8")
    assert actors.read_text(encoding="utf-8") != text
    git(origin, "commit", "--quiet", "--all", "--message=a fact corrected")
    head = git(origin, "rev-parse", "HEAD")
    git(origin, "switch", "--quiet", "main")
    (origin / "docs" / "about.md").write_text("# About\n\nSomething else.\n", encoding="utf-8")
    git(origin, "commit", "--quiet", "--all", "--message=a page changed")
    clones = {}
    for name, branch in (("branch", "feature/ä"), ("merge", "main"), ("main", "main")):
        git(top, "clone", "--quiet", f"--branch={branch}", str(origin), name)
        clones[name] = top / name
    git(clones["merge"], "merge", "--quiet", "--no-ff", "--message=merged", "origin/feature/ä")
    return Merge(**clones, base=base, head=head)


def ran(
    steps: Iterable[Step], folder: Path, forge: Mapping[str, str], values: Mapping[str, str] | None = None
) -> list[subprocess.CompletedProcess[bytes]]:
    """Runs the lines in turn, as a forge does: up to the first that fails."""
    done = []
    for step in steps:
        line = step.line
        if line.startswith(INSTALLS):
            continue
        if line.startswith("python3 "):
            assert shutil.which("python3")
        written = {name: without_expressions(value, values or {}) for name, value in step.variables.items()}
        # GitLab puts the values of variables into those of others
        own = {name: os.path.expandvars(value) for name, value in written.items()}
        done.append(
            subprocess.run(
                ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", line],
                cwd=folder, check=False, capture_output=True, env=environment({**forge, **own}), timeout=120,
            )
        )  # fmt: skip
        if done[-1].returncode:
            break
    return done


def copied(folder: Path, target: Path) -> Path:
    return shutil.copytree(folder, target, symlinks=True)


def job(path: Path, name: str) -> dict:
    return read(path)["jobs"][name]


def code(done) -> int:
    return done[-1].returncode


def words(done) -> str:
    return "".join((one.stdout + one.stderr).decode() for one in done)


GITHUB = {"CI": "true", "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "desk/site"}

BREAK = {"chief engineer": "chief engineer\n      colour: green"}
"""A field that there is not."""


def broken(folder: Path) -> None:
    path = folder / "briefings" / "actors.yml"
    text = path.read_text(encoding="utf-8")
    for old, new in BREAK.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    git(folder, "commit", "--quiet", "--all", "--message=broken")


def is_report(path: Path) -> bool:
    return path.read_text(encoding="utf-8").startswith(f"{MARKER}\n")


# GitHub


def test_github_checks_a_branch(merge, tmp_path):
    folder = copied(merge.merge, tmp_path / "site")
    done = ran(github_steps(job(SITE, "check")), folder, GITHUB)
    assert (code(done), done[-1].stdout) == (0, b"")
    broken(folder)
    done = ran(github_steps(job(SITE, "check")), folder, GITHUB)
    assert code(done) == 1
    assert done[-1].stdout.startswith(b"::error file=briefings/actors.yml,line=")


def test_github_makes_a_preview_of_a_branch(merge, tmp_path):
    folder = copied(merge.merge, tmp_path / "site")
    done = ran(github_steps(job(SITE, "preview")), folder, GITHUB)
    assert code(done) == 0, words(done)
    text = (folder / "preview/changes.md").read_text(encoding="utf-8")
    assert is_report(folder / "preview/changes.md")
    assert "chief engineer" in text
    # posting changes nothing in what is harmless already
    assert harmless(text) == text
    # what the main branch did meanwhile is no change of this one
    assert "Something else" not in text
    assert json.loads((folder / "preview/changes.json").read_bytes())
    for name in ("preview/index.html", "preview/changes/index.html", "preview.zip"):
        assert (folder / name).is_file(), name
    assert git(folder, "status", "--porcelain") == ""


def test_github_reports_a_branch_that_does_not_check(merge, tmp_path):
    folder = copied(merge.merge, tmp_path / "site")
    broken(folder)
    # the merge of a pull request has one commit on top
    git(folder, "reset", "--quiet", "--soft", "HEAD~2")
    git(folder, "commit", "--quiet", "--message=merged")
    done = ran(github_steps(job(SITE, "preview")), folder, GITHUB)
    assert code(done) == 1
    assert is_report(folder / "preview/changes.md")
    assert (folder / "preview.zip").is_file()


def test_github_builds_the_main_branch(merge, tmp_path):
    folder = copied(merge.main, tmp_path / "site")
    assert code(ran(github_steps(job(SITE, "build")), folder, GITHUB)) == 0
    assert (folder / "site/index.html").is_file()
    assert git(folder, "status", "--porcelain") == ""


def test_github_comments_from_a_run_of_its_own(merge, tmp_path):
    taken = tmp_path / "temp" / "changes"
    taken.mkdir(parents=True)
    (taken / "changes.md").write_text(f"{MARKER}\n**Preview built.**\n", encoding="utf-8")
    event = tmp_path / "event.json"
    run = {"event": "pull_request", "head_sha": merge.head, "head_branch": "feature/ä", "pull_requests": []}
    run["head_repository"] = {"owner": {"login": "stranger"}}
    event.write_text(json.dumps({"workflow_run": run}), encoding="utf-8")
    with running() as forge:
        forge.account = 403
        forge.pulls = [{"number": 5, "head": {"sha": merge.head}, "owner": "stranger", "branch": "feature/ä"}]
        variables = {
            "GITHUB_API_URL": forge.url,
            "GITHUB_EVENT_PATH": str(event),
            "RUNNER_TEMP": str(tmp_path / "temp"),
        }
        done = ran(
            github_steps(job(COMMENT, "comment")), merge.main, {**GITHUB, **variables}, {"github.token": "t"}
        )
        assert code(done) == 0, words(done)
        assert [comment["body"] for comment in forge.comments] == [f"{MARKER}\n**Preview built.**\n"]
        assert forge.changes == ["POST /repos/desk/site/issues/5/comments"]


# GitLab


def gitlab(merge: Merge, **changes: str) -> dict[str, str]:
    return {
        "CI": "true",
        "GITLAB_CI": "true",
        "GITHUB_ACTIONS": "",
        "GITHUB_REPOSITORY": "",
        "CI_PIPELINE_SOURCE": "merge_request_event",
        "CI_COMMIT_SHA": merge.head,
        "CI_COMMIT_REF_SLUG": "feature",
        "CI_MERGE_REQUEST_IID": "3",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": merge.base,
        # it is there in pipelines of merged results only
        "CI_MERGE_REQUEST_TARGET_BRANCH_SHA": "",
        "CI_PROJECT_ID": "42",
        "CI_PROJECT_NAME": "site",
        **changes,
    }


def lines(name: str, pipeline: Path = GITLAB[1]) -> list[Step]:
    content = read(pipeline)
    return gitlab_steps(content, gitlab_jobs(content)[name])


def test_gitlab_checks_a_branch(merge, tmp_path):
    folder = copied(merge.branch, tmp_path / "site")
    report = folder / "gl-code-quality-report.json"
    assert code(ran(lines("check"), folder, gitlab(merge))) == 0
    assert json.loads(report.read_bytes()) == []
    assert git(folder, "status", "--porcelain") == ""
    broken(folder)
    assert code(ran(lines("check"), folder, gitlab(merge))) == 1
    assert json.loads(report.read_bytes())[0]["location"]["path"] == "briefings/actors.yml"
    (after,) = gitlab_jobs(read(GITLAB[1]))["check"]["after_script"]
    assert "error: " in words(ran([Step(after)], folder, gitlab(merge)))


def test_gitlab_makes_a_preview_of_a_branch(merge, tmp_path):
    folder = copied(merge.branch, tmp_path / "site")
    done = ran(lines("preview"), folder, gitlab(merge))
    assert code(done) == 0, words(done)
    for path in gitlab_jobs(read(GITLAB[1]))["preview"]["artifacts"]["paths"]:
        assert (folder / path).exists(), path
    assert is_report(folder / "preview/changes.md")
    # what the environment of the preview leads to, in the form that GitLab can show
    index = (folder / "preview-files/index.html").read_text(encoding="utf-8")
    assert 'href="claims/index.html"' in index
    assert git(folder, "status", "--porcelain") == ""


def test_gitlab_reports_a_branch_that_does_not_check(merge, tmp_path):
    folder = copied(merge.branch, tmp_path / "site")
    broken(folder)
    assert code(ran(lines("preview"), folder, gitlab(merge))) == 1
    assert is_report(folder / "preview/changes.md")
    assert gitlab_jobs(read(GITLAB[1]))["preview"]["artifacts"]["when"] == "always"


def test_gitlab_publishes_the_main_branch(merge, tmp_path):
    folder = copied(merge.main, tmp_path / "site")
    assert code(ran(lines("pages"), folder, gitlab(merge))) == 0
    assert (folder / "public/index.html").is_file()


def test_gitlab_comments_without_the_branch(merge, tmp_path):
    (tmp_path / "preview").mkdir()
    (tmp_path / "preview/changes.md").write_text(f"{MARKER}\n**Preview built.**\n", encoding="utf-8")
    with running() as forge:
        variables = gitlab(merge, CI_API_V4_URL=forge.url)
        done = ran(lines("comment"), tmp_path, variables)
        assert (code(done), forge.asked) == (0, [])
        assert "there is no token in BRIEFKIT_TOKEN" in words(done)
        done = ran(lines("comment"), tmp_path, {**variables, "BRIEFKIT_TOKEN": "t"})
        assert code(done) == 0, words(done)
        assert forge.changes == ["POST /projects/42/merge_requests/3/notes"]


# this repository


def test_the_calls_of_this_repository_are_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    steps = [
        step for path in WORKFLOWS[:2] for one in read(path)["jobs"].values() for step in github_steps(one)
    ]
    content = read(GITLAB[0])
    steps += [step for one in gitlab_jobs(content).values() for step in gitlab_steps(content, one)]
    targets = {step.line.split()[1] for step in steps if step.line.startswith("make ")}
    assert targets == {"install", "test", "site"}
    assert all(f"\n{target}:" in makefile for target in targets)
