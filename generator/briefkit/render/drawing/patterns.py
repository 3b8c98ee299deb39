"""Patterns that tell the parties to a dispute apart without a colour: each is seen through the others."""

from xml.etree.ElementTree import Element, SubElement

SHAPES = (
    ("M0 4h8", 45),
    ("M0 4h8", -45),
    ("M2.6 4a1.4 1.4 0 1 0 2.8 0a1.4 1.4 0 1 0-2.8 0z", 0),
    ("M0 4h8", 0),
    ("M4 0v8", 0),
    ("M2.5 2.5l3 3m0-3l-3 3", 0),
)
"""What is drawn into a square of eight units, and how far it is turned: no two look alike."""

SIZES = (1.0, 1.7, 0.7)
"""With more parties than shapes, the same again, wider or closer."""


def hatching(parent: Element, name: str, parties: list[int]) -> None:
    """The patterns of the parties, with ids like ``map-party-0``."""
    for party in parties:
        way, turn = SHAPES[party % len(SHAPES)]
        size = SIZES[party // len(SHAPES) % len(SIZES)]
        attributes = {
            "id": f"{name}-party-{party}",
            "width": "8",
            "height": "8",
            "patternUnits": "userSpaceOnUse",
            "patternTransform": f"rotate({turn}) scale({size:g})",
        }
        SubElement(SubElement(parent, "pattern", attributes), "path", {"class": "bk-map-hatch", "d": way})


def letter(party: int) -> str:
    """A, B, C and so on; behind Z, A2."""
    turn, at = divmod(party, 26)
    return f"{chr(ord('A') + at)}{turn + 1 if turn else ''}"


def swatch(name: str, party: int) -> Element:
    """A small field of the pattern, to stand beside the name of the party."""
    root = Element("svg", {"class": "bk-map-swatch", "viewBox": "0 0 30 16", "aria-hidden": "true"})
    fill = f"url(#{name}-party-{party})"
    SubElement(root, "rect", {"x": "0.5", "y": "0.5", "width": "29", "height": "15", "fill": fill})
    return root
