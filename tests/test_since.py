"""`check --since`: only what is new against a git revision; real git, real repositories."""

import json
import shutil
from pathlib import Path

import pytest

from briefkit.changes.git import GitError, files_at, repository_root, revision
from repositories import IDENTITY, committed, git
from sites import ACTORS, BIN, BROKEN, CLAIMS, CONFIG, CONTENT, WARNED, briefkit, run, said, tree, write

OLD = {"briefings/actors.yml": ACTORS.replace("kind: person", "kind: pilot")}
"""An error that was there before."""


def since(folder, name, *arguments, **changes):
    """The rules and paths of what is new."""
    done = briefkit("check", "--format", "json", "--since", name, *arguments, cwd=folder, **changes)
    assert done.returncode in {0, 1}, said(done)
    return done.returncode, [(found["rule"], found["path"]) for found in json.loads(done.stdout)]


NEW = ("reference-unknown", "briefings/bridge/claims.yml")


def test_an_old_problem_is_not_told_and_a_new_one_is(site):
    committed(site, OLD)
    assert since(site, "HEAD") == (0, [])
    write(site, BROKEN)
    assert since(site, "HEAD") == (1, [NEW])
    done = briefkit("check", "--since", "HEAD", cwd=site)
    assert done.stderr == b"4 records: 1 error, 0 warnings; 1 already there at HEAD not shown\n"
    committed(site)
    assert since(site, "HEAD") == (0, [])
    assert since(site, "HEAD~1") == (1, [NEW])
    assert briefkit("check", cwd=site).returncode == 1


def test_a_problem_whose_lines_moved_is_old(site):
    committed(site, {**OLD, **WARNED})
    text = (site / "briefings/actors.yml").read_text(encoding="utf-8")
    write(site, {"briefings/actors.yml": f"# The desk\n\n{text}"})
    assert since(site, "HEAD") == (0, [])


def test_one_more_of_the_same_is_new(site):
    wrong = {f"w{number}": "{name: X, kind: pilot}" for number in range(3)}
    lines = [f"{name}: {text}\n" for name, text in wrong.items()]
    committed(site, {"briefings/a/actors.yml": "".join(lines[:2])})
    write(site, {"briefings/a/actors.yml": "".join(lines)})
    assert since(site, "HEAD") == (1, [("unknown-value", "briefings/a/actors.yml")])
    write(site, {"briefings/a/actors.yml": lines[2]})
    assert since(site, "HEAD") == (0, [])


def test_a_work_tree_that_is_dirty_is_what_is_checked_and_nothing_is_changed(site):
    committed(site, OLD)
    write(site, BROKEN)
    git(site, "add", "--all")
    write(site, {**WARNED, "briefings/actors.yml": ACTORS})
    before, index = tree(site), git(site, "status", "--porcelain=v2", "--untracked-files=all")
    code, found = since(site, "HEAD")
    assert (code, found) == (1, [NEW, ("unknown-kind", "briefings/strange/thing.yml")])
    # git itself may refresh its index when it is asked for the state
    assert {name: data for name, data in tree(site).items() if name != ".git/index"} == {
        name: data for name, data in before.items() if name != ".git/index"
    }
    assert git(site, "status", "--porcelain=v2", "--untracked-files=all") == index


def test_content_that_was_not_there_is_all_new(tmp_path):
    site = tmp_path / "site"
    committed(site, {"README.md": "# Nothing yet\n"})
    write(site, {**CONTENT, **OLD})
    assert since(site, "HEAD") == (1, [("unknown-value", "briefings/actors.yml")])


def test_the_configuration_of_the_time_counts(site):
    """A relation type of the site's own, which came with its first use."""
    own = ACTORS.replace("employed-by", "pilot-of")
    committed(site, {"briefings/actors.yml": own})
    types = "- briefkit: {relation_types: {pilot-of: piloted-by}}"
    write(site, {"mkdocs.yml": CONFIG.replace("- briefkit", types)})
    assert since(site, "HEAD") == (0, [])
    committed(site)
    write(site, {"mkdocs.yml": CONFIG})
    assert since(site, "HEAD") == (1, [("relation-unknown", "briefings/actors.yml")])


@pytest.mark.parametrize("damage", ["site_name: [", None])
def test_a_configuration_that_could_not_be_read_is_that_of_today(site, damage):
    config = site / "mkdocs.yml"
    if damage is None:
        config.unlink()
    else:
        config.write_text(damage, encoding="utf-8")
    committed(site, OLD)
    write(site, {"mkdocs.yml": CONFIG, **BROKEN})
    assert since(site, "HEAD") == (1, [NEW])


