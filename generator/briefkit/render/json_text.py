"""JSON as text: for a file, and for a block in a page that no renderer may change."""

import json
import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

_TEXTS = re.compile(r'("(?:[^"\\]|\\.)*")')

_READ = "<>&{}[]`"
"""What ends a script, or is a mark to what reads a page before Markdown does: templates, snippets."""


class _Escapes(dict[int, str]):
    def __missing__(self, code: int) -> str:
        character = chr(code)
        safe = character.isprintable() and character not in _READ
        escape = json.dumps(character)[1:-1] if code > 0x7F else f"\\u{code:04x}"
        self[code] = character if safe else escape
        return self[code]


# texts of JSON have no line break in them: it stands between those that are escaped at once
_ESCAPES = _Escapes({ord("\n"): "\n"})


def json_text(data: Any) -> str:
    """Data as JSON in one line, keys in their order."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def json_object(texts: Mapping[str, str]) -> str:
    """An object whose values are JSON already."""
    return f"{{{','.join(f'{json_text(name)}:{text}' for name, text in texts.items())}}}"


def json_file(text: str) -> bytes:
    """A file of JSON: one line in UTF-8."""
    return f"{text}\n".encode()


def script_json(data: Any) -> Markup:
    """JSON for a script element: in one line, with every character that could be read as a mark escaped.

    Only texts hold such characters: what opens and closes objects and lists never stands twice in a row in
    front of a text, so that no template's mark is made of it.
    """
    pieces = _TEXTS.split(json_text(data))
    pieces[1::2] = "\n".join(pieces[1::2]).translate(_ESCAPES).split("\n")
    return Markup("".join(pieces))  # noqa: S704
