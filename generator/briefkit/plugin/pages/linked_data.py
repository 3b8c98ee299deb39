"""The JSON-LD in the HTML of a page, and where it was."""

import re

_BLOCK = re.compile(r'<script type="application/ld\+json">[^<]*</script>')

_PLACE = "<!-- linked data -->"


def without_block(html: str) -> tuple[str, str]:
    """The content of a page with a comment in place of its last block, and that block."""
    found = list(_BLOCK.finditer(html))
    if not found:
        return html, ""
    start, end = found[-1].span()
    return f"{html[:start]}{_PLACE}{html[end:]}", found[-1][0]


def with_block(output: str, block: str) -> str:
    """A whole page with the block where it was; at its end, where something took the comment away."""
    before, place, after = output.rpartition(_PLACE)
    return f"{before}{block}{after}" if place and block else f"{output}{block}"
