"""Generated pages are rendered together, before MkDocs takes them up one by one, and once for many builds."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from functools import partial
from hashlib import blake2b
from importlib.metadata import version

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from briefkit.memory import Memory, digest, spread
from briefkit.model.page import Page
from briefkit.model.search_entry import SearchEntry
from briefkit.plugin.pages.generated_files import Generated
from briefkit.plugin.pages.generated_page import GeneratedPage, apart
from briefkit.plugin.pages.linked_data import without_block
from briefkit.plugin.pages.listed_page import ListedPage
from briefkit.plugin.pages.navigation import nav_titles
from briefkit.plugin.pages.packs import TOGETHER, Content, Made, Pack, Packs, packed
from briefkit.plugin.pages.shared_markdown import rendered
from briefkit.plugin.search.theme_index import theme_search, told_sections
from briefkit.plugin.search.words import with_words
from briefkit.plugin.surroundings import strangers
from briefkit.render import SearchDocuments

SHELF, LISTED = "contents", "listed"

BEFORE = frozenset({"pre_page", "page_read_source", "page_markdown"})
"""The events in which another plugin can change what is rendered."""

LIBRARIES = ("markdown", "pyromark")
"""What the HTML rests on besides what everything does that is kept."""

FEWEST = 4
"""Packs for which a second process is started."""

ROUND = 30
"""Packs that are made before it is looked whether another process could help."""


class Contents:
    """Of the pages of one build; what was known from another is on the shelves of `memory`."""

    def __init__(self, config: MkDocsConfig, memory: Memory, known: Collection[object]) -> None:
        """Where another plugin than the known ones has a say in what is rendered, it does nothing."""
        strange = strangers(config, known)
        self._memory = memory
        self._config = config
        self._is_sure = BEFORE.isdisjoint(strange)
        # from then on another plugin can change what the navigation is made of
        self._lists = self._is_sure and "files" not in strange
        self._searched = theme_search(config) is not None
        self._packs = Packs(alone="page_content" not in strange)

    def list_pages(self, ours: Iterable[Generated]) -> None:
        """Makes the pages of the navigation: to be called before that is made."""
        titles = nav_titles(self._config.nav)
        for made in ours if self._lists else ():
            path = made.file.src_uri
            listed = isinstance(made.source, Page) and made.source.listed
            if listed and made.file.page is None and (self._config.nav is None or path in titles):
                ListedPage(titles.get(path), made.file, self._config)

    def give(self, files: Files, told: SearchDocuments) -> None:
        """Tells the pages what comes of them, when other plugins are done with the files.

        `told` is what searches are told besides.
        """
        if not self._is_sure:
            return
        versions = [version(name) for name in LIBRARIES]
        basis = digest((versions, [(file.src_uri, file.url) for file in files]))
        found = [file.page for file in files.documentation_pages()]
        self._give_listed(basis, [page for page in found if isinstance(page, ListedPage)])
        self._give(basis, [page for page in found if isinstance(page, GeneratedPage)], told)

    def save(self) -> Callable[[], None]:
        """Keeps what is new; gives back a function that waits for it."""
        return self._memory.save()

    def _give_listed(self, basis: bytes, pages: Sequence[ListedPage]) -> None:
        config = self._config
        options = repr((config.markdown_extensions, config.mdx_configs, dict(config.validation.links)))
        keys = {_key(basis, page.file, options): page for page in pages}
        shelf = self._memory.shelf(LISTED)
        for key in [key for key in shelf if key not in keys]:
            del shelf[key]
        for key, page in keys.items():
            page.be_on(shelf, key)

    def _give(self, basis: bytes, pages: Sequence[GeneratedPage], told: SearchDocuments) -> None:
        keys = {}
        for page in pages:
            entry = told.entry(page.file.src_uri)
            keys[_key(basis, page.file, repr((self._searched, entry.sign, entry.unseen)))] = page
        shelf = self._memory.shelf(SHELF)
        _clear(shelf, keys)
        missing = [(key, page) for key, page in keys.items() if key not in shelf]
        parts = [missing[start : start + TOGETHER] for start in range(0, len(missing), TOGETHER)]
        works = [partial(self._pack, [page for _, page in part], told) for part in parts]
        done: list[Pack] = []
        while len(done) < len(works):
            # what is stored meanwhile takes up a core, but not to the end
            some = works[len(done) : len(done) + ROUND]
            done += spread(some, self._memory.workers, fewest=FEWEST, together=1)
        for part, pack in zip(parts, done, strict=True):
            shelf.update((key, (pack, number)) for number, (key, _) in enumerate(part))
        for key, page in keys.items():
            self._packs.put(page.file, *shelf[key])
            page.be_in(self._packs)

    def _pack(self, pages: Sequence[GeneratedPage], told: SearchDocuments) -> Pack:
        return packed([self._made(page, told.entry(page.file.src_uri)) for page in pages])

    def _made(self, page: GeneratedPage, entry: SearchEntry) -> tuple[Made, Content] | None:
        """What comes of one page; None where it is left to MkDocs, which knows what to say of it."""
        with suppress(Exception):
            front, body = apart(page.file.content_string)
            made = rendered(body, page.links.origin(page.file))
            html, block = without_block(made.html)
            read = with_words(html, entry.sign, entry.unseen).html
            found = told_sections(read) if self._searched else None
            meta = yaml.load(front, yaml.CSafeLoader)
            return Made(meta, made.headings, tuple(sorted(made.ids)), found), Content(html, block)
        return None


def _key(basis: bytes, file: File, told: str) -> bytes:
    """The sum of all that a page rests on."""
    beside = repr((file.src_uri, told)).encode(errors="surrogatepass")
    total = blake2b(basis, digest_size=len(basis))
    total.update(len(beside).to_bytes(8, "big") + beside)
    total.update(file.content_bytes)
    return total.digest()


def _clear(shelf: dict[bytes, tuple[Pack, int]], wanted: Collection[bytes]) -> None:
    """Takes off it what is no longer asked for, and packs of which that is the most."""
    for key in [key for key in shelf if key not in wanted]:
        del shelf[key]
    left: dict[int, list[bytes]] = defaultdict(list)
    for key, (pack, _) in shelf.items():
        left[id(pack)].append(key)
    for found in left.values():
        if len(found) * 2 < shelf[found[0]][0].pages:
            for key in found:
                del shelf[key]
