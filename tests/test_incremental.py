"""What is worked out after an edit is what would be worked out anew, and no more is worked on than was edited."""

import os
import pickle
import shutil
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.link import link
from briefkit.load import load
from briefkit.memory import Memory, Store
from briefkit.model.article import path_of
from briefkit.model.dossier import MADE, Dossier
from briefkit.model.ledger import Ledger
from briefkit.model.linked import LinkedDossier
from briefkit.model.reads import unnoted
from briefkit.model.ref import Ref
from briefkit.model.settings import Settings
from briefkit.pipeline import OURS, checked, examine
from briefkit.redact import without_drafts
from casefiles import write_files
from rich_site import RICH
from sites import ROOT, write

SOURCE = """\
---
headline: {name} speaks
publisher: Wire
text: {text}
published: 2022-02-08
links: [{{quote: "the capital", to: actor/minsk}}]
---
{name} said on Monday that “the bridge is unsafe”. Ines Calder of the council was in the capital.

The council denied that the bridge is closed, and Calder-Brown wrote to ÉLAN and to Weiß. “A…B” asked O’Neil
of Київ, and 東京放送 knew.
"""

FILES = {
    "actors/calder.yml": "name: Ines Calder\nkind: person\naliases: [{name: Calder, language: en}]\n",
    "actors/minsk.yml": "name: Minsk\nkind: government\nsummary: The council of [[Elan]].\n",
    "actors.yml": "council: {name: City council, kind: government, aliases: [council]}\n"
    "elan: {name: Élan, kind: group}\n",
    "places/bridge.yml": "name: the bridge\nkind: building\npart_of: town\n",
    "places/town.yml": "name: Town\nkind: city\n",
    "claims.yml": "unsafe:\n  claim: The bridge is unsafe.\n  kind: factual\n  about: [place/bridge]\n  source: one\n"
    "  positions:\n    - actor: calder\n      stance: support\n      evidence: [{via: direct, quote: the bridge is unsafe}]\n"
    '    - actor: council\n      stance: deny\n      evidence: [{quote: "denied that the bridge is closed"}]\n',
    "sources/one.md": SOURCE.format(name="Calder", text="full"),
    "sources/two.md": SOURCE.format(name="Weiss", text="excerpts"),
    "story/briefing.md": "---\ntitle: Story\nsummary: About [[Minsk]].\nabout: [actor/calder]\n---\n"
    "# Council\n\nThe council and Ines Calder, see [[claim/unsafe]] and [[nobody]].\n\n| a | b |\n|---|---|\n| [[x|y]] | Town |\n",
}

NAMES = [
    "Calder",
    "Brown",
    "Ines",
    "the bridge",
    "Elan",
    "ÉLAN",
    "Weiß",
    "Weis",
    "Town",
    "capital",
    "Wire",
    "council",
    "A…B",
    "O'Neil of",
    "КИЇВ",
    "東京",
]
NAMED = ["actors/calder.yml", "actors/minsk.yml", "places/bridge.yml", "places/town.yml"]

name = st.sampled_from(NAMES)
edit = st.one_of(
    st.tuples(st.just("name"), st.sampled_from(NAMED), name),
    st.tuples(st.just("alias"), st.sampled_from(NAMED), name),
    st.tuples(st.just("plain"), st.sampled_from(NAMED), name),
    st.tuples(st.just("new"), st.sampled_from(["calder", "brown", "minsk"]), name),
    st.tuples(st.just("source"), st.sampled_from(["one", "two"]), name),
    st.tuples(st.just("line"), st.sampled_from(["tlp: TLP:GREEN", "draft: \"true\"", "# remark", "nonsense: 1",
        "formerly: [town]", "corrections: [{date: 2022, kind: withdrawal, text: Wrong.}]"]), st.sampled_from(NAMED)),
    st.tuples(st.just("many"), st.sampled_from(["", "# more\n", "place: {name: Elan, kind: group}\n"]), name),
    st.tuples(st.just("claims"), st.sampled_from(["", "safe", "unsafe"]), name),
    st.tuples(st.just("gone"), st.sampled_from(sorted(FILES)), st.just("")),
    st.tuples(st.just("back"), st.sampled_from(sorted(FILES)), st.just("")),
)  # fmt: skip


