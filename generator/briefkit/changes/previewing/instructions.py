"""What the build of a preview is told by what starts it: a file that an environment variable names."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

VARIABLE = "BRIEFKIT_PREVIEW"
"""The environment variable: where it is set, a build is that of a preview."""


@dataclass(frozen=True, kw_only=True)
class Instructions:
    """All that a build needs to know of the revision it is held against."""

    against: str
    """What that is called on pages."""
    pages: Mapping[str, str | None] = field(default_factory=dict)
    """What the pages that differ held, by their files below the site's pages; None of those that are new."""
    changes: Mapping[str, str] = field(default_factory=dict)
    """Front matter and Markdown of the pages that say what changed, by their files, in their order."""
    entries: Mapping[str, str] = field(default_factory=dict)
    """Where the entries of a page that differs stand: a file of `changes`, often with an anchor."""
    as_files: bool = False
    """Whether the site is to be opened as files, whatever its configuration says."""
    cache: bool = True
    """Whether results are kept for other builds."""

    def write(self, path: Path) -> None:
        """As a file. Raises OSError."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")


def read_instructions(path: Path) -> Instructions:
    """Those that were written. Raises OSError, and ValueError where the file holds something else."""
    try:
        return Instructions(**json.loads(path.read_text(encoding="utf-8")))
    except TypeError as error:
        raise ValueError(f"{path}: these are no instructions for a preview") from error
