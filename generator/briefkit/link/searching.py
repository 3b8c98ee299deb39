"""Which names may stand in the texts of each record, so that a new name is looked for and no other again."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import cached_property, partial

from ahocorasick_rs import AhoCorasick, MatchKind

from briefkit.link.finder import SHORTEST
from briefkit.link.sieve import Sieve
from briefkit.memory import Job, Scope, meanwhile
from briefkit.model.article import PackedArticle
from briefkit.model.briefing import Briefing
from briefkit.model.dossier import Dossier
from briefkit.model.folding import fold_letters
from briefkit.model.prose import Words, inlines, lines
from briefkit.model.ref import Ref
from briefkit.model.source import Source
from briefkit.model.walk import desk_texts

Names = tuple[str, ...]
"""Folded names, in alphabetical order."""

MANY = 5000
"""Records in which names are looked for by another process while this one goes on; that costs some time."""

_ALL = "names"
"""The job whose result is all names that were looked for; no record is called so."""


class Search:
    """Looks for names in the texts of records."""

    def __init__(self, dossier: Dossier, names: Names) -> None:
        """`names` are those that are looked for."""
        self._dossier = dossier
        self._names = names

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self._names, matchkind=MatchKind.Standard)

    def names_in(self, ref: Ref) -> Names:
        """All names whose letters stand in one of a record's texts, whether or not they are mentions.

        Names that are gone may be among them.
        """
        text = self._folded(ref)
        if not text or not self._names:
            return ()
        matches = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return tuple(self._names[index] for index in sorted({match[0] for match in matches}))

    def holding(self, names: Sequence[str]) -> list[Ref]:
        """The records in one of whose texts one of these names stands."""
        if not names:
            return []
        automaton = AhoCorasick(names, matchkind=MatchKind.Standard)
        can = dict.fromkeys(Sieve(names).through(_written(self._dossier)))
        return [ref for ref in can if automaton.find_matches_as_indexes(self._folded(ref))]

    def _folded(self, ref: Ref) -> str:
        return fold_letters("\n".join(_texts(self._dossier, ref)))


def searching(dossier: Dossier, scope: Scope) -> Search:
    """What finds the names in texts, for the jobs of a scope: all that are known are looked for.

    Who adds a name looks for it: that is done here, and the records in which it stands are outdated. Names
    that are gone are looked for as long as they are few, for they may come back: of two states that are
    worked out in turn each has some that the other has not.
    """
    known: Names | None = scope.known(_ALL)
    names = now = _looked_for(dossier)
    if known is not None and len(both := {*known, *now}) <= 2 * len(now):
        names = tuple(sorted(both))
    search = Search(dossier, names)
    added = [] if known is None else sorted(set(names).difference(known))
    with ExitStack() as held:
        holding: Callable[[], list[Ref]] = partial(search.holding, added)
        if added and len(dossier.records) >= MANY:
            holding = held.enter_context(meanwhile(holding))
        # what else takes long before it is known which records are outdated
        scope.run([Job(_ALL, None, partial(_looked_for, dossier))])
        scope.unpack()
        if names != now:
            scope.amend(_ALL, names)
        scope.outdate(map(str, holding()))
    return search


def _looked_for(dossier: Dossier) -> Names:
    return tuple(sorted(name for name in dossier.names if len(name) >= SHORTEST))


def _written(dossier: Dossier) -> Iterator[tuple[Ref, str]]:
    """The texts of the records among much else, as JSON."""
    records = dossier.records
    for ref, origin in dossier.origins.items():
        if ref.kind != "briefing" and ref in records:
            yield ref, origin.packed
    for name, article in dossier.articles.items():
        if (ref := Ref("source", name)) not in records:
            continue
        if isinstance(article, PackedArticle):
            yield ref, article.packed
        else:
            yield from ((ref, json.dumps(one.text, ensure_ascii=False)) for one in article)
    for briefing in dossier.of(Briefing):
        yield from (
            (briefing.ref, json.dumps(text, ensure_ascii=False)) for text in _texts(dossier, briefing.ref)
        )


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
