"""The JSON-LD of pages is kept from the search of MkDocs, which takes all that a page holds for words."""

from mkdocs.structure.pages import Page

from briefkit.plugin.pages.generated_page import GeneratedPage
from briefkit.plugin.pages.linked_data import with_block, without_block


class LinkedDataBlocks:
    """The blocks of a build's pages, while their content is searched."""

    def __init__(self) -> None:
        self._blocks: dict[str, str] = {}

    def take(self, page: Page, html: str) -> str:
        """The content of a page of ours with a comment in place of its last block, which is kept."""
        if page.file.generated_by is None:
            return html
        if isinstance(page, GeneratedPage) and (known := page.without_linked_data(html)) is not None:
            return known
        rest, block = without_block(html)
        if block:
            self._blocks[page.file.src_uri] = block
        return rest

    def put(self, page: Page, output: str) -> str:
        """The whole page with its block again."""
        known = page.linked_data if isinstance(page, GeneratedPage) else ""
        return with_block(output, known or self._blocks.pop(page.file.src_uri, ""))
