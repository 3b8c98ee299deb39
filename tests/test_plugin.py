"""A site as MkDocs builds and serves it."""

import json
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from briefkit.load import read_settings
from briefkit.plugin.theme.features import language as theme_language
from sites import (
    ACTORS,
    BIN,
    BRIEFING,
    BROKEN,
    CLAIMS,
    CONFIG,
    CONTENT,
    REPORT,
    WARNED,
    briefkit,
    environment,
    mkdocs,
    pages,
    said,
    tree,
    write,
)

EVERY_PAGE = {
    "404.html",
    "about/index.html",
    "actors/calder/index.html",
    "actors/council/index.html",
    "actors/index.html",
    "briefings/bridge/index.html",
    "briefings/index.html",
    "claims/index.html",
    "claims/unsafe/index.html",
    "corrections/index.html",
    "map/index.html",
    "events/index.html",
    "index.html",
    "places/index.html",
    "ratings/index.html",
    "sources/index.html",
    "sources/report/index.html",
    "timeline/index.html",
}


def built(site: Path, *arguments: str) -> dict[str, str]:
    """The pages of the site, built without a warning."""
    done = mkdocs("build", "--strict", *arguments, cwd=site)
    assert done.returncode == 0, said(done)
    return {name: (site / "site" / name).read_text(encoding="utf-8") for name in pages(site / "site")}


def configured(site: Path, options: str = "", more: str = "") -> Path:
    """The site with options of the plugin, in braces, and more lines of configuration."""
    plugin = f"- briefkit: {options}" if options else "- briefkit"
    return write(site, {"mkdocs.yml": CONFIG.replace("- briefkit", plugin) + more})


def links(page: str) -> list[str]:
    return re.findall(r'href="([^"]+)"', page)


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_every_record_has_a_page_in_every_theme(site: Path, theme: str) -> None:
    write(site, {"mkdocs.yml": CONFIG.replace("name: mkdocs", f"name: {theme}\n  font: false")})
    made = built(site)
    extra = {"search.html"} if theme == "readthedocs" else set()
    assert set(made) == EVERY_PAGE | extra
    assert "said Ines Calder of the council" in made["actors/calder/index.html"]
    assert 'href="../../assets/briefkit.css"' in made["claims/unsafe/index.html"]


@pytest.mark.parametrize("cache", [True, False])
def test_nothing_is_written_beside_the_site_but_the_cache(site: Path, cache: bool) -> None:
    configured(site, f"{{cache: {str(cache).lower()}}}")
    before = tree(site)
    built(site)
    after = tree(site)
    ours = ("site/", ".cache/briefkit/") if cache else ("site/",)
    assert {name: content for name, content in after.items() if not name.startswith(ours)} == before


# problems


def test_an_error_fails_the_build_once_and_leaves_the_site_as_it_was(site: Path) -> None:
    built(site)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (site / "site").rglob("*.*")}
    write(
        site, {"briefings/bridge/claims.yml": CLAIMS.replace("calder", "nobody").replace("council", "noone")}
    )
    done = mkdocs("build", cwd=site)
    words = said(done)
    assert done.returncode == 1
    assert words.count("briefings/bridge/claims.yml:4:11: error: ") == 1
    assert words.count("briefings/bridge/claims.yml:7:14: error: ") == 1
    assert words.count("Briefkit: 2 errors in the content") == 1
    assert {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (site / "site").rglob("*.*")
    } == before


def test_one_error_is_counted_as_one(site: Path) -> None:
    words = said(mkdocs("build", cwd=write(site, BROKEN)))
    assert "Briefkit: 1 error in the content" in words
    assert not (site / "site").exists()


def test_warnings_are_counted_by_strict_alone(site: Path) -> None:
    write(site, WARNED)
    loose = mkdocs("build", cwd=site)
    assert loose.returncode == 0
    assert said(loose).count("briefings/strange/thing.yml:1:1: warning: ") == 1
    strict = mkdocs("build", "--strict", cwd=site)
    assert strict.returncode == 1
    assert "1 warning" in said(strict)


@pytest.mark.parametrize("name", ["actors/calder.md", "index.md", "timeline.md", "claims/index.md"])
def test_a_hand_written_page_in_the_way_of_a_page_is_a_problem(site: Path, name: str) -> None:
    write(site, {f"docs/{name}": "# Mine\n"})
    done = mkdocs("build", cwd=site)
    assert done.returncode == 1
    assert f"docs/{name}:1:1: error: " in said(done)
    assert "[page-collision]" in said(done)
    assert f"docs/{name}:1:1: error: ".encode() in briefkit("check", cwd=site).stdout


