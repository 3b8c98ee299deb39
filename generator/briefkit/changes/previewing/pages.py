"""The pages of two states of a site that differ, told apart by their Markdown."""

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from briefkit.model.page import Page, page_address

_EDIT_LINK = re.compile(r'<a class="bk-edit"[^>]*>')
"""It names a line, which moves whenever something is written above it."""

_LINK = re.compile(r"(?<=\]\()([^()\s#]+\.md)(?=[#)])")

_LEADS_ON = '<meta http-equiv="refresh"'


def differing_pages(
    base: Mapping[str, str], head: Mapping[str, str], renamed: Mapping[str, str]
) -> Mapping[str, str | None]:
    """The pages of the head that are not as in the base, with what they held there: None where they are new.

    Pages are named by their files below the site's pages. `renamed` are those of the base that have another
    name in the head: what led to the old one is taken to lead to the new one. Pages that only lead to another
    are none.
    """
    # what another was merged into is held against itself
    before = {new: old for old, new in renamed.items() if new not in base}
    found: dict[str, str | None] = {}
    for path, text in head.items():
        name = _renamed(path, before)
        was = base.get(name)
        if was is not None and renamed:
            was = _with_new_names(was, name, renamed)
        if _LEADS_ON not in text and (was is None or _told(was) != _told(text)):
            found[path] = None if was is not None and _LEADS_ON in was else was
    return found


def _renamed(path: str, names: Mapping[str, str]) -> str:
    """The name of a page, or of one below it: of ``claims/x.md`` and ``claims/x/connections.md``."""
    if path in names:
        return names[path]
    around = posixpath.dirname(path)
    name = names.get(f"{around}.md")
    return path if name is None else posixpath.join(name.removesuffix(".md"), posixpath.basename(path))


def _told(text: str) -> str:
    return _EDIT_LINK.sub("", text)


def _with_new_names(text: str, path: str, renamed: Mapping[str, str]) -> str:
    """A page that lay at `path`, with its links as they would be written with the names of now."""
    folder, here = (posixpath.dirname(one) for one in (path, _renamed(path, renamed)))

    def new(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, link[1]))
        name = _renamed(target, renamed)
        return link[1] if name == target and here == folder else posixpath.relpath(name, here or ".")

    return _LINK.sub(new, text)


def texts(pages: Iterable[Page], by_hand: Mapping[str, Path]) -> dict[str, str]:
    """What the pages of a site hold, by their files: ours, and those that were written by hand."""
    return {**dict(_written(by_hand)), **{page.path: page.text for page in pages}}


def _written(files: Mapping[str, Path]) -> Iterator[tuple[str, str]]:
    for name, path in files.items():
        if page_address(name) is not None:
            try:
                yield name, path.read_text(encoding="utf-8-sig")
            except (OSError, UnicodeDecodeError):
                # MkDocs will say so
                continue
