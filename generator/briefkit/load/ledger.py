"""The ledger of the site's addresses, a text file in the folder of the content: a line for each."""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from briefkit.load import rules
from briefkit.load.files import LEDGER, Instead, given
from briefkit.load.text import decode, shown
from briefkit.memory import Memory
from briefkit.model.addresses import canonical, mistake
from briefkit.model.ledger import Became, Entry, Ledger
from briefkit.model.mark import Mark
from briefkit.model.settings import Settings
from briefkit.problems import Problem

SHAPE = (
    "Write: actors/minsk/ live, or: actors/old/ moved to actors/new/, "
    "or: actors/old/ merged into actors/new/, or: notes/ withdrawn"
)

_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")

_WORDS = {tuple(became.split()): became for became in Became}


def ledger_path(settings: Settings) -> Path:
    """Where the ledger lies, whether it is there or not."""
    return settings.content_dir / LEDGER


def read_ledger(settings: Settings, instead: Instead, memory: Memory) -> tuple[Ledger | None, list[Problem]]:
    """The ledger, and what cannot be read of it; None where the site has none.

    A line that cannot be read is left out. `instead` may say what the file holds; `memory` is told the sum.
    """
    path = ledger_path(settings)
    place = os.path.relpath(path, settings.root).replace(os.sep, "/")
    data = given(instead, place)
    if data is None and (place in instead or not path.exists()):
        memory.shelf(LEDGER).clear()
        return None, []
    try:
        data = path.read_bytes() if data is None else data
    except OSError as error:
        message = f"the file cannot be opened: {error.strerror}"
        problem = Problem(Mark(place), rules.UNREADABLE_FILE, message, "Check the file's rights and name.")
        return Ledger(place, {}), [problem]
    _tell(memory, sha256(data).digest())
    text, problems = decode(place, data)
    if text is None:
        return Ledger(place, {}), problems
    return _read(place, text.text)


def ledger_sum(settings: Settings, memory: Memory | None) -> bytes:
    """The sum of the ledger's bytes, with `memory` of those read last; nothing where there is none."""
    if memory is not None:
        return bytes(memory.shelf(LEDGER).get("sum", b""))
    try:
        return sha256(ledger_path(settings).read_bytes()).digest()
    except OSError:
        return b""


def _tell(memory: Memory, total: bytes) -> None:
    shelf = memory.shelf(LEDGER)
    if shelf.get("sum") != total:
        shelf["sum"] = total


def _read(place: str, text: str) -> tuple[Ledger, list[Problem]]:
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if line.startswith(_CONFLICT):
            return Ledger(place, {}), [_conflict(Mark(place, number, 1))]
        if not line or line.isspace() or line.lstrip().startswith("#"):
            continue
        read = _entry(place, number, line)
        if isinstance(read, Problem):
            problems.append(read)
        elif read.address in entries:
            first = entries[read.address].line
            message = f"{shown(read.address)} stands in line {first} already"
            problems.append(
                Problem(Mark(place, number, 1), rules.URL_LINE, message, "Keep one of the two lines.")
            )
        else:
            entries[read.address] = read
    return Ledger(place, entries), problems


def _conflict(mark: Mark) -> Problem:
    message = "two versions of this file were put together, and git could not decide"
    hint = (
        "Keep the lines of both sides, delete those that begin with <<<<<<<, ======= and >>>>>>>, "
        "then run: briefkit urls"
    )
    return Problem(mark, rules.URL_LINE, message, hint)


def _entry(place: str, number: int, line: str) -> Entry | Problem:
    address, *words = line.split()
    mark = Mark(place, number, line.index(address) + 1)
    if wrong := mistake(address):
        return Problem(mark, rules.URL_LINE, f"{shown(address)} {wrong}", _hint(address))
    if words == ["live"]:
        return Entry(canonical(address), line=number)
    became = _WORDS.get(tuple(words[:2]), _WORDS.get(tuple(words[:1])))
    if became is None or len(words) - len(became.split()) != (became in (Became.MOVED, Became.MERGED)):
        message = (
            f"what became of {shown(address)} cannot be told from: {shown(' '.join(words)) or 'nothing'}"
        )
        return Problem(mark, rules.URL_LINE, message, SHAPE)
    if became in (Became.LIVE, Became.WITHDRAWN):
        return Entry(canonical(address), became, "", number)
    target = words[-1]
    if wrong := mistake(target):
        there = Mark(place, number, line.rindex(target) + 1)
        return Problem(there, rules.URL_LINE, f"{shown(target)} {wrong}", _hint(target))
    return Entry(canonical(address), became, canonical(target), number)


def _hint(address: str) -> str:
    proposed = next(_proposals(address), "")
    return (
        f"{proposed}?" if proposed else "As actors/minsk/, or ./ for the first page; a space is written %20."
    )


def _proposals(address: str) -> Iterator[str]:
    """What may have been meant."""
    if address.startswith("//"):
        return
    for made in (address.lstrip("/"), f"{address}/", f"{address.lstrip('/')}/"):
        if made.strip("/") and not mistake(made):
            yield canonical(made)
