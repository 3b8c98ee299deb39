"""What does not leave the desk is taken out before pages are made."""

from collections.abc import Collection, Set
from dataclasses import replace
from functools import cache, partial
from typing import Any, NamedTuple, cast

from briefkit.memory import Job, Memory, State
from briefkit.model.claim import Claim
from briefkit.model.dossier import Dossier, follow
from briefkit.model.following import Latest
from briefkit.model.reads import content
from briefkit.model.record import Record
from briefkit.model.ref import Ref
from briefkit.model.walk import evidence

UNPUBLISHED = "unpublished_"
"""How the name of a holder begins who is not published; no record can have such an id."""


def without_drafts(dossier: Dossier, memory: Memory | None = None) -> Dossier:
    """The dossier without the records marked `draft: true`; what refers to them finds nothing."""
    memory = memory or Memory()
    state = memory.state_of(dossier)
    shown = _shown(dossier, memory)
    if state is not None:
        if shown is dossier:
            # what is told of the one is not true of the other
            shown = replace(dossier)
            follow(dossier, shown)
        memory.tell_state(shown, state._replace(before=cache(partial(_before, state))))
    return shown


def _before(state: State) -> Dossier:
    """What was shown of the dossier that the results in the store were made of."""
    return _shown(cast("Dossier", state.before()), Memory())


def _shown(dossier: Dossier, memory: Memory) -> Dossier:
    records = {ref: record for ref, record in dossier.records.items() if not record.draft}
    if len(records) == len(dossier.records):
        return dossier
    hidden = dossier.records.keys() - records.keys()
    drafts = {ref.id for ref in hidden if ref.kind == "actor"}
    # pydantic has `isinstance` asked in Python
    claims = ((ref, record) for ref, record in records.items() if type(record) is Claim)
    refs = [ref for ref, claim in claims if not all(drafts.isdisjoint(one.actor) for one in claim.positions)]
    with memory.scope("redact", sorted(drafts), dossier, state=memory.state_of(dossier)) as scope:
        jobs = [Job(str(ref), None, partial(_without_ids, dossier, ref, drafts)) for ref in refs]
        shown = {**records, **dict(zip(refs, scope.run(jobs), strict=True))}
    last = _LAST.of(memory)
    if last is not None and _is_same(last.whole, dossier) and last.shown.records.keys() == records.keys():
        made = replace(dossier, records=shown, passages=last.shown.passages, uses=last.shown.uses)
    else:
        made = replace(dossier, records=shown, **_quotes(dossier, hidden))
    follow(last.shown if last is not None else dossier, made)
    _LAST.keep(memory, _Last(dossier, made))
    return made


class _Last(NamedTuple):
    """What came of the build before."""

    whole: Dossier
    shown: Dossier


_LAST: Latest[Memory, _Last] = Latest()


def _is_same(before: Dossier, now: Dossier) -> bool:
    """Whether the same quotes were found, as one object."""
    owners, others = {Dossier.__name__: before}, {Dossier.__name__: now}
    names = ("Dossier.passages", "Dossier.uses")
    return all(content(owners, name) is content(others, name) for name in names)


def _quotes(dossier: Dossier, hidden: Set[Ref]) -> dict[str, Any]:
    """The quotes without those of records that are not shown; what has none of these is the same object."""
    passages, uses = dict(dossier.passages.items()), dict(dossier.uses.items())
    for key in [key for key in passages if key[0] in hidden]:
        del passages[key]
    quoted = {item.source for ref in hidden for _, item in evidence(dossier.records[ref])}
    for source in uses.keys() & quoted:
        uses[source] = tuple(use for use in uses[source] if use.ref not in hidden)
    return {"passages": passages, "uses": uses}


def _held(claim: Claim, actors: Collection[str]) -> list[str]:
    """Those of the actors who hold a position on the claim, in the order of the positions."""
    held = (name for position in claim.positions for name in position.actor if name in actors)
    return list(dict.fromkeys(held))


def _without_ids(dossier: Dossier, ref: Ref, actors: Collection[str]) -> Record:
    """A claim that still tells these holders apart, and does not name them as the ids of positions would."""
    record = dossier.records[ref]
    if not isinstance(record, Claim):
        return record
    names = {name: f"{UNPUBLISHED}{number}" for number, name in enumerate(_held(record, actors), start=1)}
    positions = [
        position.model_copy(update={"actor": tuple(names.get(name, name) for name in position.actor)})
        for position in record.positions
    ]
    return record.model_copy(update={"positions": tuple(positions)})
