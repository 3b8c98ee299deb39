import os
import sys

import pytest

from briefkit.load import load
from briefkit.model.settings import Settings
from briefkit.problems import in_order
from casefiles import write_files

SOURCE = "---\nheadline: {0}\npublisher: {0}\ntext: full\n---\nThe text of {0}.\n"
ACTOR = "name: {0}\nkind: person\n"


def read(folder, files):
    write_files(folder, files)
    dossier, problems = load(Settings(root=folder))
    return dossier, [str(problem) for problem in in_order(problems)]


@pytest.mark.parametrize(
    ("path", "ref"),
    [
        ("actors/one.yml", "actor/one"),
        ("actors/one.yaml", "actor/one"),
        ("story/actors/one.yml", "actor/one"),
        ("a/b/c/actors/d/e/one.yml", "actor/one"),
        # the nearest folder that is named for a kind
        ("places/actors/one.yml", "actor/one"),
        ("sources/actors/one.yml", "actor/one"),
        # a file named for another kind than its folder is one record
        ("actors/places.yml", "actor/places"),
    ],
)
def test_a_record_has_the_kind_of_its_folder_and_the_id_of_its_file(tmp_path, path, ref):
    dossier, problems = read(tmp_path, {f"briefings/{path}": ACTOR.format("One")})
    assert problems == []
    assert [str(found) for found in dossier.records] == [ref]
    assert dossier.mark(next(iter(dossier.records))).path == f"briefings/{path}"


@pytest.mark.parametrize(
    "path", ["actors.yml", "actors.yaml", "story/actors.yml", "a/b/actors.yml", "actors/actors.yml"]
)
def test_a_file_named_for_a_kind_holds_many_by_their_keys(tmp_path, path):
    text = "# who\none: {name: One, kind: person}\n\ntwo:\n  name: Two\n  kind: group\n"
    dossier, problems = read(tmp_path, {f"briefings/{path}": text})
    assert problems == []
    marks = {str(ref): (dossier.mark(ref).path, dossier.mark(ref).line) for ref in dossier.records}
    assert marks == {"actor/one": (f"briefings/{path}", 2), "actor/two": (f"briefings/{path}", 4)}


def test_every_kind_has_its_folder_and_its_file(tmp_path):
    claim = "{claim: It is so., kind: factual, positions: []}"
    files = {
        "actors.yml": "a: {name: A, kind: person}",
        "places.yml": "a: {name: A, kind: city}",
        "events.yml": "a: {name: A, status: planned}",
        "claims.yml": f"a: {claim}",
        "sources.yml": "a: {headline: A, publisher: A, text: none}",
        "briefings.yml": "a: {title: A, summary: A}",
        "actors/b.yml": "{name: B, kind: person}",
        "places/b.yml": "{name: B, kind: city}",
        "events/b.yml": "{name: B, status: planned}",
        "claims/b.yml": claim,
        "sources/b.md": SOURCE.format("B"),
        "sources/c.txt": SOURCE.format("C"),
        "sources/d.yml": "{headline: D, publisher: D, text: none}",
        "briefings/b.md": "---\n{title: B, summary: B}\n---\n",
        "story/briefing.md": "---\n{title: C, summary: C}\n---\nText.\n",
        "actors/d/briefing.md": "---\n{title: D, summary: D}\n---\n",
    }
    dossier, problems = read(tmp_path, {f"briefings/{name}": text for name, text in files.items()})
    assert problems == []
    assert " ".join(map(str, dossier.records)) == (
        "briefing/a briefing/b briefing/d briefing/story claim/a claim/b actor/a actor/b place/a place/b "
        "event/a event/b source/a source/b source/c source/d"
    )
    assert sorted(dossier.articles) == ["b", "c"]
    assert sorted(dossier.bodies) == ["b", "d", "story"]


def test_what_is_no_content_is_passed_over(tmp_path):
    bad = "not: [a record"
    names = [
        "README.md",
        "readme.txt",
        "Readme.yml",
        "actors/README.md",
        ".hidden.yml",
        "_old.yml",
        "a.json",
        "b",
    ]
    names += [
        ".git/actors/x.yml",
        "_attic/x.yml",
        "actors/_x.yml",
        "actors/x.yml~",
        "actors/x.bak",
        "image.png",
    ]
    files = {f"briefings/{name}": bad for name in names} | {"briefings/actors/one.yml": ACTOR.format("One")}
    dossier, problems = read(tmp_path, files)
    assert problems == []
    assert [str(ref) for ref in dossier.records] == ["actor/one"]


