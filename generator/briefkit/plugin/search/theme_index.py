"""Pages of ours in the index of Material's search, without its parser, and the same as by it.

What this relies on, of Material: its plugin keeps the entries of the index as a list, in the order of pages,
makes those of a page from sections, and leaves out pages whose front matter says so.
"""

import re
from collections.abc import Iterable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from briefkit.plugin.pages.packs import Told
from briefkit.plugin.search.sections import Section, sections

NAMES = ("material/search", "search")
KNOWN = "material.plugins.search.plugin"
"""The module of the plugin."""

ONLY_FOR_SEARCHES = re.compile(r'\s?data-search-\w+="[^"]+"')
"""What the plugin takes out of the content of a page that it has read."""


def told_sections(content: str) -> tuple[Told, ...] | None:
    """What the plugin puts into its index of a page; None where it has to read its content itself."""
    found = None if ONLY_FOR_SEARCHES.search(content) else sections(content)
    return None if found is None else tuple(_told(section) for section in found if not section.is_excluded())


def _told(section: Section) -> Told:
    return section.id, "".join(section.title) if section.title else None, "".join(section.text)


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

    def add_told(self, page: Page, told: Iterable[Told]) -> None:
        """The same of a page that was read before."""
        if (page.meta.get("search") or {}).get("exclude"):
            return
        for anchor, title, text in told:
            words = [] if title is None else [title]
            section = Section("", id=anchor, title=words, text=[text])
            self._index.create_entry_for_section(section, page.toc, page.url, page)

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
        told = told_sections(content)
        if told is not None:
            self.add_told(page, told)
        same = entries[before:] if told is not None else theirs
        del entries[before:]
        return same == theirs and (not added or ours == theirs)


def theme_search(config: MkDocsConfig) -> ThemeSearch | None:
    """The index of the plugin; None where the site has another, or none."""
    for name in NAMES:
        plugin = config.plugins.get(name)
        if plugin is not None and type(plugin).__module__ == KNOWN and plugin.config.get("enabled"):
            index = getattr(plugin, "search_index", None)
            return ThemeSearch(index) if isinstance(getattr(index, "entries", None), list) else None
    return None
