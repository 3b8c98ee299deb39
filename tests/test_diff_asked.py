"""`briefkit diff` as it is called: revisions, formats, exit codes, and repositories that are not as they were."""

import json
import re
import shutil
import subprocess
from importlib.resources import files

import jsonschema
import pytest

from repositories import committed, git
from sites import ACTORS, CLAIMS, CONFIG, CONTENT, briefkit, said, write

TURNED = {"briefings/bridge/claims.yml": CLAIMS.replace("stance: support", "stance: deny")}


@pytest.fixture
def site(tmp_path):
    committed(tmp_path / "site", CONTENT)
    return tmp_path / "site"


def diff(folder, *arguments):
    done = briefkit("diff", *arguments, cwd=folder)
    return done.returncode, said(done)


def data(folder, *arguments):
    done = briefkit("diff", "--format", "json", *arguments, cwd=folder)
    assert done.returncode == 0, said(done)
    return json.loads(done.stdout)


def kinds(found):
    return [(fact["kind"], fact["record"]) for fact in found["facts"]]


TURN = [("position-turned", "claim/unsafe"), ("dispute-changed", "claim/unsafe")]


def test_nothing_and_something_with_their_exit_codes(site):
    assert diff(site, "HEAD", "--exit-code") == (
        0, "no facts changed\n0 facts in 0 records; 0 pages; 0 new problems, 0 mended; 0 errors in all\n"
    )  # fmt: skip
    write(site, TURNED)
    assert diff(site, "HEAD")[0] == 0
    code, text = diff(site, "HEAD", "--exit-code")
    assert code == 1
    assert "positions[calder].stance: turned from support to deny" in text


