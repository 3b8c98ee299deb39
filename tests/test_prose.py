import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefkit.load.prose import read_prose
from briefkit.load.text import SourceText
from briefkit.model.mark import Mark
from briefkit.model.prose import (
    CodeBlock,
    CodeWords,
    Divider,
    Emphasis,
    Heading,
    LineBreak,
    Listing,
    Paragraph,
    Quotation,
    Table,
    WebLink,
    WikiLink,
    Words,
    inlines,
    lines,
    plain,
)


def read(text):
    return read_prose(SourceText("briefing.md", text), 0)


def links(text):
    """Every link with the place where an editor finds it."""
    found = (piece for line in lines(read(text)) for piece in inlines(line) if isinstance(piece, WikiLink))
    return [(str(link), link.mark.line, link.mark.column) for link in found]


def words(block):
    return plain(block.children)


def test_blocks_are_read_as_written():
    prose = read(
        "# One\n\nA *b* **c** `d`  \ne\nf\n\n---\n\n> g\n>\n> h\n\n```\ni\n  j\n```\n\n    k\n\nTwo\n===\n"
    )
    assert [type(block) for block in prose] == [
        Heading,
        Paragraph,
        Divider,
        Quotation,
        CodeBlock,
        CodeBlock,
        Heading,
    ]
    assert prose[1].children == (
        Words("A "),
        Emphasis((Words("b"),)),
        Words(" "),
        Emphasis((Words("c"),), strong=True),
        Words(" "),
        CodeWords("d"),
        LineBreak(),
        Words("e"),
        Words("\n"),
        Words("f"),
    )
    assert [words(block) for block in prose[3].children] == ["g", "h"]
    assert [block.text for block in prose[4:6]] == ["i\n  j\n", "k\n"]
    assert (prose[0].level, prose[6].level, words(prose[6])) == (1, 1, "Two")


def test_lists_lie_inside_lists_with_all_their_blocks():
    (outer,) = read("- a\n\n  b\n  1. c\n     - d\n  2. e\n- f\n")
    assert outer.start is None
    (first, second) = outer.items
    assert [words(block) for block in first[:2]] == ["a", "b"]
    numbered = first[2]
    assert numbered.start == 1
    assert words(numbered.items[0][0]) == "c"
    assert words(numbered.items[0][1].items[0][0]) == "d"
    assert words(second[0]) == "f"


def test_a_list_keeps_the_number_it_begins_with():
    (listing,) = read("7. a\n8. b\n")
    assert isinstance(listing, Listing)
    assert listing.start == 7


def test_a_table_holds_links_with_escaped_pipes():
    (table,) = read("| a | b |\n|---|---|\n| [[place/syria\\|the country]] | c \\| d |\n")
    assert isinstance(table, Table)
    link, cell = table.rows[1]
    assert link == (WikiLink("place/syria", "the country", False, Mark("briefing.md", 3, 3)),)
    assert plain(cell) == "c | d"
    assert [plain(cell) for cell in table.rows[0]] == ["a", "b"]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <b onclick=x>c</b> <!-- d --> &lt;",
        "<div>\nx\n</div>",
        "[a](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[a](vbscript:x) [b](data:text/html,x)",
        '[^1] [TOC] {{ x }} {% y %} $z$ :smile: ==m== ^^i^^ ++k++ ~~s~~ --8<-- "x"',
        "!!! note\n    x",
        "[[a]",
        "[[]] [[|]] [[a|]] ![[]]",
        "[[a\nb]]",
    ],
)
def test_what_is_no_markdown_of_ours_stays_the_characters_it_is(text):
    (paragraph,) = read(text)
    assert all(isinstance(piece, Words) for piece in paragraph.children)
    assert " ".join(words(paragraph).split()) == " ".join(text.replace("&lt;", "<").split())


def test_links_to_the_web_keep_their_address_and_words():
    (paragraph,) = read("[a *b*](https://example.org/x?y=1&z=(2)) <https://example.org> ![c](d.png)")
    first, _, second, _, picture = paragraph.children
    assert first == WebLink("https://example.org/x?y=1&z=(2)", (Words("a "), Emphasis((Words("b"),))))
    assert second.href == "https://example.org"
    assert picture == Words("c")


