"""Names of records in a text."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from briefkit.model.folding import APOSTROPHES, DASHES, fold_name
from briefkit.model.linked import Mention
from briefkit.model.names import Name
from briefkit.model.words import GLUE, is_whole

SHORTEST = 2
"""Fewest characters of a name that is looked for: a single letter is too often something else."""

ACRONYM = 3
"""Most characters of a name in capitals that is taken for an acronym."""


class _Candidate(NamedTuple):
    start: int
    end: int
    names: tuple[Name, ...]


class Finder:
    """Finds many names at once."""

    def __init__(self, names: Mapping[str, tuple[Name, ...]]) -> None:
        """`names` are by their folded forms, as in `Dossier.names`."""
        entries = [(folded, those) for folded, those in names.items() if len(folded) >= SHORTEST]
        self._folded = [folded for folded, _ in entries]
        self._names = [names for _, names in entries]
        self._automaton = AhoCorasick(self._folded, matchkind=MatchKind.Standard) if entries else None

    def find(self, text: str) -> list[Mention]:
        """The mentions in `text`, in order: whole words, the longest first, never overlapping.

        A name that belongs to two records is no mention of either, and hides the shorter names in it.
        """
        found = sorted(self._candidates(text), key=lambda candidate: (candidate.start, -candidate.end))
        mentions: list[Mention] = []
        done = 0
        for start, end, names in found:
            if start < done:
                continue
            done = end
            refs = {name.ref for name in names}
            if len(refs) == 1 and not all(name.metonym for name in names):
                mentions.append(Mention(refs.pop(), start, end))
        return mentions

    def _candidates(self, text: str) -> Iterable[_Candidate]:
        if self._automaton is None:
            return
        folded = fold_name(text)
        for index, first, last in self._automaton.find_matches_as_indexes(folded.text, overlapping=True):
            start, end = folded.span(first, last)
            # where no letter has marks or folds to two, nothing is left to look at
            if folded.offsets is not None:
                end = _with_marks(text, end)
                # a letter may fold to two, and the name end between them: Weis in Weiß
                if fold_name(text[start:end]).text != self._folded[index]:
                    continue
            if not is_whole(text, start, end):
                continue
            written = text[start:end]
            fitting = tuple(name for name in self._names[index] if _case_fits(written, name.text))
            if fitting:
                yield _Candidate(start, end, _closest(written, fitting))


def _with_marks(text: str, end: int) -> int:
    """The end moved behind combining marks that belong to the last letter."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _case_fits(written: str, name: str) -> bool:
    """True where the capitals of `written` allow it to be `name`.

    As it is; or all in capitals, as in headlines, but for acronyms; or, for a name of several words, with
    another first letter, as at the start of a sentence. A single word in small letters is never a name in
    capitals: “may” is not May.
    """
    one, other = _letters(written), _letters(name)
    if one == other:
        return True
    if one.casefold() != other.casefold():
        # the folding changed more than case: an accent left out, or another sign for the same letter
        return one[:1].isupper() == other[:1].isupper()
    if one.isupper() and not (other.isupper() or len(other) <= ACRONYM):
        return True
    return one[1:] == other[1:] and " " in name.strip()


@lru_cache(maxsize=1 << 14)
def _letters(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", fold_signs(text)).split())


def fold_signs(text: str) -> str:
    """Typographic apostrophes and dashes as the plain ones, and ß as the Swiss write it."""
    return text.translate(_SIGNS)


_SIGNS = {
    ord(sign): plain
    for plain, signs in (("'", APOSTROPHES), ("-", DASHES), ("ss", "ß"), ("SS", "ẞ"), ("", GLUE))
    for sign in signs
}


def _closest(written: str, names: tuple[Name, ...]) -> tuple[Name, ...]:
    """The names written exactly so, where there are any: accents tell Peña from Pena."""
    letters = _letters(written)
    return tuple(name for name in names if _letters(name.text) == letters) or names
