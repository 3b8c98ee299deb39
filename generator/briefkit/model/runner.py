"""What the runner of GitHub Actions takes for a command in what a program prints.

Source: the runner's two parsers of commands. One obeys a line that begins with two colons, whatever white
space stands in front of them; the other obeys two number signs and a bracket, anywhere in a line. Both
compare as languages do, which passes over characters that leave no ink: a zero-width character parts nothing,
a space does.
"""

import os
import re
from collections.abc import Mapping

_NO_INK = r"[^\x20-\x7e\r\n]*"
"""What may stand between the signs: more than leaves no ink, but nothing that a command is written with."""

_AT_THE_START = re.compile(rf"(^|[\r\n])([^\x21-\x7e\r\n]*:{_NO_INK})(?=:)")
_ANYWHERE = re.compile(rf"(#{_NO_INK}#{_NO_INK})(?=\[)")


def is_obeyed(environment: Mapping[str, str] = os.environ) -> bool:
    """True where what is printed is read by such a runner."""
    return environment.get("GITHUB_ACTIONS") == "true"


def unobeyed(text: str) -> str:
    """The text with a space in everything that the runner would take for a command."""
    return _ANYWHERE.sub(r"\1 ", _AT_THE_START.sub(r"\1\2 ", text))
