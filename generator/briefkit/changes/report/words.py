"""How a fact that differs is said in a sentence: the same in a terminal, in a comment and on a page."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from string import Formatter
from types import MappingProxyType
from typing import NamedTuple

from briefkit.changes.comparing.entries import ChangeKind, FactChange, PageChangeKind, Why
from briefkit.changes.report.wording import Piece, reworded, shortened

WAS, NOW, FIELD, SOURCE, TEXT = "was", "now", "field", "source", "text"
"""The names of values in messages: texts of the content, the path of a field, the name of a record.

The last one is a text with the words in it that changed.
"""

_DRAFT = "draft"

_OF_DRAFTS: Mapping[ChangeKind, str] = MappingProxyType(
    {
        ChangeKind.RECORD_ADDED: "published: it was a draft",
        ChangeKind.RECORD_REMOVED: "withheld: it is a draft now",
    }
)

_OF_TEXTS = frozenset({ChangeKind.FIELD_CHANGED, ChangeKind.TEXT_CHANGED})
"""They can be long."""

OF_EVIDENCE = frozenset({ChangeKind.EVIDENCE_GAINED, ChangeKind.EVIDENCE_LOST})

_SPACE = re.compile(r"\s+")

_EVIDENCE = re.compile(r"(?:^|\.)evidence(?:\[(?:[^\[\]]|\[[^\[\]]*\])*\])?$")
"""The end of the path of evidence: its source is named besides."""


class Said(NamedTuple):
    """One sentence: English text in which the names of values stand in braces."""

    message: str
    """A message of the catalogue, too."""
    values: Mapping[str, str]
    """What stands for the names, as it is: each output makes it inert and marks it in its own way."""
    text: tuple[Piece, ...] = ()
    """The pieces of the text, where the message says one."""


class InSentence(NamedTuple):
    """A quote and the rest of the sentence that it comes from."""

    before: str
    quote: str
    after: str


_MESSAGES: Mapping[ChangeKind, tuple[str, ...]] = MappingProxyType(
    {
        ChangeKind.RECORD_ADDED: ("new record",),
        ChangeKind.RECORD_REMOVED: ("record removed",),
        ChangeKind.RECORD_RENAMED: ("renamed from {was} to {now}", "renamed"),
        ChangeKind.RECORD_MERGED: ("{was} was merged into {now}", "merged"),
        ChangeKind.FIELD_CHANGED: (
            "{field}: {text}",
            "{field}: was {was}, now {now}",
            "{field}, new: {now}",
            "{field}, left out; it was: {was}",
            "{field} changed",
            "changed",
        ),
        ChangeKind.ENTRY_ADDED: ("{field}, new: {now}", "{field}: new", "new entry"),
        ChangeKind.ENTRY_REMOVED: ("{field}, taken out: {was}", "{field}: taken out", "entry taken out"),
        ChangeKind.POSITION_ADDED: ("{field}: new position {now}", "new position {now}", "new position"),
        ChangeKind.POSITION_WITHDRAWN: (
            "{field}: position taken out, it was {was}",
            "position taken out, it was {was}",
            "position taken out",
        ),
        ChangeKind.POSITION_TURNED: (
            "{field}: turned from {was} to {now}",
            "stance turned from {was} to {now}",
            "stance turned",
        ),
        ChangeKind.EVIDENCE_GAINED: (
            "{field}: new quote from {source}: {now}",
            "new quote from {source}: {now}",
            "{field}: new quote {now}",
            "new quote {now}",
            "new quote",
        ),
        ChangeKind.EVIDENCE_LOST: (
            "{field}: quote from {source} taken out: {was}",
            "quote from {source} taken out: {was}",
            "{field}: quote taken out: {was}",
            "quote taken out: {was}",
            "quote taken out",
        ),
        ChangeKind.ASSESSMENT_MOVED: (
            "{field}: moved from {was} to {now}",
            "{field}: assessed for the first time, {now}",
            "{field}: taken back, it was {was}",
            "assessment moved",
        ),
        ChangeKind.DISPUTE_CHANGED: (
            "state of the dispute: was {was}, now {now}",
            "state of the dispute: {now}",
            "no state of a dispute any more: it was {was}",
            "state of the dispute changed",
        ),
        ChangeKind.INDEPENDENT_SOURCES_CHANGED: (
            "{field}: independent sources were {was}, now {now}",
            "{field}: independent sources now {now}",
            "independent sources: were {was}, now {now}",
            "independent sources changed",
        ),
        ChangeKind.SOURCE_CORRECTED: ("its publisher corrected the source",),
        ChangeKind.SOURCE_RETRACTED: ("its publisher retracted the source",),
        ChangeKind.SOURCE_RESTORED: ("the source is usable again",),
        ChangeKind.CORRECTION_PUBLISHED: ("correction published: {now}", "correction published"),
        ChangeKind.TEXT_CHANGED: (
            "the text changed: {text}",
            "the text changed: was {was}, now {now}",
            "the text changed, new: {now}",
            "the text changed, taken out: {was}",
            "the text changed",
        ),
    }
)
"""Of each kind the first that needs no value that is not there."""

PAGE_WORDS: Mapping[PageChangeKind, str] = MappingProxyType(
    {
        PageChangeKind.ADDED: "new",
        PageChangeKind.CHANGED: "changed",
        PageChangeKind.REMOVED: "removed",
        PageChangeKind.MOVED: "moved",
    }
)
"""What became of an address, in a word."""

PAGE = "a page"
"""The context of these words."""

_WAYS: Mapping[str, str] = MappingProxyType(
    {
        "names": "names {record}",
        "lists": "lists {record}",
        "quotes": "quotes {record}",
        "rests on": "rests on {record}",
        "carries": "carries {record}",
        "connects": "connects {record}",
        "appears with": "appears with {record}",
        "is a part of": "is a part of {record}",
        "lies in": "lies in {record}",
        "has in time": "shows {record} in time",
        "has on its map": "shows {record} on its map",
        "counts": "counts {record}",
        "counts the sources of": "counts the sources of {record}",
        "counts what there is of": "counts what there is of {record}",
        "leads to": "leads to {record}",
    }
)
"""How a page comes to a record, as `Why` has it."""


def reason(why: Why) -> str:
    """Why a page shows a change, as a message with the name of a record in it."""
    return _WAYS[why.way]


IMPORTANCE: tuple[ChangeKind, ...] = (
    ChangeKind.DISPUTE_CHANGED,
    ChangeKind.POSITION_TURNED,
    ChangeKind.SOURCE_RETRACTED,
    ChangeKind.SOURCE_RESTORED,
    ChangeKind.SOURCE_CORRECTED,
    ChangeKind.ASSESSMENT_MOVED,
    ChangeKind.POSITION_WITHDRAWN,
    ChangeKind.POSITION_ADDED,
    ChangeKind.CORRECTION_PUBLISHED,
    ChangeKind.RECORD_REMOVED,
    ChangeKind.RECORD_MERGED,
    ChangeKind.RECORD_RENAMED,
    ChangeKind.RECORD_ADDED,
    ChangeKind.EVIDENCE_LOST,
    ChangeKind.EVIDENCE_GAINED,
    ChangeKind.INDEPENDENT_SOURCES_CHANGED,
    ChangeKind.TEXT_CHANGED,
    ChangeKind.FIELD_CHANGED,
    ChangeKind.ENTRY_REMOVED,
    ChangeKind.ENTRY_ADDED,
)
"""What a reviewer must not miss comes first."""


def said(change: FactChange) -> Said:
    """A change in a sentence."""
    source = str(change.source) if change.source else None
    field = _EVIDENCE.sub("", change.field) if change.kind in OF_EVIDENCE else change.field
    known = {WAS: change.was, NOW: change.now, FIELD: field or None, SOURCE: source}
    values = {name: value for name, value in known.items() if value is not None}
    if change.kind in _OF_DRAFTS and _DRAFT in values.values():
        return Said(_OF_DRAFTS[change.kind], values)
    both = change.was is not None and change.now is not None
    text = reworded(change.was or "", change.now or "") if both else None
    names = {*values, TEXT} if text is not None else values.keys()
    message = next(message for message in _MESSAGES[change.kind] if names_in(message) <= names)
    if TEXT in names_in(message):
        return Said(message, values, text or ())
    if change.kind in _OF_TEXTS:
        others = {WAS: change.now, NOW: change.was}
        values = {
            name: shortened(value, others[name] or "") if name in others else value
            for name, value in values.items()
        }
    return Said(message, values)


@cache
def names_in(message: str) -> frozenset[str]:
    """The names of the values that a message says."""
    return frozenset(name for _, name, _, _ in Formatter().parse(message) if name)


def in_sentence(change: FactChange) -> InSentence | None:
    """The quote of evidence in its sentence; None where no sentence is known that holds the quote.

    The quote has the words of the sentence then: it may fold white space that the source has.
    """
    quote = change.now if change.now is not None else change.was
    if not change.sentence or not quote:
        return None
    whole, part = (_SPACE.sub(" ", text).strip() for text in (change.sentence, quote))
    start = whole.find(part)
    if start < 0 or not part:
        return None
    return InSentence(whole[:start], part, whole[start + len(part) :])


def messages() -> Iterator[tuple[str, str]]:
    """Context and text of every message that stands here: those of sentences have no context."""
    yield from (("", text) for texts in _MESSAGES.values() for text in texts)
    yield from (("", text) for text in _OF_DRAFTS.values())
    yield from (("", text) for text in _WAYS.values())
    yield from ((PAGE, text) for text in PAGE_WORDS.values())
