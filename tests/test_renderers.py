"""The generated project, built by every renderer there is: no warning, the same pages, right titles."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from sites import ACTORS, BIN, CONFIG, CONTENT, ROOT, briefkit, pages, run, said, write

ODD = "Ines <b>Calder</b> & Søn “x” {{ y }} `z` *w* [a](b) &amp; \\\\ #1 | €"
MATERIAL = CONFIG.replace("name: mkdocs", "name: material\n  font: false")


@dataclass(frozen=True)
class Build:
    """What a renderer made of a site."""

    code: int
    words: str
    folder: Path


def demo(folder: Path) -> Path:
    for name in ("briefings", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def starter(folder: Path) -> Path:
    assert briefkit("new", folder, "--name", "A & B <C>", cwd=folder.parent).returncode == 0
    return folder


def odd(folder: Path) -> Path:
    actors = ACTORS.replace("Ines Calder & Søn <Nord>", f"'{ODD}'").replace(ODD, ODD.replace("\\\\", "\\"))
    return write(folder, {**CONTENT, "mkdocs.yml": MATERIAL, "briefings/actors.yml": actors})


def plain(folder: Path) -> Path:
    return write(folder, CONTENT)


SITES = {"demo": demo, "starter": starter, "odd": odd, "plain": plain}
RENDERERS = ("mkdocs", "properdocs", "zensical")
WITHOUT = {("plain", "properdocs"), ("plain", "zensical")}
"""Neither brings MkDocs' own theme."""


def build(renderer: str, folder: Path, target: Path) -> Build:
    done = run(BIN / renderer, "build", "--strict", cwd=folder)
    if (folder / "site").is_dir():
        (folder / "site").rename(target)
    return Build(done.returncode, said(done), target)


# each site is built in one test: builds are shared by no two workers
@pytest.mark.parametrize("name", SITES)
def test_every_renderer_makes_the_same_site_without_a_warning(name: str, tmp_path: Path) -> None:
    builds = built_by_all(name, tmp_path)
    for renderer, made in builds.items():
        assert made.code == 0, f"{renderer}: {made.words}"
        assert "WARNING" not in made.words
        assert renderer != "zensical" or "No issues found" in made.words
    plugin = builds.pop("plugin")
    assert len(set(titles(plugin).values())) > 10
    for renderer, made in builds.items():
        assert pages(made.folder) == pages(plugin.folder), renderer
        home = titles(made)["index.html"], titles(plugin)["index.html"]
        # Zensical puts the page's name in the navigation before the site's name
        assert home[0].endswith(home[1]), renderer
        assert {**titles(made), "index.html": home[1]} == titles(plugin), renderer
        for page in pages(made.folder):
            way = "(\\./)?" + "\\.\\./" * page.count("/")
            styles = re.search(f'href="{way}assets/briefkit.css"', read(made, page))
            assert styles or page == "404.html", (renderer, page)
    if name == "odd":
        for renderer, made in {"plugin": plugin, **builds}.items():
            assert_odd_name_is_shown_as_it_is(renderer, read(made, "actors/calder/index.html"))


def assert_odd_name_is_shown_as_it_is(renderer: str, page: str) -> None:
    shown = "Ines &lt;b&gt;Calder&lt;/b&gt; &amp; Søn “x” {{ y }} `z` *w* [a](b) &amp;amp; \\ #1 | €"
    assert f"<title>{shown} - Bridges</title>" in page, renderer
    heading = re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)[0]
    characters = re.sub(r"&#(\d+);", lambda match: named(chr(int(match[1]))), heading)
    assert characters.partition("<a class")[0] == shown, renderer


def named(character: str) -> str:
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(character, character)


def built_by_all(name: str, around: Path) -> dict[str, Build]:
    site = SITES[name](around / "site")
    builds = {"plugin": build("mkdocs", site, around / "plugin")}
    done = briefkit("generate", around / "out", cwd=site)
    assert done.returncode == 0, said(done)
    for renderer in RENDERERS:
        if (name, renderer) not in WITHOUT:
            builds[renderer] = build(renderer, around / "out", around / renderer)
    return builds


def titles(made: Build) -> dict[str, str]:
    return {
        name: re.findall(r"<title>(.*?)</title>", read(made, name), re.DOTALL)[0].strip()
        for name in pages(made.folder)
        if name != "404.html"
    }


def read(made: Build, name: str) -> str:
    return (made.folder / name).read_text(encoding="utf-8")
