"""The links of all records put together."""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from briefkit.link.backlinks import Referred, backlinks
from briefkit.link.record import Linked
from briefkit.model.dossier import Dossier
from briefkit.model.kinds import KINDS
from briefkit.model.linked import Backlink, LinkedDossier, Mention
from briefkit.model.prose import Inline, Prose
from briefkit.model.reads import content
from briefkit.model.ref import Ref, written
from briefkit.model.walk import Path

K = TypeVar("K")
V = TypeVar("V")

Backlinks = Mapping[Ref, Sequence[Backlink]]

_Found = Iterable[tuple[Ref, Linked]]

_ORDER = {kind.name: number for number, kind in enumerate(KINDS)}

_NOTHING = Linked((), None, (), Referred((), ()))
"""What was found for a record that there is not."""


class _Change(NamedTuple):
    """What was found for a record before, and what now."""

    ref: Ref
    old: Linked
    new: Linked


def put_together(dossier: Dossier, found: Mapping[Ref, Linked]) -> LinkedDossier:
    """The linked dossier of what was found for each record, in the order of all records."""
    return LinkedDossier(
        dossier,
        dict(_bodies(found.items())),
        dict(_texts(found.items())),
        dict(_mentions(found.items())),
        backlinks({ref: record.referrals for ref, record in found.items()}),
    )


def put_together_anew(
    dossier: Dossier, last: LinkedDossier, before: Mapping[Ref, Linked], found: Mapping[Ref, Linked]
) -> LinkedDossier:
    """As `put_together`, from the dossier that came of what was found `before`: few of them are others now.

    What is the same is the same object.
    """
    changes = sorted(_changes(before, found), key=lambda change: _place(change.ref))
    owners = {LinkedDossier.__name__: last}

    def known(name: str) -> Any:
        return content(owners, f"{LinkedDossier.__name__}.{name}")

    return LinkedDossier(
        dossier,
        _anew(known("bodies"), changes, _bodies, lambda key: _place(Ref("briefing", key))),
        _anew(known("texts"), changes, _texts, lambda key: _place(key[0])),
        _anew(known("mentions"), changes, _mentions, lambda key: _place(Ref("source", key[0]))),
        _backlinks_anew(known("backlinks"), changes, found),
    )


def _place(ref: Ref) -> tuple[int, str]:
    """Where a record stands among all."""
    return _ORDER[ref.kind], ref.id


def _bodies(found: _Found) -> Iterator[tuple[str, Prose]]:
    return ((ref.id, record.body) for ref, record in found if record.body is not None)


def _texts(found: _Found) -> Iterator[tuple[tuple[Ref, Path], tuple[Inline, ...]]]:
    return (((ref, path), pieces) for ref, record in found for path, pieces in record.texts)


def _mentions(found: _Found) -> Iterator[tuple[tuple[str, int], tuple[Mention, ...]]]:
    return (((ref.id, number), those) for ref, record in found for number, those in record.mentions)


def _changes(before: Mapping[Ref, Linked], found: Mapping[Ref, Linked]) -> Iterator[_Change]:
    for ref, new in found.items():
        old = before.get(ref, _NOTHING)
        if old is not new and old != new:
            yield _Change(ref, old, new)
    for ref in before.keys() - found.keys():
        yield _Change(ref, before[ref], _NOTHING)


def _anew(
    before: Mapping[K, V],
    changes: Sequence[_Change],
    entries: Callable[[_Found], Iterable[tuple[K, V]]],
    place: Callable[[K], tuple[int, str]],
) -> Mapping[K, V]:
    """A mapping with other `entries` of some records; its keys stand in the order of their places."""
    every = [(ref, [*entries([(ref, old)])], [*entries([(ref, new)])]) for ref, old, new in changes]
    others = [(ref, one, other) for ref, one, other in every if one != other]
    if not others:
        return before
    if all([key for key, _ in one] == [key for key, _ in other] for _, one, other in others):
        return {**before, **dict(chain.from_iterable(other for _, _, other in others))}
    keys, values = [*before], [*before.values()]
    for ref, _, other in others:
        start = bisect_left(keys, _place(ref), key=place)
        end = bisect_right(keys, _place(ref), lo=start, key=place)
        keys[start:end] = [key for key, _ in other]
        values[start:end] = [value for _, value in other]
    return dict(zip(keys, values, strict=True))


def _backlinks_anew(before: Backlinks, changes: Sequence[_Change], found: Mapping[Ref, Linked]) -> Backlinks:
    """As `backlinks` of everything that was `found`, in the same order."""
    referring = [change for change in changes if change.old.referrals != change.new.referrals]
    if not referring:
        return before
    made = {**before, **_others(before, referring)}
    met = dict.fromkeys(chain.from_iterable(record.referrals.targets for record in found.values()))
    refs = dict(zip(written(found), found, strict=True))
    return {ref: made[ref] for ref in map(refs.__getitem__, met)}


def _others(before: Backlinks, changes: Sequence[_Change]) -> Backlinks:
    """What refers now to each record to which one that changed referred otherwise, or does."""
    gone: dict[Ref, set[Ref]] = defaultdict(set)
    new: dict[Ref, list[Backlink]] = defaultdict(list)
    for ref, one, other in changes:
        was, now = dict(one.referrals.backlinks(ref)), dict(other.referrals.backlinks(ref))
        for target in {**was, **now}:
            if was.get(target) == now.get(target):
                continue
            gone[target].add(ref)
            if target in now:
                new[target].append(now[target])
    made: dict[Ref, Sequence[Backlink]] = {}
    for target, origins in gone.items():
        links = [link for link in before.get(target, ()) if link.origin not in origins]
        for link in new.get(target, ()):
            insort(links, link, key=lambda known: _place(known.origin))
        made[target] = tuple(links)
    return made