def apply(content: Path, change: tuple[str, str, str]) -> None:
    """Makes one edit."""
    what, where, value = change
    path = content / where
    match what:
        case "name" | "alias" | "plain":
            aliases = {
                "alias": f"aliases: [{{name: {value}, language: en}}]\n",
                "plain": f"aliases: [{value}]\n",
            }
            called = value if what == "name" else "Somebody"
            kind = "person" if where.startswith("actors") else "city"
            path.write_text(f"name: {called}\nkind: {kind}\n{aliases.get(what, '')}")
        case "new":
            (content / f"actors/{where}-{len(value)}.yml").write_text(f"name: {value}\nkind: person\n")
        case "source":
            text = "full" if len(value) % 2 else "excerpts"
            (content / f"sources/{where}.md").write_text(SOURCE.format(name=value, text=text))
        case "line":
            with (content / value).open("a") as file:
                file.write(f"{where}\n")
        case "many":
            # one of the records is another one, and they may stand on other lines
            written = FILES["actors.yml"].replace("City council", f'"{value}"')
            (content / "actors.yml").write_text(where + written)
        case "claims":
            more = f"{where}:\n  claim: {value} said so.\n  kind: factual\n  positions: []\n" if where else ""
            (content / "claims.yml").write_text(f"{FILES['claims.yml']}  note: {value}\n{more}")
        case "gone":
            path.unlink(missing_ok=True)
        case "back":
            write_files(content, {where: FILES[where]})


def held(owner: Dossier | LinkedDossier) -> dict[str, object]:
    """All that it holds, with the order of its mappings."""
    found: dict[str, object] = {}
    for field in fields(owner):
        value = getattr(owner, field.name)
        if isinstance(value, Mapping):
            found[field.name] = list(value.items())
        elif value is None or isinstance(value, Ledger):
            found[field.name] = value
        elif not isinstance(value, (Dossier, Settings)):
            found[field.name] = set(value)
    return found


def worked_out(site: Settings, memory: Memory | None) -> list[object]:
    """Problems, dossier and links."""
    dossier, problems = examine(site, memory=memory)
    linked = link(without_drafts(dossier, memory), memory)
    return [problems, held(dossier), held(linked.dossier), held(linked)]


def assert_same(site: Settings, memory: Memory) -> None:
    for known, anew in zip(worked_out(site, memory), worked_out(site, None), strict=True):
        assert known == anew


@settings(max_examples=30)
@given(changes=st.lists(edit, min_size=1, max_size=8))
def test_after_any_edits_all_is_as_if_read_anew(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, str, str]]
) -> None:
    site = Settings(root=tmp_path_factory.mktemp("site"), today=date(2029, 1, 1))
    write_files(site.content_dir, FILES)
    memory = Memory()
    assert_same(site, memory)
    for change in changes:
        apply(site.content_dir, change)
        assert_same(site, memory)


@settings(max_examples=10)
@given(changes=st.lists(edit, min_size=1, max_size=4))
def test_after_any_edits_all_is_the_same_with_what_another_run_stored(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, str, str]]
) -> None:
    site = Settings(root=tmp_path_factory.mktemp("site"))
    write_files(site.content_dir, FILES)
    for change in (None, *changes):
        if change:
            apply(site.content_dir, change)
        memory = Memory(1, Store(site.root / ".cache"))
        assert_same(site, memory)
        memory.save()()


@settings(max_examples=15)
@given(stored=st.lists(edit, max_size=3), changes=st.lists(edit, min_size=1, max_size=3))
def test_what_is_stored_is_the_same_again_after_other_edits(
    tmp_path_factory: pytest.TempPathFactory,
    stored: list[tuple[str, str, str]],
    changes: list[tuple[str, str, str]],
) -> None:
    """As where two states are compared: that of the files, then the one that is stored."""
    site = Settings(root=tmp_path_factory.mktemp("site"), today=date(2029, 1, 1))

    def lay_out(*edits: tuple[str, str, str]) -> None:
        shutil.rmtree(site.content_dir, ignore_errors=True)
        write_files(site.content_dir, FILES)
        for change in edits:
            apply(site.content_dir, change)

    lay_out(*stored)
    memory = Memory(1, Store(site.root / ".cache"))
    worked_out(site, memory)
    memory.save()()
    memory = Memory(1, Store(site.root / ".cache"))
    for edits in ([*stored, *changes], stored, [*stored, *changes]):
        lay_out(*edits)
        assert_same(site, memory)
        assert of_tables(site, memory) == of_tables(site, None)


def of_tables(site: Settings, memory: Memory | None) -> dict[str, object]:
    """What is worked out of all records."""
    checked_dossier, _ = examine(site, memory=memory)
    with unnoted():
        found = {name: getattr(checked_dossier, name) for name in MADE}
    return {name: [*value.items()] if isinstance(value, Mapping) else value for name, value in found.items()}


