"""The text of a source: numbered paragraphs."""

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple, overload

from briefkit.model.mark import Mark


class ParagraphKind(StrEnum):
    """What a paragraph was in the source."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    QUOTATION = "quotation"


class ArticleParagraph(NamedTuple):
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


Article = Sequence[ArticleParagraph]


class PackedArticle(Sequence[ArticleParagraph]):
    """An article that is stored as one short text: a site has very many paragraphs, and few are asked for."""

    __slots__ = ("_known", "path")

    def __init__(self, path: str, known: str | tuple[ArticleParagraph, ...]) -> None:
        """`path` is the file's; `known` the paragraphs, or what `packed` made of them."""
        self.path = path
        self._known = known

    @property
    def paragraphs(self) -> tuple[ArticleParagraph, ...]:
        """All of it."""
        if isinstance(self._known, str):
            self._known = tuple(
                ArticleParagraph(number, text, Mark(self.path, line, column), ParagraphKind(kind))
                for number, (text, line, column, kind) in enumerate(json.loads(self._known), start=1)
            )
        return self._known

    @property
    def packed(self) -> str:
        """Of each paragraph the words, line, column and kind, as JSON."""
        if isinstance(self._known, str):
            return self._known
        lists = [[one.text, one.mark.line, one.mark.column, one.kind] for one in self._known]
        return json.dumps(lists, ensure_ascii=False, separators=(",", ":"))

    @overload
    def __getitem__(self, index: int) -> ArticleParagraph: ...
    @overload
    def __getitem__(self, index: slice) -> Article: ...
    def __getitem__(self, index: int | slice) -> ArticleParagraph | Article:
        return self.paragraphs[index]

    def __iter__(self) -> Iterator[ArticleParagraph]:
        return iter(self.paragraphs)

    def __len__(self) -> int:
        return len(self.paragraphs)

    def __bool__(self) -> bool:
        return self._known not in ((), "[]")

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return self.paragraphs == (other.paragraphs if isinstance(other, PackedArticle) else other)

    def __hash__(self) -> int:
        return hash(self.paragraphs)

    def __reduce__(self) -> tuple[type["PackedArticle"], tuple[str, str]]:
        return PackedArticle, (self.path, self.packed)


def path_of(article: Article) -> str | None:
    """The file in which it stands; None where it has no paragraph."""
    if isinstance(article, PackedArticle):
        return article.path if article else None
    return article[0].mark.path if article else None


class Stretch(NamedTuple):
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
