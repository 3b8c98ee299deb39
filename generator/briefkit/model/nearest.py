"""Names that a misspelt one may have been meant to be."""

from collections.abc import Iterable

NEAR = 60
"""Least likeness, of 100, of a name that is worth proposing."""


def nearest(word: str, words: Iterable[str], limit: int = 3) -> list[str]:
    """The words most like `word`, the likest first; at most `limit`, and none where none is like it."""
    # most content has nothing misspelt in it
    from rapidfuzz import process

    return [found for found, _, _ in process.extract(word, list(words), limit=limit, score_cutoff=NEAR)]


def proposal(word: str, words: Iterable[str], limit: int = 3) -> str:
    """The nearest words as a question, ``minsk or pinsk?``; empty where there are none."""
    near = nearest(word, words, limit)
    return f"{' or '.join(near)}?" if near else ""
