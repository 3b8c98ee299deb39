"""The links of all records put together."""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from briefkit.link.backlinks import backlinks
from briefkit.link.record import Linked
from briefkit.model.dossier import Dossier
from briefkit.model.kinds import KINDS
from briefkit.model.linked import Backlink, LinkedDossier, Mention
from briefkit.model.prose import Inline, Prose
from briefkit.model.reads import content
from briefkit.model.ref import Ref
from briefkit.model.walk import Path

K = TypeVar("K")
V = TypeVar("V")

Backlinks = Mapping[Ref, tuple[Backlink, ...]]

_ORDER = {kind.name: number for number, kind in enumerate(KINDS)}

_NOTHING = Linked((), None, (), ())
"""What was found for a record that there is not."""


class _Change(NamedTuple):
    """What was found for a record before, and what now."""

    ref: Ref
    old: Linked
    new: Linked


def put_together(dossier: Dossier, found: Mapping[Ref, Linked]) -> LinkedDossier:
    """The linked dossier of what was found for each record."""
    done = [(ref, found[ref]) for ref in sorted(found, key=_place)]
    return LinkedDossier(
        dossier,
        {key: body for ref, record in done for key, body in _bodies(ref, record)},
        {key: pieces for ref, record in done for key, pieces in _texts(ref, record)},
        {key: those for ref, record in done for key, those in _mentions(ref, record)},
        backlinks(referral for _, record in done for referral in record.referrals),
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


def _bodies(ref: Ref, record: Linked) -> Iterator[tuple[str, Prose]]:
    if record.body is not None:
        yield ref.id, record.body


def _texts(ref: Ref, record: Linked) -> Iterator[tuple[tuple[Ref, Path], tuple[Inline, ...]]]:
    return (((ref, path), pieces) for path, pieces in record.texts)


def _mentions(ref: Ref, record: Linked) -> Iterator[tuple[tuple[str, int], tuple[Mention, ...]]]:
    return (((ref.id, number), those) for number, those in record.mentions)


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
    entries: Callable[[Ref, Linked], Iterable[tuple[K, V]]],
    place: Callable[[K], tuple[int, str]],
) -> Mapping[K, V]:
    """A mapping with other `entries` of some records; its keys stand in the order of their places."""
    keys, values, is_same = [*before], [*before.values()], True
    for ref, old, new in changes:
        one, other = [*entries(ref, old)], [*entries(ref, new)]
        if one == other:
            continue
        start = bisect_left(keys, _place(ref), key=place)
        end = bisect_right(keys, _place(ref), lo=start, key=place)
        keys[start:end] = [key for key, _ in other]
        values[start:end] = [value for _, value in other]
        is_same = False
    return before if is_same else dict(zip(keys, values, strict=True))


def _backlinks_anew(before: Backlinks, changes: Sequence[_Change], found: Mapping[Ref, Linked]) -> Backlinks:
    """As `backlinks` of everything that was `found`, in the same order."""
    referring = [change for change in changes if change.old.referrals != change.new.referrals]
    others = _others(before, referring)
    if not others:
        return before
    made = {**before, **others}

    @cache
    def numbers(origin: Ref) -> Mapping[Ref, int]:
        return {target: number for number, (target, _) in enumerate(found[origin].referrals)}

    def met(target: Ref) -> tuple[tuple[int, str], int]:
        """When it was met first."""
        origin = made[target][0].origin
        return _place(origin), numbers(origin)[target]

    targets = [target for target in before if target not in others]
    for target in others:
        if made[target]:
            insort(targets, target, key=met)
    return {target: made[target] for target in targets}


def _others(before: Backlinks, changes: Sequence[_Change]) -> Backlinks:
    """What refers now to each record to which one that changed referred, or does."""
    gone: dict[Ref, set[Ref]] = defaultdict(set)
    new: dict[Ref, list[Backlink]] = defaultdict(list)
    for ref, one, other in changes:
        for target, _ in one.referrals:
            gone[target].add(ref)
        for target, backlink in other.referrals:
            new[target].append(backlink)
    made: dict[Ref, tuple[Backlink, ...]] = {}
    for target in dict.fromkeys([*gone, *new]):
        links = [link for link in before.get(target, ()) if link.origin not in gone[target]]
        for link in new[target]:
            insort(links, link, key=lambda known: _place(known.origin))
        was, now = before.get(target, ()), tuple(links)
        made[target] = was if was == now else now
    return made
