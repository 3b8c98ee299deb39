"""Pages of ours, as other plugins and the theme find them."""

import gc
import weakref
from pathlib import Path

import pytest
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from briefkit.plugin.pages.generated_page import GeneratedPage, Links
from briefkit.plugin.resting import ROUNDS, Resting
from briefkit.plugin.search.theme_index import theme_search
from sites import write

TEXT = (
    "---\nkind: actor\n---\n\n# Ada “A”\n\nSee [her](ada.md#x), [more](ada/more.md) and [one](bo.md?a=b#c).\n"
)


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    write(tmp_path, {"mkdocs.yml": "site_name: A\ntheme: {name: material, font: false}\nplugins: [search]\n"})
    write(tmp_path, {"docs/index.md": "# A\n"})
    made = load_config(str(tmp_path / "mkdocs.yml"))
    made.plugins.on_startup(command="build", dirty=False)
    return made


def page(config: MkDocsConfig, path: str, text: str, files: Files, links: Links) -> GeneratedPage:
    file = File.generated(config, path, content=text)
    files.append(file)
    return GeneratedPage(file, config, links)


@pytest.mark.parametrize("first", ["bo.md", "ada.md"])
def test_ways_to_a_page_and_what_lies_below_it(config: MkDocsConfig, first: str) -> None:
    files = Files([])
    links = Links(files)
    for name in ("ada.md", "bo.md", "ada/more.md"):
        page(config, f"actors/{name}", TEXT, files, links)
    found = {}
    for name in (first, "ada.md", "bo.md"):
        file = files.get_file_from_path(f"actors/{name}")
        assert file is not None
        way = links.origin(file)
        found[name] = [way(link) for link in ("ada.md#x", "ada/more.md", "bo.md?a=b#c", "#y", "/z", "no.md")]
    assert found["ada.md"] == ["./#x", "more/", "../bo/?a=b#c", "#y", "/z", "no.md"]
    assert found["bo.md"] == ["../ada/#x", "../ada/more/", "./?a=b#c", "#y", "/z", "no.md"]


def test_a_page_that_rests_is_the_same(config: MkDocsConfig) -> None:
    files = Files([])
    made = page(config, "actors/ada.md", TEXT, files, Links(files))
    assert (made.markdown, made.content, made.is_rendered) == (None, None, False)
    made.read_source(config)
    markdown = made.markdown
    made.render(config, files)
    content = made.content
    made.rest()
    assert made.is_rendered
    assert (made.markdown, made.content, made.meta) == (markdown, content, {"kind": "actor"})
    assert str(markdown).startswith("# Ada “A”")
    made.content = made.markdown = "half \ud800"
    made.rest()
    assert made.content == made.markdown == "half \ud800"


def test_the_index_of_materials_search_is_known(config: MkDocsConfig) -> None:
    config.plugins.on_config(config)
    index = theme_search(config)
    assert index is not None
    files = Files([])
    made = page(config, "actors/ada.md", TEXT, files, Links(files))
    made.read_source(config)
    made.render(config, files)
    assert index.agrees(made, made.content or "")
    assert index.add(made, made.content or "")
    (plugin,) = (plugin for plugin in config.plugins.values() if hasattr(plugin, "search_index"))
    assert [entry["location"] for entry in plugin.search_index.entries] == ["actors/ada/"]


class Thing:
    """Something that holds itself."""

    own: "Thing"


def test_garbage_is_collected_again_after_a_build() -> None:
    was_on = gc.isenabled()
    gc.enable()
    resting = Resting()
    resting.begin()
    assert not gc.isenabled()
    resting.begin()
    resting.end()
    resting.end()
    assert gc.isenabled()
    thing = Thing()
    thing.own = thing
    gone = weakref.ref(thing)
    del thing
    for _ in range(ROUNDS):
        resting.begin()
        resting.end()
    # what is out of sight is not there for ever
    assert gone() is None
    gc.unfreeze()
    gc.disable()
    resting.begin()
    resting.end()
    assert not gc.isenabled()
    if was_on:
        gc.enable()
