"""`mkdocs serve`: what is as it was in the build before is neither rendered nor written again.

MkDocs is told so by public means alone. What is relied on, and tried by ``tests/test_serving.py``:

- a plugin with `on_startup` lives as long as the server, and MkDocs takes `config.site_dir` from what the
  `config` event left there, while it serves the folder that was named before;
- a page that a file has already is used, in the navigation, too;
- the `Files` that `on_files` gives back are those that MkDocs goes on with, and it asks them for
  `documentation_pages` to read and to render, and to `copy_static_files`;
- links to files are looked up while pages are read, those to anchors in `present_anchor_ids` of their pages;
- `events` of the plugins holds who listens to what.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from briefkit.model.page import Page
from briefkit.plugin.pages.generated_files import Generated, GeneratedFiles
from briefkit.plugin.pages.generated_page import Links
from briefkit.plugin.serving.differences import each_at_its_place, is_same, may_lead_to, moved, statics
from briefkit.plugin.serving.kept_bytecode import KeptBytecode
from briefkit.plugin.serving.kept_files import KeptFiles
from briefkit.plugin.serving.kept_folder import KeptFolder
from briefkit.plugin.serving.kept_search import KeptSearch
from briefkit.plugin.serving.served_index import ServedIndex
from briefkit.plugin.surroundings import (
    Signature,
    Surroundings,
    asks_for_pages,
    shown_navigation,
    strangers,
    surroundings,
)
from briefkit.render.addresses import SEARCH_INDEX


@dataclass
class State:
    """What one build made of the site."""

    surroundings: Surroundings
    ours: GeneratedFiles
    addresses: Mapping[str, str]
    """Of all files, by their paths."""
    nav: tuple[Any, ...] = ()
    statics: Mapping[str, Signature] = field(default_factory=dict)
    """Files that are copied as they are."""
    search: KeptSearch = field(default_factory=KeptSearch)


class Serving:
    """From the first build to the end of the server."""

    def __init__(self) -> None:
        self._folder: KeptFolder | None = None
        self._before: State | None = None
        self._now: State | None = None
        self._files = KeptFiles(())
        self._kept: list[Generated] = []
        self._resting: list[File] = []
        self._pages: list[File] = []
        self._served: list[File] = []
        self._links: Links | None = None
        self._nav: Navigation | None = None
        self._around: Surroundings | None = None
        self._can_keep = False
        self._bytecode = KeptBytecode()
        self._index: ServedIndex | None = None
        self._indexed = False

    def links(self, files: Files) -> Links:
        """Those of the pages of all builds, with the files of this one."""
        if self._links is None:
            self._links = Links(files)
        else:
            self._links.follow(files)
        return self._links

    @property
    def keeping(self) -> bool:
        """Whether what is made now can be used again."""
        return self._folder is not None

    def begin(self, config: MkDocsConfig, known: Collection[object]) -> None:
        """Lets MkDocs write beside the folder that is served, unless other plugins change pages, too."""
        self._now = self._around = None
        self._resting, self._indexed = [], False
        if self._index is not None:
            self._index.stop()
        folder = Path(config.site_dir)
        if strangers(config, known):
            self._before = self._folder = None
            return
        if self._folder is None or folder not in (self._folder.folder, self._folder.fresh):
            self._before, self._folder = None, KeptFolder(folder)
        config.site_dir = str(self._folder.fresh)

    def before(self, config: MkDocsConfig, header: str) -> GeneratedFiles | None:
        """Our files of the build before, where they can be used again.

        `header` is what the plugin adds to each page.
        """
        before, self._before = self._before, None
        if self._folder is None:
            return None
        self._around = surroundings(config, header)
        if before is None or before.surroundings != self._around:
            self._can_keep = not asks_for_pages(config)
            return None
        if not self._can_keep or not before.search.known:
            return None
        self._before = before
        return before.ours

    def files(self, files: Files) -> Files:
        """The files of a build, of which those that are kept can be passed over."""
        self._files = KeptFiles(files)
        return self._files

    def take(self, files: Files, ours: GeneratedFiles) -> None:
        """Finds out which of our files are as they were."""
        before = self._before
        if self._folder is None or self._around is None:
            self._before = None
            return
        self._now = State(self._around, ours, {file.src_uri: file.url for file in files})
        names = moved(before.addresses, self._now.addresses) if before else ()
        self._kept = [made for made in ours.unchanged if before and not may_lead_to(made, names)]
        for made in ours:
            if made.page is not None:
                made.page.kept = False
        for made in self._kept:
            if made.page is not None:
                made.page.kept = True

    def navigate(self, nav: Navigation) -> None:
        """Notes what the navigation shows; pages that MkDocs did not find in it become ours again.

        What is kept need not be read.
        """
        if self._now is None:
            return
        self._nav = nav
        inside = {id(page) for page in nav.pages}
        for made in self._now.ours:
            if made.page is None or made.file.page is made.page:
                continue
            if id(made.file.page) in inside:
                made.page = None
            else:
                made.file.page = made.page
        self._files.pass_over([made.file for made in self._kept if made.page is not None])

    def settle(self, env: Environment, anew: Callable[[MkDocsPage], None]) -> None:
        """Leaves out of the build what is in the site already.

        To be called when all pages are read and none is written; `anew` reads one that was passed over.
        """
        now, before = self._now, self._before
        if now is None:
            return
        files = self._files
        env.bytecode_cache = self._bytecode
        now.nav = shown_navigation(self._nav) if self._nav else ()
        now.statics = statics(files)
        self._pages = files.every()
        self._served = files.every(inclusion=InclusionLevel.is_in_serve)
        self._resting = []
        pages = [made for made in self._kept if made.page is not None]
        if before is None or not each_at_its_place(files):
            self._before = None
            files.pass_over(())
            _make(pages, anew)
            return
        if now.nav == before.nav:
            _make(_newest(self._pages, pages), anew)
        else:
            _make(pages, anew)
        assets = (made.file for made in self._kept if not isinstance(made.source, Page))
        kept = (made.file for made in pages if made.page is not None and made.page.kept)
        same = (file for file in files if is_same(file.src_uri, now.statics, before.statics))
        excluded = InclusionLevel.EXCLUDED
        self._resting = [file for file in (*assets, *kept, *same) if file.inclusion is not excluded]
        files.pass_over(self._resting)

    def all_pages(self, *, drafts: bool) -> list[File] | None:
        """What MkDocs takes for all pages where nothing is left out; None where nothing is."""
        if self._now is None:
            return None
        return self._served if drafts else self._pages

    def write_index(self, documents: Iterable[tuple[str, str]], site: Path) -> None:
        """Makes the index of a search of our own: at once of the whole site, later of one that was edited.

        `documents` are those of the pages that were rendered. Raises SearchIndexError.
        """
        if self._index is None:
            self._index = ServedIndex()
        self._indexed = True
        self._index.take(documents, {file.dest_uri for file in self._resting})
        if self._before is None:
            self._index.write(site / SEARCH_INDEX)

    def close(self) -> None:
        """At the end of the server."""
        if self._index is not None:
            self._index.close()
            self._index = None

    def finish(self, config: MkDocsConfig) -> None:
        """Brings the folder that is served up to date. Raises OSError; then the next build makes all anew."""
        now, before, folder = self._now, self._before, self._folder
        # until all is done nothing is known of the folder
        self._before = None
        if folder is None:
            return
        config.site_dir = str(folder.folder)
        if now is None:
            folder.replace()
            return
        now.search = (before.search if before else KeptSearch()).updated(
            folder.fresh, _addresses(self._served), set(_addresses(self._resting))
        )
        if before is None:
            folder.replace()
        else:
            folder.update([file.dest_uri for file in self._resting], indexed=self._indexed)
            if self._index is not None and self._indexed:
                self._index.start(folder.folder / SEARCH_INDEX)
        for made in now.ours:
            # what is kept was let go when it was made
            if made.page is not None and not made.page.kept:
                made.page.let_go()
        self._before, self._now = now, None


def _addresses(files: Iterable[File]) -> list[str]:
    return [file.page.url for file in files if file.page is not None]


def _make(kept: Iterable[Generated], anew: Callable[[MkDocsPage], None]) -> None:
    for made in kept:
        if made.page is not None and made.page.kept:
            made.page.kept = False
            anew(made.page)


def _newest(files: Iterable[File], kept: list[Generated]) -> list[Generated]:
    """A page with the last of all dates, if those that are rendered have none: it is that of an archive."""
    dates = {id(file): file.page.update_date for file in files if file.page is not None}
    last = max(dates.values(), default="")
    resting = {id(made.file) for made in kept}
    if any(date == last and file not in resting for file, date in dates.items()):
        return []
    # those of the navigation take longer
    found = [made for made in kept if dates.get(id(made.file)) == last]
    return sorted(found, key=lambda made: made.file.inclusion.value)[:1]