def test_a_link_to_a_record_has_target_label_and_kind():
    (paragraph,) = read("[[ place/syria | the country ]]![[claim/x]]")
    one, other = paragraph.children
    assert (one.target, one.label, one.embed) == ("place/syria", "the country", False)
    assert (other.target, other.label, other.embed) == ("claim/x", None, True)
    assert (str(one), str(other)) == ("[[place/syria|the country]]", "![[claim/x]]")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a [[b]] [[b]]", [("[[b]]", 1, 3), ("[[b]]", 1, 9)]),
        ("![[b]] [[b]]", [("![[b]]", 1, 1), ("[[b]]", 1, 8)]),
        ("😀é [[b]]", [("[[b]]", 1, 4)]),
        ("a\n  b\n   c [[b]]", [("[[b]]", 3, 6)]),
        ("# a [[b]] #", [("[[b]]", 1, 5)]),
        ("[[a]]\n===\n\n[[b]]\n---", [("[[a]]", 1, 1), ("[[b]]", 4, 1)]),
        ("- a\n\n  - *x **y [[b]]***\n1. [[b]]", [("[[b]]", 3, 12), ("[[b]]", 4, 4)]),
        ("> a\n> [[b]]\n> > [[b]]", [("[[b]]", 2, 3), ("[[b]]", 3, 5)]),
        ("> a\nlazy [[b]]", [("[[b]]", 2, 6)]),
        ("- \t[[b]]", [("[[b]]", 1, 4)]),
        # the same characters that are no link, in front of the link
        ("`[[b]]` [[b]]", [("[[b]]", 1, 9)]),
        ("\\[[b]] [[b]]", [("[[b]]", 1, 8)]),
        ("![ [[b]] ](c) [[b]]", [("[[b]]", 1, 15)]),
        ('[x](https://a.b "[[b]]") [[b]]', [("[[b]]", 1, 26)]),
        ("```\n[[b]]\n```\n[[b]]", [("[[b]]", 4, 1)]),
        ("    [[b]]\n\n[[b]]", [("[[b]]", 3, 1)]),
        # lines end where an editor ends them
        ("[[b]]\u2028[[b]]\x0c[[b]]\n[[b]]", [("[[b]]", 1, n) for n in (1, 7, 13)] + [("[[b]]", 2, 1)]),
        # cells
        (
            "[[b]]\n\n| `[[b]]` | [[b]] |\n|---|---|\n| [[b]] | [[b]] |\n"
            "| b | a\\|b [[b\\|c]] [[b]] |\n\n[[b]]",
            [
                ("[[b]]", 1, 1),
                ("[[b]]", 3, 13),
                ("[[b]]", 5, 3),
                ("[[b]]", 5, 11),
                ("[[b|c]]", 6, 12),
                ("[[b]]", 6, 21),
                ("[[b]]", 8, 1),
            ],
        ),
        ("> - | a | b |\n>   |---|---|\n>   | - | [[b]] |", [("[[b]]", 3, 11)]),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_every_link_has_its_line_and_column(text, found, end):
    assert links(text.replace("\n", end)) == found


def test_places_count_from_the_beginning_of_the_file():
    source = SourceText("briefing.md", "---\r\ntitle: [[x]]\r\n---\r\n\r\na\r\n\r\n[[x]]\r\n")
    prose = read_prose(source, source.text.index("\r\na"))
    assert [block.mark.line for block in prose] == [5, 7]
    assert prose[1].children[0].mark == Mark("briefing.md", 7, 1)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_paragraphs_know_their_lines(end):
    prose = read(end.join(["a", "b", "", "- c", "", "  d", "", "> e", ""]))
    first, listing, quotation = prose
    marks = [first.mark, *(block.mark for block in listing.items[0]), quotation.children[0].mark]
    assert [mark.line for mark in marks] == [1, 4, 6, 8]


SIGNS = [
    *"[]|!\\`*_~<>()#&-+1. \t\nab\u2028\x0c\r",
    "[[b]]",
    "[[b|c]]",
    "![[b]]",
    "\n> ",
    "\n- ",
    "\n| a | ",
    "---|",
]


@settings(deadline=None)
@given(st.text() | st.lists(st.sampled_from(SIGNS), max_size=40).map("".join))
@example("\u2028\r[[0]]")
def test_every_link_is_found_where_its_place_says(text):
    source = SourceText("briefing.md", text)
    for line in lines(read_prose(source, 0)):
        for piece in inlines(line):
            if isinstance(piece, WikiLink):
                at = source.offset(piece.mark.line) + piece.mark.column - 1
                assert text.startswith(("![[" if piece.embed else "[[", "[["), at)
                assert text[at + 2 + piece.embed :].lstrip().startswith(piece.target[:1])


@pytest.mark.parametrize(
    "deep", ["> " * 200 + "a [[b]]", "- " * 200 + "a [[b]]", "*a **b " * 300 + "[[b]]" + " b** a*" * 300]
)
def test_what_is_nested_too_deeply_to_be_meant_stays_the_characters_it_is(deep):
    first, second = read(f"One\n\n{deep}\n")
    assert words(first) == "One"
    assert words(second) == deep.replace("[[b]]", "b")
    assert links(deep) == [("[[b]]", 1, deep.index("[[") + 1)]


def test_a_list_may_be_as_deep_as_a_hand_writes_it():
    text = "".join(f"{'  ' * depth}- level {depth}\n" for depth in range(15))
    found = [plain(line) for line in lines(read(text))]
    assert found == [f"level {depth}" for depth in range(15)]
