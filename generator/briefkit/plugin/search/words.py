"""What the search of MkDocs is told of a page besides the words on it, while it reads them and no longer.

That search, and the one of Material, take what stands in a page's content: its first heading as the title of
the hit, and the text up to the next heading; of what stands before the first they make a hit of its own.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

_BEGIN, _END = Markup("<!-- for the search -->"), Markup("<!-- end -->")

_TOLD = re.compile(f"{re.escape(_BEGIN)}.*?{re.escape(_END)}", re.DOTALL)

_HEADING = re.compile(r"<h1\b.*?(?=</h1>)", re.DOTALL)
_NEXT = re.compile(r"<h[2-6]\b")

_UNSEEN = Markup("<sub><sup>{}</sup></sub>")
"""Elements that Material keeps, and that stand so in no text: by them the styles hide what they hold."""


@dataclass(frozen=True, slots=True)
class SearchedContent:
    """The content of a page as searches read it."""

    above: str
    """What stands above its heading, the way to the page, which they do not read."""
    html: str

    def taken_back(self, html: str) -> str:
        """The content as it was, of what others made of `html`."""
        return self.above + _TOLD.sub("", html)


def with_words(html: str, sign: str, unseen: Iterable[str]) -> SearchedContent:
    """The content with a sign behind its heading, and names that are never shown in the text below it."""
    heading = _HEADING.search(html)
    if heading is None:
        return SearchedContent("", html)
    rest = html[heading.end() :]
    following = _NEXT.search(rest)
    place = following.start() if following else len(rest)
    names = Markup(" ").join(_UNSEEN.format(name) for name in unseen)
    behind = _told(Markup(" · {}").format(sign) if sign else "")
    told = "".join((heading[0], behind, rest[:place], _told(names), rest[place:]))
    return SearchedContent(html[: heading.start()], told)


def _told(words: str) -> str:
    return f"{_BEGIN}{words}{_END}" if words else ""
