"""Elements written without the library's search for namespaces."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from briefkit.render.drawing.elements import element_text

TEXTS = st.none() | st.text(st.sampled_from("a&<>\"'\n\r\té"), max_size=6)
NAMES = st.sampled_from(["g", "path", "text"])


@st.composite
def elements(draw: st.DrawFn, deep: int = 2) -> ET.Element:
    attributes = draw(st.dictionaries(NAMES, TEXTS.filter(lambda text: text is not None), max_size=2))
    made = ET.Element(draw(NAMES), attributes)
    made.text, made.tail = draw(TEXTS), draw(TEXTS)
    made.extend(draw(st.lists(elements(deep - 1), max_size=3)) if deep else [])
    return made


@given(elements())
def test_an_element_is_written_as_the_library_writes_it(element: ET.Element) -> None:
    assert element_text(element) == ET.tostring(element, encoding="unicode")
