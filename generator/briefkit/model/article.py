"""The text of a source: numbered paragraphs."""

from dataclasses import dataclass
from enum import StrEnum

from briefkit.model.mark import Mark


class ParagraphKind(StrEnum):
    """What a paragraph was in the source."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class ArticleParagraph:
    """One paragraph of an article, verbatim."""

    number: int
    """From 1; a reader sees it as ``p3``. Stable as long as none is added above."""
    text: str
    """The words, without Markdown's marks."""
    mark: Mark
    """Where it begins in the file."""
    kind: ParagraphKind = ParagraphKind.TEXT

    @property
    def anchor(self) -> str:
        """Its id on the source's page."""
        return f"p{self.number}"


Article = tuple[ArticleParagraph, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of one paragraph of an article."""

    paragraph: int
    """Number of the paragraph, from 1."""
    start: int
    """First code point, from 0."""
    end: int
    """Code point after the last."""


Passage = tuple[Stretch, ...]
"""Where a quote stands: more than one stretch where it runs over the end of a paragraph."""


def overlap(one: Passage, other: Passage) -> bool:
    """True where the two passages of one article share a character."""
    return any(a.paragraph == b.paragraph and a.start < b.end and b.start < a.end for a in one for b in other)
