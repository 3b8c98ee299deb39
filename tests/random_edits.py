"""Edits as editors make them, chosen by a number: to see that a site that was kept is the one a new build makes."""

import random
import re
from collections.abc import Callable
from pathlib import Path

RECORD = re.compile(r"^([a-z0-9-]+):\n((?:[ \t]+.*\n|\n)+)", re.MULTILINE)


class Editor:
    """Edits the content below a folder; the same seed makes the same edits of the same content."""

    def __init__(self, content: Path, seed: int) -> None:
        self._content = content
        self._random = random.Random(seed)
        self._undo: tuple[Path, bytes] | None = None
        self._count = 0

    def edit(self, kind: str | None = None) -> str:
        """Makes an edit, of that kind or any; says which, and where."""
        if self._undo is not None:
            path, before = self._undo
            self._undo = None
            path.write_bytes(before)
            return f"mended: {path.name}"
        self._count += 1
        name = kind or self._random.choice(sorted(EDITS))
        return f"{name}: {EDITS[name](self)}"

    def value(self) -> str:
        """Another value of a closed list."""
        return self._replaced(r"^(\s+stance: )(\w+)$", lambda found: f"{found[1]}{self._other(found[2])}")

    def _other(self, stance: str) -> str:
        return self._random.choice(sorted({"support", "deny", "query", "comment"} - {stance}))

    def words(self) -> str:
        """More words of the desk's, with the name of an actor in them."""
        name = self._a_name()
        return self._replaced(
            r"^(\s*summary: )(.+)$", lambda found: f'{found[1]}"So {name} said ({self._count})."'
        )

    def rename(self) -> str:
        """An actor or a place is called something else."""
        return self._replaced(
            r"^(\s*name: )(.+)$", lambda found: f"{found[1]}{found[2].strip(chr(34))} {self._count}"
        )

    def alias(self) -> str:
        """Words that stand in texts become another name of an actor."""
        word = self._random.choice(["Monday", "the bridge", "Officials", "The ministry"])
        return self._replaced(
            r"^(\s*)(name: .+)$", lambda found: f"{found[0]}\n{found[1]}aliases: [{word} {self._count}, {word}]",
            "actors.yml",
        )  # fmt: skip

    def text(self) -> str:
        """A sentence more at the end of an article."""
        path = self._file("sources/*.md")
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\nLater {self._a_name()} spoke again, for the {self._count}th time.\n")
        return path.name

    def new(self) -> str:
        """A new record."""
        path = self._file("actors.yml")
        with path.open("a", encoding="utf-8") as file:
            file.write(f"new-{self._count}:\n  name: New Person {self._count}\n  kind: person\n")
        return path.name

    def deleted(self) -> str:
        """A record less, whatever refers to it."""
        path = self._file("*.yml")
        text = path.read_text(encoding="utf-8")
        found = list(RECORD.finditer(text))
        if len(found) < 2:
            return "none"
        gone = self._random.choice(found)
        path.write_text(text[: gone.start()] + text[gone.end() :], encoding="utf-8")
        return f"{path.name} {gone[1]}"

    def shifted(self) -> str:
        """A comment above everything: all lines have other numbers."""
        path = self._file("*.yml")
        path.write_text(f"# {self._count}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
        return path.name

    def draft(self) -> str:
        """A record is no longer shown."""
        return self._replaced(r"^(\s+)(kind: .+)$", lambda found: f"{found[0]}\n{found[1]}draft: true")

    def marked(self) -> str:
        """A record may be passed on less far."""
        return self._replaced(r"^(\s+)(kind: .+)$", lambda found: f"{found[0]}\n{found[1]}tlp: TLP:AMBER")

    def broken(self) -> str:
        """A file that cannot be read; the next edit mends it."""
        path = self._file("*.yml")
        self._undo = path, path.read_bytes()
        path.write_bytes(self._undo[1] + b'what: "is this\n')
        return path.name

    def _a_name(self) -> str:
        names = [
            name.strip('"')
            for path in sorted(self._content.rglob("actors.yml"))
            for name in re.findall(r"^\s+name: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
        ]
        return self._random.choice(names or ["nobody"])

    def _file(self, pattern: str) -> Path:
        return self._random.choice(sorted(self._content.rglob(pattern)))

    def _replaced(self, pattern: str, new: Callable[[re.Match[str]], str], files: str = "*.yml") -> str:
        """One place that fits the pattern, in a file that has some, is replaced."""
        fits = re.compile(pattern, re.MULTILINE)
        paths = [*self._content.rglob(files), *self._content.rglob("briefing.md")]
        texts = {path: path.read_text(encoding="utf-8") for path in sorted(paths)}
        fitting = [path for path, text in texts.items() if fits.search(text)]
        if not fitting:
            return "none"
        path = self._random.choice(fitting)
        place = self._random.choice(list(fits.finditer(texts[path])))
        written = texts[path][: place.start()] + new(place) + texts[path][place.end() :]
        path.write_text(written, encoding="utf-8")
        return f"{path.name}, {place[0].strip()}"


EDITS: dict[str, Callable[[Editor], str]] = {
    "a value": Editor.value,
    "words": Editor.words,
    "a name": Editor.rename,
    "an alias": Editor.alias,
    "an article": Editor.text,
    "a new record": Editor.new,
    "a record less": Editor.deleted,
    "lines moved": Editor.shifted,
    "a draft": Editor.draft,
    "a marking": Editor.marked,
    "a broken file": Editor.broken,
}
