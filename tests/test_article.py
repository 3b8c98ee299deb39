import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.load.article import read_article
from briefkit.load.text import SourceText

ENDS = pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])


def read(text, *, markdown=True, start=0):
    return read_article(SourceText("report.md", text), start, markdown=markdown)


def told(text, **how):
    """Number, line, kind and words of each paragraph."""
    return [(part.number, part.mark.line, part.kind, part.text) for part in read(text, **how)]


@ENDS
def test_paragraphs_have_numbers_lines_and_kinds(end):
    text = (
        "\n# Head\nOne\ntwo\n\n- item\n- more\n  of it\n\n> said\n> so\n\nUnder\n=====\n\n1. first\n2. next\n"
    )
    assert told(text.replace("\n", end)) == [
        (1, 2, "heading", "Head"),
        (2, 3, "text", "One two"),
        (3, 6, "item", "item"),
        (4, 7, "item", "more of it"),
        (5, 10, "quotation", "said so"),
        (6, 13, "text", "Under ====="),
        (7, 16, "item", "1. first"),
        (8, 17, "item", "2. next"),
    ]


@ENDS
def test_plain_text_with_blank_lines_has_paragraphs_of_many_lines(end):
    text = "\n\nOne\n  two\n \t\n# three\n\n\n- four\n"
    assert told(text.replace("\n", end), markdown=False) == [
        (1, 3, "text", "One two"),
        (2, 6, "text", "# three"),
        (3, 9, "text", "- four"),
    ]


@ENDS
def test_plain_text_without_blank_lines_has_a_paragraph_each_line(end):
    assert told("\nOne\n  two\n> three\n\n".replace("\n", end), markdown=False) == [
        (1, 2, "text", "One"),
        (2, 3, "text", "two"),
        (3, 4, "text", "> three"),
    ]


def test_lines_are_those_of_the_whole_file():
    text = "---\r\nheadline: x\r\n---\r\n\r\nOne\r\n\r\nTwo"
    for markdown in (True, False):
        assert [part.mark.line for part in read(text, markdown=markdown, start=text.index("\r\nOne"))] == [
            5,
            7,
        ]
    lines = "---\nheadline: x\n---\nOne\nTwo"
    assert [part.mark.line for part in read(lines, markdown=False, start=lines.index("One"))] == [4, 5]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("*a* **b** _c_ ***d***", "a b c d"),
        ("[a](https://example.org) b", "a b"),
        ("**[a *b*](c)**", "a b"),
        ("a  \nb\\\nc", "a b c"),
        ("a&nbsp;b &amp; &lt;c&gt; &#42;", "a\u00a0b & <c> *"),
        ("\\*a\\* \\[b]", "*a* [b]"),
        ("“a”\u00a0b  c\td", "“a”\u00a0b c d"),
    ],
)
def test_emphasis_and_links_leave_their_words(written, shown):
    (paragraph,) = read(written)
    assert paragraph.text == shown


VERBATIM = [
    "[[x]] [[x|y]] ![[x]]",
    "| a | b | --- |",
    "---",
    "***",
    "===",
    "`a` ``b``",
    "``` c",
    "<script>alert(1)</script> <b>c</b> <!-- d -->",
    "{{ a }} {% b %} {# c #} { #d }",
    "[a]: https://example.org",
    "[^1]: a",
    "https://example.org www.example.org",
    "2 * 3 * 4 _ 5",
    "!!! note",
    "~~a~~ ==b== ^c^ $d$",
    "1945 was a year",
    "C:\\temp",
]


@pytest.mark.parametrize("text", VERBATIM)
def test_nothing_else_is_syntax(text):
    assert [part.text for part in read(f"One\n\n{text}\n\n{text}")] == ["One", text, text]
    assert [part.text for part in read(f"One\n\n{text}\n\n{text}", markdown=False)] == ["One", text, text]


@pytest.mark.parametrize(
    "text", [*VERBATIM, "# a", "- b", "1. c", "*d* _e_", "[f](g)", "&amp; \\*", "> h", "    i"]
)
def test_in_plain_text_nothing_at_all_is_syntax(text):
    assert [part.text for part in read(text, markdown=False)] == [text.strip()]


def test_a_year_at_the_beginning_of_a_paragraph_is_not_lost():
    (paragraph,) = read("1945. The war was over.")
    assert paragraph.text == "1945. The war was over."


@pytest.mark.parametrize(
    "deep", ["> " * 200 + "a", "- " * 200 + "a", "*a **b " * 300 + "c" + " b** a*" * 300]
)
def test_what_is_nested_too_deeply_to_be_meant_stays_the_characters_it_is(deep):
    assert [part.text for part in read(f"One\n\n{deep}\n")] == ["One", deep]


def test_what_letters_nest_is_read():
    thread = "\n".join("> " * depth + f"level {depth}\n" + "> " * depth for depth in range(12))
    assert [part.text for part in read(thread)] == [f"level {depth}" for depth in range(12)]


def test_an_article_of_nothing_has_no_paragraphs():
    assert read(" \n\t\n\n") == read("", markdown=False) == ()


LINE = st.text(st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"]))


@settings(deadline=None)
@given(st.lists(LINE, max_size=8), st.booleans())
def test_no_word_of_a_plain_text_is_lost_or_moved(lines, spaced):
    text = ("\n\n" if spaced else "\n").join(lines)
    article = read(text, markdown=False)
    assert "".join("".join(part.text.split()) for part in article) == "".join(text.split())
    assert [part.number for part in article] == list(range(1, len(article) + 1))
    rows = text.split("\n")
    for part in article:
        row = " ".join(re.split(r"[ \t\n\f\v]+", rows[part.mark.line - 1].strip()))
        assert part.text.startswith(row[:1])


SIGNS = [*"#>*_-+1.)[](){}|\\`&;<!~= \t\nab\u2028", "\n\n", "[[b]]", "&amp;", "\n> ", "\n- ", "\n1. "]


@settings(deadline=None)
@given(st.lists(st.sampled_from(SIGNS), max_size=40).map("".join) | st.text())
def test_no_text_is_too_odd(text):
    for part in read(text):
        assert part.text.strip()
        assert "\n" not in part.text
