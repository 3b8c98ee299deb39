"""Markdown that is nested too deeply to be meant, as an attack or an accident leaves it."""

from collections.abc import Sequence

from markdown_it.token import Token

MOST = 40
"""How many blocks, or pieces of a line, may lie inside each other; a list and its entry are two."""

READ = MOST + 10
"""How deep the parser reads: what lies deeper it leaves out without a word."""


def too_deep(tokens: Sequence[Token]) -> bool:
    """True where the tokens lie deeper inside each other than is read and written."""
    level = 0
    for token in tokens:
        level += token.nesting
        if level > MOST or (token.children and too_deep(token.children)):
            return True
    return False
