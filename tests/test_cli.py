"""The command line, run as its users run it."""

import html
import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from briefkit.cli import VERBS
from sites import (
    BIN,
    BROKEN,
    CLAIMS,
    CONFIG,
    WARNED,
    briefkit,
    environment,
    mkdocs,
    run,
    said,
    tree,
    write,
)

ERROR = "there is no actor “nobody-known” [reference-unknown]"


def test_a_site_without_problems_exits_0(site: Path) -> None:
    done = briefkit("check", cwd=site)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"5 records: 0 errors, 0 warnings\n")


def test_an_error_has_place_rule_and_hint_and_exits_1(site: Path) -> None:
    write(site, BROKEN)
    done = briefkit("check", cwd=site)
    heading, first, *hints = done.stdout.decode().splitlines()
    assert done.returncode == 1
    assert heading == "briefings/bridge/claims.yml (1 error)"
    assert first == f"briefings/bridge/claims.yml:7:14: error: {ERROR}"
    assert CLAIMS.splitlines()[6][13:] == "calder"
    assert hints
    assert all(line.startswith("    ") for line in hints)
    assert done.stderr == b"5 records: 1 error, 0 warnings\n"


def test_warnings_alone_exit_0(site: Path) -> None:
    write(site, WARNED)
    done = briefkit("check", cwd=site)
    assert done.returncode == 0
    assert b"briefings/strange/thing.yml:1:1: warning: " in done.stdout
    assert done.stderr.endswith(b"0 errors, 1 warning\n")


def test_json_is_a_list_of_problems(site: Path) -> None:
    write(site, {**BROKEN, **WARNED})
    done = briefkit("check", "--format", "json", cwd=site)
    problems = json.loads(done.stdout)
    assert done.returncode == 1
    assert done.stderr == b""
    assert [problem["severity"] for problem in problems] == ["error", "warning"]
    error = problems[0]
    names = {"path", "line", "column", "severity", "rule", "message", "hint", "fix", "fingerprint", "record"}
    assert set(error) == names
    assert (error["path"], error["line"], error["column"]) == ("briefings/bridge/claims.yml", 7, 14)
    assert f"{error['message']} [{error['rule']}]" == ERROR


def test_json_of_a_sound_site_is_an_empty_list(site: Path) -> None:
    done = briefkit("check", "--format=json", cwd=site)
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_the_script_does_what_the_module_does(site: Path) -> None:
    write(site, BROKEN)
    script, module = run(BIN / "briefkit", "check", cwd=site), briefkit("check", cwd=site)
    assert (script.returncode, script.stdout, script.stderr) == (1, module.stdout, module.stderr)


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("absolute", [False, True])
def test_paths_can_be_opened_from_where_the_command_ran(site: Path, form: str, absolute: bool) -> None:
    write(site, BROKEN)
    config = site / "mkdocs.yml" if absolute else Path("site/mkdocs.yml")
    done = briefkit("check", "--config", config, "--format", form, cwd=site.parent)
    lines = done.stdout.decode().splitlines()
    path = json.loads(done.stdout)[0]["path"] if form == "json" else lines[1].split(":")[0]
    assert done.returncode == 1
    assert (site.parent / path).read_text(encoding="utf-8") == BROKEN["briefings/bridge/claims.yml"]


def test_from_a_folder_below_the_site(site: Path) -> None:
    write(site, BROKEN)
    done = briefkit("check", "--config", "../mkdocs.yml", cwd=site / "briefings")
    assert done.returncode == 1
    assert done.stdout.splitlines()[1].startswith(b"../briefings/bridge/claims.yml:7:14: error: ")


def test_paths_with_spaces_and_letters_of_any_alphabet(tmp_path: Path, site: Path) -> None:
    odd = site.rename(tmp_path / "Мой сайт – ‘x’ 🌍 #1")
    write(odd, {"briefings/über uns/actors.yml": "nobody:\n  name: [\n"})
    done = briefkit("check", "--config", odd / "mkdocs.yml", cwd=tmp_path)
    assert done.returncode == 1
    assert f"{odd}/briefings/über uns/actors.yml:".encode() in done.stdout
    (odd / "briefings/über uns/actors.yml").unlink()
    assert mkdocs("build", "--strict", cwd=odd).returncode == 0


