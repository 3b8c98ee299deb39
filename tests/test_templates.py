"""What templates print: nothing undefined, nothing that is markup by mistake, nothing escaped twice."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, TemplateError, UndefinedError

from briefkit.building import build
from briefkit.load.settings import read_settings
from briefkit.model.page import Page
from briefkit.render.catalogue import Catalogue
from briefkit.render.environment import Templates, environment
from briefkit.render.escape import head
from briefkit.render.front_matter import front_matter
from briefkit.render.mistakes import template_mistake
from briefkit.render.rendering import tidy
from briefkit.render.sheet import Sheet
from sites import CONTENT, ROOT, write

MARKS = '*a* _b_ `c` <i>d</i> [e](f) {{ g }} {% h %} ~j~ | ^k^ $l$ == m == \\n & &amp; # --8<-- "x"'


def pieces(found: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(found), max_size=20).map("".join)


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


@pytest.fixture
def own(tmp_path: Path) -> Templates:
    """Templates of a site's own: a part in every way in which it can know more than its macros are told."""
    parts = {
        "marks.md.j2": "{% macro mark(x) %}{{ tool() }} {{ x }}{% endmacro %}",
        "within.md.j2": '{% import "parts/marks.md.j2" as marks with context %}'
        "{% macro all(x) %}{{ marks.mark(x) }}{% endmacro %}",
        "of_page.md.j2": "{% macro mark(x) %}{{ tool() }} {{ title }} {{ x }}{% endmacro %}",
        "at_once.md.j2": "{% set first = tool() %}{% macro mark(x) %}{{ first }} {{ x }}{% endmacro %}",
        "around.md.j2": '{% import "parts/at_once.md.j2" as once with context %}'
        "{% macro mark(x) %}{{ once.mark(x) }}{% endmacro %}",
        "counting.md.j2": "{% set seen = [] %}{% macro mark(x) %}"
        "{{ seen.append(x) or '' }}{{ seen | length }}{% endmacro %}",
        "bringing.md.j2": '{% macro mark(x) %}{% include "parts/brought.md.j2" %}{% endmacro %}',
        "brought.md.j2": "{{ tool() }} {{ title }}",
    }
    write(tmp_path, {f"parts/{name}": text for name, text in parts.items()})
    return environment(tmp_path, Catalogue("en", []))


def on_two_pages(own: Templates, text: str) -> list[str]:
    template = own.from_string(text)
    pages = []
    for name in ("one", "two"):
        with own.on({**own.globals, "tool": lambda name=name: name}):
            pages.append(template.render(title=f"T {name}"))
    return pages


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        ("marks.md.j2", ["one x", "two x"]),
        ("of_page.md.j2", ["one T one x", "two T two x"]),
        ("at_once.md.j2", ["one x", "two x"]),
        ("around.md.j2", ["one x", "two x"]),
        ("counting.md.j2", ["1", "1"]),
        ("bringing.md.j2", ["one T one", "two T two"]),
    ],
)
def test_a_part_imported_with_context_is_of_the_page_that_imports_it(
    own: Templates, part: str, shown: list[str]
) -> None:
    text = f'{{% import "parts/{part}" as part with context %}}{{{{ part.mark("x") }}}}'
    assert on_two_pages(own, text) == shown


def test_macros_find_the_tools_of_the_page_without_its_context_too(own: Templates) -> None:
    text = '{% import "parts/within.md.j2" as part %}{{ part.all("x") }}'
    assert on_two_pages(own, text) == ["one x", "two x"]
    with pytest.raises(UndefinedError):
        on_two_pages(own, '{% import "parts/at_once.md.j2" as part %}{{ part.mark("x") }}')


def test_what_a_page_sets_wins_over_the_tools(own: Templates) -> None:
    text = '{% set tool = title.upper %}{% import "parts/marks.md.j2" as part with context %}{{ part.mark("x") }}'
    assert on_two_pages(own, text) == ["T ONE x", "T TWO x"]


