"""What came of looking for one quote."""

import re
from dataclasses import dataclass
from enum import StrEnum

from briefkit.model.evidence import Evidence
from briefkit.model.folding import fold_quote
from briefkit.verify.context import fits
from briefkit.verify.near import nearest
from briefkit.verify.pattern import Pattern, literal, pattern
from briefkit.verify.search import Haystack, Match


class Outcome(StrEnum):
    """How a quote stands to its source."""

    EXACT = "exact"
    """It stands there, once, as it is."""
    ABRIDGED = "abridged"
    """It stands there, once, but for words that it leaves out or puts in and says so."""
    MOVED = "moved"
    """It stands there, but not where `before` and `after` say."""
    AMBIGUOUS = "ambiguous"
    """It stands there more than once."""
    ALTERED = "altered"
    """Something like it stands there."""
    MISSING = "missing"
    """Nothing like it stands there."""


NEGATIONS = frozenset(
    """
    not no never none nobody nothing nowhere neither nor without cannot hardly scarcely barely
    deny denies denied denying refuse refuses refused refusing reject rejects rejected
    """.split()  # noqa: SIM905 - a text is easier to read than a list of quoted words
)
"""English words that turn a sentence round where they are left out; so do all that end in ``n't``."""

TELLING = 3
"""Most words of a gap that is no abridgement where it hides a negation: that is what the gap is for."""

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Result:
    """The outcome, and the places it rests on."""

    outcome: Outcome
    matches: tuple[Match, ...] = ()
    left_out: tuple[str, ...] = ()
    """The source's words, folded, that ellipses and insertions stand for."""
    negates: bool = False
    """True where an abridged quote leaves out a negation."""


def look_up(item: Evidence, haystack: Haystack) -> Result:
    """Looks for the quote as it is, then with its ellipses and insertions understood, then for its like."""
    for wanted in dict.fromkeys((literal(item.quote), pattern(item.quote))):
        matches = haystack.find(wanted)
        if matches:
            return _placed(item, haystack, wanted, matches)
    near = nearest(literal(item.quote).stretches[0], haystack.text)
    return Result(Outcome.ALTERED, (near,)) if near else Result(Outcome.MISSING)


def _placed(item: Evidence, haystack: Haystack, wanted: Pattern, matches: list[Match]) -> Result:
    before = fold_quote(item.before or "").text.strip()
    after = fold_quote(item.after or "").text.strip()
    fitting = [match for match in matches if fits(haystack.text, match, before, after)]
    if not fitting:
        return Result(Outcome.MOVED, tuple(matches))
    if len(fitting) > 1:
        return Result(Outcome.AMBIGUOUS, tuple(fitting))
    if wanted.is_whole:
        return Result(Outcome.EXACT, (fitting[0],))
    left_out = haystack.left_out(fitting[0])
    negating = [words for words in left_out if is_negating(words)]
    if any(len(words.split()) <= TELLING for words in negating):
        return Result(Outcome.ALTERED, (Match(((fitting[0].start, fitting[0].end),)),), left_out)
    return Result(Outcome.ABRIDGED, (fitting[0],), left_out, negates=bool(negating))


def is_negating(words: str) -> bool:
    """True where the words, in English, turn round what they stand in."""
    found = _WORD.findall(words.lower())
    return any(word in NEGATIONS or word.endswith("n't") for word in found)
