"""`briefkit generate`: the site as a project of files, written again and again into one folder."""

import json
import subprocess
from pathlib import Path

import pytest
import yaml

from readback import elements
from sites import ACTORS, BIN, BROKEN, CLAIMS, CONFIG, WARNED, briefkit, mkdocs, pages, run, said, tree, write

MANIFEST = ".briefkit-manifest.json"


def generated(site: Path, folder: str = "out") -> str:
    """Generates the site, which must succeed; what was printed."""
    done = briefkit("generate", folder, cwd=site)
    assert done.returncode == 0, said(done)
    return said(done)


def refused(site: Path, folder: str = "out") -> str:
    """Generates the site, which must not succeed; the last line that was printed."""
    done = briefkit("generate", folder, cwd=site)
    assert done.returncode in {1, 2}
    assert done.stdout == b""
    last = done.stderr.decode().splitlines()[-1]
    assert last.startswith("Error: ")
    return last


def times(folder: Path) -> dict[str, tuple[int, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
    }


def manifest(folder: Path) -> dict[str, str]:
    return dict(json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"])


def test_a_complete_project(site: Path) -> None:
    words = generated(site)
    out = tree(site / "out")
    assert words == f"{len(out) - 1} written, 0 unchanged, 0 deleted in out\n"
    assert set(manifest(site / "out")) == out.keys() - {MANIFEST}
    assert {
        "mkdocs.yml",
        "docs/about.md",
        "docs/index.md",
        "docs/actors/calder.md",
        "docs/actors/index.md",
        "docs/briefings/bridge.md",
        "docs/claims/unsafe.md",
        "docs/sources/report.md",
        "docs/ratings.md",
        "docs/timeline.md",
    } <= out.keys()
    assert out["docs/about.md"] == tree(site)["docs/about.md"]
    assert b"briefkit\n" not in out["mkdocs.yml"]


def test_the_project_builds_to_what_the_plugin_builds(site: Path) -> None:
    generated(site)
    for folder in (site, site / "out"):
        done = mkdocs("build", "--strict", cwd=folder)
        assert done.returncode == 0, said(done)
    ours, theirs = tree(site / "site"), tree(site / "out" / "site")
    assert ours.keys() == theirs.keys()
    same = [name for name in ours if name.startswith(("actors/", "claims/", "sources/", "about/"))]
    assert same
    for name in same:
        assert elements(body(ours[name])) == elements(body(theirs[name]))


def body(page: bytes) -> str:
    return page.decode().partition('role="main">')[2].partition("<footer")[0]


def test_every_page_of_the_navigation_can_be_reached_from_every_page(site: Path) -> None:
    write(site, {"docs/manual/how-to.md": "# How to\n", "docs/manual/deep/er.md": "# Deeper\n"})
    generated(site)
    nav = yaml.safe_load(tree(site / "out")["mkdocs.yml"])["nav"]
    assert nav[-2:] == ["about.md", {"Manual": ["manual/how-to.md", {"Deep": ["manual/deep/er.md"]}]}]
    assert {"Actors": "actors/index.md"} in nav
    assert not [entry for entry in nav if "calder" in str(entry)]
    assert mkdocs("build", "--strict", cwd=site / "out").returncode == 0


def test_a_navigation_that_is_written_is_kept(site: Path) -> None:
    write(site, {"mkdocs.yml": CONFIG + "nav:\n  - Start: index.md\n  - about.md\n"})
    generated(site)
    assert yaml.safe_load(tree(site / "out")["mkdocs.yml"])["nav"] == [{"Start": "index.md"}, "about.md"]


def test_a_second_run_writes_nothing(site: Path) -> None:
    generated(site)
    before = times(site / "out")
    words = generated(site)
    assert words == f"0 written, {len(manifest(site / 'out'))} unchanged, 0 deleted in out\n"
    assert times(site / "out") == before


def test_only_what_changed_is_written(site: Path) -> None:
    generated(site)
    before = times(site / "out")
    write(site, {"docs/about.md": "# About us\n"})
    assert generated(site).startswith("1 written, ")
    after = times(site / "out")
    changed = {name for name in after if after[name] != before.get(name) and (site / "out" / name).is_file()}
    assert changed == {"docs/about.md", MANIFEST}
    assert tree(site / "out")["docs/about.md"] == b"# About us\n"


def test_a_page_that_was_changed_by_hand_is_written_again(site: Path) -> None:
    generated(site)
    write(site / "out", {"docs/actors/calder.md": "mine\n"})
    assert generated(site).startswith("1 written, ")
    assert b"Ines Calder" in tree(site / "out")["docs/actors/calder.md"]


# what is no longer a part of the site


def test_the_page_of_a_deleted_record_is_deleted(site: Path) -> None:
    generated(site)
    actors, calder = ACTORS.split("calder:")
    write(site, {"briefings/actors.yml": actors, "briefings/bridge/claims.yml": "", "docs/about.md": "# A\n"})
    write(site, {"briefings/bridge/briefing.md": "---\ntitle: T\nsummary: S.\n---\n"})
    assert calder
    assert ", 0 deleted in out" not in generated(site)
    out = tree(site / "out")
    assert [name for name in out if "calder" in name or "unsafe" in name] == []
    assert set(manifest(site / "out")) == out.keys() - {MANIFEST}


def test_a_folder_that_is_left_empty_goes_with_its_last_file(site: Path) -> None:
    write(site, {"docs/a/b/c.md": "# C\n", "docs/a/kept.md": "# K\n"})
    generated(site)
    (site / "docs/a/b/c.md").unlink()
    generated(site)
    assert not (site / "out/docs/a/b").exists()
    assert (site / "out/docs/a/kept.md").is_file()


def test_a_stale_file_that_was_changed_by_hand_is_kept_and_named(site: Path) -> None:
    write(site, {"docs/old.md": "# Old\n"})
    generated(site)
    (site / "docs/old.md").unlink()
    write(site / "out", {"docs/old.md": "# Old, and mine\n"})
    words = generated(site)
    assert "out/docs/old.md: no longer a part of the site, but changed by hand: left there\n" in words
    assert ", 0 deleted in out" in words
    assert tree(site / "out")["docs/old.md"] == b"# Old, and mine\n"


def test_files_of_others_are_left_alone(site: Path) -> None:
    generated(site)
    write(site / "out", {"notes.txt": "mine", "docs/actors/extra.md": "# Mine\n", "site/index.html": "built"})
    generated(site)
    out = tree(site / "out")
    assert (out["notes.txt"], out["docs/actors/extra.md"]) == (b"mine", b"# Mine\n")
    assert out["site/index.html"] == b"built"


def test_a_file_can_become_a_folder_and_a_folder_a_file(site: Path) -> None:
    write(site, {"docs/thing": "a file", "docs/other/page.md": "# P\n"})
    generated(site)
    (site / "docs/thing").unlink()
    (site / "docs/other/page.md").unlink()
    (site / "docs/other").rmdir()
    write(site, {"docs/thing/page.md": "# P\n", "docs/other": "a file"})
    generated(site)
    out = tree(site / "out")
    assert (out["docs/thing/page.md"], out["docs/other"]) == (b"# P\n", b"a file")


# folders that are not ours


@pytest.mark.parametrize("content", [{"x.txt": "x"}, {".hidden": "x"}, {"docs/index.md": "# X\n"}])
def test_a_folder_that_is_not_empty_is_refused(site: Path, content: dict[str, str]) -> None:
    write(site / "out", content)
    before = tree(site)
    assert "not empty" in refused(site)
    assert tree(site) == before


def test_the_folder_of_the_site_itself_is_refused(site: Path) -> None:
    before = tree(site)
    refused(site, ".")
    assert tree(site) == before


@pytest.mark.parametrize("folder", ["docs/out", "briefings/out", "docs", "./briefings/../docs/new"])
def test_a_folder_that_the_next_run_would_read_is_refused(site: Path, folder: str) -> None:
    before = tree(site)
    assert "name a folder elsewhere" in refused(site, folder)
    assert tree(site) == before


def test_an_empty_folder_and_a_folder_of_any_name(site: Path) -> None:
    (site / "empty").mkdir()
    generated(site, "empty")
    generated(site, "a b/ü/– # 🌍")
    assert tree(site / "empty") == tree(site / "a b/ü/– # 🌍")


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", "null", '{"files": []}', '{"files": {"a": 1}}', '{"file": {}}', "\0", "[" * 100_000],
)
def test_a_damaged_manifest_is_refused(site: Path, damage: str) -> None:
    generated(site)
    write(site / "out", {MANIFEST: damage})
    before = tree(site)
    assert f"out/{MANIFEST} is damaged: " in refused(site)
    assert tree(site) == before


def test_a_manifest_that_is_not_utf_8(site: Path) -> None:
    generated(site)
    (site / "out" / MANIFEST).write_bytes(b'{"files": {"caf\xe9": "0"}}')
    assert "is damaged" in refused(site)


def test_a_manifest_never_leads_out_of_the_folder(site: Path) -> None:
    generated(site)
    outside = write(site.parent / "outside", {"a.txt": "a", "b.txt": "b", "c/d.txt": "d", "e.txt": "e"})
    (site / "out/docs/linked").symlink_to(outside / "c", target_is_directory=True)
    (site / "out/docs/link.txt").symlink_to(outside / "e.txt")
    sums = {path.name: sum_of(path) for path in outside.rglob("*.txt")}
    names = {
        "../../outside/a.txt": sums["a.txt"],
        "docs/../../../outside/a.txt": sums["a.txt"],
        str(outside / "b.txt"): sums["b.txt"],
        "docs/linked/d.txt": sums["d.txt"],
        "docs/link.txt": sums["e.txt"],
        "": sums["a.txt"],
        ".": sums["a.txt"],
        "a\0b": sums["a.txt"],
        "docs/none.md": sums["a.txt"],
    }
    text = json.dumps({"files": {**manifest(site / "out"), **names}})
    write(site / "out", {MANIFEST: text})
    before = tree(outside)
    assert ", 0 deleted in out" in generated(site)
    assert tree(outside) == before
    assert set(manifest(site / "out")).isdisjoint(names)


def sum_of(path: Path) -> str:
    done = subprocess.run(["sha256sum", path], check=True, capture_output=True, text=True)
    return done.stdout.split()[0]


# what goes wrong


def test_nothing_is_written_where_the_content_has_an_error(site: Path) -> None:
    generated(site)
    before = times(site / "out")
    write(site, {**BROKEN, "docs/about.md": "# Changed\n"})
    done = briefkit("generate", "out", cwd=site)
    assert done.returncode == 1
    assert "briefings/bridge/claims.yml:7:14: error: " in said(done)
    assert said(done).splitlines()[-1] == "Error: 1 error in the content: nothing was written"
    assert times(site / "out") == before
    assert briefkit("generate", "new", cwd=site).returncode == 1
    assert not (site / "new").exists()


def test_two_errors_are_two(site: Path) -> None:
    broken = CLAIMS.replace("actor: calder", "actor: nobody").replace("actor/council", "actor/noone")
    write(site, {"briefings/bridge/claims.yml": broken})
    assert refused(site) == "Error: 2 errors in the content: nothing was written"


def test_a_warning_does_not_stop_it(site: Path) -> None:
    generated(write(site, WARNED))


def test_paths_of_errors_can_be_opened_from_where_the_command_ran(site: Path) -> None:
    write(site, BROKEN)
    done = briefkit("generate", "out", "--config", "site/mkdocs.yml", cwd=site.parent)
    assert done.stderr.startswith(b"site/briefings/bridge/claims.yml:7:14: error: ")


@pytest.mark.parametrize(
    ("there", "named"),
    [
        ("docs/actors/calder.md", "out/docs/actors/calder.md"),
        ("mkdocs.yml", "out/mkdocs.yml"),
        (MANIFEST, "out/" + MANIFEST),
    ],
)
def test_a_folder_where_a_file_must_go(site: Path, there: str, named: str) -> None:
    generated(site)
    (site / "out" / there).unlink()
    (site / "out" / there).mkdir()
    write(site / "out" / there, {"mine.txt": "mine"})
    write(site, {"docs/about.md": "# Changed\n"})
    last = refused(site)
    assert named in last or (there == MANIFEST and "not empty" in last)
    out = tree(site / "out")
    assert out[f"{there}/mine.txt"] == b"mine"
    assert [name for name in out if "half" in name or name.endswith(".new")] == []
    assert out["docs/about.md"] in {b"# About\n\nThis site.\n", b"# Changed\n"}


def test_a_file_where_a_folder_must_go(site: Path) -> None:
    generated(site)
    write(site, {"docs/new/page.md": "# New\n"})
    write(site / "out", {"docs/new": "mine"})
    assert "out/docs/new" in refused(site)
    assert tree(site / "out")["docs/new"] == b"mine"


def test_a_run_that_was_stopped_is_carried_on_by_the_next(site: Path) -> None:
    write(site, {"docs/big.md": "# Big\n" + "words " * 10_000})
    # Python puts its modules' code into files, too, and does not see where one is cut off
    command = f'export PYTHONDONTWRITEBYTECODE=1; ulimit -f 16; exec "{BIN}/briefkit" generate out'
    done = run("bash", "-c", command, cwd=site)
    assert done.returncode == 1
    assert said(done) == "Error: out/docs/big.md: File too large\n"
    written = tree(site / "out")
    generated(site)
    generated(site, "new")
    complete = tree(site / "new")
    assert {MANIFEST, "docs/about.md"} <= written.keys() < complete.keys()
    assert all(content == complete[name] for name, content in written.items() if name != MANIFEST)
    assert tree(site / "out") == complete


def test_a_file_of_the_pages_that_cannot_be_read(site: Path) -> None:
    (site / "docs" / "gone.md").symlink_to("nowhere.md")
    (site / "docs" / "round").symlink_to("../docs", target_is_directory=True)
    generated(site)
    assert mkdocs("build", "--strict", cwd=site / "out").returncode == 0


# the configuration


def test_options_that_only_hold_for_the_site_itself(site: Path) -> None:
    more = (
        "repo_url: https://github.com/desk/site\nwatch: [briefings]\nsite_dir: ../public\n"
        "docs_dir: docs\nextra_css: [own.css]\nextra: {when: 2024-03-12, what: !ENV [NO_SUCH, me]}\n"
        "copyright: '“ü”: # {}'\n"
    )
    write(site, {"mkdocs.yml": CONFIG.replace("name: mkdocs", "name: material\n  font: false") + more})
    write(site, {"docs/own.css": "/* own */\n"})
    generated(site)
    text = tree(site / "out")["mkdocs.yml"].decode()
    assert "!ENV" in text
    assert "public" not in text
    assert "“ü”: # {}" in text
    done = mkdocs("build", "--strict", cwd=site / "out")
    assert done.returncode == 0, said(done)
    assert not (site / "public").exists()
    page = tree(site / "out")["site/actors/calder/index.html"].decode()
    assert "edit/master/docs" not in page
    assert page.index("assets/briefkit.css") < page.index("own.css")


def test_extensions_with_options_keep_them(site: Path) -> None:
    expected = [{"toc": {"permalink": "§"}}, "attr_list", "md_in_html", "tables"]
    for extensions in ("{toc: {permalink: §}}", "[toc: {permalink: §}]"):
        write(site, {"mkdocs.yml": CONFIG + f"markdown_extensions: {extensions}\n"})
        generated(site)
        assert yaml.safe_load(tree(site / "out")["mkdocs.yml"])["markdown_extensions"] == expected


def test_the_themes_own_files_and_hooks_come_along(site: Path) -> None:
    theme = "name: mkdocs\n  custom_dir: over/rides"
    write(site, {"mkdocs.yml": CONFIG.replace("name: mkdocs", theme) + "hooks: [hooks/mine.py]\n"})
    write(
        site, {"over/rides/main.html": '{% extends "base.html" %}{% block footer %}OWN FOOTER{% endblock %}'}
    )
    write(
        site, {"hooks/mine.py": "def on_page_markdown(markdown, **_):\n    return markdown + 'BY A HOOK'\n"}
    )
    generated(site)
    moved = (site / "out").rename(site.parent / "moved")
    done = mkdocs("build", "--strict", cwd=moved)
    assert done.returncode == 0, said(done)
    for name in pages(moved / "site"):
        if name not in {"404.html"}:
            page = (moved / "site" / name).read_text(encoding="utf-8")
            assert "OWN FOOTER" in page
            assert "BY A HOOK" in page


def test_a_hand_written_file_wins_over_an_asset(site: Path) -> None:
    write(site, {"docs/assets/briefkit.css": "/* mine */\n"})
    generated(site)
    assert tree(site / "out")["docs/assets/briefkit.css"] == b"/* mine */\n"
