"""YAML as it was written: every scalar a string, every node with its place."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from briefkit.model.mark import Mark


class Scalar(NamedTuple):
    """A single value: text, or nothing."""

    mark: Mark
    value: str | None
    """The text; None for an empty value and for a plain ``null`` or ``~``."""
    plain: bool = True
    """True where it was written without quotes and not as a block (``|`` or ``>``)."""


class Sequence(NamedTuple):
    """A list."""

    mark: Mark
    items: "tuple[Node, ...]"


class Mapping(NamedTuple):
    """Keys with values, in the order they were written; keys are unique."""

    mark: Mark
    entries: "tuple[tuple[Scalar, Node], ...]"

    def get(self, key: str) -> "Node | None":
        """The value under `key`, or None."""
        return next((value for name, value in self.entries if name.value == key), None)

    def key(self, key: str) -> Scalar | None:
        """The node of the key itself, or None."""
        return next((name for name, _ in self.entries if name.value == key), None)


Node = Scalar | Sequence | Mapping

Data = dict[str, "Data"] | list["Data"] | str | None
"""A node without its places: what the models validate."""


def plain_data(node: Node) -> Data:
    """The node as dicts, lists, strings and None."""
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [plain_data(item) for item in node.items]
        case Mapping():
            return {str(name.value): plain_data(value) for name, value in node.entries}


def find(node: Node, path: tuple[str | int, ...]) -> Node:
    """The node at `path`, or the deepest one on the way to it that exists.

    An index into something that is not a list is passed over: a field may hold one value or a list.
    """
    for step in path:
        match node, step:
            case Mapping(), str() if (child := node.get(step)) is not None:
                node = child
            case Sequence(), int() if 0 <= step < len(node.items):
                node = node.items[step]
            case ((Scalar() | Mapping()), int()):
                continue
            case _:
                return node
    return node


def values(
    node: Node, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str | None]]:
    """Every single value in the node, with its path."""
    match node:
        case Scalar():
            yield path, node.value
        case Sequence():
            for index, item in enumerate(node.items):
                yield from values(item, (*path, index))
        case Mapping():
            for key, value in node.entries:
                yield from values(value, (*path, str(key.value)))


def packed(node: Node) -> str:
    """The node as one short text, for `unpacked`: a site has millions of nodes, and few are asked for."""
    return json.dumps(_as_lists(node), ensure_ascii=False, separators=(",", ":"))


def _as_lists(node: Node) -> list[Any]:
    """Line, column and value, and a sign for one in quotes; of a mapping's keys the same, then the node."""
    _, line, column = node.mark
    if isinstance(node, Scalar):
        return [line, column, node.value] if node.plain else [line, column, node.value, 0]
    if isinstance(node, Sequence):
        return [line, column, [_as_lists(item) for item in node.items]]
    entries = {}
    for key, value in node.entries:
        _, at, indent = key.mark
        entries[key.value] = [at, indent, key.plain, _as_lists(value)]
    return [line, column, entries]


@lru_cache(maxsize=256)
def unpacked(text: str, path: str) -> Node:
    """The node that `packed` made the text of; `path` is the file's."""
    return _as_node(json.loads(text), path)


def _as_node(lists: list[Any], path: str) -> Node:
    line, column, value, *quoted = lists
    mark = Mark(path, line, column)
    if isinstance(value, list):
        return Sequence(mark, tuple(_as_node(item, path) for item in value))
    if not isinstance(value, dict):
        return Scalar(mark, value, not quoted)
    return Mapping(
        mark,
        tuple(
            (Scalar(Mark(path, at, indent), key, plain), _as_node(node, path))
            for key, (at, indent, plain, node) in value.items()
        ),
    )
