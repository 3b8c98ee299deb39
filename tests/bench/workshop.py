"""What is built: the records of one size, and the projects of all builders, in a folder of their own."""

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

import large_site
from bench.processes import RunError, Spent, spent
from bench.real_actors import cluster, write_real_site
from large_site import configuration

REAL = "real"
"""Instead of a number of records: those that are made of real data."""

HUGO_CONFIGURATION = """\
baseURL = "https://example.org/"
title = "A large site"
disableKinds = ["taxonomy", "term", "rss"]
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.parser.attribute]
block = true
"""

HUGO_THEME = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }} - {{ .Site.Title }}</title>
<link rel="stylesheet" href="{{ "assets/briefkit.css" | relURL }}">
</head>
<body>{{ .Content }}</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Made:
    """What a builder left."""

    files: int
    size: int
    pages: int


@dataclass(frozen=True, slots=True)
class Sample:
    """One run of one line."""

    spent: Spent
    made: Made | None = None
    parts: dict[str, float] | None = None
    """Seconds by the name of the part, where it is known how long each took."""
    worked: dict[str, float] | None = None
    """The same of the processors."""

    def as_json(self) -> dict[str, Any]:
        """As it stands in a file of results."""
        row: dict[str, Any] = {
            "seconds": round(self.spent.seconds, 3),
            "cpu": round(self.spent.cpu, 3),
            "memory": self.spent.memory,
            "load": round(self.spent.load, 2),
        }
        if self.made:
            row |= {"files": self.made.files, "size": self.made.size, "html": self.made.pages}
        for name, parts in (("parts", self.parts), ("worked", self.worked)):
            if parts:
                row[name] = {part: round(seconds, 3) for part, seconds in parts.items()}
        return row


class Workshop:
    """Of one size: a number of records, or `REAL`. Each project is made when it is first asked for."""

    def __init__(self, folder: Path, size: str, limit: float) -> None:
        self.folder = folder
        self.size = size
        self.limit = limit
        self.programs = Path(sys.executable).parent
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    # projects

    @cached_property
    def records(self) -> Path:
        """A project of ours."""
        if self.size == REAL:
            return write_real_site(
                self.folder / "records", configuration(), cluster().read_text(encoding="utf-8")
            )
        # in a process of its own: what this one has ever had counts as memory of all that it starts
        script = Path(large_site.__file__)
        self.run("records", [sys.executable, script, self.folder / "records", self.size, "plain"])
        return self.folder / "records"

    @cached_property
    def count(self) -> int:
        """How many records there are, by ours' own count."""
        self.run("count", self.briefkit("check"))
        said = re.search(r"^(\d+) records", self.log("count").read_text(encoding="utf-8"), re.MULTILINE)
        if said is None:
            raise RunError("briefkit check does not say how many records there are")
        return int(said[1])

    @cached_property
    def markdown(self) -> Path:
        """The finished Markdown, as a project of MkDocs and Zensical; only lists are in its navigation."""
        target = self.folder / "markdown"
        self.run("generate", self.briefkit("generate", str(target)))
        path = target / "mkdocs.yml"
        made = yaml.safe_load(path.read_text(encoding="utf-8"))
        # lists of kinds that have no record here
        made["nav"] = [row for row in made["nav"] if (target / "docs" / next(iter(row.values()))).is_file()]
        path.write_text(yaml.safe_dump(made, allow_unicode=True, sort_keys=False), encoding="utf-8")
        return target

    @cached_property
    def hugo(self) -> Path:
        """The same Markdown for Hugo, in which the page of a folder is called `_index.md`."""
        target = self.folder / "hugo"
        shutil.copytree(self.markdown / "docs", target / "content")
        for path in (target / "content").rglob("index.md"):
            path.rename(path.with_name("_index.md"))
        (target / "hugo.toml").write_text(HUGO_CONFIGURATION, encoding="utf-8")
        layouts = target / "layouts" / "_default"
        layouts.mkdir(parents=True)
        for name in ("single.html", "list.html"):
            (layouts / name).write_text(HUGO_THEME, encoding="utf-8")
        return target

    @cached_property
    def empty(self) -> Path:
        """A site of one page."""
        target = self.folder / "empty"
        (target / "docs").mkdir(parents=True)
        (target / "docs" / "index.md").write_text("# Empty\n", encoding="utf-8")
        text = "site_name: Empty\ntheme: {name: material, font: false}\n"
        (target / "mkdocs.yml").write_text(text, encoding="utf-8")
        return target

    def timed_configuration(self, project: Path) -> Path:
        """That of a project of MkDocs, with the hook that writes down when its parts begin and end."""
        target = project / "timed.yml"
        text = (project / "mkdocs.yml").read_text(encoding="utf-8")
        hook = json.dumps(str(Path(__file__).with_name("clock.py")))
        target.write_text(f"{text}\nhooks: [{hook}]\n", encoding="utf-8")
        return target

    # runs

    def program(self, name: str) -> Path:
        """A command of the environment that the benchmark runs in."""
        return self.programs / name

    def briefkit(self, verb: str, *arguments: str) -> list[str | Path]:
        """A command of ours, for the records."""
        return [self.program("briefkit"), verb, "--config", self.records / "mkdocs.yml", *arguments]

    def run(self, name: str, command: list[str | Path], folder: Path | None = None, **changes: str) -> Spent:
        """Runs a command; what it says is kept beside. Raises RunError."""
        return spent(command, folder or self.folder, self.log(name), self.limit, **changes)

    def log(self, name: str) -> Path:
        """Where it is kept what a command says."""
        return self.folder / f"{name}.log"

    def forget(self, *folders: Path) -> None:
        """Takes away what earlier runs left."""
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)

    @property
    def cache(self) -> Path:
        """Where ours keeps what it may use again."""
        return self.records / ".cache"

    # edits

    @contextmanager
    def edits(self) -> Iterator[Callable[[], tuple[str, str]]]:
        """Something to call for an edit of one fact; in the end the records are as they were.

        Each call saves a file, and says at which address which words have to be found from then on.
        """
        path, key, words = next(self._facts())
        before = path.read_text(encoding="utf-8")
        count = 0

        def edit() -> tuple[str, str]:
            nonlocal count
            count += 1
            new = f"edited {count} times"
            path.write_text(before.replace(f"value: {words}", f"value: {new}", 1), encoding="utf-8")
            return f"actors/{key}/", new

        try:
            yield edit
        finally:
            path.write_text(before, encoding="utf-8")

    def _facts(self) -> Iterator[tuple[Path, str, str]]:
        """Facts whose words stand in their file once: the file, the actor, the words."""
        for path in sorted((self.records / "briefings").rglob("actors.yml")):
            text = path.read_text(encoding="utf-8")
            for key, row in yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)).items():
                for fact in () if {"draft", "corrections"} & row.keys() else row.get("facts", ()):
                    line = re.compile(rf"value: {re.escape(fact['value'])}$", re.MULTILINE)
                    if len(line.findall(text)) == 1:
                        yield path, key, fact["value"]
        raise RunError("no record has a fact that could be edited")


def made(folder: Path) -> Made:
    """What lies in a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    pages = sum(path.name.endswith(".html") for path in files)
    return Made(len(files), sum(path.stat().st_size for path in files), pages)
