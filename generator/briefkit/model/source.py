"""Sources: articles and documents, read or known of."""

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from briefkit.model.dates import Edtf
from briefkit.model.fields import AnyRef, Language, OneOrMore, Part, Sha256, Text, Url, first_words
from briefkit.model.record import Record
from briefkit.model.vocabulary import Reliability, SourceStatus, TextKept


class TextLink(Part):
    """A mention in the article that only a person can tell, as a capital that speaks."""

    quote: Text
    """The words in the article."""
    to: AnyRef
    """The record they mean, as kind/id."""

    def selectors(self) -> tuple[str, ...]:
        """The record, and the record with the first words."""
        return first_words(self.to, self.quote)


def _unknown(value: Any) -> Any:
    return None if value == "unknown" else value


class Source(Record):
    """An article or document."""

    KIND: ClassVar[str] = "source"

    headline: Text
    """Its title."""
    publisher: Text
    """Who published the copy that was read."""
    text: TextKept
    """full, excerpts, or none: known and not read, so that no quote may rest on it."""
    authors: Annotated[tuple[Text, ...], OneOrMore] = ()
    """Who wrote it."""
    origin: Text | None = None
    """Whose reporting it is: five copies of one wire story count once."""
    published: Annotated[Edtf | None, BeforeValidator(_unknown)] = None
    """When it was published (EDTF), or unknown."""
    date_basis: Text | None = None
    """How the date was worked out."""
    retrieved: Edtf | None = None
    """When it was read (EDTF)."""
    url: Url | None = None
    """Its address."""
    archived_url: Url | None = None
    """The address of a kept copy."""
    language: Language | None = None
    """Its language (BCP 47)."""
    reliability: Reliability | None = None
    """Admiralty grade A to F; evidence may override it."""
    descriptor: Text | None = None
    """What may affect its quality: access, completeness, age, possible bias (ICD 206)."""
    sha256: Sha256 | None = None
    """Sum of the full text, also where only excerpts are kept."""
    status: SourceStatus = SourceStatus.USABLE
    """usable, corrected or retracted."""
    links: tuple[TextLink, ...] = ()
    """Mentions in the article that are linked by hand."""

    @property
    def label(self) -> str:
        """The headline."""
        return self.headline
