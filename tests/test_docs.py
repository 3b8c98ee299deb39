"""The manual has an entry for everything there is, and no link in it is dead."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import briefkit
from briefkit.cli import VERBS, main
from briefkit.link import link
from briefkit.load import read_settings
from briefkit.model.folders import built_in_templates
from briefkit.model.kinds import KINDS
from briefkit.pipeline import RULES, examine
from briefkit.plugin.options import BriefkitConfig
from briefkit.problems import Rule
from briefkit.render import Plan, Site, render
from manual import DOCS, MANUAL, PAGES, ROOT, headings, read, without_code

# Rules


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_has_its_entry(rule: Rule) -> None:
    entry = headings(read(MANUAL / "rules.md")).get(rule.name)
    assert entry is not None, f"no heading “### {rule.name} {{ #{rule.name} }}” in rules.md"
    assert f"**{rule.severity.value.capitalize()}.** {rule.summary}" in " ".join(entry.split())


def test_every_entry_is_a_rule() -> None:
    entries = re.findall(r"^### (\S+) \{ #(\S+) \}$", read(MANUAL / "rules.md"), re.MULTILINE)
    names = {rule.name for rule in RULES}
    assert [name for name, anchor in entries if name != anchor or name not in names] == []


# The command line and the plugin


@pytest.mark.parametrize("verb", VERBS)
def test_verb_and_its_options_are_in_the_manual(verb: str) -> None:
    entry = headings(read(MANUAL / "mkdocs.md")).get(f"briefkit-{verb}")
    assert entry is not None, f"no heading with {{ #briefkit-{verb} }} in mkdocs.md"
    assert main.commands[verb].name == verb
    for parameter in main.commands[verb].params:
        if isinstance(parameter, click.Option):
            assert [name for name in parameter.opts if f"`{name}" not in entry] == []
            if isinstance(parameter.type, click.Choice):
                assert [choice for choice in parameter.type.choices if f"`{choice}`" not in entry] == []
        else:
            assert str(parameter.metavar) in entry


def test_every_verb_in_the_manual_is_there() -> None:
    entries = re.findall(r"\{ #briefkit-(\S+) \}", read(MANUAL / "mkdocs.md"))
    assert sorted(entries) == sorted(main.commands)


def test_every_option_of_the_plugin_is_in_the_manual() -> None:
    page = headings(read(MANUAL / "mkdocs.md"))
    for name, option in BriefkitConfig._schema:
        entry = page.get(f"option-{name.replace('_', '-')}")
        assert entry is not None, f"no heading for the option {name} in mkdocs.md"
        assert f"`{name}`" in entry
        if isinstance(option.default, str):
            assert f"`{option.default}`" in entry


# Pages


def test_every_page_kind_is_in_the_manual() -> None:
    page = read(MANUAL / "pages.md")
    kinds = [path.name for path in (built_in_templates() / "pages").glob("*.md.j2")]
    assert [name for name in sorted(kinds) if f"`pages/{name}`" not in page] == []


def test_every_part_of_a_page_is_in_the_manual() -> None:
    parts = built_in_templates() / "parts"
    page = read(MANUAL / "pages.md")
    names = [path.relative_to(parts).as_posix() for path in parts.glob("*.md.j2")]
    assert [name for name in sorted(names) if f"`parts/{name}`" not in page] == []


# The architecture page


def test_lines_of_the_demo_that_are_followed_are_there() -> None:
    cited = re.findall(
        r"`([\w./-]+):(\d+)`[^`\n]*:\n+```\w*\n(.*?)\n```", read(MANUAL / "architecture.md"), re.S
    )
    assert cited
    for path, line, words in cited:
        assert words.strip() in read(ROOT / path).split("\n")[int(line) - 1], f"{path}:{line}"


def test_marks_and_links_that_are_followed_are_on_the_pages() -> None:
    dossier, _ = examine(read_settings(ROOT / "mkdocs.yml"))
    pages = {page.path: page.text for page in render(Plan(Site(link(dossier))))}
    shown = re.findall(
        r"on the page `([\w./-]+)`[^`\n]*:\n+```\w*\n(.*?)\n```", read(MANUAL / "architecture.md"), re.S
    )
    assert shown
    for path, words in shown:
        assert words in pages[path], path


def test_modules_that_the_architecture_names_are_there() -> None:
    page = read(MANUAL / "architecture.md")
    named = set(re.findall(r"`((?:generator|templates|tests|docs|briefings)/[\w./-]*)`", page))
    assert len(named) > 10
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


# Links


def _links(text: str) -> Iterator[tuple[str, str]]:
    plain = re.sub(r"`[^`\n]*`", "", without_code(text))
    for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)", plain):
        if not re.match(r"[a-z]+:", target):
            path, _, anchor = target.partition("#")
            yield path, anchor


@pytest.mark.parametrize("page", [*PAGES, ROOT / "README.md"], ids=lambda path: path.name)
def test_no_link_is_dead(page: Path) -> None:
    generated = set(re.findall(r"(?:: )(\S+\.md)$", read(ROOT / "mkdocs.yml"), re.MULTILINE))
    for path, anchor in _links(read(page)):
        target = (page.parent / path).resolve() if path else page
        if not target.exists() and target.is_relative_to(DOCS):
            assert target.relative_to(DOCS).as_posix() in generated, f"{page.name}: {path}"
            continue
        assert target.exists(), f"{page.name}: {path}"
        if anchor:
            assert anchor in headings(read(target)), f"{page.name}: {path}#{anchor}"


def test_every_page_stands_in_the_navigation() -> None:
    config = read(ROOT / "mkdocs.yml")
    assert [path.name for path in PAGES if f": {path.relative_to(DOCS).as_posix()}\n" not in config] == []


def test_no_page_takes_an_address_of_the_content() -> None:
    taken = {kind.plural for kind in KINDS} | {
        "assets",
        "index.md",
        "feeds",
        "data",
        "timeline.md",
        "map.md",
        "corrections.md",
        "ratings.md",
        "review.md",
        "review",
        "problems.md",
    }
    assert [path.name for path in PAGES if path.relative_to(DOCS).parts[0] in taken] == []


# The changelog


def test_changelog_begins_with_what_comes_or_with_the_version() -> None:
    first, *_ = re.findall(r"^## \[(\S+)\].*\n+(?=### \S)", read(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert first in {"Unreleased", briefkit.__version__}
