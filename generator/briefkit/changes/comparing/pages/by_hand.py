"""What differs in what is no content: pages written by hand, the site's templates, and its configuration."""

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

from briefkit.changes.comparing.entries import PageChange, PageChangeKind
from briefkit.changes.comparing.states.sides import Side
from briefkit.load import hand_written
from briefkit.model.page import page_address
from briefkit.model.settings import Settings

_ELSEWHERE = frozenset({"root", "content", "docs", "templates", "today", "served"})
"""Settings that say where something lies, or that no page shows."""


_IN_FRONT = re.compile(r"---\n(?:(?!---\n).*\n)*?title:[ ]*(?P<title>\S.*)\n")
_HEADING = re.compile(r"^#[ ]+(?P<title>.*?)(?:[ ]+\{[^}]*\})?(?:[ ]+#+)?[ ]*$", re.MULTILINE)


def written_pages(base: Side, head: Side) -> Iterator[PageChange]:
    """The pages written by hand that are new, gone, or have other bytes, by their paths."""
    was, now = _pages(base.settings), _pages(head.settings)
    for path in sorted({*was, *now}):
        before, after = was.get(path), now.get(path)
        if after is None:
            yield _page(PageChangeKind.REMOVED, path, was[path], base.settings)
        elif before is None:
            yield _page(PageChangeKind.ADDED, path, after, head.settings)
        elif not _is_same(before, after):
            yield _page(PageChangeKind.CHANGED, path, after, head.settings)


def _page(kind: PageChangeKind, path: str, file: Path, settings: Settings) -> PageChange:
    stem = page_address(path) or ""
    as_ours = f"{stem.rstrip('/') or 'index'}.md"
    is_index = stem and path.rsplit("/", 1)[-1].split(".", maxsplit=1)[0] in ("index", "README")
    address = settings.published(f"{stem}index.md" if is_index else as_ours)
    return PageChange(kind, address or "./", path, _title(file) or path)


def _title(file: Path) -> str:
    """What a page calls itself: in its front matter, else in its first heading; empty where it does not."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""
    found = _IN_FRONT.match(text) or _HEADING.search(text)
    return found["title"].strip("\"' ") if found else ""


def _pages(settings: Settings) -> dict[str, Path]:
    return {path: file for path, file in hand_written(settings).items() if page_address(path) is not None}


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.read_bytes() == other.read_bytes()
    except OSError:
        return False


def site_notices(base: Side, head: Side) -> Iterator[str]:
    """Whether all pages may look otherwise, whatever their facts."""
    changed = set_otherwise(base.settings, head.settings)
    if changed:
        names = ", ".join(changed)
        yield f"The site is configured otherwise ({names}): pages may look otherwise that are not listed."
    if _files(base.settings.templates_dir) != _files(head.settings.templates_dir):
        yield "The templates of the site differ: pages may look otherwise that are not listed."


def set_otherwise(was: Settings, now: Settings) -> list[str]:
    """The names of the settings that differ, of those that pages show."""
    now = replace(now, root=was.root)
    return [
        field.name
        for field in fields(Settings)
        if field.name not in _ELSEWHERE and getattr(was, field.name) != getattr(now, field.name)
    ]


def _files(folder: Path | None) -> dict[str, bytes]:
    if folder is None or not folder.is_dir():
        return {}
    files = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