def test_a_site_in_a_folder_of_a_larger_repository(tmp_path):
    site = write(tmp_path / "repository" / "sites" / "bridges", {**CONTENT, **OLD})
    committed(tmp_path / "repository", {"other.txt": "x"})
    write(site, BROKEN)
    assert since(site, "HEAD") == (1, [NEW])
    assert since(site / "briefings", "HEAD", "--config", "../mkdocs.yml")[1] == [(NEW[0], f"../{NEW[1]}")]


def test_content_and_pages_beside_the_site(tmp_path):
    config = CONFIG.replace("- briefkit", "- briefkit: {content: ../briefings}") + "docs_dir: ../docs\n"
    files = {**CONTENT, **OLD, "site/mkdocs.yml": config, "docs/timeline.md": "# Ours\n"}
    committed(tmp_path / "repository", files)
    write(tmp_path / "repository", BROKEN)
    assert since(tmp_path / "repository" / "site", "HEAD") == (1, [(NEW[0], f"../{NEW[1]}")])


def test_content_that_git_keeps_out_of_archives(site):
    """`git archive` would leave it out, and everything would be new."""
    committed(site, {**OLD, ".gitattributes": "briefings export-ignore\n"})
    assert since(site, "HEAD") == (0, [])


def test_windows_line_ends_of_a_checkout_are_no_change(site):
    committed(site, {**OLD, ".gitattributes": "*.yml text eol=crlf\n"})
    (site / "briefings/actors.yml").unlink()
    git(site, "checkout", "--quiet", ".")
    assert b"\r\n" in (site / "briefings/actors.yml").read_bytes()
    assert since(site, "HEAD") == (0, [])


def test_the_same_day_and_the_same_full_texts_count(site):
    text = (site / "briefings/bridge/sources/report.md").read_text(encoding="utf-8")
    due = {"briefings/actors.yml": ACTORS.replace("kind: person", "kind: person\n  review_by: 2024")}
    committed(site, {**due, "briefings/bridge/sources/report.md": text.replace("full", "excerpts")})
    (site / "texts").mkdir()
    arguments = ["--today", "2030-01-01", "--full-text", "texts"]
    assert len(json.loads(briefkit("check", "--format=json", *arguments, cwd=site).stdout)) >= 2
    assert since(site, "HEAD", *arguments) == (0, [])


def test_what_is_allowed_now_and_was_then_counts_in_neither(site):
    allowed = ACTORS.replace(
        "name: City council", "name: City council\n  allow: [{rule: name-shared, reason: It is so.}]"
    )
    committed(site, {"briefings/actors.yml": allowed})
    assert since(site, "HEAD") == (0, [])
    write(site, {"briefings/a/actors.yml": "z: {name: City council, kind: group}\n"})
    assert [rule for rule, _ in since(site, "HEAD")[1]] == ["name-shared"]


def test_named_files_and_fixes_keep_to_what_is_new(site):
    committed(site, {"briefings/actors.yml": ACTORS.replace("kind: person", "kind: Person")})
    write(site, {"briefings/bridge/claims.yml": CLAIMS.replace("kind: factual", "kind: Factual")})
    before = tree(site)
    done = briefkit("check", "--since", "HEAD", "--fix", cwd=site)
    assert done.returncode == 0
    changed = {name for name, data in tree(site).items() if data != before[name]}
    assert changed == {"briefings/bridge/claims.yml"}


def test_a_link_that_leads_out_is_left_out(site, tmp_path):
    write(tmp_path, {"outside/claims.yml": "secret: {claim: x}\n"})
    (site / "briefings" / "out").symlink_to(tmp_path / "outside")
    (site / "briefings" / "places.yml").symlink_to("/etc/hostname")
    (site / "briefings" / "events.yml").symlink_to("bridge/none.yml")
    commit = committed(site)
    with files_at(site, commit) as files:
        assert not (files / "briefings/out").is_symlink()
        assert not (files / "briefings/places.yml").is_symlink()
        assert (files / "briefings/events.yml").is_symlink()
        assert (files / "briefings/actors.yml").read_bytes() == ACTORS.encode()
    assert not files.exists()


# what git cannot say: one line, exit 2, nothing changed


def refused(folder, name, *arguments, **changes):
    before = tree(folder)
    done = briefkit("check", "--since", name, *arguments, cwd=folder, **changes)
    assert (done.returncode, done.stdout) == (2, b""), said(done)
    (line,) = done.stderr.decode().splitlines()
    assert tree(folder) == before
    return line


def test_no_repository(site):
    assert refused(site, "HEAD") == "Error: --since: this folder lies in no git repository"


