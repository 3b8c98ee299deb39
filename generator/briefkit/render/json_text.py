"""JSON as text: for a file, and for a block in a page that no renderer may change."""

import json
import re
from typing import Any

from markupsafe import Markup

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"')

_READ = "<>&{}[]`"
"""What ends a script, or is a mark to what reads a page before Markdown does: templates, snippets."""


class _Escapes(dict[int, str]):
    def __missing__(self, code: int) -> str:
        character = chr(code)
        safe = character.isprintable() and character not in _READ
        escape = json.dumps(character)[1:-1] if code > 0x7F else f"\\u{code:04x}"
        self[code] = character if safe else escape
        return self[code]


_ESCAPES = _Escapes()


def file_json(data: Any) -> bytes:
    """A JSON file: in one line, UTF-8, keys in their order."""
    return (_written(data) + "\n").encode()


def script_json(data: Any) -> Markup:
    """JSON for a script element: in one line, with every character that could be read as a mark escaped.

    Only texts hold such characters: what opens and closes objects and lists never stands twice in a row in
    front of a text, so that no template's mark is made of it.
    """
    return Markup(_TOKEN.sub(lambda token: token[0].translate(_ESCAPES), _written(data)))  # noqa: S704


def _written(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