@pytest.mark.parametrize("name", ["README.md", "actors/README.md", "timeline.markdown", "index.html"])
def test_so_is_one_of_another_name_with_the_same_address(site: Path, name: str) -> None:
    write(site, {f"docs/{name}": "# Mine\n"})
    assert "[page-collision]" in said(mkdocs("build", cwd=site))


def test_a_hand_written_file_wins_over_an_asset(site: Path) -> None:
    write(site, {"docs/assets/briefkit.css": "/* mine */\n"})
    built(site)
    assert tree(site)["site/assets/briefkit.css"] == b"/* mine */\n"


# the navigation and the edit links


def test_record_pages_are_not_in_the_navigation(site: Path) -> None:
    about = links(built(site)["about/index.html"])
    assert {"../actors/", "../claims/", "../timeline/", "../ratings/", ".."} <= set(about)
    assert not {"../actors/calder/", "../claims/unsafe/", "../briefings/bridge/"} & set(about)


def edit_links(site: Path, more: str) -> dict[str, str]:
    """The edit link of each page, in Material, which shows one where there is one."""
    theme = "name: material\n  font: false\n  features: [content.action.edit]"
    write(site, {"mkdocs.yml": CONFIG.replace("name: mkdocs", theme) + more})
    found = {}
    for name, page in built(site).items():
        match = re.search(r'<a href="([^"]+)"[^>]*rel="edit"', page)
        if match:
            found[name] = match[1]
    return found


@pytest.mark.parametrize(
    ("more", "prefix"),
    [
        ("repo_url: https://github.com/desk/site\n", "https://github.com/desk/site/edit/master/"),
        (
            "repo_url: https://git.example/desk/site\nedit_uri: -/edit/main/docs/\n",
            "https://git.example/desk/site/-/edit/main/",
        ),
        (
            "repo_url: https://git.example/desk\nedit_uri: ?query=root/docs/\n",
            "https://git.example/desk?query=root/",
        ),
        (
            "repo_url: https://git.example/desk\nedit_uri_template: '-/edit/main/docs/{path}'\n",
            "https://git.example/desk/-/edit/main/",
        ),
        ("edit_uri_template: https://git.example/e/docs/{path}\n", "https://git.example/e/"),
        (
            "repo_url: https://git.example/desk/-/edit/main/docs/\nedit_uri_template: '{path}'\n",
            "https://git.example/desk/-/edit/main/",
        ),
    ],
    ids=["GitHub", "edit_uri", "query", "template", "template alone", "path alone"],
)
def test_edit_links_lead_to_the_file_of_the_record(site: Path, more: str, prefix: str) -> None:
    found = edit_links(site, more)
    written_in = {
        "about/index.html": "docs/about.md",
        "actors/calder/index.html": "briefings/actors.yml",
        "claims/unsafe/index.html": "briefings/bridge/claims.yml",
        "briefings/bridge/index.html": "briefings/bridge/briefing.md",
        "sources/report/index.html": "briefings/bridge/sources/report.md",
    }
    assert {name: found[name].partition("#")[0] for name in written_in} == {
        name: prefix + path for name, path in written_in.items()
    }
    assert found["actors/calder/index.html"].endswith("/actors.yml#L4")
    assert "actors/index.html" not in found
    assert "timeline/index.html" not in found


# content and templates in other places


@pytest.mark.parametrize("place", ["docs/briefings", "docs", "../facts", "a/deep/place"])
def test_content_in_another_folder_is_never_published_as_it_is(site: Path, place: str) -> None:
    folder = site / place
    folder.parent.mkdir(parents=True, exist_ok=True)
    if place == "docs":
        (site / "docs" / "about.md").unlink()
        (site / "docs").rmdir()
    (site / "briefings").rename(folder)
    secret = "note: never-published-note\n"
    write(folder, {"actors.yml": ACTORS.replace("  kind: person\n", f"  kind: person\n  {secret}")})
    write(folder, {"README.md": "# Notes of never-published\n", "_old/actors.yml": secret})
    configured(site, f"{{content: {place}}}")
    expected = EVERY_PAGE - ({"about/index.html"} if place == "docs" else set())
    assert set(built(site)) == expected
    out = tree(site / "site")
    assert not [name for name in out if name.endswith((".yml", ".md"))]
    assert not [name for name, content in out.items() if b"never-published" in content]
    assert briefkit("generate", "out", cwd=site).returncode == 0
    out = tree(site / "out" / "docs")
    assert not [name for name in out if name.endswith(".yml")]
    assert not [name for name, content in out.items() if b"never-published" in content]


