"""Which pages differ between two states of a site, by their Markdown."""

from briefkit.changes.previewing.instructions import Instructions, read_instructions
from briefkit.changes.previewing.pages import differing_pages

MOVED = '<meta http-equiv="refresh" content="0; url=../b/">'


def test_pages_that_are_new_or_say_something_else_differ():
    base = {"same.md": "a", "other.md": "a", "gone.md": "a"}
    assert differing_pages(base, {"same.md": "a", "other.md": "b", "new.md": "c"}, {}) == {
        "other.md": "a",
        "new.md": None,
    }


def test_links_to_lines_do_not_count():
    base, head = (f'A <a class="bk-edit" href="x#L{line}" title="line {line}">edit</a> b' for line in (1, 2))
    assert differing_pages({"a.md": base}, {"a.md": head}, {}) == {}


def test_a_renamed_page_is_held_against_what_it_was_and_links_to_it_are_the_same():
    base = {
        "actors/a.md": "[self](a/connections.md) [c](../claims/c.md)",
        "actors/a/connections.md": "[up](../a.md)",
        "claims/c.md": "By [A](../actors/a.md#x) and [her connections](../actors/a/connections.md)",
    }
    head = {
        "actors/b.md": "[self](b/connections.md) [c](../claims/c.md)",
        "actors/b/connections.md": "[up](../b.md)",
        "actors/a.md": MOVED,
        "claims/c.md": "By [A](../actors/b.md#x) and [her connections](../actors/b/connections.md)",
    }
    names = {"actors/a.md": "actors/b.md"}
    assert differing_pages(base, head, names) == {}
    head["actors/b.md"] += " more"
    assert differing_pages(base, head, names) == {"actors/b.md": head["actors/b.md"].removesuffix(" more")}


def test_what_a_record_was_merged_into_is_held_against_itself():
    base = {"actors/a.md": "One", "actors/b.md": "Other"}
    head = {"actors/a.md": MOVED, "actors/b.md": "Other, too"}
    assert differing_pages(base, head, {"actors/a.md": "actors/b.md"}) == {"actors/b.md": "Other"}


def test_a_page_where_one_only_led_on_is_new():
    assert differing_pages({"a.md": MOVED}, {"a.md": "Here"}, {}) == {"a.md": None}


def test_instructions_are_read_as_they_were_written(tmp_path):
    told = Instructions(
        against="main", pages={"ä.md": "“x”", "b.md": None}, changes={"changes.md": "y"}, cache=False
    )
    told.write(tmp_path / "told")
    assert read_instructions(tmp_path / "told") == told