def test_of_the_state_that_is_stored_nothing_is_worked_out_after_another_one(tmp_path: Path) -> None:
    site = Settings(root=tmp_path, today=date(2029, 1, 1))
    write_files(site.content_dir, FILES)
    memory = Memory(1, Store(tmp_path / ".cache"))
    worked_out(site, memory)
    memory.save()()
    memory = Memory(1, Store(tmp_path / ".cache"))
    apply(site.content_dir, ("source", "one", "Elan"))
    assert worked(site, memory)["verify"]
    apply(site.content_dir, ("back", "sources/one.md", ""))
    done = worked(site, memory)
    assert (done["verify"], done["check"]) == (set(), set())


@settings(max_examples=20)
@given(changes=st.lists(edit, min_size=1, max_size=8))
def test_two_states_in_turn_are_each_as_if_read_anew(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, str, str]]
) -> None:
    site = Settings(root=tmp_path_factory.mktemp("site"), today=date(2029, 1, 1))
    write_files(site.content_dir, FILES)
    states = [written(site.content_dir)]
    half = len(changes) // 2
    for some in (changes[:half], changes[half:]):
        for change in some:
            apply(site.content_dir, change)
        states.append(written(site.content_dir))
    # what another run stored is that of the first, or of the last
    for order in ((0,), (1, 0, 2), (2, 1, 2), (0, 2, 0)):
        memory = Memory(1, Store(site.root / ".cache"))
        for number in order:
            rewrite(site.content_dir, states[number])
            assert_same(site, memory)
        memory.save()()


