"""What libyaml cannot read, in plain words and at the place to mend."""

import re
from dataclasses import dataclass

import yaml

from briefkit.load.rules import YAML_SYNTAX, YAML_TAG
from briefkit.load.text import SourceText, shown
from briefkit.model.characters import character_name
from briefkit.problems import Problem

# libyaml reports these by their byte offset; they are found here first, by their place in the text.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile(r"[\r\n]|\Z")
_TAG_ESCAPE = re.compile(r"%[89a-f][0-9a-f]", re.IGNORECASE)

_QUOTE_IT = "Put the whole value in double quotes."
_QUOTES_WITHIN = (
    'Put the whole value between one pair of quotes: inside double quotes write \\" for a quotation mark, '
    "inside single quotes '' for an apostrophe. If all is well here, look for an open quote further up."
)
_ALIGN = "Begin the line in the same column as those it belongs with, using spaces."
_CLOSE = (
    "Separate values with commas, close each bracket; a text that holds such signs goes in double quotes."
)
_ESCAPE = 'Write \\\\ for a backslash; write any other character itself, such as é instead of "\\u00e9".'


def unprintable(source: SourceText, start: int, end: int) -> Problem | None:
    """The first character between the two indexes that YAML does not allow, as a problem."""
    found = _UNPRINTABLE.search(source.text, start, end)
    if found is None:
        return None
    message = f"The character {character_name(found[0])} cannot be printed and is not allowed here."
    hint = "Save the file as UTF-8." if found[0] == "\0" else "Delete it; most editors can show it."
    return Problem(source.mark(found.start()), YAML_SYNTAX, message, hint)


def tag_not_readable(source: SourceText, index: int) -> Problem:
    """The problem of a tag behind `index` whose ``%``-escapes are not UTF-8."""
    escape = _TAG_ESCAPE.search(source.text, index)
    sign = -1 if escape is None else source.text.rfind("!", index, escape.start())
    message = 'A value that begins with "!" and has no quotes is a tag to YAML; tags are not used here.'
    return Problem(source.mark(max(sign, index)), YAML_TAG, message, _QUOTE_IT)


def not_readable(source: SourceText, error: yaml.MarkedYAMLError, start: int, end: int) -> Problem:
    """Libyaml's error in the text between the two indexes, as a problem with its place in the file."""
    index = end if error.problem_mark is None else start + error.problem_mark.index
    begun = index if error.context_mark is None else start + error.context_mark.index
    told = _told(_Failure(source, index, begun, end), str(error.problem), str(error.context))
    return Problem(source.mark(told.index), YAML_SYNTAX, told.message, told.hint)


@dataclass(frozen=True, slots=True)
class _Told:
    index: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Failure:
    """Where libyaml stopped."""

    source: SourceText
    index: int
    """Where it found something else than it expected."""
    begun: int
    """Where what it was reading begins."""
    end: int
    """Where the YAML ends."""

    @property
    def character(self) -> str:
        """The character where it stopped; empty at the end."""
        return self.source.text[self.index : min(self.index + 1, self.end)]

    @property
    def before(self) -> str:
        """What is in front of it on its line."""
        return self.source.text[self.line_start(self.index) : self.index]

    @property
    def same_line(self) -> bool:
        """Whether it stopped on the line on which it began."""
        return self.line_start(self.begun) == self.line_start(self.index)

    def line_start(self, index: int) -> int:
        """Where the line of the character at `index` begins."""
        return self.source.offset(self.source.mark(index).line)

    def rest(self, index: int) -> str:
        """The line from `index` on, as a message quotes it."""
        line_end = _LINE_END.search(self.source.text, index, self.end)
        return shown(self.source.text[index : line_end.start() if line_end else self.end].strip(), 40)


def _told(at: _Failure, problem: str, context: str) -> _Told:
    if at.character == "\t":
        return _tab(at)
    if (tell := _BY_PROBLEM.get(problem)) is not None:
        return tell(at)
    for word, tell in _BY_CONTEXT:
        if word in context or word in problem:
            return tell(at)
    message = f'The YAML cannot be read from "{at.rest(at.index)}" on.'
    hint = "Compare the indentation, the quotes and the brackets with the lines above."
    return _Told(at.index, message, hint)


def _tab(at: _Failure) -> _Told:
    if at.before.strip(" ") == "":
        return _Told(at.index, "A tab is used for indentation.", "Use spaces.")
    return _Told(at.index, f'A tab comes after "{shown(at.before.strip(), 20)}".', "Use a space.")


def _unclosed_quote(at: _Failure) -> _Told:
    quote = at.source.text[at.begun : at.begun + 1]
    message = f"The quote that begins with {quote} is never closed."
    hint = f"End it with {quote} as well. A text that just begins with {quote} goes in the other quotes."
    return _Told(at.begun, message, hint)


def _bad_escape(at: _Failure) -> _Told:
    backslash = max(at.source.text.rfind("\\", at.begun, at.index + 1), at.begun)
    written = shown(at.source.text[backslash : backslash + 2])
    message = f'"{written}" inside double quotes is no known character.'
    return _Told(backslash, message, _ESCAPE)


