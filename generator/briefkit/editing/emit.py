"""Values as YAML, written so that every reader of YAML reads them back."""

import math
import re
import textwrap
from collections.abc import Iterator

import yaml

Value = str | dict[str, "Value"] | list["Value"]
"""What can be written into a file."""

STEP = 2
"""Columns that a level of nesting is indented by."""

_NOTHING = frozenset({"", "~", "null"})
_DOUBLE = '"'
_BLOCK_HEADER = re.compile(r"[|>][^\r\n]*")


class EditError(ValueError):
    """The change cannot be made; `str()` is a sentence that says why."""


def scalar(value: str, style: str | None = None, *, flow: bool = False) -> str:
    """One line of YAML for a text: in the style given where it can be, else in double quotes.

    The style is ``'``, ``"`` or None for a text without quotes; `flow` says that it stands between brackets.
    """
    tried = style if value not in _NOTHING else style or _DOUBLE
    written = _emitted(value, tried, flow=flow)
    fits = "\n" not in written and (tried is not None or written[:1] not in ("'", _DOUBLE))
    return written if fits and reads_back(written, value, flow=flow) else _emitted(value, _DOUBLE, flow=flow)


def block_scalar(value: str, old: str, indent: int) -> str | None:
    """The text as a block like `old`, its lines indented by `indent`; None where it cannot be one.

    Where the old block ended in a line break, so does the new one.
    """
    header = _BLOCK_HEADER.match(old)
    if header is None or not value.strip() or value != value.strip():
        return None
    folded = header[0][0] == ">"
    lines = (
        textwrap.wrap(value, 100, break_long_words=False, break_on_hyphens=False)
        if folded
        else value.split("\n")
    )
    written = "\n".join([header[0], *(f"{' ' * indent}{line}" for line in lines)])
    return written if reads_back(written, value, flow=False) else None


def reads_back(written: str, value: str, *, flow: bool) -> bool:
    """True where `written` is read as the text `value`, but for a line break at its end."""
    try:
        node = yaml.compose(f"{{k: {written}}}" if flow else f"k: {written}\n", Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return False
    read = node.value[0][1] if isinstance(node, yaml.MappingNode) and len(node.value) == 1 else None
    return isinstance(read, yaml.ScalarNode) and read.value.removesuffix("\n") == value.removesuffix("\n")


def flow_value(value: Value) -> str:
    """The value on one line, for a place between brackets."""
    if isinstance(value, str):
        return scalar(value, flow=True)
    if isinstance(value, list):
        return f"[{', '.join(flow_value(item) for item in value)}]"
    return f"{{{', '.join(f'{scalar(key, flow=True)}: {flow_value(item)}' for key, item in value.items())}}}"


def entry_lines(key: str, value: Value, indent: int, list_indent: int = STEP) -> Iterator[str]:
    """The lines of a field and its value; lists in it are indented by `list_indent` more than their key."""
    pad = " " * indent
    if isinstance(value, str):
        yield f"{pad}{scalar(key)}: {scalar(value)}"
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        yield f"{pad}{scalar(key)}: {flow_value(value)}"
    elif isinstance(value, list):
        yield f"{pad}{scalar(key)}:"
        for item in value:
            yield from item_lines(item, indent + list_indent)
    else:
        yield f"{pad}{scalar(key)}:"
        for name, item in value.items():
            yield from entry_lines(name, item, indent + STEP, list_indent)


def item_lines(value: Value, indent: int) -> Iterator[str]:
    """The lines of one entry of a list, its dash in the column `indent`."""
    pad = " " * indent
    if not isinstance(value, dict):
        yield f"{pad}- {scalar(value) if isinstance(value, str) else flow_value(value)}"
        return
    lines = [line for key, item in value.items() for line in entry_lines(key, item, indent + STEP)]
    yield f"{pad}- {lines[0].lstrip()}"
    yield from lines[1:]


def _emitted(value: str, style: str | None, *, flow: bool) -> str:
    events = [
        yaml.StreamStartEvent(),
        yaml.DocumentStartEvent(explicit=False),
        yaml.SequenceStartEvent(None, None, implicit=True, flow_style=flow),
        yaml.ScalarEvent(None, None, (True, True), value, style=style),
        yaml.SequenceEndEvent(),
        yaml.DocumentEndEvent(explicit=False),
        yaml.StreamEndEvent(),
    ]
    written: str = yaml.emit(events, Dumper=yaml.SafeDumper, allow_unicode=True, width=math.inf)
    return written.strip()[1:-1] if flow else written.removeprefix("- ").rstrip("\n")
