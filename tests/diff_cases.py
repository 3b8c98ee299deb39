"""Cases of what differs, kept as files: a title, `=== change PATH` with replacements, and what is printed.

Below `change PATH` stand pairs of lines, `- ` what is replaced and `+ ` what stands there then; below
`write PATH` a whole file, below `delete PATH` nothing, and below `move PATH` where it goes. `first ` in front
of one of these says that it is done before the base is read. All is done to the site of `sites.CONTENT`.
"""

import re
from pathlib import Path
from typing import NamedTuple

CASES = Path(__file__).parent / "cases" / "diff"

_SECTION = re.compile(r"^=== ([^\n]+)\n", re.MULTILINE)


class Step(NamedTuple):
    verb: str
    path: str
    text: str


class Case(NamedTuple):
    title: str
    before: list[Step]
    after: list[Step]
    expected: str


def read_case(path):
    title, *parts = _SECTION.split(path.read_text(encoding="utf-8"))
    steps = {True: [], False: []}
    expected = ""
    for name, text in zip(parts[::2], parts[1::2], strict=True):
        if name == "expected":
            expected = text
            continue
        verb, _, where = name.removeprefix("first ").partition(" ")
        steps[name.startswith("first ")].append(Step(verb, where, text))
    return Case(title.strip(), steps[True], steps[False], expected)


def carry_out(folder, steps):
    for verb, name, text in steps:
        path = folder / name
        if verb == "change":
            said = path.read_text(encoding="utf-8")
            for pair in re.findall(r"^- (.*)\n\+ (.*)$", text, re.MULTILINE):
                was, now = (part.replace("\\n", "\n") for part in pair)
                assert was in said, was
                said = said.replace(was, now)
            path.write_text(said, encoding="utf-8")
        elif verb == "write":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif verb == "delete":
            path.unlink()
        elif verb == "move":
            to = folder / text.strip()
            to.parent.mkdir(parents=True, exist_ok=True)
            path.rename(to)
