"""A site that is served is always the one that a new build would make, and made with little work."""

import logging
import os
import random
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from briefkit.plugin.serving.served_index import THREAD
from large_site import write_large_site
from random_edits import Editor
from serving import URL, Desk, desk, difference
from sites import ACTORS, CONFIG, tree, write

SEEDS = range(40 if os.environ.get("BRIEFKIT_PROFILE") == "fuzz" else 1)
"""`make fuzz` looks further."""

ALWAYS = {"404.html", "search.html", "sitemap.xml", "sitemap.xml.gz", "search/search_index.json"}
"""What MkDocs and its search write each time."""

OWN_TEMPLATE = '{% extends "base.html" %}{% block footer %}ours{% endblock %}'


@pytest.fixture(autouse=True)
def _calm(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # MkDocs' own theme writes the time of the build on the first page
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    logger = logging.getLogger("mkdocs")
    level = logger.level
    logger.setLevel(logging.WARNING)
    yield
    logger.setLevel(level)


# whatever is edited


class Writer(Editor):
    """Who edits a site: the records, and all else."""

    def __init__(self, site: Path, seed: int) -> None:
        super().__init__(site / "briefings", seed)
        self.site = site
        self.dice = random.Random(seed)
        self.number = 0

    def page(self) -> str:
        """A page written by hand that links to pages of ours comes or changes."""
        self.number += 1
        links = "[Actors](actors/index.md) [all](data/all.json) [one](actors/new-1.md#facts)"
        write(self.site, {f"docs/own-{self.dice.randint(1, 2)}.md": f"# Own {self.number}\n\n{links}\n"})
        return "a page"

    def page_less(self) -> str:
        """A page written by hand goes."""
        for path in sorted(self.site.glob("docs/own-*.md"))[:1]:
            path.unlink()
        return "a page less"

    def page_in_place(self) -> str:
        """A page written by hand where one of ours was, or there no longer."""
        path = self.site / "docs/actors/new-1.md"
        if path.exists():
            path.unlink()
        else:
            write(self.site, {"docs/actors/new-1.md": "# By hand\n"})
        return "a page in place of ours"

    def picture(self) -> str:
        """A file that is copied changes, or goes."""
        path = self.site / "docs/pictures/map.svg"
        if path.exists() and self.dice.random() < 0.5:
            path.unlink()
        else:
            self.number += 1
            write(self.site, {"docs/pictures/map.svg": f"<svg><!-- {self.number} --></svg>"})
        return "a picture"

    def template(self) -> str:
        """An own template comes or goes."""
        path = self.site / "templates/pages/actor.md.j2"
        if path.exists():
            path.unlink()
        else:
            source = Path(__file__).parents[1] / "templates/pages/actor.md.j2"
            write(self.site, {"templates/pages/actor.md.j2": f"{source.read_text()}\nThe end.\n"})
        return "a template"

    def styles(self) -> str:
        """A style sheet of the site changes: no page does."""
        self.number += 1
        write(self.site, {"templates/styles/99-own.css": f"/* {self.number} */\n"})
        return "styles"

    def configuration(self) -> str:
        """The name of the site, or the use of its navigation."""
        path = self.site / "mkdocs.yml"
        text = path.read_text()
        if self.dice.random() < 0.5:
            text = re.sub(r"(?m)^nav:\n(?:^  .*\n?)*", "", text)
        self.number += 1
        path.write_text(re.sub("site_name: .*", f"site_name: Number {self.number}", text))
        return "configuration"

    def theme(self) -> str:
        """A template of the theme changes."""
        self.number += 1
        write(self.site, {"over/main.html": f"{OWN_TEMPLATE}<!-- {self.number} -->"})
        return "theme"


BESIDES: tuple[Callable[[Writer], str], ...] = (
    Writer.page,
    Writer.page,
    Writer.page_less,
    Writer.page_in_place,
    Writer.picture,
    Writer.template,
    Writer.styles,
    Writer.configuration,
    Writer.theme,
)


@pytest.mark.parametrize("seed", SEEDS)
def test_after_any_edits_the_site_is_that_of_a_new_build(tmp_path: Path, seed: int) -> None:
    site = write_large_site(tmp_path / "site", 16, seed)
    config = (site / "mkdocs.yml").read_text().replace("name: material", "name: material\n  custom_dir: over")
    write(site, {"mkdocs.yml": config, "over/main.html": OWN_TEMPLATE})
    writer = Writer(site, seed)
    edits: list[Callable[[], str]] = [*(lambda one=one: one(writer) for one in BESIDES)]
    edits += [writer.edit] * len(edits)
    writer.dice.shuffle(edits)
    with desk(site) as served:
        while edits:
            said = [edits.pop()() for _ in range(min(4, len(edits)))]
            served.rebuild()
            assert difference(site, served.served()) == [], said


# what is made anew


@pytest.fixture
def served(site: Path) -> Iterator[Desk]:
    with desk(site) as one:
        one.written()
        yield one


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material, font: false"])
def test_where_nothing_changed_hardly_anything_is_written(site: Path, theme: str) -> None:
    write(site, {"mkdocs.yml": CONFIG.replace("  name: mkdocs", f"  {{name: {theme}}}")})
    with desk(site) as served:
        served.written()
        served.rebuild()
        # and one page with the last of all dates
        assert len(served.written() - ALWAYS - {"about/index.html"}) <= 1


def test_an_edited_fact_is_written_where_it_stands(site: Path, served: Desk) -> None:
    write(site, {"briefings/actors.yml": ACTORS.replace("kind: government", "kind: group", 1)})
    served.rebuild()
    pages = {path for path in served.written() if path.endswith(".html")}
    assert "actors/council/index.html" in pages
    assert pages.isdisjoint({"sources/report/index.html", "ratings/index.html", "timeline/index.html"})
    assert difference(site, served.served()) == []


def test_hidden_names_are_found_at_once(site: Path, served: Desk) -> None:
    write(site, {"briefings/actors.yml": ACTORS.replace(
        "  kind: person\n", "  kind: person\n  aliases: [{name: Kalder, hidden: true}]\n"
    )})  # fmt: skip
    served.rebuild()
    assert "Kalder" in served.served()["search/search_index.json"].decode()
    assert difference(site, served.served()) == []


def test_what_is_gone_is_served_no_longer(site: Path, served: Desk) -> None:
    write(site, {"briefings/actors.yml": f"{ACTORS}passer-by:\n  name: A passer-by\n  kind: person\n"})
    served.rebuild()
    assert "A passer-by" in served.get("actors/passer-by/")
    write(site, {"briefings/actors.yml": ACTORS})
    served.rebuild()
    assert "A passer-by" not in served.get("actors/passer-by/")
    assert not Path(served.server.root, "actors/passer-by").exists()
    assert difference(site, served.served()) == []


def test_a_page_that_is_in_no_navigation_is_told_each_time(
    site: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(site, {"mkdocs.yml": f"{CONFIG}nav: [about.md]\nvalidation: {{omitted_files: warn}}\n"})
    with desk(site) as served:
        first = [record.getMessage() for record in caplog.records]
        caplog.clear()
        served.rebuild()
        assert [record.getMessage() for record in caplog.records] == first
        assert any('not included in the "nav"' in message for message in first)
        assert difference(site, served.served()) == []


# links of pages written by hand


def test_links_to_our_pages_are_checked_in_every_build(
    site: Path, served: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    write(site, {"mkdocs.yml": f"{CONFIG}validation: {{anchors: warn}}\n"})
    links = "[who](actors/council.md) [what](actors/calder.md#nowhere) [data](data/all.json)"
    write(site, {"docs/about.md": f"# About\n\n{links}\n"})
    missing = "link 'actors/council.md', but the target is not found"
    anchor = "'actors/calder.md' does not contain an anchor '#nowhere'"
    for _ in range(2):
        caplog.clear()
        served.rebuild()
        assert anchor in caplog.text
        assert missing not in caplog.text
        assert "excluded" not in caplog.text
        assert 'href="../actors/council/"' in served.get("about/")
    without = ACTORS[ACTORS.index("calder:") :].partition("  relations:")[0]
    write(site, {"briefings/actors.yml": without})
    served.rebuild()
    assert missing in caplog.text
    assert difference(site, served.served()) == []


# when something goes wrong


def test_a_rebuild_that_fails_leaves_the_site_as_it_was(site: Path, served: Desk) -> None:
    before = served.served()
    write(site, {"templates/pages/actor.md.j2": "{{ nothing_of_this_name }}\n", "docs/new.md": "# New\n"})
    with pytest.raises(Abort):
        served.rebuild()
    assert served.served() == before
    (site / "templates/pages/actor.md.j2").unlink()
    served.rebuild()
    assert "New" in served.get("new/")
    assert difference(site, served.served()) == []


def test_a_theme_that_fails_in_the_middle_leaves_the_site_as_it_was(site: Path) -> None:
    write(site, {"mkdocs.yml": CONFIG.replace("name: mkdocs", "name: mkdocs\n  custom_dir: over")})
    write(site, {"over/main.html": OWN_TEMPLATE})
    with desk(site) as served:
        before = served.served()
        broken = "{% if page.title == 'City council' %}{{ nothing.of.it }}{% endif %}"
        write(site, {"over/main.html": OWN_TEMPLATE.replace("ours", f"theirs{broken}")})
        with pytest.raises(Exception, match="nothing"):
            served.rebuild()
        assert {path: text for path, text in served.served().items() if path in before} == before
        write(site, {"over/main.html": OWN_TEMPLATE.replace("ours", "theirs")})
        served.rebuild()
        assert "theirs" in served.get("actors/council/")
        assert difference(site, served.served()) == []


# what makes it unsafe to keep anything


def test_with_a_hook_that_changes_pages_all_are_made_anew(site: Path) -> None:
    write(site, {"mkdocs.yml": f"{CONFIG}hooks: [hook.py]\n", "word.txt": "first"})
    write(site, {"hook.py": (
        "from pathlib import Path\n\n"
        "def on_post_page(output, **_):\n"
        "    return output + Path(__file__).with_name('word.txt').read_text()\n"
    )})  # fmt: skip
    with desk(site) as served:
        assert served.get("actors/council/").endswith("first")
        write(site, {"word.txt": "second"})
        served.rebuild()
        assert served.get("actors/council/").endswith("second")
        assert difference(site, served.served()) == []


def test_a_theme_that_lists_all_pages_is_given_all_pages(site: Path) -> None:
    own = '{% extends "base.html" %}{% block footer %}{% for file in pages %}{{ file.url }} {% endfor %}{% endblock %}'
    write(site, {"mkdocs.yml": CONFIG.replace("name: mkdocs", "name: mkdocs\n  custom_dir: over")})
    write(site, {"over/main.html": own})
    with desk(site) as served:
        write(site, {"docs/new.md": "# New\n"})
        served.rebuild()
        assert "actors/calder/" in served.get("new/")
        assert "new/" in served.get("actors/calder/")
        assert difference(site, served.served()) == []


def test_a_dirty_server_works_as_before(site: Path) -> None:
    with desk(site, dirty=True) as served:
        write(site, {"briefings/actors.yml": ACTORS.replace("City council", "Town council")})
        served.rebuild()
        assert "Town council" in served.get("actors/council/")


# the search of our own


def index_is_made() -> None:
    """Waits until what makes the index beside the server is at its end."""
    for thread in threading.enumerate():
        if thread.name == THREAD:
            thread.join()


def test_the_index_of_our_search_follows_the_pages(site: Path) -> None:
    write(
        site,
        {"mkdocs.yml": CONFIG.replace("  - search\n  - briefkit\n", "  - briefkit: {search: pagefind}\n")},
    )
    with desk(site) as served:
        before = tree(Path(served.server.root, "pagefind"))
        write(site, {"briefings/actors.yml": f"{ACTORS}passer-by:\n  name: A passer-by\n  kind: person\n"})
        served.rebuild()
        index_is_made()
        assert tree(Path(served.server.root, "pagefind")) != before
        assert difference(site, served.served()) == []
        write(site, {"briefings/actors.yml": ACTORS})
        served.rebuild()
        # an edit comes while it is made
        served.rebuild()
        index_is_made()
        assert tree(Path(served.server.root, "pagefind")) == before
        assert difference(site, served.served()) == []


# what is relied on


class Probe(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    """Does what serving does, with one page, and notes what MkDocs makes of it."""

    def __init__(self, fresh: Path) -> None:
        self.fresh = fresh
        self.seen: list[str] = []

    def on_startup(self, **_: object) -> None: ...

    def on_config(self, config: MkDocsConfig) -> None:
        config.site_dir = str(self.fresh)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        file = File.generated(config, "made.md", content="# Made", inclusion=InclusionLevel.NOT_IN_NAV)
        files.append(file)
        self.page = Page("Ours", file, config)

    def on_pre_page(self, page: Page, **_: object) -> None:
        self.seen.append(f"read {page.file.src_uri}")

    def on_env(self, env: Environment, *, files: Files, **_: object) -> None:
        assert self.page.file.page is self.page, "a page that its file has already is no longer used"
        for file in files:
            if not file.is_documentation_page() or file.src_uri == "made.md":
                file.inclusion = InclusionLevel.EXCLUDED

    def on_page_context(self, context: object, *, page: Page, **_: object) -> None:
        self.seen.append(f"rendered {page.file.src_uri}")


def test_what_serving_relies_on_mkdocs_does(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"mkdocs.yml": "site_name: A\n", "docs/index.md": "# A\n\n[made](made.md)\n", "docs/a.txt": "a"},
    )
    config = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / "served"))
    probe = Probe(tmp_path / "served/.fresh")
    config.plugins["probe"] = probe
    write(tmp_path, {"served/.fresh/old.txt": "old", "served/seen.txt": "seen"})
    build(config, serve_url=URL)
    told = "MkDocs no longer does what briefkit.plugin.serving.serving relies on: "
    assert probe.seen == ["read index.md", "read made.md", "rendered index.md"], f"{told}EXCLUDED in on_env"
    out = tree(tmp_path / "served")
    assert out["seen.txt"] == b"seen", f"{told}site_dir of on_config"
    assert ".fresh/old.txt" not in out, f"{told}site_dir of on_config is emptied"
    assert ".fresh/index.html" in out, f"{told}site_dir of on_config"
    assert out.keys().isdisjoint({".fresh/made/index.html", ".fresh/a.txt"}), f"{told}EXCLUDED in on_env"
    assert b'href="made/"' in out[".fresh/index.html"], f"{told}links are looked up before on_env"
