"""A document's Markdown as HTML, with links that work in a PDF."""

import html
import posixpath
import re
from collections.abc import Callable, Mapping
from urllib.parse import urljoin

from markdown import Markdown

from briefkit.model.needs import MARKDOWN_EXTENSIONS
from briefkit.model.ref import Ref
from briefkit.model.settings import Settings
from briefkit.render.addresses import page_path

_LINK = re.compile(r'\s(?:xlink:)?href="([^"]*)"')

_HEADING = re.compile(r"(<h[1-6]\b[^>]*>)(.*?)(</h[1-6]>)", re.DOTALL)

_TAG = re.compile(r"(<[^>]*>)")


def rendered(text: str) -> str:
    """The Markdown as HTML."""
    return _HEADING.sub(_kept_spaces, Markdown(extensions=list(MARKDOWN_EXTENSIONS)).convert(text))


def _kept_spaces(heading: re.Match[str]) -> str:
    """The heading with spaces that stay at the end of a line: Chromium's outline lacks the others."""
    pieces = _TAG.split(heading[2])
    # every other piece is a tag
    pieces[::2] = [piece.replace(" ", "\u00a0<wbr>") for piece in pieces[::2]]
    return f"{heading[1]}{''.join(pieces)}{heading[3]}"


def with_links(body: str, settings: Settings, origin: str, refs: tuple[Ref, ...]) -> str:
    """The HTML with links for a document that stands alone; `origin` is the page its links are relative to.

    A link to one of the records in the document leads there, a link to another page to where the site is;
    where nobody said where that is, nothing is linked.
    """
    places = {}
    for ref in refs:
        anchor = f"#{ref.kind}-{ref.id}"
        places[page_path(ref)] = places[settings.url(page_path(ref))] = anchor
    ids = frozenset(re.findall(r'\sid="([^"]*)"', body))
    return _LINK.sub(_ways(settings, origin, places, ids), body)


def _ways(
    settings: Settings, origin: str, places: Mapping[str, str], ids: frozenset[str]
) -> Callable[[re.Match[str]], str]:
    here = f"/{settings.url(origin)}"

    def way(match: re.Match[str]) -> str:
        href = html.unescape(match[1])
        if href.startswith("#"):
            return match[0] if href[1:] in ids else ""
        if re.match(r"[a-zA-Z][\w+.-]*:", href):
            return match[0]
        path, _, anchor = href.partition("#")
        if path.endswith(".md"):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(origin), path))
            target = settings.url(path)
        else:
            path = target = urljoin(here, path).removeprefix("/")
        if path in places:
            return f' href="{places[path]}"'
        if not settings.site_url:
            return ""
        whole = f"{settings.site_url}{target}{f'#{anchor}' if anchor else ''}"
        return f' href="{html.escape(whole)}"'

    return way