def test_json_fits_the_schema_that_is_shipped(site):
    write(site, TURNED)
    (site / "briefings/bridge/briefing.md").unlink()
    write(site, {"briefings/bad.yml": "x: 1\n"})
    found = data(site, "HEAD")
    schema = json.loads(files("briefkit.changes.comparing").joinpath("changes.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema)
    assert found["facts"]
    assert found["pages"]
    assert found["problems"]


def test_two_revisions_and_where_branches_parted(site):
    git(site, "switch", "--quiet", "--create", "topic")
    committed(site, TURNED)
    git(site, "switch", "--quiet", "main")
    committed(site, {"briefings/actors.yml": ACTORS.replace("City council", "Town council")})
    both = [("field-changed", "actor/council")]
    assert kinds(data(site, "main", "topic")) == [*TURN, *both]
    assert kinds(data(site, "main...topic")) == TURN
    assert kinds(data(site, "main...", "topic")) == TURN
    assert kinds(data(site, "topic...")) == both
    assert kinds(data(site, "topic", "main")) == [*TURN, *both]


def test_what_cannot_be_asked_is_said(site, tmp_path):
    assert diff(site, "maim") == (2, "Error: there is no revision “maim” in this repository. main?\n")
    assert diff(site, "--output=x")[0] == 2
    assert diff(site, "main...main", "main")[0] == 2
    bare = write(tmp_path / "no-repository")
    code, text = diff(bare, "HEAD")
    assert code == 2
    assert "lies in no git repository" in text


def test_a_shallow_clone_is_told_how_to_get_its_history(site, tmp_path):
    git(site, "switch", "--quiet", "--create", "topic")
    committed(site, TURNED)
    git(site, "switch", "--quiet", "main")
    committed(site, {"docs/about.md": "# Us\n"})
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", site.as_uri(), str(clone))
    code, text = diff(clone, "main...origin/topic")
    assert code == 2
    assert "git fetch --unshallow" in text
    (advice,) = re.findall(r"git fetch .*(?=; main is then)", diff(clone, "main~1")[1])
    assert diff(clone, "origin/topic")[0] == 0
    shutil.rmtree(clone)
    git(tmp_path, "clone", "--quiet", "--depth=1", "--branch=topic", site.as_uri(), str(clone))
    assert "shallow clone" in diff(clone, "main...")[1]
    subprocess.run(advice, shell=True, cwd=clone, check=True, capture_output=True)
    assert kinds(data(clone, "origin/main...")) == TURN


def test_a_base_from_before_the_content(tmp_path):
    committed(site := tmp_path / "site", {"README.md": "Nothing yet.\n"})
    committed(site, CONTENT)
    found = data(site, "HEAD~1")
    assert {kind for kind, _ in kinds(found)} == {"record-added", "position-added", "evidence-gained"}
    assert not found["mended"]
    assert any("there was no mkdocs.yml" in notice for notice in found["notices"])
    assert any("all of it is new since" in notice for notice in found["notices"])


def test_a_base_with_another_layout(tmp_path):
    before = {name.replace("briefings/", "content/", 1): text for name, text in CONTENT.items()}
    before["mkdocs.yml"] = CONFIG.replace("  - briefkit\n", "  - briefkit: {content: content}\n")
    committed(site := tmp_path / "site", before)
    git(site, "mv", "content", "briefings")
    committed(site, {"mkdocs.yml": CONFIG} | TURNED)
    assert kinds(data(site, "HEAD~1")) == TURN


def test_a_site_that_lay_elsewhere_with_names_of_all_kinds(tmp_path):
    committed(site := tmp_path / "se ite", CONTENT)
    (site / "Dösen & more").mkdir()
    for name in ("mkdocs.yml", "briefings", "docs"):
        git(site, "mv", name, "Dösen & more/")
    git(site, "commit", "--quiet", "--message=moved")
    inner = site / "Dösen & more"
    write(inner, TURNED | {"docs/über uns.md": "# Wir\n"})
    found = data(inner, "HEAD~1")
    assert kinds(found) == TURN
    assert "über uns/" in {page["address"] for page in found["pages"]}


def test_a_base_that_does_not_check_and_one_whose_configuration_cannot_be_read(tmp_path):
    wrong = CONTENT | {"briefings/actors.yml": ACTORS.replace("kind: person", "kind: pilot")}
    committed(site := tmp_path / "site", wrong)
    committed(site, CONTENT)
    found = data(site, "HEAD~1")
    assert [problem["rule"] for problem in found["mended"]]
    assert not found["problems"]
    assert any("actor/calder" in notice for notice in found["notices"])
    assert ("record-added", "actor/calder") not in kinds(found)
    committed(site, {"mkdocs.yml": "plugins: [\n"})
    committed(site, CONTENT | TURNED)
    found = data(site, "HEAD~1")
    assert kinds(found) == TURN
    assert any("cannot be read, so that of today is used" in notice for notice in found["notices"])


def test_a_submodule_is_read_as_it_was_or_named(tmp_path):
    inside = {name.removeprefix("briefings/"): text for name, text in CONTENT.items() if "briefings/" in name}
    committed(content := tmp_path / "content", inside)
    outside = {name: text for name, text in CONTENT.items() if "briefings/" not in name}
    committed(site := tmp_path / "site", outside)
    git(site, "-c", "protocol.file.allow=always", "submodule", "add", "--quiet", str(content), "briefings")
    git(site, "commit", "--quiet", "--message=content")
    write(site, TURNED)
    assert kinds(data(site, "HEAD")) == TURN
    (site / "briefings/.git").unlink()
    told = " ".join(data(site, "HEAD")["notices"])
    assert "The submodule briefings at HEAD cannot be read" in told
    assert "The submodule briefings is not checked out here, so what it holds is missing" in told


def test_a_terminal_obeys_nothing_of_the_content(site):
    write(site, {"briefings/actors.yml": ACTORS.replace("City council", '"A\\e[31m\\u202Eb"')})
    text = diff(site, "HEAD")[1]
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_markdown_is_the_comment(site):
    write(site, TURNED)
    assert diff(site, "HEAD", "--format", "markdown")[1].startswith("<!-- briefkit:changes -->\n")


def test_what_the_ledger_says_of_pages_that_are_gone(site):
    assert briefkit("urls", cwd=site).returncode == 0
    committed(site, {"docs/contact.md": "# Write to us\n"})
    assert briefkit("urls", cwd=site).returncode == 0
    committed(site, {})
    (site / "docs/contact.md").rename(site / "docs/desk.md")
    said_so = briefkit("urls", "--moved", "contact/", "desk/", cwd=site)
    assert said_so.returncode == 0, said(said_so)
    (page,) = data(site, "HEAD")["pages"]
    assert (page["kind"], page["address"], page["target"]) == ("moved", "contact/", "desk/")
    assert page["title"] == "Write to us"


def test_a_link_in_the_content_leads_to_what_it_led_to(site):
    """Where files lead to others, none is taken for known by its own bytes."""
    (site / "briefings/bridge/claims.yml").rename(site / "briefings/kept.txt")
    (site / "briefings/bridge/claims.yml").symlink_to("../kept.txt")
    committed(site)
    assert data(site, "HEAD")["facts"] == []
    write(site, {"briefings/kept.txt": TURNED["briefings/bridge/claims.yml"]})
    assert kinds(data(site, "HEAD")) == TURN


def test_files_that_a_checkout_writes_otherwise(site):
    committed(site, {".gitattributes": "*.yml text eol=crlf\n"})
    assert data(site, "HEAD")["facts"] == []
    write(site, TURNED)
    assert kinds(data(site, "HEAD")) == TURN


def test_what_git_is_told_to_overlook_is_read(site):
    git(site, "update-index", "--assume-unchanged", "briefings/bridge/claims.yml")
    write(site, TURNED)
    assert kinds(data(site, "HEAD")) == TURN


def test_files_in_folders_named_as_if_for_others(site):
    """The order in which files are found decides which of two records with one id counts."""
    twice = {
        "briefings/b/actors.yml": ACTORS,
        "briefings/b-c/actors.yml": ACTORS,
        "briefings/b.x/_no.yml": "",
    }
    committed(site, twice)
    found = data(site, "HEAD~1")
    assert found["facts"] == []
    assert data(site, "HEAD", "HEAD~1")["problems"] == []
    assert data(site, "HEAD")["problems"] == data(site, "HEAD")["mended"] == []
    write(site, TURNED)
    assert (kinds(data(site, "HEAD")), data(site, "HEAD")["problems"]) == (TURN, [])


def test_pages_inside_of_the_content(tmp_path):
    """They are read as content, too, and they are pages all the same."""
    site = tmp_path / "site"
    config = CONFIG.replace("- briefkit", "- briefkit: {content: all}") + "docs_dir: all/docs\n"
    files = {name.replace("briefings/", "all/", 1): text for name, text in CONTENT.items()}
    committed(site, {**files, "mkdocs.yml": config, "all/docs/about.md": "# About\n"})
    assert data(site, "HEAD")["pages"] == []


def test_a_site_that_is_all_content(tmp_path):
    site = tmp_path / "site"
    files = {name.removeprefix("briefings/"): text for name, text in CONTENT.items()}
    committed(site, {**files, "mkdocs.yml": CONFIG.replace("- briefkit", "- briefkit: {content: .}")})
    found = data(site, "HEAD")
    assert (found["facts"], found["pages"], found["notices"]) == ([], [], [])