def test_a_file_name_that_is_not_utf_8(site: Path) -> None:
    folder = os.fsencode(site / "briefings" / "actors")
    os.mkdir(folder)  # noqa: PTH102 - bytes are no Path
    with open(folder + b"/caf\xe9.yml", "wb") as file:  # noqa: PTH123
        file.write(b"name: X\nkind: person\n")
    for form in ("text", "json"):
        done = briefkit("check", "--format", form, cwd=site)
        assert done.returncode == 1
        assert b"briefings/actors/caf" in done.stdout
        assert b"[bad-id]" in done.stdout or b'"bad-id"' in done.stdout


ENCODINGS = [
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "latin-1"},
    {"PYTHONIOENCODING": "cp1252"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
]


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("encoding", ENCODINGS, ids=lambda changes: next(iter(changes.values())))
def test_a_terminal_that_is_not_utf_8(site: Path, encoding: dict[str, str], form: str) -> None:
    broken = CLAIMS.replace("actor: calder", "actor: Лукашенко 🌍")
    write(site, {"briefings/bridge/claims.yml": broken})
    done = briefkit("check", "--format", form, cwd=site, **encoding)
    assert done.returncode == 1
    if form == "json":
        assert "Лукашенко 🌍" in json.loads(done.stdout)[0]["message"]
    else:
        _, head, line, carets, *_ = done.stdout.splitlines()
        assert head.startswith(b"briefings/bridge/claims.yml:7:14: error: ")
        # what the terminal cannot show is written as a number, and the carets stand below all of it
        written = line.decode(encoding.get("PYTHONIOENCODING", "utf-8"))
        assert len(carets) == len(written) + written.count("🌍")


def test_a_pipe_that_is_closed_early(site: Path) -> None:
    many = "".join(f"a-{number}: {{kind: person}}\n" for number in range(3_000))
    write(site, {"briefings/crowd/actors.yml": many})
    for form in ("text", "json"):
        command = f'"{BIN}/briefkit" check --format {form} | head -n 1'
        done = run("bash", "-o", "pipefail", "-c", command, cwd=site)
        assert len(done.stdout.splitlines()) == 1
        assert b"BrokenPipe" not in done.stderr
        assert b"Exception" not in done.stderr


def test_a_closed_standard_output(site: Path) -> None:
    done = run("bash", "-c", f'"{BIN}/briefkit" check >&-', cwd=write(site, BROKEN))
    assert b"Exception" not in done.stderr


# usage: exit 2


def test_no_configuration(tmp_path: Path) -> None:
    done = briefkit("check", cwd=tmp_path)
    assert done.returncode == 2
    assert b"there is no mkdocs.yml here" in done.stderr
    assert b"briefkit new" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--no-such-option"],
        ["check", "--format", "xml"],
        ["check", "too", "many"],
        ["no-such-verb"],
        ["new"],
        ["generate"],
        ["check", "--config", "."],
        ["check", "--config", "no/such.yml"],
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_2(site: Path, arguments: list[str]) -> None:
    before = tree(site)
    done = briefkit(*arguments, cwd=site)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Error: " in done.stderr
    assert tree(site) == before


