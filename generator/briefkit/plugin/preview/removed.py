"""What is gone, as it is shown: nothing in it leads anywhere, has an id, or does anything."""

from collections.abc import Iterable
from html import escape

from briefkit.plugin.preview.elements import DEAD, HEADINGS, PICTURES, PLAIN, VOID
from briefkit.plugin.preview.tree import Element, Node, Text

KEPT = frozenset({"class", "lang", "dir", "colspan", "rowspan", "start", "value", "datetime", "open"})
"""Attributes that stay."""


def start_tag(tag: str, attributes: Iterable[tuple[str, str | None]]) -> str:
    """Written anew."""
    pairs = (name if value is None else f'{name}="{escape(value)}"' for name, value in attributes)
    return f"<{' '.join((tag, *pairs))}>"


def with_class(element: Element, name: str) -> str:
    """The start tag of an element that has one class more."""
    whole = {**element.attributes, "class": " ".join(filter(None, (element.attributes.get("class"), name)))}
    return start_tag(element.tag, whole.items())


def dead(nodes: Iterable[Node], *, within: str = "") -> list[Node]:
    """The nodes without all that lives; `within` is the tag of what they lie in."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Text):
            if node.is_seen or node.raw.isspace():
                found.append(node)
        elif node.is_seen and node.tag not in DEAD:
            found.append(_dead(node, within))
        elif words := node.attributes.get("alt") or node.attributes.get("aria-label"):
            # of a picture, what it shows
            found += [Text(escape(words))] if node.tag in PICTURES else []
    return found


def _dead(node: Element, within: str) -> Element:
    tag = _tag(node, within)
    attributes = {name: value for name, value in node.attributes.items() if name in KEPT}
    made = Element(tag, attributes, start_tag(tag, attributes.items()))
    made.end = "" if tag in VOID else f"</{tag}>"
    made.children = dead(node.children, within="summary" if within == "summary" else tag)
    return made


def _tag(node: Element, within: str) -> str:
    if node.tag in HEADINGS:
        # it is none of the page's headings any more
        return "span" if within == "summary" else "p"
    if node.tag in PLAIN:
        return node.tag
    return "div" if node.is_block else "span"