def _colon(at: _Failure) -> _Told:
    if at.character == ":" and re.search(r":[ \t]", at.before):
        return _Told(at.index, 'A value without quotes holds ": ".', _QUOTE_IT)
    line = at.rest(at.line_start(at.index))
    message = f'"{line}" reads as a new key, but the value above it is not finished.'
    hint = f"If it belongs to that value, put the whole value in double quotes. If not: {_ALIGN}"
    return _Told(at.index, message, hint)


def _no_colon(at: _Failure) -> _Told:
    message = f'A colon is missing after "{at.rest(at.begun)}".'
    hint = 'Write "key: value". A line that goes on with the value above it is indented deeper than its key.'
    return _Told(at.begun, message, hint)


def _bad_beginning(at: _Failure) -> _Told:
    if not at.character:
        return _Told(at.index, "The YAML ends where a value is expected.", _CLOSE)
    if at.character == ",":
        hint = "Delete the comma, or put the text it belongs to in double quotes."
        return _Told(at.index, "A value is missing in front of the comma.", hint)
    message = f'A value without quotes cannot begin with "{shown(at.character)}".'
    bullet = at.character == "*" and at.before.strip(" ") == ""
    return _Told(at.index, message, 'Lists are written with dashes: "- item".' if bullet else _QUOTE_IT)


def _bad_sign(at: _Failure) -> _Told:
    return _bad_beginning(_Failure(at.source, at.begun, at.begun, at.end))


def _percent(at: _Failure) -> _Told:
    hint = "If it belongs to a text, put the whole text in double quotes; otherwise delete the line."
    return _Told(at.begun, 'A line cannot begin with "%".', hint)


def _list_behind_key(at: _Failure) -> _Told:
    hint = "Begin the list on a new line. If the dash belongs to the text, put the text in double quotes."
    return _Told(at.index, "A list cannot begin on the line of its key.", hint)


def _block_text(at: _Failure) -> _Told:
    sign = at.source.text[at.begun : at.begun + 1]
    hint = (
        f'Begin the text on the next line, indented; a text that begins with "{sign}" goes in double quotes.'
    )
    return _Told(at.begun, f'After "{sign}" there is something else on the same line.', hint)


def _unclosed_bracket(at: _Failure) -> _Told:
    if at.same_line and at.character == ":":
        return _Told(at.index, 'A value without quotes holds ":".', _QUOTE_IT)
    bracket = at.source.text[at.begun : at.begun + 1]
    line = at.source.mark(at.index).line
    message = f'A comma or the closing bracket is missing after "{bracket}" (noticed on line {line}).'
    return _Told(at.index if at.same_line else at.begun, message, _CLOSE)


def _no_space(at: _Failure) -> _Told:
    hint = "Write a space after it, or put the whole text in double quotes."
    return _Told(at.index, "A space is missing after the colon.", hint)


def _no_key(at: _Failure) -> _Told:
    hint = 'Write "key: value". If the colon belongs to a text, put the text in double quotes.'
    return _Told(at.index, "A key is missing in front of the colon.", hint)


def _out_of_place(at: _Failure) -> _Told:
    """There is something where a key, a dash or the end was expected."""
    before = at.before.rstrip()
    rest = at.rest(at.index)
    if at.character == ":":
        return _no_space(at) if before.strip(" -") else _no_key(at)
    if at.character in ("]", "}"):
        return _Told(
            at.index,
            f'"{at.character}" closes no bracket.',
            "Delete it, or put its text in double quotes.",
        )
    if (sign := re.search(r"[*]\S+$", before)) is not None:
        return _bad_beginning(_Failure(at.source, at.index - len(at.before) + sign.start(), at.begun, at.end))
    if before.endswith(('"', "'")):
        return _Told(at.index, f'"{rest}" follows a closing quote.', _QUOTES_WITHIN)
    if before.endswith(("]", "}")):
        return _Told(at.index, f'"{rest}" follows a closing bracket.', _QUOTE_IT)
    return _Told(at.index, f'"{rest}" does not belong to anything above it.', _ALIGN)


_BY_PROBLEM = {
    "found unexpected end of stream": _unclosed_quote,
    "found unexpected document indicator": _unclosed_quote,
    "found unknown escape character": _bad_escape,
    "found invalid Unicode character escape code": _bad_escape,
    "did not find expected hexdecimal number": _bad_escape,
    "mapping values are not allowed in this context": _colon,
    "could not find expected ':'": _no_colon,
    "found character that cannot start any token": _bad_beginning,
    "did not find expected node content": _bad_beginning,
    "mapping keys are not allowed in this context": _bad_beginning,
    "did not find expected alphabetic or numeric character": _bad_sign,
    "found undefined tag handle": _bad_sign,
    "block sequence entries are not allowed in this context": _list_behind_key,
    "did not find expected ',' or ']'": _unclosed_bracket,
    "did not find expected ',' or '}'": _unclosed_bracket,
    "found unexpected ':'": _no_space,
    "did not find expected key": _out_of_place,
    "did not find expected '-' indicator": _out_of_place,
    "did not find expected <document start>": _out_of_place,
    "found incompatible YAML document": _percent,
}
_BY_CONTEXT = (
    ("directive", _percent),
    ("a tag", _bad_sign),
    ("block scalar", _block_text),
)
