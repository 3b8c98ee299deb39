"""A plugin beside ours, in the build of a preview: it adds the list of changes, and marks them on the pages.

Pages are compared once MkDocs has made them, and marked in what a template made of them: searches, the table
of contents and other plugins see the page as it will be published.
"""

import math
import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from briefkit.changes.previewing.instructions import VARIABLE, Instructions, read_instructions
from briefkit.plugin.as_files import NoOptions
from briefkit.plugin.build_settings import build_settings
from briefkit.plugin.options import BriefkitConfig
from briefkit.plugin.pages.generated_page import GeneratedPage
from briefkit.plugin.preview.bar import Bars
from briefkit.plugin.preview.earlier_pages import earlier_content
from briefkit.plugin.preview.marking import Marked, marked
from briefkit.plugin.preview.signs import Words
from briefkit.plugin.preview.tree import UnbalancedError
from briefkit.plugin.search.searching import PREVIEW, known_plugins
from briefkit.plugin.surroundings import strangers
from briefkit.render.assets import PREVIEW_SCRIPT, PREVIEW_STYLES, preview_assets

log = get_plugin_logger("briefkit")

PLACE = "<!-- preview -->"
"""Ends the content of a page that differs: so nobody takes it for what was made of its Markdown alone."""

CHANGE_MARKDOWN = frozenset({"page_read_source", "page_markdown", "page_content"})
"""The events in which another plugin can make something else of a page."""


class Preview(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Of one build."""

    def __init__(self, told: Instructions, ours: BasePlugin[BriefkitConfig]) -> None:
        """`ours` is the plugin that makes the pages."""
        self._told = told
        self._ours = ours
        self._bars: Bars | None = None
        self._files: Files | None = None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds the pages that say what changed, and what marks need."""
        for path, text in self._told.changes.items():
            if (taken := files.src_uris.get(path)) is not None:
                log.info(f"{path}: in a preview, the list of changes stands in the place of this page")
                files.remove(taken)
            file = File.generated(config, path, content=text)
            file.inclusion = InclusionLevel.NOT_IN_NAV
            files.append(file)
        settings = build_settings(config, self._ours.config, serving=False)
        self._bars = Bars(settings, self._told.against)
        for asset in preview_assets(settings.templates_dir):
            if asset.path not in files.src_uris:
                files.append(File.generated(config, asset.path, content=asset.content))
        self._files = files
        return files

    @event_priority(-math.inf)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Keeps a page that differs from being written before it is marked."""
        if page.file.src_uri not in self._told.pages:
            return html
        if isinstance(page, GeneratedPage) and not html:
            # what it is packed as
            page.content = html
            html = page.content or ""
        return f"{html}{PLACE}"

    @event_priority(math.inf)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Marks a page that differs."""
        path = page.file.src_uri
        if path in self._told.changes:
            return self._with_files(output, page)
        content = page.content or ""
        before, found, after = output.partition(content) if content else (output, "", "")
        if self._bars is None or path not in self._told.pages or not found:
            return output
        whole = content.removesuffix(PLACE)
        made = self._marked(page, whole, self._bars.words, config)
        is_new = self._told.pages[path] is None
        if made is not None and not made.changes and not is_new:
            return f"{before}{whole}{after}"
        bar = self._bars.bar(made, self._way(page), is_new=is_new)
        html = made.html if made is not None else whole
        return self._with_files(f"{before}{bar}\n{html}{after}", page)

    def _marked(self, page: Page, content: str, words: Words, config: MkDocsConfig) -> Marked | None:
        """The content with marks; None where it cannot be told what differs in it."""
        source = self._told.pages[page.file.src_uri]
        if source is None or self._files is None:
            return Marked(content, 0, is_whole=True)
        others = strangers(config, known_plugins(self._ours, config))
        if not isinstance(page, GeneratedPage) and not CHANGE_MARKDOWN.isdisjoint(others):
            return None
        try:
            before = earlier_content(page, source, config, self._files)
            return marked(before, content, words)
        except UnbalancedError:
            return None

    def _way(self, page: Page) -> str:
        """To what is said of the page in the list of changes."""
        first = next(iter(self._told.changes), "")
        path, _, anchor = self._told.entries.get(page.file.src_uri, first).partition("#")
        target = self._files.src_uris.get(path) if self._files is not None else None
        if target is None:
            return ""
        way = get_relative_url(target.url, page.url)
        return f"{way}#{anchor}" if anchor else way

    def _with_files(self, output: str, page: Page) -> str:
        """The page with the styles and the script of marks in its head."""
        styles, script = (get_relative_url(asset, page.url) for asset in (PREVIEW_STYLES, PREVIEW_SCRIPT))
        links = f'<link rel="stylesheet" href="{styles}"><script src="{script}" defer></script>'
        before, head, after = output.partition("</head>")
        return f"{before}{links}{head}{after}" if head else f"{links}{output}"


def be_preview(config: MkDocsConfig, ours: BasePlugin[BriefkitConfig]) -> None:
    """Lets the site be a preview where the environment says so; raises PluginError where it says nonsense."""
    named = os.environ.get(VARIABLE)
    if not named:
        return
    try:
        told = read_instructions(Path(named))
    except (OSError, ValueError) as error:
        raise PluginError(f"Briefkit: {VARIABLE}: {error}") from error
    ours.config.cache = ours.config.cache and told.cache
    ours.config.as_files = ours.config.as_files or told.as_files
    config.plugins[PREVIEW] = Preview(told, ours)
