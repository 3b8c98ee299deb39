"""The dossier's texts with their links."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import NamedTuple, cast

from briefkit.link.record import Linked, linked
from briefkit.link.searching import searching
from briefkit.link.together import put_together, put_together_anew
from briefkit.memory import Memory, State
from briefkit.model.dossier import Dossier, follow
from briefkit.model.following import Latest
from briefkit.model.linked import LinkedDossier
from briefkit.model.names import named_in
from briefkit.model.record import Named, Record
from briefkit.model.ref import Ref, written


def link(dossier: Dossier, memory: Memory | None = None) -> LinkedDossier:
    """Every link looked up, the first mention of each record in each section linked, and all ways back.

    Records have their names in the site's language from here on.
    """
    memory = memory or Memory()
    last, language, state = _LAST.of(memory), dossier.settings.language, memory.state_of(dossier)
    called = _in_its_language(dossier, last)
    if state is not None:
        state = state._replace(before=partial(_before, state, called))
    with memory.scope("link", language, called, state=state) as scope:
        search = searching(called, scope)
        refs = called.refs
        results = scope.each(written(refs), refs, partial(linked, called, search))
    found = dict(zip(refs, results, strict=True))
    if last is None:
        made = put_together(called, found)
    else:
        made = put_together_anew(called, last.made, last.found, found)
    _LAST.keep(memory, _Last(dossier, found, made))
    return made


class _Last(NamedTuple):
    """What came of the build before."""

    dossier: Dossier
    """As it was given."""
    found: Mapping[Ref, Linked]
    made: LinkedDossier


_LAST: Latest[Memory, _Last] = Latest()


def _before(state: State, now: Dossier) -> Dossier:
    """The dossier that the results in the store were made of."""
    before = _in_its_language(cast("Dossier", state.before()), None)
    follow(now, before)
    return before


def _in_its_language(dossier: Dossier, last: _Last | None) -> Dossier:
    """The dossier with records under their names in the site's language; `last` has some of them."""
    language = dossier.settings.language
    changed: dict[Ref, Record] = {}
    for ref, record in dossier.records.items():
        if isinstance(record, Named) and any(alias.language for alias in record.aliases):
            named = named_in(record, language)
            if named is not record:
                changed[ref] = _as_before(ref, record, named, last)
    if not changed:
        return dossier
    called = replace(dossier, records={**dossier.records, **changed})
    follow(last.made.dossier if last is not None else dossier, called)
    return called


def _as_before(ref: Ref, record: Record, named: Record, last: _Last | None) -> Record:
    """The record under that name; the object of the build before, where it was made of the same."""
    if last is not None and last.dossier.records.get(ref) is record:
        before = last.made.dossier.records[ref]
        if before == named:
            return before
    return named
