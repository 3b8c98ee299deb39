"""A quote taken apart: the words that must stand in the source, and what the desk did between them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from briefkit.model.folding import fold_quote

_SIGN = re.compile(r"\[\s*(?:\.\s?\.\s?\.|…)\s*\]|\.\.\.|…|\[[^\[\]]*\]")


class Joint(StrEnum):
    """What stands between two stretches of words."""

    GAP = "gap"
    """An ellipsis: words of the source were left out."""
    INSERTION = "insertion"
    """Words in square brackets: the desk's, beside or in place of the source's."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """The stretches of a quote, folded, with what joins them."""

    stretches: tuple[str, ...]
    joints: tuple[Joint, ...]
    """One fewer than the stretches."""

    @property
    def is_whole(self) -> bool:
        """True where nothing was left out or put in."""
        return not self.joints


def literal(quote: str) -> Pattern:
    """The quote as it is, its ellipses and brackets the source's own."""
    return Pattern((fold_quote(quote).text.strip(),), ())


def pattern(quote: str) -> Pattern:
    """The quote with ellipses (``...``, ``…``, ``[…]``) and insertions (``[he]``) understood as such.

    At its ends they say nothing about the words between, and are dropped.
    """
    stretches: list[str] = []
    joints: list[Joint] = []
    joint: Joint | None = None
    done = 0
    for match in (*_SIGN.finditer(quote), None):
        words = fold_quote(quote[done : match.start() if match else len(quote)]).text.strip()
        if words:
            if stretches:
                joints.append(joint or Joint.GAP)
            stretches.append(words)
            joint = None
        if match:
            is_gap = not match[0].strip("[]. …")
            joint = Joint.GAP if is_gap or joint is Joint.GAP else Joint.INSERTION
            done = match.end()
    return Pattern(tuple(stretches), tuple(joints))