def test_no_commits_yet(site):
    git(site, "init", "--quiet")
    assert refused(site, "HEAD") == "Error: --since: the repository has no commits yet"


@pytest.mark.parametrize(
    "name",
    ["nowhere", "HEAD~9", "--all", "-h", "--output=written", "", " ", "a..b", "HEAD:mkdocs.yml", "a\x1b[31m"],
)  # fmt: skip
def test_an_unknown_revision(site, name):
    committed(site)
    done = briefkit("check", f"--since={name}", cwd=site)
    assert (done.returncode, done.stdout) == (2, b"")
    (line,) = done.stderr.decode().splitlines()
    assert f"there is no revision “{name}”".replace("\x1b", "U+001B") in line
    assert not (site / "written").exists()


def test_a_shallow_clone_that_lacks_it(site, tmp_path):
    first = committed(site)
    committed(site, WARNED)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{site}", "clone")
    line = refused(tmp_path / "clone", first)
    assert "shallow clone" in line
    assert "git fetch --unshallow" in line


def test_git_is_not_installed(site, tmp_path):
    committed(site)
    (tmp_path / "bin").mkdir()
    line = refused(site, "HEAD", PATH=str(tmp_path / "bin"))
    assert "git cannot be run" in line


def test_a_repository_that_is_damaged(site):
    committed(site)
    (site / ".git" / "HEAD").write_text("nothing\n", encoding="utf-8")
    assert refused(site, "HEAD").startswith("Error: --since: ")


def test_objects_that_are_lost(site):
    commit = committed(site)
    shutil.rmtree(site / ".git" / "objects")
    (site / ".git" / "objects").mkdir()
    assert refused(site, commit).startswith("Error: --since: ")


# git is run and nothing else


def test_no_hook_and_no_monitor_runs(site, tmp_path):
    commit = committed(site)
    for hook in ("post-checkout", "post-index-change", "pre-commit", "reference-transaction"):
        path = site / ".git" / "hooks" / hook
        path.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran-{hook}\n", encoding="utf-8")
        path.chmod(0o755)
    monitor = site / ".git" / "monitor"
    monitor.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran-monitor\n", encoding="utf-8")
    monitor.chmod(0o755)
    git(site, "config", "core.fsmonitor", str(monitor))
    git(site, "config", "core.splitIndex", "true")
    before = tree(site / ".git")
    with files_at(site, commit, "briefings") as files:
        assert set(tree(files)) == {name for name in CONTENT if name.startswith("briefings/")}
    assert tree(site / ".git") == before
    assert list(tmp_path.glob("ran-*")) == []


def test_inside_a_hook(site):
    """There git sets variables that would lead it astray."""
    committed(site, OLD)
    hook = site / ".git" / "hooks" / "pre-commit"
    hook.write_text(
        f"#!/bin/sh\ncd briefings\n{BIN}/briefkit check --config ../mkdocs.yml --since HEAD\n",
        encoding="utf-8",
    )
    hook.chmod(0o755)
    write(site, BROKEN)
    command = ["git", *IDENTITY, "commit", "--quiet", "--all", "--message=broken"]
    done = run(*command, cwd=site)
    assert done.returncode == 1
    assert b"1 error, 0 warnings; 1 already there at HEAD not shown" in done.stdout + done.stderr
    write(site, {"briefings/bridge/claims.yml": f"# Better\n{CLAIMS}"})
    assert run(*command, cwd=site).returncode == 0


def test_a_work_tree_beside_its_repository(site, tmp_path):
    committed(site, OLD)
    git(site, "worktree", "add", "--quiet", tmp_path / "second")
    write(tmp_path / "second", BROKEN)
    assert since(tmp_path / "second", "HEAD") == (1, [NEW])
    assert repository_root(tmp_path / "second") == tmp_path / "second"


def test_names_of_files_and_folders_that_git_would_understand(tmp_path):
    odd = write(tmp_path / "a repository" / ":(top)*x" / "--é\n", {**CONTENT, **OLD})
    committed(tmp_path / "a repository")
    write(odd, BROKEN)
    assert since(odd, "HEAD") == (1, [NEW])


def test_a_revision_is_a_full_hash(site):
    commit = committed(site)
    git(site, "tag", "--annotate", "--message=x", "v1")
    for name in ("HEAD", "main", "v1", commit[:8], "HEAD^0", "main@{0}"):
        assert revision(site, name) == commit
    with pytest.raises(GitError):
        revision(site, "HEAD^{tree}")
    assert repository_root(site / "briefings") == Path(site).resolve()