def test_content_among_the_pages_is_not_in_its_own_way(site: Path) -> None:
    (site / "briefings").rename(site / "docs" / "facts")
    write(site, {"docs/facts/briefings/second.md": CONTENT["briefings/bridge/briefing.md"]})
    configured(site, "{content: docs/facts}")
    assert set(built(site)) == EVERY_PAGE | {"briefings/second/index.html"}
    (site / "docs" / "about.md").unlink()
    for name in ("actors.yml", "bridge", "briefings"):
        (site / "docs" / "facts" / name).rename(site / "docs" / name)
    configured(site, "{content: docs}")
    assert set(built(site)) == EVERY_PAGE - {"about/index.html"} | {"briefings/second/index.html"}


def test_content_linked_into_the_pages_is_not_published(site: Path) -> None:
    (site / "docs" / "facts").symlink_to("../briefings", target_is_directory=True)
    assert set(built(site)) == EVERY_PAGE
    assert not [name for name in tree(site / "site") if name.endswith(".yml")]


def test_pages_within_the_folder_of_the_content_are_published(site: Path) -> None:
    (site / "docs").rename(site / "briefings" / "docs")
    write(site, {"mkdocs.yml": CONFIG + "docs_dir: briefings/docs\n"})
    done = mkdocs("build", cwd=site)
    assert done.returncode == 0
    assert (site / "site/about/index.html").is_file()


def test_the_configuration_may_lie_elsewhere_and_be_named_by_a_relative_path(site: Path) -> None:
    done = mkdocs("build", "--strict", "-f", "site/mkdocs.yml", cwd=site.parent)
    assert done.returncode == 0, said(done)
    assert set(pages(site / "site")) == EVERY_PAGE


def test_content_and_templates_are_watched(site: Path) -> None:
    write(site, {"own/parts/no_source.md.j2": "x"})
    configured(site, "{templates: own}")
    config = loaded(site)
    watched = {Path(folder).resolve() for folder in config.plugins.on_config(config).watch}
    assert {(site / "briefings").resolve(), (site / "own").resolve()} <= watched
    assert any((folder / "pages" / "actor.md.j2").is_file() for folder in watched)


def test_own_templates_win_over_those_of_the_same_name(site: Path) -> None:
    own = {
        "templates/pages/ratings.md.j2": "# Our scales of {{ settings.site_name }}\n",
        "templates/assets/briefkit.css": "/* ours */\n",
        "templates/assets/more.txt": "more\n",
    }
    made = built(write(site, own))
    assert "Our scales of Bridges" in made["ratings/index.html"]
    assert "said Ines Calder of the council" in made["actors/calder/index.html"]
    out = tree(site / "site")
    assert (out["assets/briefkit.css"], out["assets/more.txt"]) == (b"/* ours */\n", b"more\n")


@pytest.mark.parametrize("text", ["{% if %}", "{{ no_such_name }}", "{{ kinds.no }}", "{% include 'none' %}"])
def test_a_template_with_a_mistake_is_named(site: Path, text: str) -> None:
    write(site, {"templates/pages/ratings.md.j2": f"# Ours\n\n{text}\n"})
    for done in (mkdocs("build", cwd=site), briefkit("generate", "out", cwd=site)):
        assert done.returncode != 0
        assert "templates/pages/ratings.md.j2:3" in said(done)


# options


@pytest.mark.parametrize(
    "plugins",
    [
        "plugins:\n  - search\n  - briefkit: {content: facts, relation_types: {tutor-of: pupil-of}}\n",
        "plugins:\n  search: {}\n  briefkit:\n    content: facts\n    relation_types: {tutor-of: pupil-of}\n",
    ],
    ids=["list", "mapping"],
)
def test_options_in_a_list_or_a_mapping(site: Path, plugins: str) -> None:
    (site / "briefings").rename(site / "facts")
    actors = ACTORS.replace("type: employed-by", "type: pupil-of")
    write(site, {"mkdocs.yml": CONFIG.partition("plugins:")[0] + plugins, "facts/actors.yml": actors})
    made = built(site)
    assert "pupil of" in made["actors/calder/index.html"]
    assert "tutor of" in made["actors/council/index.html"]
    assert briefkit("check", cwd=site).returncode == 0


def test_a_relation_type_that_nobody_added(site: Path) -> None:
    write(site, {"briefings/actors.yml": ACTORS.replace("type: employed-by", "type: pupil-of")})
    assert "[relation-unknown]" in said(mkdocs("build", cwd=site))