DAMAGED = {
    "not YAML": b"site_name: [",
    "a tab": b"site_name:\tX\n\tplugins: [briefkit]\n",
    "a list": b"- site_name: X\n",
    "a word": b"site_name\n",
    "empty": b"",
    "not UTF-8": b"site_name: caf\xe9\n",
    "NUL": b"site_name: \0\n",
    "too deep": b"x: " + b"[" * 5_000 + b"]" * 5_000,
    "no such date": b"site_name: X\ncopyright: 2024-13-45\n",
    "no number": b"site_name: X\nextra: {n: !!int many}\n",
    "a list as a key": b"? [a]\n: b\n",
    "two documents": b"site_name: X\n---\nsite_name: Y\n",
    "an unknown alias": b"site_name: *x\n",
    "plugins are a word": b"site_name: X\nplugins: briefkit\n",
    "content is a list": b"site_name: X\nplugins: [{briefkit: {content: [a]}}]\n",
    "content is a number": b"site_name: X\nplugins: [{briefkit: {content: 5}}]\n",
    "templates is a number": b"site_name: X\nplugins: [{briefkit: {templates: 5}}]\n",
    "relation types are a list": b"site_name: X\nplugins: [{briefkit: {relation_types: [a]}}]\n",
    "relation types lead nowhere": b"site_name: X\nplugins: [{briefkit: {relation_types: {a: [b]}}}]\n",
    "docs_dir is a list": b"site_name: X\ndocs_dir: [a]\nplugins: [briefkit]\n",
    "inherits from nothing": b"INHERIT: none.yml\nsite_name: X\nplugins: [briefkit]\n",
    "inherits from itself": b"INHERIT: mkdocs.yml\nsite_name: X\nplugins: [briefkit]\n",
    "inherits from a list": b"INHERIT: [a]\nsite_name: X\nplugins: [briefkit]\n",
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_configuration_is_named_and_exits_2(site: Path, damage: str) -> None:
    (site / "mkdocs.yml").write_bytes(DAMAGED[damage])
    done = briefkit("check", cwd=site)
    assert done.returncode == 2, said(done)
    assert done.stdout == b""
    assert b"mkdocs.yml: " in done.stderr.splitlines()[-1]


USABLE = {
    "!ENV": "copyright: !ENV [NO_SUCH_VARIABLE, 'me']\n",
    "!!python/name": (
        "markdown_extensions:\n  - toc: {slugify: !!python/name:markdown.extensions.toc.slugify ''}\n"
    ),
    "!relative": "markdown_extensions:\n  - toc: {x: !relative $docs_dir}\n",
    "byte order mark": "",
    "Windows line ends": "",
    "theme as a word": "",
}


@pytest.mark.parametrize("kind", USABLE)
def test_a_configuration_with_tags_or_odd_bytes_is_usable(site: Path, kind: str) -> None:
    text = CONFIG + USABLE[kind]
    if kind == "theme as a word":
        text = text.replace("theme:\n  name: mkdocs", "theme: mkdocs")
    data = text.encode("utf-8-sig" if kind == "byte order mark" else "utf-8")
    (site / "mkdocs.yml").write_bytes(data.replace(b"\n", b"\r\n") if kind.startswith("Windows") else data)
    done = briefkit("check", cwd=site)
    assert (done.returncode, done.stderr) == (0, b"5 records: 0 errors, 0 warnings\n")


@pytest.mark.parametrize("default", [True, False])
def test_options_from_the_environment(site: Path, default: bool) -> None:
    (site / "briefings").rename(site / "facts")
    option = (
        "!ENV [NO_SUCH_VARIABLE, BK_CONTENT, briefings]" if not default else "!ENV [NO_SUCH_VARIABLE, facts]"
    )
    write(site, {"mkdocs.yml": CONFIG.replace("- briefkit", f"- briefkit: {{content: {option}}}")})
    changes = {} if default else {"BK_CONTENT": "facts"}
    assert briefkit("check", cwd=site, **changes).returncode == 0
    assert mkdocs("build", "--strict", cwd=site, **changes).returncode == 0


def test_options_of_a_configuration_that_is_inherited(site: Path) -> None:
    (site / "briefings").rename(site / "facts")
    base = "theme: {name: mkdocs}\nplugins:\n  search: {}\n  briefkit: {content: facts, templates: none}\n"
    own = "INHERIT: ../base.yml\nsite_name: Bridges\nplugins: {briefkit: {templates: own}}\n"
    write(site, {"mkdocs.yml": own, "own/pages/ratings.md.j2": "# My scales\n"})
    write(site.parent, {"base.yml": base})
    assert briefkit("check", cwd=site).returncode == 0
    assert briefkit("generate", "out", cwd=site).returncode == 0
    assert b"# My scales" in tree(site)["out/docs/ratings.md"]
    assert b"theme" in tree(site)["out/mkdocs.yml"]
    assert b"INHERIT" not in tree(site)["out/mkdocs.yml"]
    assert mkdocs("build", "--strict", cwd=site / "out").returncode == 0


# content that is not there


def test_no_content_folder(site: Path) -> None:
    (site / "briefings").rename(site / "elsewhere")
    done = briefkit("check", cwd=site)
    assert done.returncode == 1
    assert done.stdout.splitlines()[1].startswith(b"briefings:1:1: error: there is no such folder of content")


def test_a_file_where_the_content_should_be(site: Path) -> None:
    (site / "briefings").rename(site / "elsewhere")
    write(site, {"briefings": "not a folder\n"})
    done = briefkit("check", cwd=site)
    assert done.returncode == 1
    assert b"[unreadable-file]" in done.stdout


def test_a_file_where_the_pages_should_be(site: Path) -> None:
    (site / "docs" / "about.md").unlink()
    (site / "docs").rmdir()
    assert briefkit("check", cwd=site).returncode == 0
    write(site, {"docs": "not a folder\n"})
    assert briefkit("check", cwd=site).returncode == 0


def test_a_link_to_nothing_among_the_content(site: Path) -> None:
    (site / "briefings" / "places.yml").symlink_to("gone.yml")
    done = briefkit("check", cwd=site)
    assert done.returncode == 1
    assert b"briefings/places.yml:1:1: error: " in done.stdout


# new


def test_a_new_site_is_sound_and_builds(tmp_path: Path) -> None:
    done = briefkit("new", "desk", cwd=tmp_path)
    assert done.returncode == 0
    desk = tmp_path / "desk"
    assert f"{len(tree(desk))} files in desk.".encode() in done.stdout
    assert b'site_name: "Briefings"\n' in tree(desk)["mkdocs.yml"]
    assert b"briefkit check" in tree(desk)["README.md"]
    assert b"site/\n" in tree(desk)[".gitignore"]
    checked = briefkit("check", cwd=desk)
    assert (checked.returncode, checked.stdout) == (0, b"")
    built = mkdocs("build", "--strict", cwd=desk)
    assert built.returncode == 0, said(built)
    assert "Briefings</title>" in (desk / "site" / "index.html").read_text(encoding="utf-8")


NAMES = {
    "A: b # c": "A: b # c",
    'It\'s "quoted" \\ here': 'It\'s "quoted" \\ here',
    "two\nlines\tand\x85more": "two lines and more",
    "🌍 – Ωμέγα": "🌍 – Ωμέγα",
    "- @SITE_NAME@": "- @SITE_NAME@",
    "{a: !x}": "{a: !x}",
    "null": "null",
    "delete \x7f, escape \x1b": None,
    "\udcff": None,
}


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_new_site_of_any_name(tmp_path: Path, name: str) -> None:
    done = briefkit("new", "desk", "--name", name, cwd=tmp_path)
    assert done.returncode == 0, said(done)
    desk = tmp_path / "desk"
    assert briefkit("check", cwd=desk).returncode == 0
    built = mkdocs("build", "--strict", cwd=desk)
    assert built.returncode == 0, said(built)
    given = NAMES[name]
    if given is not None:
        home = (desk / "site" / "index.html").read_text(encoding="utf-8")
        title = home.partition("<title>")[2].partition("</title>")[0]
        assert html.unescape(title).endswith(given)


@pytest.mark.parametrize("name", ["", " \n "])
def test_a_site_needs_a_name(tmp_path: Path, name: str) -> None:
    done = briefkit("new", "desk", "--name", name, cwd=tmp_path)
    assert done.returncode == 2
    assert not (tmp_path / "desk").exists()


def test_a_new_site_in_an_empty_folder_that_is_there(tmp_path: Path) -> None:
    assert briefkit("new", ".", cwd=tmp_path).returncode == 0
    assert (tmp_path / "mkdocs.yml").is_file()


def test_a_new_site_never_lands_on_other_files(tmp_path: Path) -> None:
    write(tmp_path, {"desk/mine.txt": "mine", "file": "a file"})
    before = tree(tmp_path)
    for target in ("desk", "file", "file/below"):
        done = briefkit("new", target, cwd=tmp_path)
        assert done.returncode in {1, 2}
        assert len(done.stderr.splitlines()[-1].split(b": ")) >= 2
    assert tree(tmp_path) == before


# help


def test_version() -> None:
    done = briefkit("--version", cwd=Path.cwd())
    assert (done.returncode, done.stdout.decode().split()) == (
        0,
        ["briefkit,", "version", version("briefkit")],
    )


@pytest.mark.parametrize("verb", [[], *([verb] for verb in VERBS)], ids=" ".join)
def test_help(tmp_path: Path, verb: list[str]) -> None:
    done = briefkit(*verb, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith(b"Usage: ")
    if not verb:
        told = [line.split()[0] for line in said(done).partition("Commands:\n")[2].splitlines()]
        assert told == sorted(VERBS)


def test_the_check_loads_nothing_that_only_makes_pages() -> None:
    loaded = "import sys, briefkit.cli.check; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, timeout=60)
    assert {b"jinja2", b"babel", b"briefkit.render", b"briefkit.exporting"}.isdisjoint(done.stdout.split())


def test_python_complains_of_nothing(site: Path) -> None:
    command = [sys.executable, "-X", "dev", "-W", "error", "-m", "briefkit", "check"]
    done = subprocess.run(command, check=False, cwd=site, env=environment(), capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"5 records: 0 errors, 0 warnings\n")
