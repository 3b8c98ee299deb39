"""Which pages of a build can be filled into what the theme made of another page, and their whole HTML.

What this relies on, of MkDocs: the template of a page is named in its front matter, under `template`, or is
there itself; it is looked for before the event `page_context`, and rendered after it with what that gives.
"""

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from jinja2 import Environment, pass_context
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext, url_filter

from briefkit.plugin.pages.generated_page import GeneratedPage
from briefkit.plugin.theme.marks import Reading
from briefkit.plugin.theme.shell import Shell, shell
from briefkit.plugin.theme.stand_in import PageStandIn
from briefkit.plugin.theme.toc import Tocs

log = get_plugin_logger("briefkit")

TEMPLATE = "template"
URL = "url"
"""The filter of MkDocs that makes the way from the page of a context to a file of the site."""

USUAL = "main.html"
"""The template of pages that name none."""

WHOLE = "briefkit_page"
"""Under which the template of one line finds a page that is filled."""

FEW = 3
"""So many pages that are alike are rendered no slower one by one."""

KINDS = 12
"""So many kinds of pages in one folder are told apart; the rest of them is rendered one by one."""

_SLASH = re.compile("/|$")


class ThemePages:
    """Of one build: made when all pages have their content, before the first is rendered.

    The pages that can be filled say that their template is one line, up to `take_back`.
    """

    def __init__(self, env: Environment, config: MkDocsConfig, files: Files, nav: Navigation) -> None:
        self._env = env
        self._config = config
        self._nav = nav
        self._files = files.documentation_pages()
        self._tocs = Tocs(env)
        self._shells: dict[str, Shell] = {}
        self._named: dict[str, Any] = {}
        self._targets: set[str] = set()
        self._line = env.from_string(f"{{{{ {WHOLE} }}}}")

    def share(self, pages: Iterable[GeneratedPage]) -> None:
        """Takes up the pages that can be filled, of those that lie outside the navigation."""
        usual = self._env.filters.get(URL)
        if usual is not url_filter:
            return
        self._env.filters[URL] = self._noting
        try:
            for alike in groups(pages, self._nav):
                self._share(alike)
        finally:
            self._env.filters[URL] = usual

    def _share(self, pages: Iterable[GeneratedPage]) -> None:
        kinds: list[tuple[Shell, list[GeneratedPage]]] = []
        for page in pages:
            if not self._join(kinds, page) and len(kinds) < KINDS:
                made = self._shell(page)
                if made is None:
                    break
                if made.fits(page):
                    kinds.append((made, [page]))
            page.rest()
        for made, found in kinds:
            if len(found) >= FEW and all(self._is_right(made, page) for page in samples(found)):
                for page in found:
                    page.rest()
                    self._shells[page.file.src_uri] = made
                    self._named[page.file.src_uri] = page.meta.get(TEMPLATE)
                    page.meta[TEMPLATE] = self._line

    @property
    def _noting(self) -> Callable[[Any, str], str]:
        """The filter that makes ways, which from a page to itself are not the same as from others."""

        @pass_context
        def noting(context: Any, value: str) -> str:
            self._targets.add(str(value))
            return url_filter(context, value)

        return noting

    def take_back(self, page: Page) -> None:
        """Makes the front matter of a page what it was: by then MkDocs has its template."""
        if page.file.src_uri in self._named:
            page.meta[TEMPLATE] = self._named.pop(page.file.src_uri)
            if page.meta[TEMPLATE] is None:
                del page.meta[TEMPLATE]

    def has(self, page: Page) -> bool:
        """Whether a page can be filled."""
        return page.file.src_uri in self._shells

    def whole(self, page: Page) -> str:
        """The HTML of a page that can be filled."""
        self.take_back(page)
        page.active = True
        try:
            return self._filled(self._shells[page.file.src_uri], page, self._context(page))
        finally:
            page.active = False

    def fill(self, page: Page, context: TemplateContext) -> None:
        """Gives the template of one line the page."""
        found = self._shells.get(page.file.src_uri)
        if found is not None:
            context[WHOLE] = Markup(self._filled(found, page, context))  # type: ignore[literal-required]  # noqa: S704

    @staticmethod
    def _join(kinds: Sequence[tuple[Shell, list[GeneratedPage]]], page: GeneratedPage) -> bool:
        for made, found in kinds:
            if made.fits(page):
                found.append(page)
                return True
        return False

    def _shell(self, page: Page) -> Shell | None:
        reading = Reading()
        context = {**self._context(page), "page": PageStandIn(page, reading)}
        self._targets = {str(path) for path in (*self._config.extra_css, *self._config.extra_javascript)}
        try:
            output = self._template(page).render(context)
        except Exception as error:
            log.debug(f"Pages like {page.file.src_uri} are rendered one by one: {error}")
            return None
        toc = self._tocs.made(context)
        targets = [posixpath.normpath(target) for target in self._targets]
        near = {target[: place.start()] for target in targets for place in _SLASH.finditer(target)}
        reading.ask("near", lambda other: not near.isdisjoint(own_folders(other)), answer=False)
        return None if reading.spoilt else shell(output, toc, reading, page)

    def _is_right(self, made: Shell, page: Page) -> bool:
        context = self._context(page)
        page.active = True
        try:
            right = bool(self._template(page).render(context) == self._filled(made, page, context))
        finally:
            page.active = False
        if not right:
            log.debug(f"Pages like {page.file.src_uri} are rendered one by one")
        return right

    def _filled(self, made: Shell, page: Page, context: TemplateContext) -> str:
        return made.filled(page, lambda: self._tocs.filled(page, folder(page), context))

    def _template(self, page: Page) -> Any:
        return self._env.get_template(page.meta.get(TEMPLATE, USUAL))

    def _context(self, page: Page) -> TemplateContext:
        return get_context(self._nav, self._files, self._config, page)


def folder(page: Page) -> str:
    """The folder of its address, or what stands for several of them: from pages of one the ways are the same.

    Far below, that holds for all folders of one, but for the ways into the folder that a page lies in.
    """
    first, *others = page.url.rstrip("/").split("/")
    return "/".join((first, *("*" for _ in others[1:]))) if others else ""


def own_folders(page: Page) -> list[str]:
    """The addresses below `folder` to which the way from the page is not that from others."""
    parts = page.url.rstrip("/").split("/")
    return ["/".join(parts[:count]) for count in range(min(2, len(parts)), len(parts) + 1)]


def groups(pages: Iterable[GeneratedPage], nav: Navigation) -> Iterator[list[GeneratedPage]]:
    """The pages that may be alike, several each: those of one `folder` that have headings, or have none.

    Pages of the navigation are not among them.
    """
    listed = {id(page) for page in nav.pages}
    found: dict[object, list[GeneratedPage]] = defaultdict(list)
    for page in pages:
        if id(page) not in listed and page.url:
            first = next(iter(page.toc), None)
            kind = first and (first.level, bool(first.children), len(page.toc) > 1)
            found[folder(page), page.url.endswith("/"), page.meta.get(TEMPLATE), kind].append(page)
    return (alike for alike in found.values() if len(alike) >= FEW)


def samples(pages: Sequence[GeneratedPage]) -> list[GeneratedPage]:
    """Some of the pages, always the same: the first, the last, one between, and that with most headings."""
    chosen = pages[0], pages[len(pages) // 2], pages[-1], max(pages, key=lambda page: len(str(page.toc)))
    return list({id(page): page for page in chosen}.values())