@pytest.mark.parametrize("options", ["{content: 5}", "{relation_types: [a]}", "{templates: [a]}"])
def test_an_option_of_the_wrong_kind_is_named(site: Path, options: str) -> None:
    done = mkdocs("build", cwd=configured(site, options))
    assert done.returncode == 1
    assert options.strip("{").partition(":")[0] in said(done)


# drafts

DRAFTS = {
    "briefings/actors/hidden-hand.yml": "name: Zyxwer Draftperson\nkind: person\ndraft: true\n",
    "briefings/drafts/claims.yml": CLAIMS.replace("unsafe:", "zyxwer-claim:", 1)
    .replace("The bridge is unsafe.", "The zyxwer draftclaim.")
    .replace("actor: calder", "actor: hidden-hand")
    + "  draft: true\n",
    "briefings/drafts/events.yml": (
        "zyxwer-event:\n  name: Zyxwer draftevent\n  date: 2024-01-01\n  draft: true\n"
        '  evidence: [{source: report, quote: "The bridge is unsafe"}]\n'
        "  participants: [{actor: calder, role: zyxwerrole}]\n"
    ),
    "briefings/drafts/sources/zyxwer.md": REPORT.replace(
        "headline: ", "draft: true\nheadline: Zyxwer "
    ).replace("council.\n", "council of zyxwers.\n"),
    "briefings/drafts/briefing.md": (
        "---\ntitle: Zyxwer draftbriefing\nsummary: Zyxwer.\ndraft: true\n---\n\nZyxwer [[claim/unsafe]].\n"
    ),
    "briefings/events.yml": (
        "open-event:\n  name: Opening\n  date: 2024-02-01\n"
        '  evidence: [{source: report, quote: "Ines Calder of the"}]\n'
        "  participants: [{actor: hidden-hand, role: guest}, {actor: council, role: host}]\n"
    ),
    "briefings/claims.yml": (
        "open-claim:\n  claim: It is open.\n  kind: factual\n  positions:\n"
        "    - {actor: [council, hidden-hand], stance: deny, "
        'evidence: [{source: report, quote: "Ines Calder of the"}]}\n'
    ),
}


def test_drafts_are_in_no_file_of_the_site(site: Path) -> None:
    write(site, DRAFTS)
    write(site, {"mkdocs.yml": CONFIG + "site_url: https://example.org/\n"})
    done = mkdocs("build", cwd=site)
    assert done.returncode == 0, said(done)
    out = tree(site / "site")
    assert b"Opening" in out["search/search_index.json"]
    assert b"https://example.org/claims/unsafe/" in out["sitemap.xml"]
    for word in (b"zyxwer", b"draftperson", b"hidden-hand"):
        assert [
            name for name, content in out.items() if word in content.lower() or word in name.encode()
        ] == []


def test_a_link_to_a_draft_does_not_name_it(site: Path) -> None:
    write(site, DRAFTS)
    write(site, {"briefings/bridge/briefing.md": BRIEFING + "\nSee [[actor/hidden-hand]].\n"})
    assert mkdocs("build", cwd=site).returncode == 0
    assert [name for name, content in tree(site / "site").items() if b"hidden-hand" in content] == []


def test_a_source_that_is_a_draft_does_not_stop_the_site(site: Path) -> None:
    write(
        site, {"briefings/bridge/sources/report.md": REPORT.replace("text: full", "text: full\ndraft: true")}
    )
    done = mkdocs("build", cwd=site)
    assert done.returncode == 0, said(done)
    out = tree(site / "site")
    assert [name for name, content in out.items() if b"said Ines Calder" in content] == [
        "actors/calder/index.html",
        "actors/council/index.html",
        "data/actor/calder.json",
        "data/all.json",
        "search/search_index.json",
    ]


# the theme


@pytest.mark.parametrize(
    ("theme", "language"),
    [
        ("name: mkdocs, locale: de", "de"),
        ("name: readthedocs, locale: pt_BR", "pt-BR"),
        ("name: mkdocs, locale: de, language: fr", "fr"),
        ("name: material, locale: de", "en"),
        ("name: material, language: de", "de"),
    ],
)
def test_the_language_is_the_themes_whatever_it_calls_it(tmp_path: Path, theme: str, language: str) -> None:
    write(
        tmp_path,
        {"docs/index.md": "", "mkdocs.yml": f"site_name: A\ntheme: {{{theme}}}\nplugins: [briefkit]\n"},
    )
    config = loaded(tmp_path)
    config.plugins.on_config(config)
    assert theme_language(config) == language
    assert read_settings(tmp_path / "mkdocs.yml").language == language


