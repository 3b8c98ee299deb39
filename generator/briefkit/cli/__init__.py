"""The command line: only here is anything printed, only here does anything exit."""

import gc
import io
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module
from typing import cast

import click

from briefkit import __version__
from briefkit.cli.runner_log import guard

VERBS: Mapping[str, str] = {
    "check": "check:check",
    "quote": "quote:quote",
    "correct": "correct:correct",
    "rename": "rename:rename",
    "urls": "urls:urls",
    "history": "history:history_of",
    "diff": "diff:diff",
    "generate": "generate:generate",
    "pdf": "pdf:pdf_of",
    "new": "new:new",
    "schema": "schema:schema",
    "preview": "preview:preview",
    "comment": "comment:comment",
}
"""Each verb with the module and the name of its command, in the order in which the manual lists them."""


class _Commands(Mapping[str, click.Command]):
    """The commands of the verbs, each loaded when it is asked for: most need little of the program."""

    def __getitem__(self, verb: str) -> click.Command:
        module, _, name = VERBS[verb].partition(":")
        # what is loaded stays: to look through it for garbage takes a tenth of the time
        was_on = gc.isenabled()
        gc.disable()
        try:
            command: click.Command = getattr(import_module(f"briefkit.cli.{module}"), name)
        finally:
            if was_on:
                gc.enable()
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(VERBS)

    def __len__(self) -> int:
        return len(VERBS)


@click.group(commands=cast("MutableMapping[str, click.Command]", _Commands()))
@click.version_option(__version__, package_name="briefkit", prog_name="briefkit")
def main() -> None:
    """Article sources and YAML records in, a cross-linked briefing site out."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # what the terminal's encoding lacks is written as a number
        sys.stdout.reconfigure(errors="backslashreplace")
    guard()
