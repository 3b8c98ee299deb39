"""What all records share."""

from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from briefkit.model.dates import Edtf
from briefkit.model.evidence import Correction
from briefkit.model.fields import Language, Part, SourceId, Text, YesNo
from briefkit.model.ref import Ref
from briefkit.model.vocabulary import CorrectionKind, Tlp


class Allow(Part):
    """A rule that this record may break."""

    rule: Text
    """The rule's name, as it stands in brackets behind the message."""
    reason: Text
    """Why it may."""

    def selectors(self) -> tuple[str, ...]:
        """The rule."""
        return (self.rule,)


class Record(Part):
    """Anything with an id."""

    KIND: ClassVar[str]

    id: str
    """The file's name, or the key in a file of many; not written as a field."""
    tlp: Tlp | None = None
    """TLP marking; unmarked, the record has the site's `default_tlp`."""
    draft: YesNo = False
    """true keeps the record out of the site."""
    note: Text | None = None
    """For the desk; never published."""
    formerly: tuple[str, ...] = ()
    """Ids the record had before: their addresses lead to it."""
    review_by: Edtf | None = None
    """When the desk means to look at it again (EDTF); its last day is still in time."""
    allow: tuple[Allow, ...] = ()
    """Rules that this record may break, each with the reason."""
    source: SourceId | None = None
    """The source of all evidence in the record that names none."""
    corrections: tuple[Correction, ...] = ()
    """What readers are told was changed."""

    @property
    def ref(self) -> Ref:
        """Kind and id."""
        return Ref(self.KIND, self.id)

    @property
    def withdrawn(self) -> Correction | None:
        """What withdrew the record, the newest where there are several; None while it stands."""
        if not self.corrections:
            return None
        found = [change for change in self.corrections if change.kind is CorrectionKind.WITHDRAWAL]
        return max(found, key=lambda change: change.date, default=None)

    def is_due(self, today: date | None) -> bool:
        """Whether it should have been looked at again by now; never where nobody says what day it is."""
        if self.withdrawn:
            return False
        last = self.review_by.latest if self.review_by else None
        return today is not None and last is not None and last < today

    @property
    def label(self) -> str:
        """What the record is called on pages."""
        raise NotImplementedError


class Alias(Part):
    """Another name of a record."""

    name: Text
    """The name."""
    language: Language | None = None
    """Its language (BCP 47)."""
    hidden: YesNo = False
    """true: found in text, never shown (a misspelling)."""
    metonym: YesNo = False
    """true: a place or thing that stands for the actor, as Minsk; linked only by hand."""

    def selectors(self) -> tuple[str, ...]:
        """The name, the name and its language."""
        return (self.name, *((f"{self.name}={self.language}",) if self.language else ()))


def _alias(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class Named(Record):
    """A record that is found in text by its names."""

    name: Text
    """The name, in the site's language."""
    aliases: tuple[Annotated[Alias, BeforeValidator(_alias)], ...] = ()
    """Other names: each a text, or {name, language, hidden, metonym}."""

    @property
    def label(self) -> str:
        """The name."""
        return self.name
