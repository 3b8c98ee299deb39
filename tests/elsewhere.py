"""What a built site takes from other hosts."""

import re
from collections.abc import Iterator
from pathlib import Path

LOADING = {
    "script": ("src",), "img": ("src", "srcset"), "iframe": ("src",), "source": ("src", "srcset"), "video": ("src", "poster"),
    "audio": ("src",), "embed": ("src",), "object": ("data",), "track": ("src",), "input": ("src",), "image": ("href",),
    "use": ("href",),
}  # fmt: skip
"""Elements that load something when a page is opened, and where they name it."""

LOADING_LINKS = {
    "stylesheet",
    "icon",
    "preload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "modulepreload",
    "manifest",
}

ELSEWHERE = re.compile(r"(?:^|[\s,])(?:https?:)?//", re.IGNORECASE)

TAG = re.compile(r"""<([a-z][a-z0-9]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)

IN_STYLES = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])((?:https?:)?//[^"')\s]+)""", re.IGNORECASE)


def fetched_from_elsewhere(site: Path) -> list[str]:
    """Each place in pages and styles that has a browser ask another host."""
    return [
        f"{path.relative_to(site).as_posix()}: {address}"
        for path in sorted(site.rglob("*"))
        for address in _fetched(path)
    ]


def _fetched(path: Path) -> Iterator[str]:
    if path.suffix == ".css":
        yield from IN_STYLES.findall(path.read_text(encoding="utf-8"))
    if path.suffix != ".html":
        return
    text = path.read_text(encoding="utf-8")
    yield from IN_STYLES.findall(text)
    for tag, inside in TAG.findall(text):
        element = {name.lower(): one or two or bare for name, one, two, bare in ATTRIBUTE.findall(inside)}
        names = LOADING.get(tag.lower(), ())
        if tag.lower() == "link" and LOADING_LINKS & set(element.get("rel", "").lower().split()):
            names = ("href",)
        yield from (element[name] for name in names if ELSEWHERE.search(element.get(name, "")))
