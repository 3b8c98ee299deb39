"""Briefings: the analyst's text."""

from typing import Annotated, ClassVar

from briefkit.model.dates import Edtf
from briefkit.model.fields import AnyRef, ClaimId, OneOrMore, Part, Prose, Text, first_words
from briefkit.model.record import Record
from briefkit.model.vocabulary import Confidence, Likelihood, Tlp


class KeyJudgement(Part):
    """One conclusion the reader should take away (ICD 203)."""

    judgement: Prose
    """The conclusion, in one sentence."""
    likelihood: Likelihood | None = None
    """One of the seven ICD 203 terms."""
    confidence: Confidence | None = None
    """low, moderate or high."""
    claims: Annotated[tuple[ClaimId, ...], OneOrMore] = ()
    """The claims it rests on."""
    tlp: Tlp | None = None
    """TLP marking of this judgement."""

    def selectors(self) -> tuple[str, ...]:
        """The first words of it."""
        return first_words("", self.judgement)


class Briefing(Record):
    """The analyst's text about a story; the file's body is Markdown."""

    KIND: ClassVar[str] = "briefing"

    title: Text
    """Its title."""
    summary: Prose
    """The bottom line, first."""
    authors: Annotated[tuple[Text, ...], OneOrMore] = ()
    """Who wrote it."""
    published: Edtf | None = None
    """When it was first published (EDTF)."""
    updated: Edtf | None = None
    """When it last changed (EDTF)."""
    key_judgements: tuple[KeyJudgement, ...] = ()
    """What the desk concludes."""
    source_summary: Prose | None = None
    """Which sources carry the judgements, and what is missing (ICD 206)."""
    about: Annotated[tuple[AnyRef, ...], OneOrMore] = ()
    """The records it is about, each as kind/id."""

    @property
    def label(self) -> str:
        """The title."""
        return self.title
