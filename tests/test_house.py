"""The rules of the house that no linter knows."""

import ast
import importlib
import inspect
import pkgutil
import re
import statistics
import subprocess
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path
from types import ModuleType

import grimp
import pytest

import briefkit
import briefkit.check
from briefkit.check import CHECK_RULES, CHECKS
from briefkit.model import vocabulary
from briefkit.model.kinds import KINDS
from briefkit.pipeline import RULES
from briefkit.render.pages import PAGE_KINDS, former
from sites import ROOT

PACKAGE = ROOT / "generator" / "briefkit"
TEMPLATES = ROOT / "templates"
MODULES = sorted(PACKAGE.rglob("*.py"))
PARTS = sorted([*(TEMPLATES / "pages").rglob("*.j2"), *(TEMPLATES / "parts").rglob("*.j2")])


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions() -> Iterator[tuple[str, int]]:
    """Every function with its number of lines."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                assert node.end_lineno is not None
                yield f"{named(path)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1


# size and names


def test_no_module_is_long() -> None:
    assert [(named(path), lines(path)) for path in MODULES if lines(path) > 300] == []
    assert statistics.median(lines(path) for path in MODULES) <= 150


def test_no_function_is_long() -> None:
    assert [(name, length) for name, length in functions() if length > 40] == []


def test_every_module_says_by_its_name_what_it_is() -> None:
    vague = {"util", "utils", "helper", "helpers", "common", "base", "manager", "misc", "tools_", "core"}
    assert [named(path) for path in MODULES if path.stem in vague or path.parent.name in vague] == []


def test_every_module_says_in_a_sentence_what_it_is() -> None:
    for path in filter(lines, MODULES):
        text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        assert text, named(path)
        assert re.search(r"[.:`]$", text.splitlines()[0]), named(path)


def test_the_package_shows_its_version_and_nothing_else() -> None:
    assert briefkit.__all__ == ["__version__"]
    assert {name for name in vars(briefkit) if not name.startswith("_")} <= {
        path.stem for path in PACKAGE.iterdir()
    }


def test_what_a_package_shows_is_there() -> None:
    for info in pkgutil.walk_packages(briefkit.__path__, "briefkit."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        assert [name for name in getattr(module, "__all__", []) if not hasattr(module, name)] == []


# imports


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = grimp.build_graph("briefkit", exclude_type_checking_imports=False, cache_dir=None)
    ways = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    # take away what imports nothing that is left, again and again: circles remain
    while leaves := {module for module, others in ways.items() if not others & ways.keys()}:
        ways = {module: others for module, others in ways.items() if module not in leaves}
    assert ways == {}


# the families


def test_every_check_is_in_the_list_and_says_its_rule() -> None:
    files = {path.stem for path in (PACKAGE / "check").glob("*.py")} - {"__init__"}
    assert sorted(module.__name__.rpartition(".")[2] for module in CHECKS) == sorted(files)
    for module in CHECKS:
        assert_is_a_check(module)


def assert_is_a_check(module: ModuleType) -> None:
    assert module.RULE in CHECK_RULES
    assert module.__doc__
    sentence = module.__doc__.splitlines()[0]
    assert sentence == module.RULE.summary or sentence.endswith(".")
    runs = [getattr(module, name) for name in ("check", "check_all") if hasattr(module, name)]
    assert runs
    assert all(inspect.isgeneratorfunction(run) for run in runs)


def test_every_rule_has_a_name_of_its_own_and_a_sentence() -> None:
    names = [rule.name for rule in RULES]
    assert len(set(names)) == len(names)
    for rule in RULES:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
        assert rule.summary.endswith(".")
        assert "\n" not in rule.summary


def test_every_page_kind_has_a_module_and_a_template_of_its_name() -> None:
    every = (*PAGE_KINDS, former)
    kinds = [kind.__name__ for kind in every]
    assert len(set(kinds)) == len(kinds)
    for kind in every:
        assert kind.__module__ == f"briefkit.render.pages.{kind.__name__}"
    modules = {path.stem for path in (PACKAGE / "render" / "pages").glob("*.py")} - {"__init__"}
    assert modules == set(kinds)
    indexes = {f"index_{kind.plural}" for kind in KINDS}
    templates = {path.name.removesuffix(".md.j2") for path in (TEMPLATES / "pages").glob("*.j2")}
    # the page of specimens is made of a dossier of its own, that of changes of a comparison
    assert templates - {"style", "changes"} == set(kinds) - {"index"} | indexes


def test_every_kind_of_record_can_be_set_into_a_text() -> None:
    embeds = {path.name.removesuffix(".md.j2") for path in (TEMPLATES / "parts" / "embeds").glob("*.j2")}
    assert {kind.name for kind in KINDS} <= embeds


# templates

ATTRIBUTE = re.compile(r'=\s*"([^"]*)"')
PRINTED = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
OF_A_CLOSED_LIST = re.compile(
    r"""
    \s*(
        .*\|\s*attr                              # made for it
        | [\w.]*\b(anchor|severity|status|stance|via)   # an anchor, or a word of a closed list
        | value                                  # the same, in a loop over such a list
        | ''? | '[ a-z-]*'\ if\ [\w.]+           # the template's own words
    )\s*
    """,
    re.VERBOSE,
)


@pytest.mark.parametrize("path", PARTS, ids=named)
def test_what_stands_in_an_attribute_is_made_for_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    code = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
    for value in ATTRIBUTE.findall(code.sub("", text)):
        for printed in PRINTED.findall(value):
            assert OF_A_CLOSED_LIST.fullmatch(printed), f"{named(path)}: {value}"


def test_the_words_of_closed_lists_are_safe_in_an_attribute() -> None:
    lists = [getattr(vocabulary, name) for name in dir(vocabulary) if name[0].isupper()]
    words = [str(word) for words in lists if isinstance(words, type) for word in words]
    assert len(words) > 30
    assert [word for word in words if re.search(r'[<>"&\s]', word) and "TLP" not in word] == []


@pytest.mark.parametrize("path", PARTS, ids=named)
def test_no_template_prints_text_as_markup(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(
        r"\|\s*safe\b|\bautoescape\b|Markup|\|\s*(escape|e|forceescape|urlize|tojson)\b", text
    )


# what is under version control


def tracked() -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    paths = [ROOT / name for name in done.stdout.decode().split("\0") if name]
    return [path for path in paths if path.is_file()]


def test_nothing_names_where_it_was_made_or_fetched_from() -> None:
    files = tracked()
    assert len(files) > 100
    hosts = [
        ("py" + "pi", "org"),
        ("python" + "hosted", "org"),
        ("registry.npm" + "js", "org"),
        ("un" + "pkg", "com"),
    ]
    forbidden = ["/" + "work" + "/", "/" + "root" + "/", *(".".join(host) for host in hosts)]
    found = [
        f"{named(path)}: {word}" for path in files for word in forbidden if word.encode() in path.read_bytes()
    ]
    assert found == []


def test_every_text_ends_in_a_line_end_and_has_unix_lines() -> None:
    endings = {".py", ".toml", ".j2", ".css", ".js"}
    for path in tracked():
        if path.suffix in endings:
            content = path.read_bytes()
            assert content.endswith(b"\n") or not content, named(path)
            assert b"\r" not in content, named(path)


def test_the_versions_of_all_that_is_installed_are_written_down() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    pinned = dict(line.split("==") for line in text.splitlines() if not line.startswith("#"))
    versions = {canonical(name): version for name, version in pinned.items()}
    assert "/" not in text
    assert "@" not in text
    brought = {"pip", "setuptools", "wheel", "briefkit"}
    installed = {canonical(found.metadata["Name"]): found.version for found in distributions()}
    assert {name: version for name, version in installed.items() if name not in brought} == {
        name: version for name, version in versions.items() if name in installed
    }


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
