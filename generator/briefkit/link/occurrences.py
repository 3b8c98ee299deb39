"""Which names may stand in the texts of each record, so that a new name is looked for and no other again."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, partial

from ahocorasick_rs import AhoCorasick, MatchKind

from briefkit.link.finder import SHORTEST
from briefkit.memory import Job, Memory
from briefkit.model.article import PackedArticle
from briefkit.model.dossier import Dossier
from briefkit.model.folding import fold_letters
from briefkit.model.prose import Words, inlines, lines
from briefkit.model.reads import unnoted
from briefkit.model.ref import Ref
from briefkit.model.source import Source
from briefkit.model.walk import desk_texts

Names = tuple[str, ...]
"""Folded names, in alphabetical order."""

_ALL = "names"
"""The job whose result is all names that were looked for; no record is called so."""


def occurrences(dossier: Dossier, memory: Memory) -> list[Names]:
    """For each record all names whose letters stand in one of its texts, whether or not they are mentions.

    Names that are gone may be among them.
    """
    search = _Search(dossier)
    with memory.scope("occurrences", None, dossier) as scope:
        known = scope.known(_ALL)
        jobs = [Job(str(ref), None, partial(search.names_in, ref)) for ref in dossier.refs]
        found = [*scope.run(jobs)]
        (names,) = scope.run([Job(_ALL, None, partial(_looked_for, dossier))])
        added = sorted(set(names).difference(known or ()))
        if known is not None and added:
            worked, some = set(scope.worked), _SomeOf(added)
            for index, (job, ref) in enumerate(zip(jobs, dossier.refs, strict=True)):
                if job.name not in worked and (more := search.those_in(ref, added, some)):
                    found[index] = tuple(sorted({*found[index], *more}))
                    scope.amend(job.name, found[index])
    return found


def _looked_for(dossier: Dossier) -> Names:
    return tuple(sorted(name for name in dossier.names if len(name) >= SHORTEST))


class _Search:
    """Looks for names in the texts of records."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier

    @cached_property
    def _all(self) -> tuple[Names, AhoCorasick]:
        # that a name is there is no reason to look again: who adds one looks for it
        with unnoted():
            names = _looked_for(self._dossier)
        return names, AhoCorasick(names, matchkind=MatchKind.Standard)

    def names_in(self, ref: Ref) -> Names:
        """The names that stand in the texts of a record."""
        text = self._folded(ref)
        if not text:
            return ()
        names, automaton = self._all
        matches = automaton.find_matches_as_indexes(text, overlapping=True)
        return tuple(names[index] for index in sorted({match[0] for match in matches}))

    def those_in(self, ref: Ref, names: Sequence[str], some: "_SomeOf") -> list[str]:
        """Those of the names that stand in the texts of a record; `some` are of the same names."""
        if not any(map(some.may_stand_in, _written(self._dossier, ref))):
            return []
        text = self._folded(ref)
        return [name for name in names if name in text]

    def _folded(self, ref: Ref) -> str:
        return fold_letters("\n".join(_texts(self._dossier, ref)))


class _SomeOf:
    """Tells texts in which none of some names stands, without folding them."""

    def __init__(self, names: Sequence[str]) -> None:
        # of what is folded letters and digits stand in the text as they are, but for their case
        pieces = {max(_LETTERS.findall(name), key=len, default="") for name in names if name.isascii()}
        self._any = "" in pieces
        self._automaton = AhoCorasick(sorted(pieces - {""}), matchkind=MatchKind.Standard)

    def may_stand_in(self, text: str) -> bool:
        """Whether one of the names can; true of a text in which letters are not as in ASCII."""
        if self._any or not (text.isascii() or _OTHER_LETTERS.search(text) is None):
            return True
        return bool(self._automaton.find_matches_as_indexes(text.lower()))


_LETTERS = re.compile("[a-z0-9]+")

_OTHER_LETTERS = re.compile("[^\x00-\x7f\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0\u00ab\u00bb\u2022]")
"""All but ASCII and signs that are no letter, nor become one."""


def _written(dossier: Dossier, ref: Ref) -> Iterator[str]:
    """The texts of a record among much else, as they are stored; letters and digits are as they are."""
    article = dossier.articles.get(ref.id, ()) if ref.kind == "source" else ()
    if ref.kind == "briefing" or not isinstance(article, (PackedArticle, tuple)):
        yield from _texts(dossier, ref)
        return
    yield dossier.origins[ref].packed
    if isinstance(article, PackedArticle):
        yield article.packed
    else:
        yield from (paragraph.text for paragraph in article)


def _texts(dossier: Dossier, ref: Ref) -> Iterator[str]:
    """All texts of a record in which names are linked."""
    record = dossier.records[ref]
    for _, text in desk_texts(record):
        yield text
    if ref.kind == "briefing":
        for line in lines(dossier.bodies.get(ref.id, ())):
            yield from (piece.text for piece in inlines(line) if isinstance(piece, Words))
    if isinstance(record, Source):
        for paragraph in dossier.articles.get(ref.id, ()):
            yield paragraph.text
