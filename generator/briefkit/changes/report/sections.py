"""Lists in a comment, each cut between two entries where it gets too long."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

MOST_ENTRIES = 200

LIMIT = 65_536
"""Characters that GitHub takes as a comment; GitLab takes 1,000,000."""


@dataclass(frozen=True, slots=True)
class Section:
    """One list under a heading."""

    title: str
    entries: Iterable[str]
    """Markdown, each at least one line; made while there is room."""
    count: int
    """How many entries there are."""
    most_kilobytes: int
    """What the entries may weigh: those of all sections and all else stay below `LIMIT`."""
    most_entries: int = MOST_ENTRIES
    is_folded: bool = False
    """True for a list that is shown when somebody asks for it."""
    where: str = ""
    """Where the rest can be seen, where that is not with all other changes."""


def written(section: Section, where: str) -> str:
    """The section as Markdown, empty without entries; `where` says where the rest can be seen."""
    if not section.count:
        return ""
    kept = list(_fitting(section))
    left_out = section.count - len(kept)
    rest = f"… and {left_out:,} more: {section.where or where}." if left_out else ""
    inside = "\n\n".join(part for part in ("\n".join(kept).strip("\n"), rest) if part)
    title = f"{section.title} ({section.count:,})"
    if section.is_folded:
        return f"<details>\n<summary>{title}</summary>\n\n{inside}\n\n</details>"
    return f"### {title}\n\n{inside}"


def _fitting(section: Section) -> Iterator[str]:
    """The first entries, as many as there is room for."""
    weight = 0
    for entry in islice(section.entries, section.most_entries):
        weight += len(entry.encode()) + 1
        if weight > section.most_kilobytes * 1000:
            return
        yield entry
