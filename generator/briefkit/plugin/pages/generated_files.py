"""What we made, as the files of one build of MkDocs; those of the build before are used again."""

import os
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from briefkit.building import Output
from briefkit.model.page import Asset, Page
from briefkit.plugin.pages.generated_page import GeneratedPage, Links
from briefkit.plugin.pages.kept_page import KeptGeneratedPage, KeptListedPage, KeptPage
from briefkit.plugin.pages.navigation import nav_titles


@dataclass(slots=True)
class Generated:
    """One page or asset of ours."""

    source: Page | Asset
    file: File
    edit_url: str = ""
    """Where its record is written, in the code host."""
    page: KeptPage | None = None
    """Of what is kept while a site is served."""


class GeneratedFiles:
    """Of one build.

    `keeping` makes pages that the next build can use again; `before` are those of the build before, where all
    else that pages rest on is the same.
    """

    def __init__(
        self,
        built: Output,
        config: MkDocsConfig,
        links: Links,
        *,
        fast: bool,
        keeping: bool = False,
        before: "GeneratedFiles | None" = None,
    ) -> None:
        self.all: dict[str, Generated] = {}
        self.unchanged: list[Generated] = []
        """What is as it was before."""
        self._built = built
        self._config = config
        self._links = links
        self._fast = fast
        self._keeping = keeping
        self._before: Mapping[str, Generated] = before.all if before else {}
        self._edit_links = built.settings.edit_links
        root = os.path.relpath(Path(config.config_file_path).parent, config.docs_dir)
        self._root = root.replace(os.sep, "/")
        self._titles = nav_titles(config.nav)

    def __iter__(self) -> Iterator[Generated]:
        return iter(self.all.values())

    def add_to(self, files: Files) -> None:
        """Puts them into the files of the build; an asset only where the site has no file of its name."""
        for page in self._built.pages:
            self._append(files, self._page(page), InclusionLevel.NOT_IN_NAV)
        for asset in self._built.assets:
            if asset.path not in files.src_uris:
                self._append(files, self._asset(asset), InclusionLevel.UNDEFINED)
        # the files have it all
        self._built = replace(self._built, pages=(), assets=())

    def edit_url(self, path: str) -> str:
        """Where the record of the page at `path` is written, in the code host; often nothing."""
        return self.all[path].edit_url if path in self.all else ""

    def _append(self, files: Files, made: Generated, inclusion: InclusionLevel) -> None:
        path = made.source.path
        if self._before.get(path) is not made:
            listed = isinstance(made.source, Page) and made.source.listed
            made.file.inclusion = InclusionLevel.UNDEFINED if listed else inclusion
        files.append(made.file)
        self.all[path] = made

    def _asset(self, asset: Asset) -> Generated:
        before = self._before.get(asset.path)
        if before is not None and (before.source is asset or before.source == asset):
            self.unchanged.append(before)
            return before
        return Generated(asset, File.generated(self._config, asset.path, content=asset.content))

    def _page(self, page: Page) -> Generated:
        before = self._before.get(page.path)
        if before is not None and before.source is page:
            return self._again(before)
        edit_url = self._edit_links.url(page.mark) if page.mark else ""
        if before is not None and before.edit_url == edit_url and _is_same(before.source, page):
            before.source = page
            return self._again(before)
        file = File.generated(self._config, page.path, content=page.content)
        if page.mark is not None:
            file.edit_uri = self._edit_uri(page.mark.path)
        source = page if self._keeping else replace(page, content=b"")
        return Generated(source, file, edit_url, self._made(page, file))

    def _again(self, before: Generated) -> Generated:
        self.unchanged.append(before)
        page = before.page
        # MkDocs tells of pages that are not in its navigation by their being none
        listed = isinstance(before.source, Page) and before.source.listed
        before.file.page = None if listed and not self._in_nav(before.source.path) else page
        return before

    def _made(self, page: Page, file: File) -> KeptPage | None:
        """A page announces itself to its file; those of the navigation MkDocs makes itself."""
        if self._fast and not page.listed:
            if self._keeping:
                return KeptGeneratedPage(file, self._config, self._links)
            GeneratedPage(file, self._config, self._links)
        elif page.listed and self._keeping:
            kept = KeptListedPage(self._titles.get(page.path), file, self._config)
            file.page = kept if self._in_nav(page.path) else None
            return kept
        return None

    def _in_nav(self, path: str) -> bool:
        return self._config.nav is None or path in self._titles

    def _edit_uri(self, path: str) -> str:
        """The record's file for the edit link, which MkDocs reads relative to the folder of the pages."""
        return posixpath.normpath(posixpath.join(self._root, path))


def _is_same(before: Page | Asset, page: Page) -> bool:
    """True where at most the line differs in which the record is written."""
    if not isinstance(before, Page) or (before.mark and before.mark.path) != (page.mark and page.mark.path):
        return False
    return replace(before, mark=page.mark) == page
