"""Claims: what can be disputed, and who says what about it."""

from typing import Annotated, ClassVar, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from briefkit.model.dates import Edtf
from briefkit.model.evidence import Evidence
from briefkit.model.fields import ActorId, AnyRef, ClaimId, OneOrMore, Part, Prose, Text, YesNo, dated
from briefkit.model.record import Record
from briefkit.model.vocabulary import ClaimKind, Confidence, Credibility, Likelihood, Stance, Tlp, Verdict


class Position(Part):
    """What one actor says about the claim."""

    actor: Annotated[tuple[ActorId, ...], OneOrMore] = ()
    """Who holds it: one actor, or several jointly."""
    unnamed: Text | None = None
    """Instead of `actor`: the words the source uses for holders without a name, as “some”."""
    own_voice: YesNo = False
    """Instead of `actor`: true where the report itself says it."""
    stance: Stance
    """support, deny, query or comment."""
    qualification: Text | None = None
    """What limits the stance: condition, scope, hedge; shown wherever the stance is."""
    id: str | None = None
    """A name of its own, where holder and date are not enough to tell positions apart."""
    date: Edtf | None = None
    """When it was taken (EDTF)."""
    date_basis: Text | None = None
    """How the date was worked out of words such as “Tuesday”."""
    evidence: tuple[Evidence, ...] = ()
    """What carries it."""
    tlp: Tlp | None = None
    """TLP marking of this position."""
    note: Text | None = None
    """For the desk; never published."""

    def selectors(self) -> tuple[str, ...]:
        """Its id, its holders and date, its holders; several are joined with ``+``, and each counts, too."""
        together = "+".join(self.actor) or self.unnamed or "own-voice"
        alone = self.actor if len(self.actor) > 1 else ()
        return (*((self.id,) if self.id else ()), *dated((together,), self.date), *dated(alone, self.date))

    @model_validator(mode="after")
    def _one_holder(self) -> Self:
        if sum((bool(self.actor), self.unnamed is not None, self.own_voice)) != 1:
            raise PydanticCustomError(
                "position_holder",
                "a position has exactly one of actor, unnamed and own_voice",
                {"hint": 'actor: some-id, or unnamed: "some", or own_voice: true'},
            )
        return self


class Assessment(Part):
    """What the desk concludes, kept apart from what parties say."""

    verdict: Verdict | None = None
    """confirmed, refuted, mixed or unverified; never on an interpretation."""
    credibility: Credibility | None = None
    """Admiralty grade 1 to 6 of this item of information."""
    likelihood: Likelihood | None = None
    """One of the seven ICD 203 terms."""
    confidence: Confidence | None = None
    """low, moderate or high: how sure the desk is of its own judgement."""
    rationale: Prose | None = None
    """Why."""
    author: Text | None = None
    """Who assessed."""
    date: Edtf | None = None
    """When (EDTF)."""


class Claim(Record):
    """One sentence that can be disputed."""

    KIND: ClassVar[str] = "claim"

    claim: Text
    """The sentence, worded as its first proponent does."""
    kind: ClaimKind
    """factual, intent, forecast or interpretation."""
    about: Annotated[tuple[AnyRef, ...], OneOrMore] = ()
    """The records it is about, each as kind/id."""
    as_of: Edtf | None = None
    """The day it speaks of (EDTF): a later change of the world is no dispute."""
    positions: tuple[Position, ...] = ()
    """Who says what about it."""
    assessment: Assessment | None = None
    """The desk's own view."""
    alternatives: Annotated[tuple[ClaimId, ...], OneOrMore] = ()
    """Rival claims: not more than one of them can be so."""

    @property
    def label(self) -> str:
        """The sentence, without the full stop."""
        return self.claim.rstrip().removesuffix(".")

    @model_validator(mode="after")
    def _no_verdict_on_interpretations(self) -> Self:
        if self.kind is ClaimKind.INTERPRETATION and self.assessment and self.assessment.verdict:
            raise PydanticCustomError(
                "verdict_on_interpretation",
                "an interpretation gets no verdict",
                {"hint": "Take assessment.verdict out, or change the claim's kind."},
            )
        return self
