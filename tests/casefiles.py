"""Cases kept as files: a title, then one section for each file, then what is expected.

A section begins with a line `=== path`; words in brackets behind the path say how the file is saved, and an
arrow makes a link instead. A case with no section `=== problems` expects none. A section `=== today` holds the
day on which the content is checked; without one it is nobody knows which.
"""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

CASES = Path(__file__).parent / "cases"

_SECTION = re.compile(r"^=== ([^\n]+)\n", re.MULTILINE)
_SAVED = re.compile(r"(?P<path>.+?)(?: \((?P<how>[\w-]+)\))?(?: -> (?P<target>.+))?")


class Case(NamedTuple):
    title: str
    files: dict[str, str]
    expected: str
    today: date | None


def read_case(path):
    title, *parts = _SECTION.split(path.read_text(encoding="utf-8"))
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    today = sections.pop("today", None)
    day = date.fromisoformat(today.strip()) if today else None
    return Case(title.strip(), sections, sections.pop("problems", ""), day)


def write_files(root, files):
    """Writes the files of a case below `root`."""
    for name, text in files.items():
        saved = _SAVED.fullmatch(name)
        path = root / saved["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        if saved["target"]:
            path.symlink_to(saved["target"])
        elif saved["how"] == "crlf":
            path.write_bytes(text.replace("\n", "\r\n").encode())
        elif saved["how"] == "folder":
            path.mkdir()
        else:
            path.write_bytes(text.encode(saved["how"] or "utf-8"))


def hand_written(root):
    return {path.relative_to(root / "docs").as_posix() for path in (root / "docs").rglob("*.md")}


def expected_problems(section):
    """The lines of a section `problems`: place, severity, words, rule, and parts of the hint."""
    found = []
    for line in section.splitlines():
        if line.startswith("    "):
            found[-1][-1].append(line.strip())
        elif line.strip():
            place, severity, words, rule = re.fullmatch(
                r"(.+?:\d+:\d+): (\w+): (.*) \[([a-z0-9-]+)\]", line
            ).groups()
            found.append((place, severity, words, rule, []))
    return found


def differing(problems, expected):
    """Lines that tell what was found and not expected, and the other way round; none where all is right."""
    told = []
    for number in range(max(len(problems), len(expected))):
        problem = problems[number] if number < len(problems) else None
        wanted = expected[number] if number < len(expected) else None
        if problem is None or wanted is None or not _is(problem, wanted):
            told.append(f"found: {problem}\n       {problem.hint if problem else ''}\nexpected: {wanted}")
    return told


def _is(problem, wanted):
    place, severity, words, rule, hints = wanted
    head = f"{problem.mark.path}:{problem.mark.line}:{problem.mark.column}"
    return (
        (head, problem.rule.severity, problem.rule.name) == (place, severity, rule)
        and words in problem.message
        and all(hint in problem.hint for hint in hints)
    )
