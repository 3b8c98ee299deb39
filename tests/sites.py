"""Small sites on disk, and the commands that run on them as their users run them."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from forking import FORKS, can_fork

ROOT = Path(__file__).resolve().parents[1]
"""The checkout."""

BIN = Path(sys.executable).parent

STARTS = {
    (sys.executable, "-m", "briefkit"): "briefkit",
    (str(BIN / "briefkit"),): "briefkit",
    (sys.executable, "-m", "mkdocs"): "mkdocs",
    (str(BIN / "mkdocs"),): "mkdocs",
}
"""The commands that need no start of their own, by the module that they run."""

CONFIG = """\
site_name: Bridges
theme:
  name: mkdocs
plugins:
  - search
  - briefkit
"""

ACTORS = """\
council:
  name: City council
  kind: government
calder:
  name: Ines Calder & Søn <Nord>
  kind: person
  relations:
    - type: employed-by
      actor: council
      evidence: [{source: report, quote: "said Ines Calder of the council"}]
"""

CLAIMS = """\
unsafe:
  claim: The bridge is unsafe.
  kind: factual
  about: [actor/council]
  source: report
  positions:
    - actor: calder
      stance: support
      evidence: [{via: direct, quote: "The bridge is unsafe,"}]
"""

REPORT = """\
---
headline: Bridge unsafe
publisher: The paper
published: 2024-03-12
text: full
---

“The bridge is unsafe,” said Ines Calder of the council.
"""

BRIEFING = """\
---
title: The bridge
summary: It stays shut.
published: 2024-03-13
---

Calder says [[claim/unsafe|it cannot carry a lorry]].
"""

CONTENT: Mapping[str, str] = {
    "mkdocs.yml": CONFIG,
    "docs/about.md": "# About\n\nThis site.\n",
    "briefings/actors.yml": ACTORS,
    "briefings/bridge/claims.yml": CLAIMS,
    "briefings/bridge/briefing.md": BRIEFING,
    "briefings/bridge/sources/report.md": REPORT,
}
"""A site without a problem: five records and a page written by hand."""

BROKEN = {"briefings/bridge/claims.yml": CLAIMS.replace("actor: calder", "actor: nobody-known")}
"""With one error, in the line with `nobody-known`."""

WARNED = {"briefings/strange/thing.yml": "name: X\n"}
"""With one warning: the kind of the record cannot be told."""


def write(folder: Path, files: Mapping[str, str] = CONTENT) -> Path:
    """Writes the files below the folder, and returns it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a user: nothing of the checkout but what is installed."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COLUMNS"))}
    path = f"{BIN}{os.pathsep}{kept.get('PATH', '')}"
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    return {**kept, "PATH": path, **quiet, **(changes or {})}


def run(*command: str | Path, cwd: Path, **changes: str) -> subprocess.CompletedProcess[bytes]:
    """Runs a command to its end; `changes` are of the environment. A traceback is never right."""
    words = [str(part) for part in command]
    start = next((start for start in STARTS if tuple(words[: len(start)]) == start), None)
    if start and can_fork(changes):
        done = FORKS.run(STARTS[start], words[len(start) :], cwd, environment(changes))
    else:
        done = subprocess.run(
            words, check=False, cwd=cwd, env=environment(changes), capture_output=True, timeout=300
        )
    assert b"Traceback" not in done.stdout + done.stderr, done.stderr.decode(errors="replace")
    return done


def briefkit(*arguments: str | Path, cwd: Path, **changes: str) -> subprocess.CompletedProcess[bytes]:
    """`python -m briefkit`."""
    return run(sys.executable, "-m", "briefkit", *arguments, cwd=cwd, **changes)


def mkdocs(*arguments: str | Path, cwd: Path, **changes: str) -> subprocess.CompletedProcess[bytes]:
    """`mkdocs`."""
    return run(BIN / "mkdocs", *arguments, cwd=cwd, **changes)


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    """All that a command printed."""
    return (done.stdout + done.stderr).decode()


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below the folder, by its path; but for what is kept for the next run."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".cache" not in path.relative_to(folder).parts
    }


def pages(folder: Path) -> list[str]:
    """The addresses of a built site."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
