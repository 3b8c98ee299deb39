"""The Markdown of generated pages as HTML, by a renderer that is much faster than Python-Markdown.

Both make the same of what our templates write, unless an extension of the site makes something else of it.
"""

import html
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyromark
from markdown.extensions.toc import nest_toc_tokens, slugify, unique

OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_HEADING_ATTRIBUTES

INDIFFERENT = frozenset(
    {
        "admonition",
        "attr_list",
        "def_list",
        "fenced_code",
        "footnotes",
        "md_in_html",
        "meta",
        "pymdownx.caret",
        "pymdownx.critic",
        "pymdownx.details",
        "pymdownx.emoji",
        "pymdownx.highlight",
        "pymdownx.inlinehilite",
        "pymdownx.keys",
        "pymdownx.mark",
        "pymdownx.superfences",
        "pymdownx.tabbed",
        "pymdownx.tasklist",
        "pymdownx.tilde",
        "tables",
        "toc",
    }
)
"""Extensions of Python-Markdown that make of a generated page what the others make of it."""

LINK = re.compile(r"\]\(([^()\s]+)\)")
_HEADING = re.compile(r"<h([1-6])((?:\s[^>]*)?)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r'\s(?:id|name)="([^"]*)"')
_OWN_ID = re.compile(r'\sid="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
_CELLS = re.compile(r"(</t[dh]>)<t")
"""To a search, words in cells that stand close together are one word."""


def can_render(extensions: Collection[str], options: Mapping[str, Mapping[str, Any]]) -> bool:
    """True where the extensions, with their options, add nothing to a generated page."""
    of_toc = {name: value for name, value in (options.get("toc") or {}).items() if name != "title" and value}
    return INDIFFERENT.issuperset(extensions) and not of_toc


@dataclass(frozen=True, slots=True)
class Rendered:
    """The content of a page, and what MkDocs wants to know of it."""

    html: str
    headings: list[Any]
    """As the `toc_tokens` of Python-Markdown."""
    ids: set[str]
    """What links can lead to."""


def rendered(markdown: str, target: Callable[[str], str]) -> Rendered:
    """The page as HTML; `target` makes the address of what a link leads to."""
    linked = LINK.sub(lambda link: f"]({target(link[1])})", markdown)
    made = _CELLS.sub(r"\1\n<t", pyromark.html(linked, options=OPTIONS).replace(' markdown="1"', ""))
    used = set(_OWN_ID.findall(made))
    tokens: list[Any] = []

    def named(heading: re.Match[str]) -> str:
        level, attributes, inner = int(heading[1]), heading[2], heading[3]
        name = html.unescape(" ".join(_TAG.sub("", inner).split()))
        own = _OWN_ID.search(attributes)
        anchor = own[1] if own else unique(slugify(name, "-"), used)
        tokens.append({"level": level, "id": html.unescape(anchor), "name": html.escape(name, quote=False)})
        return heading[0] if own else f'<h{level}{attributes} id="{anchor}">{inner}</h{level}>'

    whole = _HEADING.sub(named, made)
    return Rendered(whole, nest_toc_tokens(tokens), set(_ids(whole)))


def _ids(made: str) -> Iterator[str]:
    return (html.unescape(name) for name in _ID.findall(made))
