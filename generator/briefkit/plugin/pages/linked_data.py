"""The JSON-LD of pages is kept from the search of MkDocs, which takes all that a page holds for words."""

import re

_BLOCK = re.compile(r'<script type="application/ld\+json">[^<]*</script>')

_PLACE = "<!-- linked data -->"


class LinkedDataBlocks:
    """The blocks of a build's pages, while their content is searched."""

    def __init__(self) -> None:
        self._blocks: dict[str, str] = {}

    def take(self, path: str, html: str) -> str:
        """The content of the page at `path` with a comment in place of its last block, which is kept."""
        found = list(_BLOCK.finditer(html))
        if not found:
            return html
        start, end = found[-1].span()
        self._blocks[path] = found[-1][0]
        return f"{html[:start]}{_PLACE}{html[end:]}"

    def put(self, path: str, output: str) -> str:
        """The whole page with the block where it was; at its end, where something took the comment away."""
        block = self._blocks.pop(path, "")
        before, place, after = output.rpartition(_PLACE)
        return f"{before}{block}{after}" if place and block else f"{output}{block}"
