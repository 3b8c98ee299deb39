"""Elements as text."""

from collections.abc import Callable
from xml.etree.ElementTree import Element


def element_text(element: Element) -> str:
    """As `xml.etree.ElementTree.tostring` writes it, without a search for namespaces: there are none."""
    pieces: list[str] = []
    _write(element, pieces.append)
    return "".join(pieces)


def _write(element: Element, write: Callable[[str], None]) -> None:
    tag = element.tag
    write(f"<{tag}")
    for name, value in element.items():
        write(f' {name}="{_in_quotes(value)}"')
    if element.text or len(element):
        write(">")
        if element.text:
            write(_escaped(element.text))
        for child in element:
            _write(child, write)
        write(f"</{tag}>")
    else:
        write(" />")
    if element.tail:
        write(_escaped(element.tail))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _in_quotes(text: str) -> str:
    made = _escaped(text).replace('"', "&quot;")
    return made.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#09;")
