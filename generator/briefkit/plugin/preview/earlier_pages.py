"""What pages were, made with the same renderer as what they are."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from briefkit.plugin.pages.generated_page import GeneratedPage, apart
from briefkit.plugin.pages.linked_data import without_block
from briefkit.plugin.pages.shared_markdown import rendered

_TELLS = "mkdocs.structure.pages"
"""The log in which MkDocs says which links lead nowhere."""


def earlier_content(page: Page, source: str, config: MkDocsConfig, files: Files) -> str:
    """The HTML of the page, had its file held `source`: without its JSON-LD.

    Other plugins are not asked: they might take it for a page of the site.
    """
    file = File.generated(config, page.file.src_uri, content=source)
    if isinstance(page, GeneratedPage):
        _, body = apart(source)
        return without_block(rendered(body, page.links.origin(file)).html)[0]
    before = Page(None, file, config)
    before.markdown, before.meta = get_data(source)
    with _silent():
        before.render(config, files)
    return without_block(before.content or "")[0]


@contextmanager
def _silent() -> Iterator[None]:
    """Links of then may lead to pages that are gone: that is no fault of the site."""
    log = logging.getLogger(_TELLS)
    was, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = was
