"""The pages that `briefkit diff` lists are those that come out otherwise: held against real pages."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from briefkit.changes.comparing.compare import comparison
from briefkit.changes.comparing.entries import ChangeKind, PageChangeKind, State
from briefkit.changes.comparing.pages.by_key import BY_ID, BY_REF, SiteByKey
from briefkit.changes.comparing.pages.pictures import with_pictures
from briefkit.changes.comparing.pages.showing import Showing
from briefkit.changes.comparing.pages.showing_lists import INDEXES, OTHERS, ShowingLists
from briefkit.changes.comparing.states.sides import Side, Sides
from briefkit.editing import rename
from briefkit.load import read_settings
from briefkit.memory import Memory
from briefkit.model.edit_links import EditLinks
from briefkit.pipeline import checked
from briefkit.render import render
from briefkit.render.colophon import Feet
from briefkit.render.data import recorded
from briefkit.render.rendering import _Writer
from large_site import write_large_site
from random_edits import Editor
from sites import ROOT


class Demo:
    """The demo as it is, and as it is after an edit."""

    def __init__(self, folder):
        self.folder = folder / "demo"
        self.memory = Memory(1)
        self.lay_out()
        self.base = self.side()
        self.before = self.pages(self.base)

    def lay_out(self):
        """The content as it was, in place of what there is."""
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(ROOT / "briefings", self.folder / "briefings")
        for name in ("docs", "templates"):
            (self.folder / name).mkdir()
        shutil.copy(ROOT / "mkdocs.yml", self.folder)

    def side(self):
        # a line that moves is no change to a reader, though links to the code host lead to it
        settings = replace(read_settings(self.folder / "mkdocs.yml"), edit_links=EditLinks())
        return Side(State("", None), settings, checked(settings, memory=self.memory))

    def pages(self, side):
        return {
            page.path: page.content for page in render(side.checked.plan, self.memory) if not page.preview
        }

    def compared(self, edit):
        """What differs after an edit; the pages that are listed and those that come out otherwise, by paths."""
        self.lay_out()
        edit(self.folder)
        head = self.side()
        after = self.pages(head)
        found = comparison(Sides(self.base, head))
        real = {path for path in self.before | after if self.before.get(path) != after.get(path)}
        targets = {page.target for page in found.pages if page.kind is PageChangeKind.MOVED}
        real -= {
            path for path in after.keys() - self.before.keys() if head.settings.published(path) in targets
        }
        return found, {page.path for page in found.pages}, real


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    return Demo(tmp_path_factory.mktemp("pages"))


def replaced(name, was, now):
    def edit(folder):
        path = folder / "briefings" / name
        text = path.read_text(encoding="utf-8")
        assert was in text
        path.write_text(text.replace(was, now, 1), encoding="utf-8")

    return edit


def renamed(folder):
    rename(read_settings(folder / "mkdocs.yml"), "actor/valery-karbalevich", "karbalevich").write()


SYRIA = "belarus-syria/claims.yml"

SHOWN_BY = {
    "stance": (
        replaced(SYRIA, "stance: deny", "stance: query"),
        [
            (ChangeKind.POSITION_TURNED, "claim/soldiers-to-syria", "deny", "query"),
            (ChangeKind.DISPUTE_CHANGED, "claim/soldiers-to-syria", "disputed", "questioned"),
        ],
    ),
    "likelihood": (
        replaced(SYRIA, "likelihood: unlikely", "likelihood: very-unlikely"),
        [(ChangeKind.ASSESSMENT_MOVED, "claim/soldiers-to-syria", "unlikely", "very-unlikely")],
    ),
    "retraction": (
        replaced("belarus-syria/sources/troops-report.md", "status: usable", "status: retracted"),
        [(ChangeKind.SOURCE_RETRACTED, "source/troops-report", "usable", "retracted")],
    ),
    "rename": (
        renamed,
        [(ChangeKind.RECORD_RENAMED, "actor/karbalevich", "valery-karbalevich", "karbalevich")],
    ),
}


@pytest.mark.parametrize("name", SHOWN_BY)
def test_each_edit_gives_its_entries_and_the_pages_it_reaches(demo: Demo, name: str) -> None:
    edit, expected = SHOWN_BY[name]
    found, listed, real = demo.compared(edit)
    facts = [(fact.kind, str(fact.ref), fact.was, fact.now) for fact in found.facts]
    counts = [fact for fact in facts if fact[0] is ChangeKind.INDEPENDENT_SOURCES_CHANGED]
    assert [fact for fact in facts if fact not in counts] == expected
    assert bool(counts) == (name == "retraction")
    assert {fact[2:] for fact in counts} <= {("1", "0")}
    assert listed == real
    assert all(page.why for page in found.pages)


def test_a_name_that_two_share_now_leads_to_neither_on_any_page(demo: Demo) -> None:
    """What lost a link is told though nothing was edited in it, nor in what names it."""
    aliases = "aliases: [Karbalevich"
    shared = replaced("actors/valery-karbalevich.yml", aliases, f"{aliases}, ISIS")
    found, listed, real = demo.compared(shared)
    assert "actors/islamic-state.md" in real
    assert listed == real
    assert [fact.field for fact in found.facts] == ["aliases[ISIS]"]


def test_a_record_that_only_names_a_renamed_one_did_not_change_itself(demo: Demo) -> None:
    found, _, _ = demo.compared(renamed)
    direct = {page.path for page in found.pages if page.is_direct}
    assert direct == {"actors/valery-karbalevich.md"}
    (holding,) = (page for page in found.pages if page.path == "claims/haggling.md")
    assert [why.words for why in holding.why] == ["names actor/karbalevich"]


def test_two_processes_find_what_one_finds(demo: Demo, monkeypatch: pytest.MonkeyPatch) -> None:
    edit, _ = SHOWN_BY["retraction"]
    alone, _, _ = demo.compared(edit)
    monkeypatch.setattr("briefkit.changes.comparing.pages.pages.MANY", 1)
    together, _, _ = demo.compared(edit)
    assert together == alone


KINDS = (
    "a draft",
    "a marking",
    "a new record",
    "a record less",
    "a value",
    "a name",
    "an alias",
    "an article",
)


@pytest.mark.parametrize("kind", KINDS)
def test_the_pages_listed_after_an_edit_are_those_that_come_out_otherwise(demo: Demo, kind: str) -> None:
    found, listed, real = demo.compared(lambda folder: Editor(folder / "briefings", 9).edit(kind))
    assert found.facts
    assert listed == real


class Made(Demo):
    """A site of 120 records, with more of everything than the demo has."""

    def lay_out(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        write_large_site(self.folder, 120)


def test_a_record_that_is_called_otherwise_is_told_where_it_has_no_other_name(tmp_path: Path) -> None:
    """A briefing names an event by its label: where the briefing stands, the sum below the page differs."""
    made = Made(tmp_path)
    for kind, seed in (("a name", 6), ("an alias", 4)):
        edit = Editor(made.folder / "briefings", seed).edit
        _, listed, real = made.compared(lambda _, edit=edit, kind=kind: edit(kind))
        assert listed == real
        assert real


def test_lines_that_only_move_change_nothing(demo: Demo) -> None:
    found, listed, real = demo.compared(lambda folder: Editor(folder / "briefings", 1).edit("lines moved"))
    assert (found.facts, listed, real) == ((), set(), set())


def test_what_a_page_is_told_to_show_is_what_it_shows(demo: Demo) -> None:
    plan = demo.base.checked.plan
    writer = _Writer(plan.site, Feet({ref: made.foot for ref, made in recorded(plan.site).items()}))
    showing = Showing(SiteByKey(plan.site))
    lists = ShowingLists(showing, plan.site.dossier.records)
    sheets = {path: sheet for part in (*INDEXES, OTHERS) for path, sheet in lists.sheets(part).items()}
    for sheet in plan.sheets:
        if sheet.template == "moved.md.j2" or sheet.preview:
            continue
        draft = writer.draft(sheet)
        writer.page(draft)
        of_record = sheet.record is not None
        told = showing.page(sheet.record) if of_record else lists.page(sheets[sheet.path])
        assert {*told.shown.ways} == {*draft.tools.shown.refs}, sheet.path


def test_what_is_worked_out_key_by_key_is_what_is_worked_out_of_all_records(demo: Demo) -> None:
    whole = demo.base.checked.plan.site
    asked = SiteByKey(whole).site
    refs = list(whole.dossier.records)
    keys = {
        **dict.fromkeys((*BY_REF, "about", "backlinks", "described", "called", "_moments_by_ref"), refs),
        **{name: [ref.id for ref in refs if ref.kind == kind] for name, kind in BY_ID.items()},
        "uses": [ref.id for ref in refs if ref.kind == "source"],
        **{key: [ref.id for ref in refs if ref.kind == "actor"] for key in ("held", "ties", "_companies")},
    }
    for name, those in keys.items():
        table = getattr(whole, name)
        found = {key: getattr(asked, name).get(key) for key in those}
        if name in ANCHORED:
            found = {key: ANCHORED[name](values) for key, values in found.items()}
            table = {key: ANCHORED[name](values) for key, values in table.items()}
        assert found == {key: table.get(key) for key in those}, name
        assert any(found.values()), name


def test_what_rests_on_a_source_is_told_in_the_order_of_its_uses(demo: Demo) -> None:
    whole = demo.base.checked.plan.site
    asked = SiteByKey(whole)
    for ref in whole.dossier.records:
        if ref.kind == "source":
            uses = whole.uses.get(ref.id, ())
            assert [*dict.fromkeys(asked.carried(ref.id))] == [*dict.fromkeys(use.ref for use in uses)]


def _held_without_anchors(held):
    return held and [one._replace(anchor="") for one in held]


def _moments_without_anchors(moments):
    return moments and [
        moment._replace(held=moment.held and moment.held._replace(anchor="")) for moment in moments
    ]


ANCHORED = {"held": _held_without_anchors, "_moments_by_ref": _moments_without_anchors}


def test_pictures_of_two_sites_are_those_of_each(demo: Demo) -> None:
    for kind in ("a new record", "a record less", "a value", "a name"):
        for seed in (3, 9):
            demo.lay_out()
            Editor(demo.folder / "briefings", seed).edit(kind)
            sides = (demo.base.checked.plan.site, demo.side().checked.plan.site)
            for before, now in (sides, sides[::-1]):
                asked = SiteByKey(before), SiteByKey(now)
                with_pictures(*asked)
                for one, whole in zip(asked, (before, now), strict=True):
                    assert [*one.site.neighbourhoods.items()] == [*whole.neighbourhoods.items()]
