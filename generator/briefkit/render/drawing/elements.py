"""Elements as text."""

from collections.abc import Callable
from functools import lru_cache
from xml.etree.ElementTree import Element

SHORT = 40
"""Characters of values that are kept as they are written."""


def element_text(element: Element) -> str:
    """As `xml.etree.ElementTree.tostring` writes it, without a search for namespaces: there are none."""
    pieces: list[str] = []
    _write(element, pieces.append)
    return "".join(pieces)


def _write(element: Element, write: Callable[[str], None]) -> None:
    tag = element.tag
    # numbers and classes are the same again and again, outlines are not
    shown = [
        f' {name}="{_known_in_quotes(value) if len(value) <= SHORT else _in_quotes(value)}"'
        for name, value in element.attrib.items()
    ]
    text = element.text
    if text or len(element):
        write(f"<{tag}{''.join(shown)}>{_escaped(text) if text else ''}")
        for child in element:
            _write(child, write)
        write(f"</{tag}>")
    else:
        write(f"<{tag}{''.join(shown)} />")
    if element.tail:
        write(_escaped(element.tail))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _in_quotes(text: str) -> str:
    made = _escaped(text).replace('"', "&quot;")
    return made.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#09;")


_known_in_quotes = lru_cache(maxsize=20_000)(_in_quotes)
