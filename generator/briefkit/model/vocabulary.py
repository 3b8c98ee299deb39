"""The field's closed lists, each value with the words a reader sees.

Sources: RumourEval 2019 task A (stances), STANAG 2511 (reliability, credibility), ICD 203 (likelihood),
JP 2-0 (confidence), FIRST TLP 2.0 (markings).
"""

import re
from enum import StrEnum


class Term(StrEnum):
    """A value that is its own word, in English; the word of another language is in its catalogue."""

    words: str
    meaning: str
    many: str
    """The words where several share it; empty where they are the same."""

    def __new__(cls, value: str, words: str = "", meaning: str = "", many: str = "") -> "Term":
        """`words` is what pages show, `meaning` what the page about the ratings says of it."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words or value
        member.meaning = meaning
        member.many = many
        return member

    @property
    def context(self) -> str:
        """What tells its words from the same words elsewhere: the name of the list, as ``claim kind``."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(self).__name__).lower()


class Worded(Term):
    """A value with the exact words of its standard, and what it means."""


class ActorKind(Term):
    """What acts or speaks."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GOVERNMENT = "government"
    GROUP = "group"


class PlaceKind(Term):
    """What kind of place it is."""

    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    TERRITORY = "territory"
    SITE = "site"
    BORDER = "border"
    WATER = "water"
    OTHER = "other"


class EventStatus(Term):
    """Whether it has happened."""

    PLANNED = "planned"
    REPORTED = "reported"
    CANCELLED = "cancelled"


class ClaimKind(Worded):
    """What sort of sentence is disputed."""

    FACTUAL = "factual", "factual", "Something that is or was so."
    INTENT = "intent", "intent", "What somebody plans or means to do."
    FORECAST = "forecast", "forecast", "What will happen."
    INTERPRETATION = "interpretation", "interpretation", "Why, or what it means: gets no verdict."


class Stance(Worded):
    """How an actor stands to a claim (RumourEval SDQC)."""

    SUPPORT = "support", "supports", "Says that it is so.", "support"
    DENY = "deny", "denies", "Says that it is not so.", "deny"
    QUERY = "query", "questions", "Asks for evidence, or doubts it.", "question"
    COMMENT = "comment", "comments", "Speaks of it and takes no side.", "comment"


class Via(Worded):
    """How the speaker's view reaches the source."""

    DIRECT = "direct", "in their own words", "Words inside quotation marks in the source."
    INDIRECT = "indirect", "as reported", "The source says what the speaker said, in the source's words."
    DOCUMENT = "document", "from a document", "The source describes a document."
    NARRATION = "narration", "as narrated", "The source tells it in its own voice."


class Dispute(Worded):
    """The state of the debate about a claim, computed from its positions; never a verdict."""

    ASSERTED = "asserted", "Asserted", "Supported, and nobody here denies it. Unanswered is not agreed."
    DISPUTED = "disputed", "Disputed", "Supported by one side and denied by another."
    DENIED = "denied", "Denied", "Denied, and nobody here supports it."
    QUESTIONED = "questioned", "Questioned", "Questioned by somebody, denied by nobody."
    MENTIONED = "mentioned", "Mentioned", "Spoken of without taking a side."


class Verdict(Worded):
    """What the desk concludes about a claim."""

    CONFIRMED = "confirmed", "confirmed"
    REFUTED = "refuted", "refuted"
    MIXED = "mixed", "mixed"
    UNVERIFIED = "unverified", "unverified"


class Reliability(Worded):
    """Admiralty grade of a source."""

    A = "A", "Completely reliable", "Can be depended upon with confidence."
    B = "B", "Usually reliable", "Right in the past; some doubt in a particular case."
    C = "C", "Fairly reliable", "Used now and then in the past, with some confidence."
    D = "D", "Not usually reliable", "More often wrong than right in the past."
    E = "E", "Unreliable", "Not worthy of confidence."
    F = "F", "Reliability cannot be judged", "Not used before. It is not the worst grade: it is none."


class Credibility(Worded):
    """Admiralty grade of one item of information."""

    ONE = "1", "Confirmed by other sources", "Other independent sources say the same."
    TWO = "2", "Probably true", "Not confirmed; consistent with what else is known."
    THREE = "3", "Possibly true", "Not confirmed; agrees with some of what is known."
    FOUR = "4", "Doubtful", "Not confirmed; possible, with nothing to support it."
    FIVE = "5", "Improbable", "Not confirmed; contradicted by what else is known."
    SIX = "6", "Truth cannot be judged", "No basis for a grade. It is not the worst one: it is none."


class Likelihood(Worded):
    """ICD 203 terms, first row; `meaning` is the band in percent."""

    ALMOST_NO_CHANCE = "almost-no-chance", "almost no chance", "1–5 %"
    VERY_UNLIKELY = "very-unlikely", "very unlikely", "5–20 %"
    UNLIKELY = "unlikely", "unlikely", "20–45 %"
    ROUGHLY_EVEN_CHANCE = "roughly-even-chance", "roughly even chance", "45–55 %"
    LIKELY = "likely", "likely", "55–80 %"
    VERY_LIKELY = "very-likely", "very likely", "80–95 %"
    ALMOST_CERTAIN = "almost-certain", "almost certain", "95–99 %"


class Confidence(Worded):
    """How sure the desk is of its own judgement (JP 2-0)."""

    LOW = "low", "low", "Uncorroborated information, many assumptions, or wide gaps."
    MODERATE = "moderate", "moderate", "Partly corroborated information, and several assumptions."
    HIGH = "high", "high", "Well corroborated information from proven sources, and few assumptions."


class ControlRole(Worded):
    """How a party stands to a disputed place."""

    ADMINISTERS = "administers", "administers"
    HOLDS_PART = "holds-part", "holds a part of it"
    CLAIMS = "claims", "claims it"


class TextKept(Worded):
    """How much of a source's text lies beside its record."""

    FULL = "full", "full text"
    EXCERPTS = "excerpts", "excerpts only"
    NONE = "none", "known, not read"


class SourceStatus(Worded):
    """What became of the source since."""

    USABLE = "usable", "usable"
    CORRECTED = "corrected", "corrected by its publisher"
    RETRACTED = "retracted", "retracted by its publisher"


class CorrectionKind(Worded):
    """The label a correction carries."""

    CORRECTION = "correction", "Correction", "Something was wrong."
    CLARIFICATION = "clarification", "Clarification", "Right, and easily misread."
    UPDATE = "update", "Update", "News. Nothing was wrong."
    EDITORS_NOTE = "editors-note", "Editors' note", "How it came about: fairness, sourcing, process."
    WITHDRAWAL = "withdrawal", "Withdrawal", "The record stands no longer."

    @property
    def substantive(self) -> bool:
        """True where a reader of the page must meet it first: it stands on top of the page.

        A clarification and an update leave standing what a reader took away, and come last.
        """
        return self not in (CorrectionKind.CLARIFICATION, CorrectionKind.UPDATE)


class Tlp(StrEnum):
    """FIRST Traffic Light Protocol 2.0, from least to most restricted."""

    CLEAR = "TLP:CLEAR"
    GREEN = "TLP:GREEN"
    AMBER = "TLP:AMBER"
    AMBER_STRICT = "TLP:AMBER+STRICT"
    RED = "TLP:RED"
