"""YAML as nodes: every scalar text, every node with its place.

The parser is libyaml, event by event: `yaml.compose` recurses in C and ends the process at 30,000 ``[``.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Protocol

import yaml

from briefkit.load import rules
from briefkit.load.syntax import not_readable, tag_not_readable, unprintable
from briefkit.load.text import SourceText, shown
from briefkit.model.mark import Mark
from briefkit.model.nodes import Mapping, Node, Scalar, Sequence
from briefkit.problems import Problem, Rule

MAX_DEPTH = 64
"""How many lists and records may lie inside each other."""

_WORD = re.compile(r"\S*")
_NOTHING = frozenset({"", "~", "null"})
# libyaml breaks lines at these (YAML 1.1) and would fold them away inside quotes.
_NO_LINE_ENDS = "\u0085\u2028\u2029"
_PRIVATE_USE = (range(0xE000, 0xF900), range(0xF0000, 0x10FFFE))


def read_yaml(
    source: SourceText, start: int = 0, end: int | None = None
) -> tuple[Node | None, list[Problem]]:
    """The YAML between two indexes of the text, and what is wrong with it.

    Without a node: where nothing but blanks and comments is there (no problem), where it cannot be read
    (that one problem), and where it is nested too deeply. In all other cases the node is there, beside the
    problems: of a duplicate key the first value, of a tagged or anchored value the value, of an alias its
    text (``*name``); an entry whose key is no text is left out; of several documents the first is read.
    """
    text = source.text[:end]
    # libyaml drops such a mark without counting it.
    start += len(text[start:]) - len(text[start:].lstrip("\ufeff"))
    if (problem := unprintable(source, start, len(text))) is not None:
        return None, [problem]
    stand_ins = _stand_ins(text[start:])
    composer = _Composer(source, start, {ord(new): chr(old) for old, new in stand_ins.items()})
    readable = text[start:].translate(stand_ins) if stand_ins else text[start:]
    try:
        composer.compose(yaml.CSafeLoader(readable))
    except yaml.MarkedYAMLError as error:
        return None, [not_readable(source, error, start, len(text))]
    except UnicodeDecodeError:
        # PyYAML decodes a tag's %-escapes, which libyaml has not checked.
        return None, [tag_not_readable(source, composer.position)]
    return composer.root, composer.problems


def readable(text: str) -> str:
    """The text as libyaml can be given it: of the same length, and with lines where an editor has them."""
    return text.translate(_stand_ins(text))


def _stand_ins(text: str) -> dict[int, str]:
    """For each character at which libyaml wrongly breaks lines, one that the text neither has nor escapes."""
    wrong = [ord(character) for character in _NO_LINE_ENDS if character in text]
    if not wrong:
        return {}
    lower = text.lower()
    free = (chr(code) for code in chain(*_PRIVATE_USE) if chr(code) not in text and f"{code:x}" not in lower)
    return dict(zip(wrong, free, strict=False))


class _Position(Protocol):
    """Where libyaml stands, in code points from the beginning of what it was given."""

    @property
    def index(self) -> int: ...


@dataclass(slots=True)
class _OpenSequence:
    mark: Mark
    items: list[Node] = field(default_factory=list)

    def closed(self) -> Sequence:
        return Sequence(self.mark, tuple(self.items))


@dataclass(slots=True)
class _OpenMapping:
    mark: Mark
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    places: dict[str, Mark] = field(default_factory=dict)
    key: Scalar | None = None
    """The key whose value comes next; None also where that value is left out."""
    value_next: bool = False

    def closed(self) -> Mapping:
        return Mapping(self.mark, tuple(self.entries))


class _Composer:
    """Nodes from events, with a stack of its own: the depth of a file is not the depth of Python's stack."""

    def __init__(self, source: SourceText, start: int, originals: dict[int, str]) -> None:
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._last: yaml.Event | None = None
        self._source = source
        self._starts = source.starts
        self._start = start
        self._originals = originals
        self._open: list[_OpenSequence | _OpenMapping] = []
        self._documents = 0

    @property
    def position(self) -> int:
        """Where what was read last ends."""
        return self._index(self._last.end_mark if self._last else None)

    def compose(self, parser: yaml.CSafeLoader) -> None:
        """Reads to the end, to a second document, or to where it is too deep.

        What libyaml cannot read comes out as `yaml.MarkedYAMLError`.
        """
        steps: dict[type[yaml.Event], Callable[[Any], bool | None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.MappingStartEvent: self._begin,
            yaml.SequenceStartEvent: self._begin,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.DocumentStartEvent: self._begin_document,
            yaml.StreamEndEvent: lambda _: True,
        }
        done: bool | None = False
        while not done and (event := parser.get_event()) is not None:
            self._last = event
            done = steps.get(type(event), lambda _: False)(event)

    def _close(self, _: yaml.CollectionEndEvent) -> None:
        self._add(self._open.pop().closed())

    def _begin_document(self, event: yaml.DocumentStartEvent) -> bool:
        self._documents += 1
        if self._documents == 2:
            self._second_document(event)
        return self._documents == 2

    def _index(self, mark: _Position | None) -> int:
        return self._start if mark is None else self._start + mark.index

    def _mark(self, event: yaml.Event) -> Mark:
        # as `SourceText.mark`, of an index inside the text: a file has very many
        index = self._start + (event.start_mark.index if event.start_mark else 0)
        line = bisect_right(self._starts, index)
        return Mark(self._source.path, line, index - self._starts[line - 1] + 1)

    def _written(self, event: yaml.Event) -> str:
        return self._source.text[self._index(event.start_mark) : self._index(event.end_mark)]

    def _report(self, mark: Mark, rule: Rule, message: str, hint: str) -> None:
        self.problems.append(Problem(mark, rule, message, hint))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_properties(event)
        value = event.value.translate(self._originals) if self._originals else event.value
        plain = not event.style
        nothing = plain and value in _NOTHING
        self._add(Scalar(self._mark(event), None if nothing else value, plain))

    def _alias(self, event: yaml.AliasEvent) -> None:
        written = self._written(event)
        message = f'"{shown(written)}" refers to a value written elsewhere; such references are refused.'
        hint = "Write the value itself; if the star belongs to the text, put the whole text in double quotes."
        self._report(self._mark(event), rules.YAML_ALIAS, message, hint)
        self._add(Scalar(self._mark(event), written))

    def _begin(self, event: yaml.CollectionStartEvent) -> bool:
        if len(self._open) == MAX_DEPTH:
            self._too_deep(event)
            return True
        self._refuse_properties(event)
        sequence = isinstance(event, yaml.SequenceStartEvent)
        mark = self._mark(event)
        self._open.append(_OpenSequence(mark) if sequence else _OpenMapping(mark))
        return False

    def _refuse_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        for sign, given, rule, word in (
            ("!", event.tag, rules.YAML_TAG, "a tag"),
            ("&", event.anchor, rules.YAML_ALIAS, "an anchor"),
        ):
            if given is None:
                continue
            # Of "!tag &anchor value" libyaml tells only where the first of the two begins.
            index = self._source.text.find(sign, self._index(event.start_mark))
            written = _WORD.match(self._source.text, index)
            name = shown(written[0].rstrip(",]}") if written else sign)
            message = f'"{name}" in front of a value is {word} to YAML; it is not used here.'
            hint = f'Delete "{name}"; if it belongs to the text, put the whole value in double quotes.'
            self._report(self._source.mark(index), rule, message, hint)

    def _add(self, node: Node) -> None:
        if not self._open:
            nothing = isinstance(node, Scalar) and node.value is None
            self.root = None if nothing else node
            return
        parent = self._open[-1]
        if isinstance(parent, _OpenSequence):
            parent.items.append(node)
        elif not parent.value_next:
            parent.key = self._key(parent, node)
            parent.value_next = True
        else:
            if parent.key is not None:
                parent.entries.append((parent.key, node))
            parent.value_next = False

    def _key(self, mapping: _OpenMapping, node: Node) -> Scalar | None:
        """The node as a key of the mapping, or None where it cannot be one."""
        if isinstance(node, Scalar) and node.value and node.value not in mapping.places:
            mapping.places[node.value] = node.mark
            return node
        match node:
            case Scalar(value=str(name)) if name in mapping.places:
                message = f'"{shown(name)}" is given twice; the first is on line {mapping.places[name].line}.'
                hint = "Delete one of the two."
                self._report(node.mark, rules.YAML_DUPLICATE_KEY, message, hint)
                return None
            case Scalar():
                message = "A key is missing in front of the colon."
                hint = 'Write "key: value". A key that is the word null or the sign ~ goes in double quotes.'
            case Sequence() | Mapping():
                what = "list" if isinstance(node, Sequence) else "record"
                message = f"A {what} is written where a key is expected."
                hint = 'Write "key: value"; if brackets belong to the text, put the text in double quotes.'
        self._report(node.mark, rules.YAML_KEY, message, hint)
        return None

    def _too_deep(self, event: yaml.Event) -> None:
        message = f"Lists and records are nested more than {MAX_DEPTH} deep."
        hint = "Look for brackets that are never closed, or for dashes that belong to the text."
        self._report(self._mark(event), rules.YAML_TOO_DEEP, message, hint)
        self.root = None

    def _second_document(self, event: yaml.Event) -> None:
        message = 'A line "---" begins a second document; everything from here on would be lost.'
        hint = 'Delete the line "---"; several records in one file have a key each.'
        self._report(self._mark(event), rules.YAML_DOCUMENTS, message, hint)
