"""What every page of the site rests on besides its own Markdown; where that changed, all are made anew."""

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

HARMLESS = frozenset({"startup", "shutdown", "serve", "build_error"})
"""The events in which a plugin can change nothing of a site."""

READ_BY_TEMPLATES = frozenset({".html", ".xml", ".yml", ".mo"})
"""What templates of an installed theme are made of; in a theme of the site's own it can be anything."""

WITHOUT_PAGES = frozenset({"404.html", "sitemap.xml", "search.html"})
"""Templates that MkDocs renders once and not for each page."""

_PAGES = re.compile(rb"\{[{%][^{}]*(?<![\w.'\"])pages\b")
"""Where a template asks for the list of all pages."""

_SOURCES = re.compile(rb"markdown|content_string|content_bytes")
"""Where a template asks for what a page was made of."""

Signature = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """To be compared: equal ones make the same of the same page."""

    configuration: tuple[bytes, ...]
    """The files it was read from: the rest of it, as options of the command, stays while a process runs."""
    theme: tuple[tuple[str, Signature], ...]
    header: str
    """What the plugin itself adds to each page."""


def surroundings(config: MkDocsConfig, header: str) -> Surroundings:
    """Those of a build."""
    own = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    theme = (
        (path, signature)
        for folder in config.theme.dirs
        for path, signature in _read_by_templates(Path(folder), whole=Path(folder) == own)
    )
    return Surroundings(tuple(_written(Path(config.config_file_path))), tuple(theme), header)


def _written(path: Path) -> Iterator[bytes]:
    """A file of the configuration, and those that it begins with, as MkDocs finds them."""
    text = path.read_bytes()
    yield text
    whole = yaml.compose(text, yaml.CSafeLoader)
    if isinstance(whole, yaml.MappingNode):
        for key, value in whole.value:
            if key.value == "INHERIT" and isinstance(value.value, str):
                yield from _written(path.parent / value.value)


def _read_by_templates(folder: Path, *, whole: bool) -> Iterator[tuple[str, Signature]]:
    for place, folders, names in os.walk(folder):
        if not whole:
            # icons by the thousand
            folders[:] = [name for name in folders if not name.startswith(".")]
        folders.sort()
        for name in sorted(names):
            if whole or Path(name).suffix in READ_BY_TEMPLATES:
                path = f"{place}{os.sep}{name}"
                yield path, signature(path)


def signature(path: str) -> Signature:
    """Another one once a file was written; of one that is not there, nothing but zeros."""
    try:
        found = Path(path).stat()
    except OSError:
        return 0, 0, 0, 0
    return found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def strangers(config: MkDocsConfig, known: Collection[object]) -> list[str]:
    """The events in which others than the known plugins can change pages."""
    return [
        event
        for event, methods in config.plugins.events.items()
        if event not in HARMLESS
        and any(not any(getattr(method, "__self__", None) is one for one in known) for method in methods)
    ]


def asks_for_pages(config: MkDocsConfig) -> bool:
    """True where a page of the theme may show the list of all pages: then each rests on all others."""
    return any(
        _PAGES.search(Path(path).read_bytes())
        for folder in config.theme.dirs
        for path, _ in _read_by_templates(Path(folder), whole=False)
        if path.endswith(".html") and Path(path).name not in WITHOUT_PAGES
    )


def asks_for_sources(config: MkDocsConfig) -> bool:
    """True where a template may show the Markdown of a page."""
    return bool(config.extra_templates) or any(
        _SOURCES.search(Path(path).read_bytes())
        for folder in config.theme.dirs
        for path, _ in _read_by_templates(Path(folder), whole=False)
        if path.endswith((".html", ".xml"))
    )


def shown_navigation(nav: Navigation) -> tuple[Any, ...]:
    """What the navigation on each page can show, to be compared."""
    return tuple(_shown(item) for item in nav.items)


def _shown(item: StructureItem) -> tuple[Any, ...]:
    if isinstance(item, Page):
        return item.title, item.file.url, repr(item.meta)
    if isinstance(item, Section):
        return item.title, *(_shown(child) for child in item.children)
    return item.title, getattr(item, "url", None)