def written(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rewrite(folder: Path, files: dict[Path, bytes]) -> None:
    for path in written(folder).keys() - files.keys():
        path.unlink()
    for path, data in files.items():
        path.write_bytes(data)


def test_in_another_language_nothing_stored_is_used_that_rests_on_names(tmp_path: Path) -> None:
    site = Settings(root=tmp_path)
    write_files(site.content_dir, FILES)
    alias = "name: Town\nkind: city\naliases: [{name: Weiß, language: de}]\n"
    write_files(site.content_dir, {"places/town.yml": alias})
    for language in ("en", "de", "en"):
        memory = Memory(1, Store(site.root / ".cache"))
        assert_same(replace(site, language=language), memory)
        memory.save()()


def test_the_rich_site_is_the_same_from_a_store(tmp_path: Path) -> None:
    site = Settings(root=write(tmp_path, RICH), today=date(2029, 1, 1))
    for _ in range(2):
        memory = Memory(2, Store(tmp_path / ".cache"))
        assert_same(site, memory)
        memory.save()()
    assert [memory.worked(stage) for stage in ("verify", "check", "link")] == [[], [], []]


def test_results_of_another_state_than_the_files_are_used_no_further_than_they_hold(tmp_path: Path) -> None:
    site, cache = Settings(root=tmp_path, today=date(2029, 1, 1)), tmp_path / ".cache"
    write_files(site.content_dir, FILES)
    before: dict[Path, bytes] = {}
    for change in (
        None,
        ("name", "places/town.yml", "Calder"),
        ("source", "one", "Elan"),
        ("gone", "claims.yml", ""),
    ):
        if change:
            apply(site.content_dir, change)
        memory = Memory(1, Store(cache))
        assert_same(site, memory)
        memory.save()()
        # the check's results are those of the first run, whatever else was stored since
        before = before or {path: path.read_bytes() for path in cache.glob("check-*")}
        for path, data in before.items():
            path.write_bytes(data)
    assert before


def test_an_article_is_the_same_after_it_was_stored(tmp_path: Path) -> None:
    write_files(tmp_path / "briefings", FILES)
    for article in load(Settings(root=tmp_path))[0].articles.values():
        stored = pickle.loads(pickle.dumps(article))
        assert (stored, hash(stored), path_of(stored)) == (article, hash(article), path_of(article))
        assert list(stored) == list(article)
        assert stored[0].text.endswith("in the capital.")


@pytest.fixture
def known(tmp_path: Path) -> tuple[Settings, Memory]:
    """A site that was read once."""
    write_files(tmp_path / "briefings", FILES)
    site, memory = Settings(root=tmp_path), Memory()
    worked_out(site, memory)
    return site, memory


STAGES = ("verify", "check", "link")


def worked(site: Settings, memory: Memory) -> dict[str, set[str]]:
    """The jobs of each stage that had to be done again."""
    worked_out(site, memory)
    return {stage: set(memory.worked(stage)) for stage in STAGES}


def test_where_nothing_changed_nothing_is_done_again(known: tuple[Settings, Memory]) -> None:
    assert worked(*known) == {stage: set() for stage in STAGES}
    # the same bytes, written again
    path = known[0].content_dir / "sources/one.md"
    path.write_bytes(path.read_bytes())
    assert worked(*known) == {stage: set() for stage in STAGES}


def test_a_new_line_in_a_record_is_the_business_of_that_record(known: tuple[Settings, Memory]) -> None:
    with (known[0].content_dir / "places/town.yml").open("a") as file:
        file.write("country: BY\n")
    done = worked(*known)
    assert {job for stage in STAGES for job in done[stage] if "/" in job} == {"place/town"}


def test_a_new_name_is_looked_for_and_only_texts_that_have_it_are_linked_anew(
    known: tuple[Settings, Memory],
) -> None:
    write_files(known[0].content_dir, {"actors/wire.yml": "name: Calder-Brown\nkind: group\n"})
    done = worked(*known)
    assert done["link"] == {"actor/wire", "source/one", "source/two", "names"}


def test_a_name_that_comes_back_is_not_looked_for_again(known: tuple[Settings, Memory]) -> None:
    path = known[0].content_dir / "places/bridge.yml"
    text = path.read_text()
    linked = {"place/bridge", "claim/unsafe", "source/one", "source/two", "names"}
    for now in (text.replace("the bridge", "the ferry"), text):
        path.write_text(now)
        assert worked(*known)["link"] <= linked


def test_an_edited_article_is_searched_for_the_quotes_that_rest_on_it(known: tuple[Settings, Memory]) -> None:
    with (known[0].content_dir / "sources/one.md").open("a") as file:
        file.write("\nOne more paragraph.\n")
    done = worked(*known)
    assert done["verify"] == {"source/one", "claim/unsafe"}
    assert done["link"] == {"source/one"}


def test_records_that_are_the_same_are_the_same_objects(known: tuple[Settings, Memory]) -> None:
    site, memory = known
    before, _ = load(site, memory=memory)
    path = site.content_dir / "actors.yml"
    path.write_text(path.read_text().replace("kind: group", "kind: organization"))
    after, _ = load(site, memory=memory)
    changed = {ref for ref in before.records if before.records[ref] is not after.records[ref]}
    assert changed == {Ref("actor", "elan")}


def test_a_file_is_opened_again_where_its_stamp_cannot_tell(tmp_path: Path) -> None:
    path = tmp_path / "briefings/actors/one.yml"
    write_files(tmp_path, {"briefings/actors/one.yml": "name: One\nkind: person\n"})
    site, memory = Settings(root=tmp_path), Memory()
    os.utime(path, ns=(0, 0))
    before = path.stat()
    load(site, memory=memory)
    # of the same length, with the same time: as two saves within one tick of the clock
    path.write_text("name: Two\nkind: person\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    dossier, _ = load(site, memory=memory)
    assert [record.label for record in dossier.records.values()] == ["Two"]


@pytest.mark.parametrize("folder", [ROOT, None])
def test_all_our_addresses_are_known_to_be_ours(tmp_path: Path, folder: Path | None) -> None:
    root = folder or write(tmp_path, RICH)
    sheets = checked(
        Settings(root=root, today=date(2029, 1, 1), pagefind=True), show_problems=True
    ).plan.sheets
    assert {sheet.path.removesuffix("index.md").removesuffix(".md").split("/")[0] for sheet in sheets} <= OURS


def test_of_files_that_were_copied_only_what_the_disk_says_is_stored_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a cache is taken to another machine: the same bytes in other files."""
    # as if they had been there for long
    monkeypatch.setattr("briefkit.load.unchanged.GRAIN", -3600 * 10**9)
    stored = []
    for name in ("one", "other"):
        site = Settings(root=tmp_path / name, today=date(2029, 1, 1))
        write_files(site.content_dir, FILES)
        memory = Memory(1, Store(tmp_path / ".cache"))
        worked_out(site, memory)
        memory.save()()
        stored.append(
            {path.name.split("-")[0]: path.stat().st_ino for path in (tmp_path / ".cache").glob("*-*")}
        )
        assert_same(site, Memory(1, Store(tmp_path / ".cache")))
    one, other = stored
    assert {name for name in one if one[name] != other[name]} == {"stamps"}
    assert {"files", "stamps", "link"} <= other.keys()