def test_macros_of_the_built_in_parts_are_made_once(made: Environment) -> None:
    template = made.get_template("parts/marks.md.j2")
    assert template.make_module({"own": 1}, True) is template.make_module({}, True)
    assert template.make_module({"site": 1}, True) is not template.make_module({}, True)


MACRO = "{% macro m(a, b=2, c=3) %}{{ a }} {{ b }} {{ c }}{% endmacro %}"


@pytest.mark.parametrize(
    ("call", "shown"),
    [
        ("m(1)", "1 2 3"),
        ("m(1, c=5)", "1 2 5"),
        ("m(1, 4, 5)", "1 4 5"),
        ("m(b=4, a=1)", "1 4 3"),
    ],
)
def test_a_macro_takes_what_it_names(own: Templates, call: str, shown: str) -> None:
    assert own.from_string(f"{MACRO}{{{{ {call} }}}}").render() == shown


@pytest.mark.parametrize(
    ("call", "wrong"),
    [
        ("m(1, 4, 5, 6)", "takes not more than 3"),
        ("m(1, d=4)", "takes no keyword argument 'd'"),
        ("m(1, a=4)", "takes no keyword argument 'a'"),
    ],
)
def test_a_macro_takes_nothing_else(own: Templates, call: str, wrong: str) -> None:
    with pytest.raises(TypeError, match=wrong):
        own.from_string(f"{MACRO}{{{{ {call} }}}}").render()


def test_behind_a_dot_stands_an_attribute_or_an_entry(own: Templates) -> None:
    found = own.from_string("{{ x.a }} {{ x.a.b.title() }} {{ x.items }}").render(x={"a": Entries(b="c")})
    assert found.startswith("Entries C &#60;built-in")
    with pytest.raises(UndefinedError, match="no attribute 'e'"):
        own.from_string("{{ x.a.e }}").render(x={"a": Entries()})


class Entries(dict[str, str]):
    def __str__(self) -> str:
        return "Entries"


def test_no_name_of_a_page_is_found_behind_it(own: Templates) -> None:
    on_two_pages(own, "{{ tool() }}")
    with pytest.raises(UndefinedError):
        own.from_string("{{ tool() }}").render()


def test_the_code_of_templates_is_as_jinja_3_1_makes_it(made: Environment) -> None:
    code = made.compile("{{ x }}{{ x.y }}{{ x.words }}{{ x(1, z=2) }}{{ x(*y) }}", raw=True)
    assert "escape(" not in code.partition("def root")[2]
    for piece in (
        ").__class__ is Markup else inert[_shown] if _shown.__class__ is str else printed(_shown))",
        "'y', missing)) is not missing else attribute(_of, 'y'))",
        "worded((",
        ")(1, z=2, )",
        "called((",
        "Macro = environment.macro",
    ):
        assert piece in code
    assert "environment.note(" in made.compile("{{ x }}", name="x", raw=True)


@given(pieces([*"\n\t ax<>/-", "<div", "</div", "<div>", "\n\n"]))
def test_a_page_is_tidied_line_by_line_as_it_was_by_patterns(text: str) -> None:
    body = f"{text}\n"
    apart = re.sub(r"(?m)\n*^(</?div\b.*>)$\n*", r"\n\n\1\n\n", re.sub(r"[ \t]+\n", "\n", body))
    assert tidy(body) == re.sub(r"\n[ \t]*\n(?:[ \t]*\n)+", "\n\n", apart).strip() + "\n"


@given(pieces([*"aéN1 ,;.&()'/-:#\"!?%@`~=*\u0301\u2028\U0001f600", "true", "no"]))
def test_a_title_in_the_front_matter_is_as_yaml_writes_it(text: str) -> None:
    sheet = Sheet("a.md", "actor.md.j2", text, summary=text)
    summary = {"description": head(text)} if text else {}
    matter = {"title": head(text), "kind": "actor", **summary, "hide": ["footer", "navigation"]}
    written = yaml.dump(matter, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    assert front_matter(sheet) == f"---\n{written}---\n\n"
