"""What templates print: nothing undefined, nothing that is markup by mistake, nothing escaped twice."""

from pathlib import Path

import pytest
from jinja2 import Environment, StrictUndefined, TemplateError, UndefinedError

from briefkit.load.settings import read_settings
from briefkit.model.page import Page
from briefkit.pipeline import build
from briefkit.render.catalogue import Catalogue
from briefkit.render.environment import environment
from briefkit.render.mistakes import template_mistake
from sites import CONTENT, ROOT, write

MARKS = '*a* _b_ `c` <i>d</i> [e](f) {{ g }} {% h %} ~j~ | ^k^ $l$ == m == \\n & &amp; # --8<-- "x"'


@pytest.fixture
def made() -> Environment:
    return environment(None, Catalogue("en", []))


def test_undefined_names_are_errors(made: Environment) -> None:
    assert made.undefined is StrictUndefined
    for text in (
        "{{ nothing }}",
        "{{ kinds.nothing }}",
        "{% if nothing %}{% endif %}",
        "{{ vocabulary.No }}",
    ):
        with pytest.raises(UndefinedError):
            made.from_string(text).render()


@pytest.mark.parametrize("name", ["pages/actor.md.j2", "styles/10-ink.css", "scripts/99-own.js"])
def test_a_file_that_is_not_utf_8_is_named(tmp_path: Path, name: str) -> None:
    site = write(tmp_path, CONTENT)
    own = site / "templates" / name
    own.parent.mkdir(parents=True)
    own.write_bytes(b"\xff\xfe")
    with pytest.raises(TemplateError) as caught:
        build(read_settings(site / "mkdocs.yml"))
    assert f"{name}: this is not UTF-8" in template_mistake(caught.value)


def test_a_text_is_printed_without_a_mark(made: Environment) -> None:
    shown = made.from_string("{{ text }}").render(text=MARKS)
    assert set(shown).isdisjoint("*_`<>[]{}~|^$=\\@")
    for word in ("&#42;a&#42;", "&#96;c&#96;", "&#60;i&#62;", "&#38;amp;", "&#123;&#123; g &#125;&#125;"):
        assert word in shown


def test_numbers_and_words_are_printed_as_they_are(made: Environment) -> None:
    assert made.from_string("{{ n }} {{ w }}").render(n=12, w="Minsk – Мінск") == "12 Minsk – Мінск"


@pytest.mark.parametrize(
    "text",
    [
        "{% macro one(x) %}{{ x }}{% endmacro %}{{ one(text) }}",
        "{% macro one(x) %}{{ x }}{% endmacro %}{% macro two(x) %}{{ one(x) }}{% endmacro %}{{ two(text) }}",
        "{% macro one(x) %}{{ x }}{% endmacro %}{{ one(text) | trim }}",
        "{% set shown %}{{ text }}{% endset %}{{ shown }}",
        "{% macro one() %}{{ caller() }}{% endmacro %}{% call one() %}{{ text }}{% endcall %}",
        "{% filter trim %}{{ text }}{% endfilter %}",
        "{{ [text] | join(', ') }}",
        "{{ text ~ '' }}",
        "{{ text if text else '' }}",
    ],
)
def test_whatever_the_way_a_text_is_escaped_once(made: Environment, text: str) -> None:
    assert made.from_string(text).render(text="a & *b*") == "a &#38; &#42;b&#42;"


def test_an_attribute_holds_no_quote(made: Environment) -> None:
    shown = made.from_string('<a title="{{ text | attr }}">').render(text='"><b onclick="x">')
    assert shown.count('"') == 2
    assert shown.count("<") == 1


def test_macros_of_the_built_in_templates_print_markup(made: Environment) -> None:
    names = [name for name in made.list_templates() if name.startswith("parts/") and name.endswith(".j2")]
    assert names
    for name in names:
        made.get_template(name)


def rendered(tmp_path: Path, template: str) -> Page:
    write(tmp_path, {"mkdocs.yml": "site_name: 'A *b* & <c>'\nplugins: [briefkit]\n"})
    write(tmp_path, {"briefings/actors.yml": "", "templates/pages/ratings.md.j2": template})
    made = build(read_settings(tmp_path / "mkdocs.yml"))
    assert not made.problems
    return next(page for page in made.pages if page.path == "ratings.md")


def test_a_sites_own_template_prints_inert_text(tmp_path: Path) -> None:
    page = rendered(tmp_path, "# Ours\n\n{{ settings.site_name }}\n")
    assert '# Ours\n\nA &#42;b&#42; &#38; &#60;c&#62;\n\n<div class="bk-colophon"' in page.text


def test_a_sites_own_template_finds_the_parts_that_are_built_in(tmp_path: Path) -> None:
    page = rendered(tmp_path, '{% include "parts/no_source.md.j2" %}')
    assert "bk-no-source" in page.text


def test_a_page_ends_in_one_line_end_and_has_no_two_blank_lines() -> None:
    for page in build(read_settings(ROOT / "mkdocs.yml")).pages:
        assert page.text.endswith("\n")
        assert not page.text.endswith("\n\n")
        assert "\n\n\n" not in page.text
        assert not [line for line in page.text.splitlines() if line != line.rstrip()]


def test_a_page_says_how_many_more_there_are(tmp_path: Path) -> None:
    many = range(45)
    evidence = 'evidence: [{source: all, quote: "so"}]'
    files = {
        "mkdocs.yml": "site_name: A\nplugins: [briefkit]\n",
        "briefings/actors.yml": "one: {name: One, kind: person}\n",
        "briefings/places.yml": "here: {name: Here, kind: city}\n",
        "briefings/sources/all.md": "---\n{headline: All, publisher: All, text: full}\n---\nIt is so.\n",
        "briefings/claims.yml": "".join(
            f"c{n}: {{claim: It is {n}., kind: factual, positions: [{{actor: one, stance: deny, {evidence}}}]}}\n"
            for n in many
        ),
        "briefings/events.yml": "".join(
            f"e{n}: {{name: Day {n}, date: {1900 + n}, places: here, participants: [{{actor: one}}], {evidence}}}\n"
            for n in many
        ),
    }
    pages = {
        page.path: page.text for page in build(read_settings(write(tmp_path, files) / "mkdocs.yml")).pages
    }
    assert "5 more positions stand on the pages of their claims" in pages["actors/one.md"]
    assert "5 earlier ones are in the timeline" in pages["actors/one.md"]
    assert "5 earlier ones are in the timeline" in pages["places/here.md"]
