"""JSON as text: for a file, and for a block in a page that no renderer may change."""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from briefkit.render.escape import marked

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


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def json_text(data: Any) -> str:
    """Data as JSON in one line, keys in their order."""
    return _ENCODER.encode(data)


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
    return marked(_in_script(data))


def _in_script(data: Any) -> str:
    if isinstance(data, str):
        return _text_in_script(data)
    if isinstance(data, dict):
        shown = [f"{_text_in_script(name)}:{_in_script(value)}" for name, value in data.items()]
        return f"{{{','.join(shown)}}}"
    if isinstance(data, list | tuple):
        return f"[{','.join([_in_script(value) for value in data])}]"
    return json_text(data)


@lru_cache(maxsize=10_000)
def _text_in_script(text: str) -> str:
    return json_text(text).translate(_ESCAPES)
