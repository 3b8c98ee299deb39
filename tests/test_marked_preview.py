"""`briefkit preview`: the site of a change with what differs marked on its pages; real git, real MkDocs."""

import json
import re
import shutil
import zipfile
from html import unescape

import pytest

from page_checks import markup
from repositories import committed, git
from sites import ACTORS, BRIEFING, BROKEN, CLAIMS, CONFIG, REPORT, briefkit, mkdocs, said, tree, write

TURNED = {"briefings/bridge/claims.yml": CLAIMS.replace("stance: support", "stance: deny")}

MANY = {
    **TURNED,
    "briefings/actors.yml": ACTORS + "mayor:\n  name: The mayor\n  kind: person\n",
    "briefings/bridge/briefing.md": BRIEFING.replace("It stays shut.", "It opens again."),
    "docs/about.md": "# About\n\nThis new site.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "docs/more.md": "# More\n\nAll of it is new.\n",
}

INDEX = "search/search_index.json"

BAR = '<div class="bk-against"'


def preview(folder, *arguments, base="HEAD", out="out", **changes):
    # the theme of MkDocs writes down when it was built
    changes = {"SOURCE_DATE_EPOCH": "1700000000", **changes}
    return briefkit("preview", "--base", base, "--out", out, *arguments, cwd=folder, **changes)


def status(folder, out="out"):
    """The first two lines of the comment; they are always there."""
    lines = (folder / out / "changes.md").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "<!-- briefkit:changes -->"
    return lines[1]


@pytest.fixture(scope="module")
def changed(tmp_path_factory):
    """A site that differs from its last commit in many ways, its preview, and the same site without one."""
    folder = write(tmp_path_factory.mktemp("prévíew of"), {})
    committed(folder, {**_content(), "docs/same.md": "# Same\n\nAs it was.\n"})
    write(folder, MANY)
    done = preview(
        folder, "--files", "files", "--zip", "out/offline.zip", "--url", "https://preview.example/1"
    )
    assert done.returncode == 0, said(done)
    done = mkdocs("build", "-q", "-d", "plain", cwd=folder, SOURCE_DATE_EPOCH="1700000000")
    assert done.returncode == 0, said(done)
    return folder


def _content():
    return {
        "mkdocs.yml": CONFIG + "markdown_extensions: [tables]\n",
        "docs/about.md": "# About\n\nThis site.\n\n[Nowhere](gone.md)\n",
        "briefings/actors.yml": ACTORS,
        "briefings/bridge/claims.yml": CLAIMS,
        "briefings/bridge/briefing.md": BRIEFING,
        "briefings/bridge/sources/report.md": REPORT,
    }


def page(folder, address, out="out"):
    return unescape((folder / out / address / "index.html").read_text(encoding="utf-8"))


def test_what_differs_is_marked_on_the_page_and_told_at_its_beginning(changed):
    claim = page(changed, "claims/unsafe")
    assert re.search(r"\d changes on this page since HEAD \([0-9a-f]{10}\)\.", claim)
    assert re.search(r"<del[^>]*>.*?Supports.*?</del><ins[^>]*>.*?Denies(?:</span>)*</ins>", claim)
    assert claim.index(BAR) < claim.index("<h1")
    briefing = page(changed, "briefings/bridge")
    assert re.search(r"<del[^>]*>(?:(?!</del>).)*stays</span> shut", briefing, re.DOTALL)
    assert re.search(r"<ins[^>]*>(?:(?!</ins>).)*opens</span> again", briefing, re.DOTALL)


def test_a_page_that_was_written_by_hand_is_marked_as_well(changed):
    about = page(changed, "about")
    assert re.search(r"This <ins[^>]*>.*?new</span></ins> site", about)
    assert 'class="bk-added"' in about
    assert "gone.md" not in about


def test_a_page_that_is_new_says_so_once(changed):
    for address in ("actors/mayor", "more"):
        new = page(changed, address)
        assert "This page is new since HEAD" in new
        assert "<ins" not in new


