"""The sign of each kind of record, told apart by its shape."""

from xml.etree import ElementTree as ET

RADIUS = 6.0
"""No sign reaches farther from its middle."""

OUTLINES = {
    "claim": "M0-6 6 0 0 6-6 0z",
    "place": "M-5-5H5V5H-5z",
    "event": "M0-6 5.6 4.5H-5.6z",
    "source": "M-3.2-5.6H3.2L6 0 3.2 5.6H-3.2L-6 0z",
    "briefing": "M-4-6H4V6H-4z",
}
"""Around 0 0; an actor is a circle."""


def whole(value: float) -> str:
    """A length or place in the picture: tenths of a step cannot be seen."""
    return str(round(value))


def sign(parent: ET.Element, kind: str, x: float, y: float) -> None:
    """Adds the sign of a kind of record, its middle at `x` and `y`."""
    shape = {"class": f"bk-sign bk-sign--{kind}"}
    if kind in OUTLINES:
        place = {"d": OUTLINES[kind], "transform": f"translate({whole(x)} {whole(y)})"}
        ET.SubElement(parent, "path", {**shape, **place})
    else:
        ET.SubElement(parent, "circle", {**shape, "cx": whole(x), "cy": whole(y), "r": "5.5"})
