"""Runs commands in processes forked from one that has their modules: what a user runs, without its start.

A command that is told apart by how its interpreter starts (`PYTHON…`, a locale) has to be started anew.
"""

import atexit
import io
import json
import os
import runpy
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

LOADED = ("briefkit.cli.check", "briefkit.plugin", "mkdocs.__main__", "mkdocs.commands.build", "mkdocs.theme")

AT_THE_START = ("PYTHON", "LC_", "LANG")


def can_fork(changes: Mapping[str, str]) -> bool:
    """True if the changes of the environment are none that an interpreter reads when it starts."""
    return hasattr(os, "fork") and not any(name.startswith(AT_THE_START) for name in changes)


class Forks:
    """The process that forks, started when it is first needed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def run(
        self, module: str, arguments: Sequence[str], cwd: Path, environment: Mapping[str, str]
    ) -> subprocess.CompletedProcess[bytes]:
        """As `python -m module arguments` would do there."""
        with tempfile.TemporaryDirectory() as folder:
            out, err = Path(folder, "out"), Path(folder, "err")
            wanted = {
                "module": module,
                "arguments": list(arguments),
                "cwd": str(cwd),
                "environment": dict(environment),
                "files": [str(out), str(err)],
            }
            code = json.loads(self._ask(json.dumps(wanted)))
            return subprocess.CompletedProcess([module, *arguments], code, out.read_bytes(), err.read_bytes())

    def _ask(self, line: str) -> str:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            atexit.register(self._end)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline()

    def _end(self) -> None:
        assert self._process is not None
        self._process.communicate()


FORKS = Forks()


def _warm() -> None:
    """Loads the modules, and has the templates compiled."""
    for name in LOADED:
        __import__(name)
    from briefkit.building import build
    from briefkit.load.settings import read_settings
    from sites import write

    with tempfile.TemporaryDirectory() as folder:
        build(read_settings(write(Path(folder)) / "mkdocs.yml"))


def _serve() -> None:
    _warm()
    for line in sys.stdin:
        wanted = json.loads(line)
        child = os.fork()
        if not child:
            _become(wanted)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _become(wanted: Mapping[str, Any]) -> None:
    """The child: never returns."""
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number, name in enumerate(wanted["files"], start=1):
            os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT), number)
        os.environ.clear()
        os.environ.update(wanted["environment"])
        os.chdir(wanted["cwd"])
        streams = (sys.stdin, sys.stdout, sys.stderr)
        sys.stdin, sys.stdout, sys.stderr = (_anew(number, old) for number, old in enumerate(streams))
        sys.argv = [wanted["module"], *wanted["arguments"]]
        sys.path[0] = wanted["cwd"]
        code = _exit_code(wanted["module"])
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # whatever it is, the test has to see it
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _anew(number: int, old: Any) -> Any:
    raw = io.FileIO(number, "r" if number == 0 else "w", closefd=False)
    buffer: Any = io.BufferedReader(raw) if number == 0 else io.BufferedWriter(raw)
    return io.TextIOWrapper(buffer, old.encoding, old.errors, line_buffering=number == 2)


def _exit_code(module: str) -> int:
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        sys.stderr.write(f"{end.code}\n")
        return 1
    return 0


if __name__ == "__main__":
    _serve()
