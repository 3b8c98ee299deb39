"""The manual as the tests read it."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
MANUAL = DOCS / "manual"
PAGES = sorted(DOCS.rglob("*.md"))


def read(path: Path) -> str:
    """The text of a file of the repository."""
    return path.read_text(encoding="utf-8")


def headings(text: str) -> dict[str, str]:
    """What stands below each heading that has an id, up to the next heading of any kind."""
    found = {}
    for part in re.split(r"^(?=#{1,6} )", without_code(text), flags=re.MULTILINE):
        match = re.match(r"#{1,6} .*\{ #([^ }]+) \}\n", part)
        if match:
            found[match[1]] = part
    return found


def without_code(text: str) -> str:
    """The text without its blocks of code."""
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
