import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.load.text import SourceText, decode, shown
from briefkit.model.mark import Mark

# The last four end a line for Python's str.splitlines, but in no editor.
PIECES = st.lists(
    st.sampled_from(["a", "é", "😀", "\r", "\n", "\r\n", "\u2028", "\u2029", "\x85", "\f", "\v"])
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | PIECES.map("".join)


@pytest.mark.parametrize(
    ("text", "index", "line", "column"),
    [
        ("", 0, 1, 1),
        ("abc", 2, 1, 3),
        ("a\nb", 1, 1, 2),
        ("a\nb", 2, 2, 1),
        ("a\r\nb", 2, 1, 3),
        ("a\r\nb", 3, 2, 1),
        ("a\rb", 2, 2, 1),
        ("\n\r\r\n", 4, 4, 1),
        ("a\u2028b\u2029c\x85d\x0be\x0cf", 10, 1, 11),
        ("😀é", 2, 1, 3),
        ("a\nb", 99, 2, 2),
        ("a\nb", -1, 1, 1),
    ],
)
def test_counts_as_an_editor_counts(text, index, line, column):
    assert SourceText("a/b.yml", text).mark(index) == Mark("a/b.yml", line, column)


@given(TEXTS)
def test_every_character_is_found_again_at_its_place(text):
    source = SourceText("a.yml", text)
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    for index, character in enumerate(text):
        mark = source.mark(index)
        assert lines[mark.line - 1][mark.column - 1] == character
        assert source.offset(mark.line) + mark.column - 1 == index
    assert source.mark(len(text)).line == len(lines)


def test_a_line_behind_the_last_begins_at_the_end():
    assert SourceText("a.yml", "ab\ncd").offset(3) == 5


@given(TEXTS)
def test_reads_what_was_saved_with_or_without_a_signature(text):
    source, problems = decode("a.yml", text.removeprefix("\ufeff").encode("utf-8-sig"))
    assert (source, problems) == (SourceText("a.yml", text.removeprefix("\ufeff")), [])
    if not text.startswith("\ufeff"):
        assert decode("a.yml", text.encode()) == (source, [])
    assert pickle.loads(pickle.dumps(source)).mark(len(text)) == source.mark(len(text))


@given(TEXTS.filter(lambda text: not text.startswith("\ufeff")), st.binary(max_size=4))
def test_the_first_bad_byte_has_its_place(text, rest):
    source, problems = decode("a.yml", text.encode() + b"\xff" + rest)
    assert source is None
    (problem,) = problems
    assert problem.rule.name == "not-utf-8"
    assert problem.mark == SourceText("a.yml", text).mark(len(text))
    assert "0xFF" in problem.message


@pytest.mark.parametrize(
    ("data", "place", "named"),
    [
        ("name: Möller".encode("cp1252"), (1, 8), "0xF6 "),
        (b"a: b\r\nc: \xc3\xa9\xe2\x82 x", (2, 5), "0xE2 0x82 "),
        (b"\xef\xbb\xbfa\xc0\x80", (1, 2), "0xC0 "),
        (b"a: \xed\xa0\x80", (1, 4), "0xED "),
        (b"a\r\xf0\x9f\x98", (2, 1), "0xF0 0x9F 0x98 "),
    ],
)
def test_names_the_bytes_that_are_not_utf_8(data, place, named):
    source, (problem,) = decode("x/a.yml", data)
    assert source is None
    assert (problem.mark.path, problem.mark.line, problem.mark.column) == ("x/a.yml", *place)
    assert f": {named}" in problem.message
    assert problem.hint == "Save the file as UTF-8."


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_says_what_the_file_looks_like(encoding):
    _, (problem,) = decode("a.yml", "\ufeffname: x".encode(encoding))
    assert problem.hint == f"The file looks like {encoding[:6].upper()}. Save it as UTF-8."


@pytest.mark.parametrize(
    ("text", "as_shown"),
    [
        ("two\nlines\tand", "two lines and"),
        ("a\u2028b\u202ec\x07", "aU+2028bU+202EcU+0007"),
        ("é 😀", "é 😀"),
        ("x" * 10, "x" * 10),
        ("x" * 11, "x" * 9 + "…"),
    ],
)
def test_a_message_quotes_a_text_in_one_visible_line(text, as_shown):
    assert shown(text, 10 if text.startswith("x") else 60) == as_shown
