"""What came of pages in a build before is taken again, and the site is the same."""

import json
import logging
from pathlib import Path

import pytest
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from briefkit.plugin.pages.generated_page import GeneratedPage, Links
from briefkit.plugin.pages.listed_page import ListedPage
from briefkit.plugin.pages.packs import Content, Made, Packs, packed
from briefkit.plugin.surroundings import asks_for_sources
from large_site import configuration, write_large_site
from sites import mkdocs, write

CONFIG = "site_name: A\ntheme: {name: material, font: false}\nplugins: [search]\nnav: [index.md]\n"

PAGE = "---\nkind: actor\n---\n\n# Ada\n\nSee [her](ada.md#x).\n"


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    write(tmp_path, {"mkdocs.yml": CONFIG, "docs/index.md": "# A\n"})
    made = load_config(str(tmp_path / "mkdocs.yml"))
    made.plugins.on_startup(command="build", dirty=False)
    return made


def build(folder: Path, name: str) -> dict[str, bytes]:
    arguments = ("build", "-f", f"{name}.yml", "-d", name)
    done = mkdocs(*arguments, cwd=folder, SOURCE_DATE_EPOCH="1700000000")
    assert done.returncode == 0, done.stderr.decode()
    made = folder / name
    return {
        str(path.relative_to(made)): path.read_bytes() for path in sorted(made.rglob("*")) if path.is_file()
    }


FEW = """
from briefkit.plugin import contents, written_pages

# so that there is work for two processes
contents.TOGETHER = written_pages.TOGETHER = 10
"""

SLOW = """
def on_page_markdown(markdown, **_):
    return markdown

def on_page_context(context, **_):
    return context
"""
"""A hook that changes nothing, but could: nothing is kept of a page, and MkDocs writes it."""


def test_a_site_of_what_is_kept_is_the_same(tmp_path: Path) -> None:
    folder = write_large_site(tmp_path, 40)
    text = configuration()
    slow = text.replace("- briefkit:", "- briefkit: {cache: false}")
    assert slow != text
    write(folder, {"kept.yml": f"{text}\nhooks: [few.py]\n", "few.py": FEW})
    write(folder, {"slow.yml": f"{slow}\nhooks: [slow.py]\n", "slow.py": SLOW})
    first = build(folder, "kept")
    assert build(folder, "kept") == first == build(folder, "slow")
    path = next(path for path in sorted((folder / "briefings").rglob("*.yml")) if "actors" in str(path))
    written = path.read_text(encoding="utf-8")
    edited = written.replace("name: ", "name: New ", 1)
    assert edited != written
    path.write_text(edited, encoding="utf-8")
    second = build(folder, "kept")
    assert second == build(folder, "slow") != first


LOOKS = """
import json
from pathlib import Path

found = []

def on_files(files, **_):
    return files

def on_nav(nav, files, **_):
    found.extend(files.documentation_pages())
    return nav

def on_post_build(config, **_):
    seen = [(f.src_uri, f.inclusion.name, f.page.title, f.page.markdown, f.page.content) for f in found]
    Path(config.site_dir, "seen.json").write_text(json.dumps(seen))
"""
"""A hook that changes nothing, and looks at all pages when they are written."""


def test_whoever_looks_at_the_pages_afterwards_finds_them_whole(tmp_path: Path) -> None:
    folder = write_large_site(tmp_path, 40)
    write(folder, {"quick.yml": f"{configuration()}\nhooks: [few.py, looks.py]\n", "few.py": FEW})
    write(folder, {"slow.yml": f"{configuration()}\nhooks: [slow.py, looks.py]\n", "slow.py": SLOW})
    write(folder, {"looks.py": LOOKS})
    quick = build(folder, "quick")
    assert quick == build(folder, "slow")
    assert len(json.loads(quick["seen.json"])) > 40


def test_a_damaged_pack_is_as_good_as_none(config: MkDocsConfig) -> None:
    files = Files([])
    made = Made({"kind": "other"}, [], (), None)
    good = packed([(made, Content("<p>kept</p>", ""))])
    for pack, expected in ((good, "<p>kept</p>"), (good._replace(made=b"no pack"), "<h1")):
        file = File.generated(config, "actors/ada.md", content=PAGE.encode())
        files.append(file)
        page = GeneratedPage(file, config, Links(files))
        packs = Packs(alone=False)
        packs.put(file, pack, 0)
        page.be_in(packs)
        page.read_source(config)
        page.render(config, files)
        assert str(page.content).startswith(expected)
        files.remove(file)


def test_content_stays_packed_where_nobody_asks(config: MkDocsConfig) -> None:
    files = Files([])
    file = File.generated(config, "actors/ada.md", content=PAGE.encode())
    page = GeneratedPage(file, config, Links(files))
    packs = Packs(alone=True)
    packs.put(file, packed([(Made({}, [], (), None), Content("<p>a</p><!-- linked data -->", "{}"))]), 0)
    page.be_in(packs)
    page.read_source(config)
    page.render(config, files)
    page.content = page.without_linked_data(page.content or "")
    assert page.content == "<p>a</p><!-- linked data -->"
    assert (page.linked_data, page.made) == ("{}", Made({}, [], (), None))
    page.content = "other"
    page.rest()
    assert (page.content, page.made) == ("other", None)
    page.forget_source()
    assert (page.markdown, file.content_bytes) == ("", b"")


@pytest.mark.parametrize(("link", "kept"), [("other.md#below", True), ("gone.md", False)])
def test_a_listed_page_is_taken_again(
    config: MkDocsConfig, caplog: pytest.LogCaptureFixture, link: str, kept: bool
) -> None:
    text = f"---\ntitle: List\n---\n\n# List\n\n[one]({link}), [two](#three)\n\n## Three\n"
    shelf: dict[bytes, object] = {}
    told = []
    for _ in range(2):
        caplog.clear()
        file = File.generated(config, "list.md", content=text)
        other = File.generated(config, "other.md", content="# Other\n", inclusion=InclusionLevel.NOT_IN_NAV)
        files = Files([file, other])
        page = ListedPage("Name", file, config)
        page.be_on(shelf, b"key")
        page.read_source(config)
        with caplog.at_level(logging.INFO, "mkdocs"):
            page.render(config, files)
        links = {to.src_uri: found for to, found in (page.links_to_anchors or {}).items()}
        told.append(
            (page.content, str(page.toc), page.present_anchor_ids, links, caplog.messages, page.title)
        )
    assert told[0] == told[1]
    assert bool(shelf) == kept == (not told[0][4])
    assert told[0][5] == "Name"


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_whether_templates_read_markdown(tmp_path: Path, theme: str) -> None:
    write(tmp_path, {"mkdocs.yml": f"site_name: A\ntheme: {{name: {theme}, custom_dir: own}}\n"})
    write(tmp_path, {"docs/index.md": "# A\n", "own/main.html": '{% extends "base.html" %}'})
    assert not asks_for_sources(load_config(str(tmp_path / "mkdocs.yml")))
    write(tmp_path, {"own/main.html": "{{ page.markdown | wordcount }}"})
    assert asks_for_sources(load_config(str(tmp_path / "mkdocs.yml")))