def test_what_does_not_differ_is_as_in_a_site_without_a_preview(changed):
    plain, marked = tree(changed / "plain"), tree(changed / "out")
    added = {name for name in marked if name not in plain}
    others = {
        "changes.md",
        "changes.json",
        "offline.zip",
        "assets/briefkit-preview.css",
        "assets/briefkit-preview.js",
    }
    assert added == {"changes/index.html", *others}
    assert plain.keys() <= marked.keys()
    differing = {name for name in plain if plain[name] != marked[name]}
    without = differing - {"sitemap.xml", "sitemap.xml.gz", INDEX}
    assert without == {name for name in plain if name.endswith(".html") and BAR.encode() in marked[name]}
    assert "same/index.html" not in differing
    # a search finds what will be published
    found, wanted = (json.loads(files[INDEX])["docs"] for files in (marked, plain))
    assert [entry for entry in found if not entry["location"].startswith("changes/")] == wanted


def test_every_marked_page_is_as_valid_as_it_was_and_no_id_is_given_twice(changed):
    for path in (changed / "out").rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        ids = re.findall(r'\sid="([^"]*)"', html)
        assert len(ids) == len(set(ids)), path
        plain = changed / "plain" / path.relative_to(changed / "out")
        if BAR in html and plain.exists():
            # the theme has faults of its own
            assert len(markup(html)) == len(markup(plain.read_text(encoding="utf-8"))), path


def test_the_list_of_changes_and_the_pages_lead_to_each_other(changed):
    changes = page(changed, "changes")
    assert 'href="../claims/unsafe/' in changes
    assert 'id="claim-unsafe"' in changes
    assert 'href="../../changes/#claim-unsafe"' in page(changed, "claims/unsafe")
    assert 'href="../changes/"' in page(changed, "about")


def test_the_comment_and_the_data_lie_beside_the_site(changed):
    assert status(changed).startswith("**Preview built.**")
    assert "https://preview.example/1/changes/" in status(changed)
    data = json.loads((changed / "out/changes.json").read_text(encoding="utf-8"))
    assert {"position-turned", "record-added"} <= {fact["kind"] for fact in data["facts"]}


def test_the_zip_is_the_same_site_as_files(changed, tmp_path):
    with zipfile.ZipFile(changed / "out/offline.zip") as archive:
        archive.extractall(tmp_path)
    claim = unescape((tmp_path / "offline/claims/unsafe.html").read_text(encoding="utf-8"))
    assert BAR in claim
    assert 'href="../changes.html#claim-unsafe"' in claim
    assert "/changes/" not in claim
    assert not (tmp_path / "offline/claims/unsafe/index.html").exists()
    beside = tree(changed / "files")
    for name in ("changes.md", "changes.json"):
        assert beside.pop(name) == (changed / "out" / name).read_bytes()
    assert beside == tree(tmp_path / "offline")


def test_one_folder_within_the_other_is_refused(changed):
    done = preview(changed, "--files", "out/files")
    assert done.returncode == 2
    assert "out/files lies in out" in said(done)


def test_the_same_two_states_are_the_same_bytes_in_another_folder(changed, tmp_path):
    other = tmp_path / "elsewhere"
    shutil.copytree(changed, other, ignore=shutil.ignore_patterns("out", "plain", ".cache"))
    done = preview(
        other, "--zip", "out/offline.zip", "--url", "https://preview.example/1", PYTHONHASHSEED="7"
    )
    assert done.returncode == 0, said(done)
    assert tree(other / "out") == tree(changed / "out")


def test_an_earlier_preview_is_replaced_whole(changed):
    (changed / "out/stale.html").write_text("x")
    git(changed, "stash", "--quiet")
    (changed / "docs/more.md").unlink()
    done = preview(changed)
    assert done.returncode == 0, said(done)
    assert not (changed / "out/stale.html").exists()
    assert not list((changed / "out").rglob("*.zip"))
    assert not any(BAR in path.read_text(encoding="utf-8") for path in (changed / "out").rglob("*.html"))


