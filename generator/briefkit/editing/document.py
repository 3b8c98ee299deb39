"""One file of the content as it is written, and changes of it that leave all else as it is, byte by byte."""

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import yaml

from briefkit.editing.emit import (
    STEP,
    EditError,
    Value,
    block_scalar,
    entry_lines,
    flow_value,
    item_lines,
    scalar,
)
from briefkit.load.front_matter import split
from briefkit.load.nodes import readable
from briefkit.load.text import SourceText, decode
from briefkit.model.mark import Mark
from briefkit.model.walk import Path


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


class _Place(NamedTuple):
    """A node of the YAML and what it lies in."""

    node: yaml.Node
    flow: bool
    """True between brackets."""
    indent: int
    """The column of the mapping or list it belongs to."""


@dataclass
class Document:
    """The text of one file, with the changes that are to be made in it.

    The YAML is the whole file or, of a Markdown file, its front matter. Paths lead from its root; where they
    say an index and there is one value instead of a list, they mean that value.
    """

    source: SourceText
    signature: bytes = b""
    """The byte order mark, where the file has one."""
    edits: list[_Edit] = field(default_factory=list)

    @classmethod
    def of(cls, path: str, data: bytes) -> "Document":
        """The file at `path`; raises EditError where its bytes are no UTF-8."""
        source, problems = decode(path, data)
        if source is None:
            raise EditError(str(problems[0]))
        return cls(source, codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b"")

    def data(self) -> bytes:
        """The file with all changes made."""
        text = self.source.text
        # what is put in at the same place stays in the order in which it was put in
        for edit in sorted(self.edits, key=lambda edit: edit[:2])[::-1]:
            text = text[: edit.start] + edit.text.replace("\n", self._line_end) + text[edit.end :]
        return self.signature + text.encode()

    @property
    def _line_end(self) -> str:
        return next((sign for sign in ("\r\n", "\n", "\r") if sign in self.source.text), "\n")

    def replace_scalar(self, mark: Mark, value: str, *, quoted: bool = False) -> None:
        """Writes another value, or key, at the mark: in its style or, if `quoted`, in quotes.

        Raises EditError where no value begins at the mark.
        """
        self._rewrite(self._scalar(mark), value, quoted=quoted)

    def replace_inside(self, mark: Mark, pattern: re.Pattern[str], new: str) -> None:
        """Writes `new`, with the groups of the pattern, wherever the pattern fits in the value at the mark.

        Raises EditError where no value begins at the mark.
        """
        start, end = self._span(self._scalar(mark).node)
        for found in pattern.finditer(self.source.text, start, end):
            self.edits.append(_Edit(found.start(), found.end(), found.expand(new)))

    def replace_at(self, mark: Mark, pattern: re.Pattern[str], new: str) -> None:
        """Writes `new`, with the groups of the pattern, in place of what the pattern fits at the mark.

        Raises EditError where it does not fit there.
        """
        found = pattern.match(self.source.text, self._offset(mark))
        if found is None:
            raise EditError(f"{mark.path}:{mark.line}:{mark.column}: something else stands here")
        self.edits.append(_Edit(found.start(), found.end(), found.expand(new)))

    def _scalar(self, mark: Mark) -> _Place:
        place = self._scalars.get(self._offset(mark))
        if place is None:
            raise EditError(f"{mark.path}:{mark.line}:{mark.column}: no value begins here")
        return place

    @cached_property
    def _scalars(self) -> Mapping[int, _Place]:
        """Every value and key, by where it begins."""
        first = self.bounds[0]
        return {
            first + place.node.start_mark.index: place
            for place in self._places(_Place(self._root, flow=False, indent=0))
            if isinstance(place.node, yaml.ScalarNode)
        }

    def set(self, path: Path, value: Value) -> None:
        """Gives the field at `path` a value; it and what it lies in are put in where they are left out.

        Raises EditError where the path leads to a list or to several fields, or through a single value.
        """
        place, missing = self._reach(path)
        if not missing and isinstance(place.node, yaml.ScalarNode) and isinstance(value, str):
            return self._rewrite(place, value)
        for step in reversed(missing[1:]):
            value = {str(step): value}
        if missing and isinstance(place.node, yaml.MappingNode) and isinstance(missing[0], str):
            return self._insert(place, missing[0], value)
        if missing and _is_empty(place.node) and isinstance(missing[0], str):
            start, end = self._span(place.node)
            lines = "\n".join(entry_lines(missing[0], value, place.indent + STEP))
            self.edits.append(_Edit(start, end, f"\n{lines}"))
            return None
        raise EditError(f"{self.source.path}: {_words(path)} holds no single value")

    def append(self, path: Path, value: Value) -> None:
        """Puts an entry behind all others of the list at `path`; the list is made where there is none."""
        place, missing = self._reach(path)
        node = place.node
        if missing:
            return self.set(path, [value])
        if _is_empty(node):
            start, end = self._span(node)
            column = place.indent + self._list_indent
            self.edits.append(_Edit(start, end, "\n" + "\n".join(item_lines(value, column))))
        elif not isinstance(node, yaml.SequenceNode):
            raise EditError(f"{self.source.path}: {_words(path)} is no list")
        elif node.flow_style:
            self._add_between_brackets(node, node.value, flow_value(value))
        else:
            lines = "\n".join(item_lines(value, node.start_mark.column))
            self._add_line(self._last(node), lines)
        return None

    def _offset(self, mark: Mark) -> int:
        return self.source.offset(mark.line) + mark.column - 1

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """Where the YAML begins and ends in the text."""
        if not self.source.path.endswith((".md", ".txt")):
            return 0, len(self.source.text)
        matter, _ = split(self.source)
        if matter is None:
            raise EditError(f"{self.source.path}: there is no front matter")
        return matter.start, matter.end

    @cached_property
    def _root(self) -> yaml.Node:
        start, end = self.bounds
        try:
            root = yaml.compose(readable(self.source.text[start:end]), Loader=yaml.CSafeLoader)
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise EditError(f"{self.source.path}: the YAML cannot be read: see briefkit check") from error
        if root is None:
            raise EditError(f"{self.source.path}: there is no YAML here")
        return root

    def _span(self, node: yaml.Node) -> tuple[int, int]:
        """Where the node begins and ends in the text; blanks and comments behind it are no part of it."""
        first = self.bounds[0]
        start, end = first + node.start_mark.index, first + node.end_mark.index
        text = self.source.text[start:end]
        return start, start + len(text.rstrip() if text[:1] in "|>" else text)

    def _reach(self, path: Path) -> tuple[_Place, Path]:
        """The node at `path`, or the last one on the way, and what is left of the path."""
        place = _Place(self._root, flow=False, indent=0)
        for number, step in enumerate(path):
            node = place.node
            if isinstance(node, yaml.MappingNode) and isinstance(step, str):
                found = next((value for key, value in node.value if key.value == step), None)
                if found is None:
                    return place, path[number:]
                place = _within(place, found)
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                place = _within(place, node.value[step])
            elif isinstance(node, yaml.SequenceNode) or isinstance(step, str):
                return place, path[number:]
        return place, ()

    def _places(self, place: _Place) -> Iterator[_Place]:
        yield place
        children = place.node.value if isinstance(place.node, yaml.CollectionNode) else ()
        for child in children:
            for node in child if isinstance(child, tuple) else (child,):
                yield from self._places(_within(place, node))

    def _rewrite(self, place: _Place, value: str, *, quoted: bool = False) -> None:
        node = place.node
        assert isinstance(node, yaml.ScalarNode)  # noqa: S101 - asked for by all callers
        start, end = self._span(node)
        old = self.source.text[start:end]
        written = None
        if node.style in ("|", ">") and not quoted:
            lines = old.splitlines()
            indent = len(lines[1]) - len(lines[1].lstrip()) if len(lines) > 1 else place.indent + STEP
            written = block_scalar(value, old, indent)
        style = '"' if quoted or node.style in ("|", ">") else node.style or None
        written = written or scalar(value, style, flow=place.flow)
        self.edits.append(_Edit(start, end, written if old else f" {written}"))

    def _insert(self, place: _Place, key: str, value: Value) -> None:
        node = place.node
        assert isinstance(node, yaml.MappingNode)  # noqa: S101 - asked for by all callers
        if node.flow_style:
            entry = f"{scalar(key, flow=True)}: {flow_value(value)}"
            return self._add_between_brackets(node, [item for _, item in node.value], entry)
        column = node.value[0][0].start_mark.column
        return self._add_line(self._last(node), "\n".join(entry_lines(key, value, column, self._list_indent)))

    def _add_between_brackets(self, node: yaml.Node, entries: list[yaml.Node], text: str) -> None:
        place = self._span(entries[-1])[1] if entries else self._span(node)[0] + 1
        self.edits.append(_Edit(place, place, f", {text}" if entries else text))

    def _add_line(self, after: int, lines: str) -> None:
        """Puts lines behind the one in which the character at the index `after` stands."""
        ends = [found for sign in "\r\n" if (found := self.source.text.find(sign, after)) >= 0]
        place = min(ends, default=len(self.source.text))
        self.edits.append(_Edit(place, place, f"\n{lines}"))

    def _last(self, node: yaml.Node) -> int:
        """Where the last value inside the node ends."""
        while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        return self._span(node)[1]

    @property
    def _list_indent(self) -> int:
        """By how much the lists of the file are indented more than their keys."""
        for place in self._places(_Place(self._root, flow=False, indent=0)):
            if isinstance(place.node, yaml.MappingNode) and not place.node.flow_style:
                for key, value in place.node.value:
                    if isinstance(value, yaml.SequenceNode) and not value.flow_style:
                        return max(int(value.start_mark.column - key.start_mark.column), 0)
        return STEP


def _within(place: _Place, node: yaml.Node) -> _Place:
    holder = place.node
    flow = place.flow or bool(isinstance(holder, yaml.CollectionNode) and holder.flow_style)
    return _Place(node, flow, place.indent if flow else holder.start_mark.column)


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("", "~", "null")


def _words(path: Path) -> str:
    return ".".join(map(str, path))
