"""Pages of ours in the index of Material's search, without its parser, and the same as by it.

What this relies on, of Material: its plugin keeps the entries of the index as a list, in the order of pages,
makes those of a page from sections, and leaves out pages whose front matter says so.
"""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from briefkit.plugin.search.sections import sections

NAMES = ("material/search", "search")
KNOWN = "material.plugins.search.plugin"
"""The module of the plugin."""


class ThemeSearch:
    """The index of one build."""

    def __init__(self, index: Any) -> None:
        self._index = index

    def add(self, page: Page, content: str) -> bool:
        """Adds what is to be found of a page; False where its content has to be read by the plugin."""
        if (page.meta.get("search") or {}).get("exclude"):
            return True
        found = sections(content)
        if found is None:
            return False
        for section in found:
            if not section.is_excluded():
                self._index.create_entry_for_section(section, page.toc, page.url, page)
        return True

    def agrees(self, page: Page, content: str) -> bool:
        """Whether the plugin finds the same on a page; the index stays as it was."""
        entries = self._index.entries
        before, kept = len(entries), page.content
        page.content = content
        try:
            self._index.add_entry_from_context(page)
        finally:
            page.content = kept
        theirs = entries[before:]
        del entries[before:]
        added = self.add(page, content)
        ours = entries[before:]
        del entries[before:]
        return not added or ours == theirs


def theme_search(config: MkDocsConfig) -> ThemeSearch | None:
    """The index of the plugin; None where the site has another, or none."""
    for name in NAMES:
        plugin = config.plugins.get(name)
        if plugin is not None and type(plugin).__module__ == KNOWN and plugin.config.get("enabled"):
            index = getattr(plugin, "search_index", None)
            return ThemeSearch(index) if isinstance(getattr(index, "entries", None), list) else None
    return None
