"""Every quote of evidence found in its source, or reported."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from typing import NamedTuple, cast

from briefkit.memory import SIZE, Memory, Saved, Scope, State
from briefkit.model.article import Article, Passage
from briefkit.model.dossier import Dossier, Use, follow
from briefkit.model.evidence import Evidence
from briefkit.model.following import Latest, as_before
from briefkit.model.record import Record
from briefkit.model.ref import Ref, written
from briefkit.model.source import Source
from briefkit.model.walk import Path, evidence
from briefkit.problems import Problem
from briefkit.verify.outcome import Outcome, look_up
from briefkit.verify.rules import QUOTE_NEGATION, RULES
from briefkit.verify.search import Haystack
from briefkit.verify.words import describe


class _Found(NamedTuple):
    """What came of the quotes of one record."""

    passages: tuple[tuple[Path, Passage], ...]
    left_out: tuple[tuple[Path, tuple[str, ...]], ...]
    uses: tuple[tuple[str, Use], ...]
    """Its evidence, each item with its source."""
    problems: tuple[Problem, ...]


class _Last(NamedTuple):
    """What came of the build before."""

    read: Dossier
    verified: Dossier
    refs: list[Ref]


_LAST: Latest[Memory, _Last] = Latest()


def verify(dossier: Dossier, memory: Memory | None = None) -> tuple[Dossier, list[Problem]]:
    """The dossier with the place of each quote in its source, and a problem for each that has none.

    Evidence on a source without a stored text is passed over: the checks report it.
    """
    search = _Search(dossier)
    refs = _quoting(dossier)
    memory = memory or Memory()
    state, last = memory.state_of(dossier), _LAST.of(memory)
    with memory.scope("verify", None, dossier, state=state) as scope:
        results = scope.each(written(refs), refs, search.record)
        before = scope.before
        is_same = (
            last is not None
            and isinstance(before, Scope)
            and before.owners[Dossier.__name__] is last.read
            and last.refs == refs
            and as_before(scope.worked, before.units, scope.units)
        )
    found = [(ref, result) for ref, result in zip(refs, results, strict=True) if result is not None]
    known = last.verified if last is not None and is_same else None
    if isinstance(before, Saved) and state is not None and before.total == state.total:
        known = _STORED.of(before)
    if known is not None:
        verified = replace(dossier, passages=known.passages, left_out=known.left_out, uses=known.uses)
    else:
        verified = _with_passages(dossier, found)
    if known is not None:
        follow(known, verified)
    elif last is not None:
        follow(last.verified, verified)
    _LAST.keep(memory, _Last(dossier, verified, refs))
    if memory.is_stored:
        memory.digests.later(partial(_tell_sums, verified, memory))
    if state is not None:
        memory.tell_state(verified, _state(state, before))
    return verified, [problem for _, result in found for problem in result.problems]


def _quoting(dossier: Dossier) -> list[Ref]:
    """The records without those that hold no quote by their kind: most are sources."""
    records = dossier.records.items()
    # pydantic has `isinstance` asked in Python
    return [ref for ref, record in records if type(record) is not Source or record.links]


def _with_passages(dossier: Dossier, found: Sequence[tuple[Ref, _Found]]) -> Dossier:
    return replace(
        dossier,
        passages={(ref, path): passage for ref, result in found for path, passage in result.passages},
        left_out={(ref, path): words for ref, result in found for path, words in result.left_out},
        uses=_by_source(use for _, result in found for use in result.uses),
    )


def _state(state: State, known: Scope | Saved | None) -> State:
    """The state of the dossier with its quotes, from that of the dossier without."""
    if isinstance(known, Saved) and known.total == state.stored:
        return state._replace(before=partial(_before, state, known))
    return state._replace(stored=b"")


_STORED: Latest[Saved, Dossier] = Latest()
"""The dossiers that the results in the store were made of."""


def _before(state: State, known: Saved) -> Dossier:
    """The dossier that the results in the store were made of."""
    verified = _STORED.of(known)
    if verified is None:
        dossier = cast("Dossier", state.before())
        refs = _quoting(dossier)
        results = ((ref, known.units[name].value) for ref, name in zip(refs, written(refs), strict=True))
        verified = _with_passages(dossier, [(ref, result) for ref, result in results if result is not None])
        follow(dossier, verified)
        _STORED.keep(known, verified)
    return verified


def _by_source(found: Iterable[tuple[str, Use]]) -> dict[str, tuple[Use, ...]]:
    uses: dict[str, list[Use]] = {}
    for source, use in found:
        uses.setdefault(source, []).append(use)
    return {source: tuple(those) for source, those in uses.items()}


def _tell_sums(dossier: Dossier, memory: Memory) -> None:
    """Tells the memory sums of the uses: they are the same as long as text and records are."""
    sum_of = memory.digests.of
    for source, those in dossier.uses.items():
        parts = [sum_of(dossier.articles[source])]
        parts += (sum_of(dossier.records[ref]) for ref in dict.fromkeys(use.ref for use in those))
        memory.digests.know(those, blake2b(b"".join(parts), digest_size=SIZE).digest())


class _Search:
    """Looks for quotes; each article is made ready once."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._ready: dict[str, Haystack] = {}

    def record(self, ref: Ref) -> _Found | None:
        """What comes of the quotes of one record; None where it has none, or none that can be looked for."""
        passages: list[tuple[Path, Passage]] = []
        left_out: list[tuple[Path, tuple[str, ...]]] = []
        uses: list[tuple[str, Use]] = []
        problems: list[Problem] = []
        for path, item, is_evidence in _quotes(self._dossier.records[ref]):
            article = self._dossier.articles.get(item.source)
            if article is None:
                continue
            haystack = self._haystack(item.source, article)
            result = look_up(item, haystack)
            if result.outcome in (Outcome.EXACT, Outcome.ABRIDGED):
                passages.append((path, passage := haystack.passage(result.matches[0])))
                if is_evidence:
                    uses.append((item.source, Use(ref, path, passage)))
                if result.left_out:
                    left_out.append((path, result.left_out))
            rule = QUOTE_NEGATION if result.negates else RULES.get(result.outcome)
            if rule is not None:
                message, hint = describe(item, haystack, result)
                problems.append(Problem(self._dossier.mark(ref, *path, "quote"), rule, message, hint))
        if not passages and not problems:
            return None
        return _Found(tuple(passages), tuple(left_out), tuple(uses), tuple(problems))

    def _haystack(self, source: str, article: Article) -> Haystack:
        if source not in self._ready:
            self._ready[source] = Haystack(article)
        return self._ready[source]


def _quotes(record: Record) -> Iterator[tuple[Path, Evidence, bool]]:
    """The evidence of the record; of a source, the words it links by hand, too, which are none."""
    for path, item in evidence(record):
        yield path, item, True
    if isinstance(record, Source):
        for index, link in enumerate(record.links):
            yield ("links", index), Evidence(source=record.id, quote=link.quote), False
