"""Addresses of the published site, as its ledger writes them: below the site's own, and percent-encoded.

The first page is ``./``. A folder's own page is its folder: no address ends in ``index.html``.
"""

import posixpath
import re
from collections.abc import Collection, Mapping
from urllib.parse import quote, unquote

from briefkit.model.kinds import BY_PLURAL
from briefkit.model.page import PAGE_ENDINGS
from briefkit.model.settings import Settings

HOME = "./"

ENDINGS = ("/", ".html", ".xml")
"""What an address of the ledger may end in."""

_PLAIN = re.compile(r"(?:[\w~-][\w.~-]*/)*(?:[\w~-][\w.~-]*(?:/|\.html|\.xml))", re.ASCII)
"""Most addresses there are; what else can be right is looked at more closely."""

_INDEX = "index.html"

_PARTS = re.compile(
    rf"(?P<record>(?:{'|'.join(BY_PLURAL)})/[a-z0-9-]+)/(?:linked-from(?:/[0-9]+)?|connections)"
    rf"|(?P<list>{'|'.join(BY_PLURAL)})/index/[0-9]+"
    r"|(?P<page>timeline|corrections)/[0-9]+"
    r"|(?P<search>search)"
)
"""Pages that come and go with the number of entries, or with an option, and the page that each belongs to."""


def canonical(address: str) -> str:
    """The one way to write an address. Raises UnicodeDecodeError where it is no UTF-8."""
    whole = quote(unquote(address, errors="strict"), safe="/~")
    if whole == _INDEX or whole.endswith(f"/{_INDEX}"):
        whole = whole.removesuffix(_INDEX)
    return whole if whole not in ("", ".") else HOME


def address_of(settings: Settings, path: str) -> str:
    """The address of the page in the file at `path` below the pages; of another file its own."""
    kept = page_of(path)
    return canonical(settings.published(kept) if kept.endswith(".md") else kept)


def page_of(path: str) -> str:
    """The file of a page as those of ours are named, ``folder/index.md``; of another file its path."""
    stem, ending = posixpath.splitext(path)
    if ending not in PAGE_ENDINGS or ending == ".html":
        return path
    folder, name = posixpath.split(stem)
    return f"{posixpath.join(folder, 'index') if name == 'README' else stem}.md"


def file_at(settings: Settings, address: str) -> str | None:
    """The file of a page of Markdown that will be at the address; None where none can be."""
    plain = unquote(address)
    if address == HOME:
        return "index.md"
    if plain.endswith("/"):
        stem = plain.removesuffix("/")
        folder = not settings.directory_urls or posixpath.basename(stem) in ("index", "README")
        return f"{stem}/index.md" if folder else f"{stem}.md"
    if plain.endswith(".html") and not settings.directory_urls:
        return f"{plain.removesuffix('.html')}.md"
    return None


def mistake(address: str) -> str:
    """What is wrong with an address, as words behind it; empty where it can be one."""
    if _PLAIN.fullmatch(address) or address == HOME:
        return ""
    if "://" in address or address.startswith(("/", "mailto:")):
        return "should be below the site's own address"
    if "?" in address or "#" in address:
        return "should be without what follows ? or #"
    try:
        plain = unquote(address, errors="strict")
    except UnicodeDecodeError:
        return "is not UTF-8 where it has per cent signs"
    if "\\" in plain or not plain.isprintable():
        return "has a character that no address of a page has"
    if not {"", ".", ".."}.isdisjoint(plain.removesuffix("/").split("/")):
        return "has a step that is empty, . or .."
    return "" if plain.endswith(ENDINGS) else "should end in a slash or .html"


def belongs_to(address: str) -> str | None:
    """The page that a page belongs to which comes and goes by itself; None of any other.

    These are the further pages of lists, what a record is linked from, its connections, and the search.
    """
    ending = ".html" if address.endswith(".html") else "/"
    found = _PARTS.fullmatch(address.removesuffix(ending))
    if found is None:
        return None
    if found["search"]:
        return HOME
    return f"{found['list']}/" if found["list"] else f"{found['record'] or found['page']}{ending}"


def other_form(address: str) -> str:
    """The same page, where the site has pages as files in place of folders, or the other way round."""
    if address.endswith(".html"):
        return f"{address.removesuffix('.html')}/"
    return f"{address.removesuffix('/')}.html" if address.endswith("/") else address


def own_addresses(settings: Settings, own: Collection[str]) -> Mapping[str, str]:
    """The addresses of the hand-written pages, each with its file."""
    return {address_of(settings, path): path for path in own if _is_page(path)}


def _is_page(path: str) -> bool:
    parts = path.split("/")
    # MkDocs leaves them out
    return path.endswith(PAGE_ENDINGS) and not any(part.startswith(".") for part in parts)
