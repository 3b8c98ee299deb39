"""The `nav` of a configuration, as MkDocs reads it."""

from typing import Any


def nav_titles(nav: Any) -> dict[str, str | None]:
    """The titles that the pages of a navigation have in it, by path; of a page named twice, the first."""
    found: dict[str, str | None] = {}
    _collect(nav, found)
    return found


def _collect(nav: Any, found: dict[str, str | None]) -> None:
    if isinstance(nav, dict):
        for title, value in nav.items():
            if isinstance(value, str):
                found.setdefault(value, title)
            else:
                _collect(value, found)
    elif isinstance(nav, list):
        for item in nav:
            _collect(item, found)
    elif isinstance(nav, str):
        found.setdefault(nav, None)
