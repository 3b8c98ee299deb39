"""What is printed in a job of GitHub Actions, whose runner obeys some of what it reads there."""

import io
import json
import os
import re
import sys
from collections.abc import Mapping

import click

from briefkit.model.runner import is_obeyed, unobeyed


class RunnerLog(io.TextIOWrapper):
    """The standard output, or error output, of a job."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        encoding, errors, line_buffering = stream.encoding, stream.errors, stream.line_buffering
        super().__init__(stream.detach(), encoding, errors, line_buffering=line_buffering)
        self._line = ""

    def write(self, text: str) -> int:
        """Writes the text so that nothing in it is obeyed; how the line began is remembered."""
        made = unobeyed(self._line + text).removeprefix(self._line)
        self._line = re.split(r"[\r\n]", self._line + made)[-1]
        super().write(made)
        return len(text)

    def command(self, line: str) -> None:
        """Writes a line that is to be obeyed."""
        super().write(f"{line}\n")


def guard(environment: Mapping[str, str] = os.environ) -> None:
    """From now on nothing that is printed is obeyed, where this is a job of GitHub Actions."""
    if is_obeyed(environment):
        sys.stdout, sys.stderr = (
            RunnerLog(stream) if type(stream) is io.TextIOWrapper else stream
            for stream in (sys.stdout, sys.stderr)
        )


def command(line: str) -> None:
    """Prints a workflow command; what of the content is in it has been escaped."""
    if isinstance(sys.stdout, RunnerLog):
        sys.stdout.command(line)
    else:
        click.echo(line)


def json_text(data: object) -> str:
    """The data as JSON in ASCII, for terminals of any encoding; a runner has nothing to change in it."""
    return json.dumps(data, indent=2).replace("##[", "##\\u005b")
