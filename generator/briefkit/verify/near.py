"""The words in an article that are most like a quote, and how the two differ."""

import difflib
import re
from dataclasses import dataclass

from briefkit.model.words import inside_word
from briefkit.verify.search import Match

NEAR = 75.0
"""Least likeness, of 100, of words that a quote may have been meant to be."""

ENDS = 3
"""Words at either end of a quote by which its window is stretched."""

REACH = 300
"""Most characters that a window is stretched by."""

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where quote and source differ."""

    was: str
    """The source's words; empty where the quote added some."""
    now: str
    """The quote's words; empty where it left some out."""


def nearest(quote: str, text: str) -> Match | None:
    """The words of `text` that are most like `quote`, whole words; None where nothing is like it.

    Both are folded. The window rapidfuzz finds is as long as the quote: it is widened to whole words.
    """
    if not quote or not text:
        return None
    # most quotes stand in their sources
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(quote, text, score_cutoff=NEAR)
    if found is None:
        return None
    start, end = _stretched(quote, text, found.dest_start, found.dest_end)
    while inside_word(text, start):
        start -= 1
    while inside_word(text, end):
        end += 1
    while start < end and not text[start].isalnum() and text[start] != quote[0]:
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] != quote[-1]:
        end -= 1
    # the end of a contraction: “can” is cut from “can’t”
    end += 2 if text[end : end + 2].lower() == "'t" else 0
    return Match(((start, end),))


def _stretched(quote: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The window made longer, where the quote's first or last words stand a little further out.

    The source has more words than the quote where the quote leaves some out.
    """
    words = quote.split()
    head, tail = " ".join(words[:ENDS]), " ".join(words[-ENDS:])
    first = text.rfind(head, max(0, start - REACH), end)
    last = text.find(tail, start, end + REACH)
    return (min(start, first) if first >= 0 else start), (max(end, last + len(tail)) if last >= 0 else end)


def differences(quote: str, words: str) -> tuple[Difference, ...]:
    """What the quote says instead of the source's words, word by word."""
    now, was = _WORD.findall(quote), _WORD.findall(words)
    found = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind != "equal":
            found.append(Difference(" ".join(was[a:b]), " ".join(now[c:d])))
    return tuple(found)
