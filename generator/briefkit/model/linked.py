"""The dossier with its links: what leads where, and from where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefkit.model.dossier import Dossier
from briefkit.model.prose import Inline, Prose
from briefkit.model.reads import with_tables
from briefkit.model.ref import Ref
from briefkit.model.walk import Path


class Mention(NamedTuple):
    """A record's name found in a text."""

    ref: Ref
    start: int
    """First code point, from 0."""
    end: int
    """Code point after the last."""


class Backlink(NamedTuple):
    """One record that refers to another."""

    origin: Ref
    """The record that refers."""
    way: str
    """How: `mention`, or the field that does, as `positions`."""
    before: str = ""
    """The sentence up to the mention; empty where a field refers."""
    words: str = ""
    """The words that name the record; empty where a field refers."""
    after: str = ""
    """The rest of the sentence."""
    anchor: str = ""
    """Where on the page of `origin` it stands; empty for its top."""


@dataclass(frozen=True)
class LinkedDossier:
    """All records with their links looked up."""

    dossier: Dossier
    bodies: Mapping[str, Prose]
    """The briefings' texts with links to records, by id."""
    texts: Mapping[tuple[Ref, Path], tuple[Inline, ...]]
    """Every field of the desk's words with links to records."""
    mentions: Mapping[tuple[str, int], tuple[Mention, ...]]
    """The mentions that are links, by source and number of the paragraph, in order."""
    backlinks: Mapping[Ref, Sequence[Backlink]]
    """What refers to each record: each origin once, in the order of kinds and ids."""

    def __post_init__(self) -> None:
        """What is read of it is noted."""
        with_tables(self, "bodies", "texts", "mentions", "backlinks")
