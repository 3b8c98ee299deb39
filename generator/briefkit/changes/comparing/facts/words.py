"""Values and entries as they are said in a line."""

from collections.abc import Callable, Mapping
from typing import Any

from briefkit.model.briefing import KeyJudgement
from briefkit.model.claim import Position
from briefkit.model.date_value import EdtfDate
from briefkit.model.event import Participant
from briefkit.model.evidence import Control, Correction, Evidence, Fact, Relation
from briefkit.model.fields import Part
from briefkit.model.record import Alias, Allow
from briefkit.model.source import TextLink
from briefkit.model.walk import written_fields


def written(value: Any) -> str | None:
    """A single value as it is written in YAML; None where it is left out."""
    match value:
        case None:
            return None
        case bool():
            return "true" if value else "false"
        case EdtfDate():
            return value.text
        case Part():
            return described(value)
    return str(value)


def described(entry: Part) -> str:
    """An entry of a list in a line, without what carries it."""
    said = _SAID.get(type(entry))
    if said is not None:
        return said(entry)
    given = ((name, getattr(entry, attribute)) for name, attribute in written_fields(type(entry)).items())
    return ", ".join(f"{name}: {value}" for name, value in given if isinstance(value, (str, int, float)))


def _correction(entry: Correction) -> str:
    return f"{entry.kind}, {entry.date.text}: {entry.text}"


def _with(words: str, more: str | None) -> str:
    return f"{words}: {more}" if more else words


_SAID: Mapping[type[Part], Callable[[Any], str]] = {
    Position: lambda entry: _with(str(entry.stance), entry.qualification),
    Fact: lambda entry: f"{entry.property}: {entry.value}",
    Relation: lambda entry: f"{entry.type} {entry.actor}",
    Control: lambda entry: f"{entry.actor} {entry.role}",
    Participant: lambda entry: _with(entry.actor, entry.role),
    Alias: lambda entry: _with(entry.name, entry.language),
    Correction: _correction,
    KeyJudgement: lambda entry: str(entry.judgement),
    Evidence: lambda entry: str(entry.quote),
    TextLink: lambda entry: f"{entry.quote}: {entry.to}",
    Allow: lambda entry: f"{entry.rule}: {entry.reason}",
}
"""How the entries of each list are said."""
