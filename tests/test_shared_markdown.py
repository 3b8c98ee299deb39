"""Generated pages come out of the quick renderer as they come out of Python-Markdown."""

import html
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from briefkit.building import build
from briefkit.load.settings import read_settings
from briefkit.model.needs import MARKDOWN_EXTENSIONS
from briefkit.plugin.pages.shared_markdown import can_render, rendered
from briefkit.render.escape import inert
from large_site import write_large_site
from readback import elements, fragment
from sites import CONFIG, ROOT, mkdocs, write

EXTENSIONS = [*MARKDOWN_EXTENSIONS, "toc", "fenced_code"]


def flat(headings: list[Any]) -> Iterator[tuple[int, str, str]]:
    for heading in headings:
        yield heading["level"], heading["id"], html.unescape(heading["name"])
        yield from flat(heading["children"])


def both(body: str) -> None:
    slow = Markdown(extensions=EXTENSIONS)
    made = slow.convert(body)
    quick = rendered(body, lambda link: link)
    assert elements(quick.html) == elements(made)
    assert list(flat(quick.headings)) == list(flat(slow.toc_tokens))  # type: ignore[attr-defined]
    assert quick.ids == {one.attrib["id"] for one in fragment(made).iter() if "id" in one.attrib}


def bodies(config: Path) -> dict[str, str]:
    built = build(read_settings(config), show_problems=True)
    kinds: dict[str, str] = {}
    for page in built.pages:
        _, front, body = page.text.split("---\n", 2)
        # the longest page of each kind has all that the others have
        kind = front.partition("\n")[0] if front.startswith("kind") else front.split("\n")[1]
        if len(body) > len(kinds.get(kind, "")):
            kinds[kind] = body
    return kinds


def test_every_kind_of_page_of_the_demo_and_of_a_large_site(tmp_path: Path) -> None:
    write_large_site(tmp_path, 150)
    for config in (ROOT / "mkdocs.yml", tmp_path / "mkdocs.yml"):
        kinds = bodies(config)
        assert len(kinds) > 15
        for body in kinds.values():
            both(body)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_text_that_is_shown_as_it_is(text: str) -> None:
    shown = inert(text)
    both(f'# {shown}x\n\n<div class="a" markdown="1">\n\n- **{shown}** [x{shown}](a.md)\n\n</div>\n')
    both(f"| a | b |\n|---|---|\n| x{shown} | {shown}x |\n")


def test_words_of_two_cells_stay_apart() -> None:
    table = rendered("| a | b |\n|---|---|\n| c | d |\n", str).html
    assert "".join(fragment(table).itertext()).split() == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("extensions", "options", "can"),
    [
        (EXTENSIONS, {}, True),
        ([*EXTENSIONS, "pymdownx.superfences"], {"toc": {"permalink": False, "title": "Here"}}, True),
        ([*EXTENSIONS, "smarty"], {}, False),
        (EXTENSIONS, {"toc": {"permalink": True}}, False),
    ],
)
def test_extensions_that_add_to_a_page_are_respected(
    extensions: list[str], options: dict[str, Any], can: bool
) -> None:
    assert can_render(extensions, options) == can


def test_a_site_is_the_same_by_either_renderer(tmp_path: Path) -> None:
    made = {}
    for name in ("pyromark", "python"):
        folder = write(tmp_path / name)
        option = CONFIG.replace("- briefkit", f"- briefkit: {{markdown: {name}}}")
        write(folder, {"mkdocs.yml": option.replace("name: mkdocs", "name: material")})
        done = mkdocs("build", "--strict", cwd=folder)
        assert done.returncode == 0, done.stderr.decode()
        pages = sorted((folder / "site").rglob("*.html"))
        made[name] = {page.relative_to(folder): elements(page.read_text(encoding="utf-8")) for page in pages}
    assert len(made["python"]) > 10
    assert made["pyromark"] == made["python"]