def test_instant_navigation_of_material_is_left_out(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    features = "navigation.top, navigation.instant, navigation.instant.prefetch"
    theme = f"theme: {{name: material, font: false, features: [{features}]}}"
    write(tmp_path, {"docs/index.md": "", "mkdocs.yml": f"site_name: A\n{theme}\nplugins: [briefkit]\n"})
    config = loaded(tmp_path)
    with caplog.at_level("INFO"):
        config = config.plugins.on_config(config)
    assert config.theme["features"] == ["navigation.top"]
    assert "navigation.instant, navigation.instant.prefetch" in caplog.text


# rebuilding and serving


def loaded(site: Path) -> MkDocsConfig:
    return load_config(str(site / "mkdocs.yml"))


def test_the_plugin_is_the_same_over_rebuilds(site: Path) -> None:
    first = loaded(site)
    first.plugins.on_startup(command="serve", dirty=False)
    second = load_config(str(site / "mkdocs.yml"))
    assert first.plugins["briefkit"] is second.plugins["briefkit"]
    plugin = second.plugins["briefkit"]
    second.plugins.on_startup(command="build", dirty=False)
    assert plugin.config.content == "briefings"


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of `mkdocs serve`, once it says that it serves; it is told to end in the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [BIN / "mkdocs", "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}"]
    changes = {"PYTHONUNBUFFERED": "1"}
    words: list[str] = []
    with subprocess.Popen(
        command, cwd=site, env=environment(changes), stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stderr is not None
        try:
            for line in server.stderr:
                words.append(line)
                if "Serving on" in line:
                    break
            assert "Serving on" in words[-1], "".join(words)
            # a full pipe would stop it
            Thread(target=words.extend, args=[server.stderr], daemon=True).start()
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(timeout=60)
            except subprocess.TimeoutExpired:
                # as where whoever runs the tests has it pass over what a keyboard says
                server.kill()
                raise
    assert "Traceback" not in "".join(words), "".join(words)


def fetched(address: str) -> str:
    with urlopen(address, timeout=60) as answer:
        return answer.read().decode()


def once_it_says(words: str, address: str) -> str:
    """The page once it says the words; asks as the browser does, and is answered when the site was built."""
    page = fetched(address)
    for _ in range(5):
        if words in page:
            return page
        match = re.search(r"livereload\((\d+), (\d+)\);", page)
        assert match is not None
        fetched(f"{address.partition('/claims')[0].rstrip('/')}/livereload/{match[1]}/{match[2]}")
        page = fetched(address)
    raise AssertionError(f"the page never said {words}")


def test_serving_shows_problems_until_they_are_corrected(site: Path) -> None:
    write(site, {**BROKEN, **WARNED})
    with served(site) as address:
        home = fetched(address)
        assert "2 problems in the content" in home
        problems = fetched(f"{address}problems/")
        assert "briefings/bridge/claims.yml:7:14" in problems
        assert "nobody-known" in problems
        assert "Ines Calder" in fetched(f"{address}actors/calder/")
        (site / "briefings/strange/thing.yml").unlink()
        write(site, {"briefings/bridge/claims.yml": CLAIMS.replace("is unsafe.", "is quite unsafe.", 1)})
        once_it_says("is quite unsafe", f"{address}claims/unsafe/")
        assert "in the content" not in fetched(address)
        write(site, {"briefings/bridge/claims.yml": BROKEN["briefings/bridge/claims.yml"]})
        once_it_says("1 problem in the content", address)
    assert not (site / "site").exists()


def test_the_search_index_holds_names_as_they_are(site: Path) -> None:
    built(site)
    index = json.loads(tree(site)["site/search/search_index.json"])
    titles = {entry["title"] for entry in index["docs"] if entry["location"] == "actors/calder/"}
    assert titles in ({"Ines Calder & Søn <Nord>"}, {"Ines Calder &amp; Søn &lt;Nord&gt;"})


def test_the_title_of_the_first_page_is_the_name_of_the_site(site: Path) -> None:
    write(site, {"mkdocs.yml": CONFIG.replace("name: mkdocs", "name: material\n  font: false")})
    assert "<title>Bridges</title>" in built(site)["index.html"]


def test_an_own_part_of_the_styles_stands_in_place_of_the_built_in_one(site: Path) -> None:
    built(site)
    before = tree(site / "site")["assets/briefkit.css"].decode()
    own = {"templates/styles/10-ink.css": "/* our ink */\n", "templates/styles/99-last.css": "/* last */\n"}
    built(write(site, own))
    after = tree(site / "site")["assets/briefkit.css"].decode()
    begin = "/* ── Where there is no theme"
    assert after.startswith("/* our ink */\n")
    assert after.partition(begin)[2] == before.partition(begin)[2] + "\n/* last */\n"
