"""The quick parser divides a page as that of Material's search does."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from material.plugins.search.plugin import Parser

from briefkit.plugin.search.sections import sections

BLOCKS = ("div", "p", "li", "ul", "ol", "pre", "section", "table", "td", "svg", "h1", "h2", "h3")
INLINE = ("a", "span", "code", "sub", "sup", "b", "time", "path")
ATTRIBUTES = (
    "",
    ' id="a"',
    ' id="b&amp;c"',
    ' class="x"',
    " data-search-exclude",
    ' data-search-exclude=""',
    " hidden",
)

words = st.text("ab \n\t&<>é\u00a0;", max_size=6).map(escape) | st.sampled_from(
    ["<br>", "<!-- x -->", "&nbsp;", "<p></p>"]
)


def element(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda name, attributes, inner: f"<{name}{attributes}>{''.join(inner)}</{name}>",
        st.sampled_from([*BLOCKS, *INLINE]),
        st.sampled_from(ATTRIBUTES),
        st.lists(inside, max_size=4),
    )


contents = st.lists(st.recursive(words, element, max_leaves=12), max_size=5).map("".join)


def theirs(content: str) -> list[object] | None:
    parser = Parser()
    try:
        parser.feed(content)
        parser.close()
    except ValueError:
        # an element that was opened in one section and closed in another
        return None
    return [(one.id, one.title, one.text, one.is_excluded()) for one in parser.data]


@given(contents)
def test_every_section_has_the_same_words(content: str) -> None:
    expected = theirs(content)
    if expected is not None:
        made = sections(content)
        assert made is not None
        assert [(one.id, one.title, one.text, one.is_excluded()) for one in made] == expected


@pytest.mark.parametrize(
    "content",
    [
        "<p>open",
        "<p></b></p>",
        "<script>1 < 2</script>",
        "<title>a<b>c</b></title>",
        "<p title='a>b'>x</p>",
        "1 < 2",
        "<textarea>&lt;</textarea>",
        '<h2 id="a">A<a class="headerlink">#</a></h2>',
        "<P>x</P>",
    ],
)
def test_what_is_not_understood_is_left_to_the_plugin(content: str) -> None:
    assert sections(content) is None
