"""The pages of a preview that say what changed: the list of the comment, whole, in the look of the site."""

from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from itertools import groupby
from typing import Any, NamedTuple

from briefkit.changes.comparing.entries import Comparison, FactChange, PageChange
from briefkit.changes.report.outline import Outline, RecordChanges, is_gone
from briefkit.changes.report.values import in_words
from briefkit.changes.report.words import PAGE, PAGE_WORDS, in_sentence, reason, said
from briefkit.model.page import Page
from briefkit.model.ref import Ref
from briefkit.render.addresses import changes_path, page_path
from briefkit.render.interface import paged_title
from briefkit.render.rendering import render_apart
from briefkit.render.sheet import Leaf, Sheet, leaves
from briefkit.render.site import Site

FACTS, FOLLOWING = "facts", "following"
NEW, MENDED, DIRECT, REACHED = "problems", "mended", "direct", "reached"

_AROUND = 400
"""What an entry weighs on its page besides its words, in bytes."""


class Row(NamedTuple):
    """One entry of the whole list."""

    part: str
    """Which of its parts it stands in."""
    entry: Any
    record: RecordChanges | None = None
    """Of a fact: what it belongs to."""


def changes_pages(site: Site, comparison: Comparison) -> tuple[Page, ...]:
    """The pages below ``changes/``, in the site of the head; several where one would get too long."""
    outline = Outline(comparison)
    sheets = (_sheet(site, outline, leaf) for leaf in leaves(list(_rows(outline)), _weight))
    changed = dict.fromkeys(change.ref for change in outline.published)
    return tuple(render_apart(site, sheets, changed))


def _sheet(site: Site, outline: Outline, leaf: Leaf) -> Sheet:
    title = paged_title(site.catalogue, site.catalogue.text("Changes"), leaf.number)
    context: Mapping[str, Any] = {
        "leaf": leaf,
        "outline": outline,
        "comparison": outline.comparison,
        "parts": [(part, list(rows)) for part, rows in groupby(leaf.entries, lambda row: row.part)],
        "targets": Targets(site, outline.comparison),
        "said": said,
        "worded": partial(in_words, site.catalogue),
        "in_sentence": in_sentence,
        "is_gone": is_gone,
        "reason": reason,
        "by_record": _by_record,
        "page_words": lambda page: site.catalogue.text_in(PAGE, PAGE_WORDS[page.kind]),
    }
    return Sheet(changes_path(leaf.number), "changes.md.j2", title, context, preview=True)


class Targets:
    """Which pages of the site can be linked to."""

    def __init__(self, site: Site, comparison: Comparison) -> None:
        self._site = site
        self._comparison = comparison

    def of(self, page: PageChange) -> str | None:
        """The file of the page that a moved address leads to; None where it is not known."""
        return self._paths.get(page.target.strip("/"))

    @cached_property
    def _paths(self) -> Mapping[str, str]:
        records = {page_path(ref).removesuffix(".md"): page_path(ref) for ref in self._site.dossier.records}
        pages = {page.address.strip("/"): page.path for page in self._comparison.pages if not page.target}
        return {**pages, **records}

    def has(self, ref: Ref) -> bool:
        """True where the site has a page of the record."""
        return self._site.get(ref) is not None


def _by_record(rows: list[Row]) -> list[tuple[RecordChanges, list[FactChange]]]:
    """The facts of a part, under the records that they belong to."""
    return [
        (record, [row.entry for row in group])
        for record, group in groupby(rows, lambda row: row.record)
        if record is not None
    ]


def _rows(outline: Outline) -> Iterator[Row]:
    for record in outline.records:
        part = FOLLOWING if record.is_consequence else FACTS
        yield from (Row(part, change, record) for change in record.changes)
    comparison = outline.comparison
    yield from (Row(NEW, problem) for problem in outline.problems)
    yield from (Row(DIRECT, page) for page in outline.direct)
    yield from (Row(REACHED, page) for page in outline.reached)
    yield from (Row(MENDED, problem) for problem in comparison.mended)


def _weight(row: Row) -> int:
    words = str(row.entry) if row.record is None else _fact_words(row.entry)
    return _AROUND + len(words.encode())


def _fact_words(change: FactChange) -> str:
    return "".join(text or "" for text in (change.was, change.now, change.sentence, change.field))