def test_of_two_records_with_one_id_the_first_is_read_and_the_other_told(tmp_path):
    files = {
        "briefings/actors/one.yml": ACTOR.format("First"),
        "briefings/story/actors.yml": "zero: {name: Z, kind: person}\none: {name: Second, kind: person}\n",
        "briefings/story/actors/one.yaml": ACTOR.format("Third"),
        "briefings/places/one.yml": "{name: Place, kind: city}",
    }
    dossier, problems = read(tmp_path, files)
    assert {str(ref): record.name for ref, record in dossier.records.items()} == {
        "actor/one": "First",
        "actor/zero": "Z",
        "place/one": "Place",
    }
    told = "there is already an actor “one”, in briefings/actors/one.yml:1 [duplicate-id]"
    assert problems == [
        f"briefings/story/actors.yml:2:1: error: {told}",
        f"briefings/story/actors/one.yaml:1:1: error: {told}",
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("actors/index.yml", ACTOR.format("x")),
        ("story/sources/index.md", SOURCE.format("x")),
        ("index/briefing.md", "---\n{title: x, summary: x}\n---\n"),
    ],
)
def test_index_is_no_id(tmp_path, path, text):
    dossier, (problem,) = read(tmp_path, {f"briefings/{path}": text})
    assert dict(dossier.records) == {}
    assert problem.startswith(f"briefings/{path}:1:1: error: ")
    assert problem.endswith("[bad-id]")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("sources/report.md", "The text of an article, and no front matter.\n"),
        ("sources/report.txt", ""),
        ("sources/report.md", "---\n---\nThe text.\n"),
        ("story/briefing.md", "---\n# to be written\n---\nThe text.\n"),
    ],
)
def test_a_text_without_its_record_is_told(tmp_path, path, text):
    _, problems = read(tmp_path, {f"briefings/{path}": text})
    assert [problem.split(":")[0] for problem in problems] == [f"briefings/{path}"]


@pytest.mark.parametrize("ending", ["md", "txt"])
@pytest.mark.parametrize("folder", ["sources", "story/sources", "sources/deep"])
def test_a_text_file_beside_a_source_in_yaml_is_its_text(tmp_path, ending, folder):
    files = {
        "briefings/sources.yml": "report: {headline: A, publisher: A, text: full}\n",
        f"briefings/{folder}/report.{ending}": "One.\n\n*Two.*\n",
    }
    dossier, problems = read(tmp_path, files)
    assert problems == []
    (first, second) = dossier.articles["report"]
    assert first.text == "One."
    assert second.text == ("Two." if ending == "md" else "*Two.*")
    assert (second.mark.path, second.mark.line) == (f"briefings/{folder}/report.{ending}", 3)


def test_the_text_of_a_source_that_was_not_read_is_left_out(tmp_path):
    files = {
        "briefings/sources.yml": "draft: {headline: A, publisher: A, text: none}\n",
        "briefings/sources/draft.txt": "Words.\n",
    }
    dossier, problems = read(tmp_path, files)
    assert problems == []
    assert dict(dossier.articles) == {}


def test_records_stand_in_the_order_of_kinds_and_ids_wherever_they_lie(tmp_path):
    files = {
        "briefings/z/actors/a.yml": ACTOR.format("A"),
        "briefings/a/places/a.yml": "{name: A, kind: city}",
        "briefings/b/actors/b.yml": ACTOR.format("B"),
        "briefings/c/actors/a-b.yml": ACTOR.format("C"),
    }
    dossier, _ = read(tmp_path, files)
    assert [str(ref) for ref in dossier.records] == ["actor/a", "actor/a-b", "actor/b", "place/a"]


def test_the_content_may_lie_elsewhere(tmp_path):
    write_files(tmp_path, {"records/actors/one.yml": ACTOR.format("One")})
    (tmp_path / "site").mkdir()
    dossier, problems = load(Settings(root=tmp_path / "site", content=tmp_path / "records"))
    assert problems == []
    (ref,) = dossier.records
    assert dossier.mark(ref).path == "../records/actors/one.yml"


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes only there")
def test_a_name_that_is_not_utf_8_is_one_problem(tmp_path):
    write_files(tmp_path, {"briefings/actors/one.yml": ACTOR.format("One")})
    (tmp_path / "briefings" / "actors" / os.fsdecode(b"caf\xe9.yml")).write_text(ACTOR.format("Two"))
    (tmp_path / "briefings" / os.fsdecode(b"loose\xff.yml")).write_text(ACTOR.format("Three"))
    dossier, problems = read(tmp_path, {})
    assert [str(ref) for ref in dossier.records] == ["actor/one"]
    assert [problem.rpartition("[")[2] for problem in problems] == ["bad-id]", "unknown-kind]"]
    assert all(problem.isprintable() for problem in problems)