def test_content_with_errors_is_shown_and_told(site):
    committed(site)
    write(site, BROKEN)
    done = preview(site)
    assert done.returncode == 1
    assert said(done).count("nobody-known") == 1
    assert status(site).startswith("**Preview built: 1 error in the content, the site cannot be published.**")
    listed = (site / "out/changes/index.html").read_text(encoding="utf-8")
    assert "1 error in the content: as it is, the site cannot be published." in listed
    assert "nobody-known" in listed
    assert any(BAR in path.read_text(encoding="utf-8") for path in (site / "out").rglob("*.html"))


def test_the_state_names_a_commit_only_where_all_that_is_read_is_as_it_was_there(site, tmp_path):
    write(site, {".gitignore": "out/\n.cache/\n"})
    committed(site)
    assert preview(site).returncode == 0
    assert "the files as they lie there" not in status(site)
    write(site, {"mkdocs.yml": CONFIG.replace("site_name:", "site_description: x\nsite_name:")})
    assert preview(site).returncode == 0
    assert "the files as they lie there" in status(site)
    committed(site)
    # the content lies outside of the repository
    shutil.move(site / "briefings", tmp_path / "elsewhere")
    (site / "briefings").symlink_to(tmp_path / "elsewhere")
    committed(site)
    assert preview(site).returncode == 0
    assert "the files as they lie there" in status(site)


def test_a_site_that_mkdocs_cannot_build_gives_a_status(site):
    committed(site)
    write(site, {"mkdocs.yml": CONFIG.replace("name: mkdocs", "name: no-such-theme")})
    done = preview(site)
    assert done.returncode == 1
    assert sorted(path.name for path in (site / "out").iterdir()) == ["changes.json", "changes.md"]
    assert "not built" in (site / "out/changes.md").read_text(encoding="utf-8")


def test_an_unknown_revision_is_told_and_gives_a_status(site):
    committed(site)
    done = preview(site, base="no-such-branch")
    assert done.returncode == 2
    assert "no-such-branch" in said(done)
    assert status(site).startswith("**Preview built.** ")
    assert "no-such-branch" in (site / "out/changes.md").read_text(encoding="utf-8")
    # as much as can be given
    assert tree(site / "out").keys() >= {"index.html", "claims/unsafe/index.html", "changes.json"}


def test_a_base_without_content_makes_everything_new_and_says_so_once(site):
    shutil.move(site / "briefings", site.parent / "kept")
    committed(site)
    shutil.move(site.parent / "kept", site / "briefings")
    done = preview(site)
    assert done.returncode == 0, said(done)
    assert said(done).count("There is no content at HEAD") == 1
    assert "There is no content at HEAD" in (site / "out/changes/index.html").read_text(encoding="utf-8")
    assert BAR not in (site / "out/claims/unsafe/index.html").read_text(encoding="utf-8")


def test_a_base_that_does_not_check_is_compared_as_far_as_it_goes(site):
    committed(site, BROKEN)
    write(site, {**TURNED, "docs/about.md": "# About\n\nThat site.\n"})
    assert preview(site).returncode == 0
    assert "<ins" in (site / "out/about/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "pages.example.org/7", "/7/"])
def test_a_place_of_publication_that_is_no_address_is_refused(site, url):
    done = preview(site, "--url", url)
    assert done.returncode == 2
    assert "write the whole address" in said(done)
    assert not (site / "out").exists()


@pytest.mark.parametrize(
    ("out", "words"),
    [
        ("docs/out", "which is read"),
        ("briefings", "which is read"),
        (".", "site's own files"),
        ("..", "site's own files"),
        ("full", "is not empty and holds no preview"),
        ("full/file", "is a file"),
    ],
)
def test_a_folder_that_is_there_for_something_else_is_refused(site, out, words):
    write(site, {"full/file": "x"})
    before = tree(site)
    done = preview(site, out=out)
    assert done.returncode == 2
    assert words in said(done)
    assert tree(site) == before
