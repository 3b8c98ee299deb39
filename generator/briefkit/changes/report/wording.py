"""Words that changed inside of a text that stayed."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum
from typing import NamedTuple

FEWEST = 8
"""Words of a text in which it pays to look for those that changed."""

LEAST = 0.6
"""The share of words that stayed, below which it is easier to read all of them before and after."""

BRIDGE = 2
"""So few words that stayed, between others that changed, are told as changed, too."""

AROUND = 12
"""Words that stayed, of those told on each side of others that changed."""

LONG = 300
"""Letters of a text that is told whole."""

MOST = 4_000_000
"""Comparisons of words with words: what is longer is told whole."""

_WORD = re.compile(r"\S+")


class Became(Enum):
    """What became of words."""

    STAYED = "stayed"
    GONE = "gone"
    COME = "come"


class Piece(NamedTuple):
    """Words in a row."""

    became: Became
    text: str


def reworded(was: str, now: str) -> tuple[Piece, ...] | None:
    """The text with the words that went and those that came, far ones of those that stayed left out.

    None where it is short, or where so much of it differs that it is easier to read it before and after.
    """
    before, after = _WORD.findall(was), _WORD.findall(now)
    if min(len(before), len(after)) < FEWEST or len(before) * len(after) > MOST:
        return None
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    ends = (0, 0), (len(before), len(after))
    stretches = [
        block
        for block in matcher.get_matching_blocks()
        if block.size > BRIDGE
        or (block.size and {(block.a, block.b), (block.a + block.size, block.b + block.size)} & {*ends})
    ]
    stayed = sum(block.size for block in stretches)
    if stayed < LEAST * max(len(before), len(after)):
        return None
    return tuple(_pieces(before, after, [(block.a, block.b, block.size) for block in stretches]))


def _pieces(
    before: Sequence[str], after: Sequence[str], stayed: Sequence[tuple[int, int, int]]
) -> Iterator[Piece]:
    here = there = 0
    for one, other, size in [*stayed, (len(before), len(after), 0)]:
        if gone := before[here:one]:
            yield Piece(Became.GONE, " ".join(gone))
        if come := after[there:other]:
            yield Piece(Became.COME, " ".join(come))
        here, there = one + size, other + size
        if size:
            yield Piece(
                Became.STAYED, _kept(after[other:there], is_first=other == 0, is_last=there == len(after))
            )


def _kept(words: Sequence[str], *, is_first: bool, is_last: bool) -> str:
    """Those of the words that stand beside others that changed."""
    start, end = (0 if is_first else AROUND), (0 if is_last else AROUND)
    if len(words) <= start + end + 1:
        return " ".join(words)
    return " ".join([*words[:start], "…", *words[len(words) - end :]])


def shortened(text: str, other: str, most: int = LONG) -> str:
    """A text around the first place where it differs from another one, where it is long."""
    if len(text) <= most:
        return text
    same = next((at for at, (one, two) in enumerate(zip(text, other, strict=False)) if one != two), 0)
    start = 0 if same < most // 2 else text.rfind(" ", 0, same - most // 4) + 1
    end = start + most
    cut = text[start:end]
    if end < len(text):
        cut = cut.rsplit(" ", 1)[0] + " …"
    return f"… {cut}" if start else cut
