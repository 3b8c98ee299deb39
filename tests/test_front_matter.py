import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.load.front_matter import split
from briefkit.load.nodes import read_yaml
from briefkit.load.text import SourceText
from briefkit.model.nodes import plain_data

LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])
LINES = st.lists(
    st.sampled_from(["", "a: b", "# ---", "--- ", "---", "...", "----", " ---", "\u2028---", "x"])
)


def parts(text):
    front_matter, problems = split(SourceText("briefing.md", text))
    assert problems == []
    return text[front_matter.start : front_matter.end], text[front_matter.body :]


@pytest.mark.parametrize(
    ("text", "yaml", "body"),
    [
        ("---\na: b\n---\nText\n", "a: b\n", "Text\n"),
        ("---\na: b\n...\nText\n", "a: b\n", "Text\n"),
        ("---\r\na: b\r\n---\r\nText", "a: b\r\n", "Text"),
        ("---\ra: b\r---\rText", "a: b\r", "Text"),
        ("---  \na: b\n---\t\n\nText", "a: b\n", "\nText"),
        ("---\n---\nText", "", "Text"),
        ("---\na: b\n---", "a: b\n", ""),
        ("---\na: b\n---\nText\n\n---\n\nMore\n...\n", "a: b\n", "Text\n\n---\n\nMore\n...\n"),
        ("---\na: |\n  ---\n  x\n----\n--- x\n---\nText", "a: |\n  ---\n  x\n----\n--- x\n", "Text"),
        ('---\na: "x\u2028---\u2028y"\n---\nText', 'a: "x\u2028---\u2028y"\n', "Text"),
    ],
)
def test_lies_between_the_first_line_and_the_next_like_it(text, yaml, body):
    assert parts(text) == (yaml, body)


@pytest.mark.parametrize(
    "text", ["", "Text\n---\na: b\n---\n", "\n---\na: b\n---\n", " ---\n---\n", "----\n---\n", "--- a\n---\n"]
)
def test_a_text_without_it_has_none(text):
    assert split(SourceText("briefing.md", text)) == (None, [])


@pytest.mark.parametrize(
    "text", ["---", "---\na: b\n", "---\na: b\n --- \nText\n", "---\na: b\u2028---\u2028Text"]
)
def test_it_has_to_be_closed(text):
    front_matter, (problem,) = split(SourceText("briefing.md", text))
    assert front_matter is None
    assert str(problem) == (
        "briefing.md:1:1: error: "
        'The front matter that begins with "---" is never closed. [front-matter-not-closed]'
    )
    assert problem.hint == 'Write a line "---" between the front matter and the text.'


@given(LINES, LINES, LINE_ENDS, st.sampled_from(["---", "..."]))
def test_no_line_is_lost_whatever_its_end(yaml, body, end, closing):
    yaml = [line for line in yaml if line.strip() not in {"---", "..."}]
    text = "".join(line + end for line in ["---", *yaml, closing, *body])
    assert parts(text) == ("".join(line + end for line in yaml), "".join(line + end for line in body))


def test_its_values_have_their_places_in_the_file():
    source = SourceText("briefing.md", "---\r\ntitle: Minsk\r\n---\r\nText: a: b\r\n")
    front_matter, _ = split(source)
    node, problems = read_yaml(source, front_matter.start, front_matter.end)
    assert problems == []
    assert plain_data(node) == {"title": "Minsk"}
    assert (node.get("title").mark.line, node.get("title").mark.column) == (2, 8)
