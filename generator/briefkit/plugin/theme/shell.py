"""The page of a theme without what is different on each page, which is filled in for a page."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mkdocs.structure.pages import Page

from briefkit.plugin.theme.marks import FORMS, STEM, Mark, Reading
from briefkit.plugin.theme.stand_in import shape

Slot = tuple[Mark, Callable[[str], str]]
"""A text of a page, and what the template makes of it."""

_MARK = re.compile(f"{STEM}[0-9a-f]+x")


@dataclass(frozen=True, slots=True)
class Filling:
    """What a template made with marks: the same words everywhere, and between them what differs."""

    words: tuple[str, ...]
    """One more than there are slots."""
    slots: tuple[Slot, ...]

    @property
    def numbers(self) -> set[str]:
        """Those of the marks."""
        return {mark.number for mark, _ in self.slots}

    def filled(self, page: Page) -> str:
        """The same for a page."""
        made = [self.words[0]]
        for (mark, form), words in zip(self.slots, self.words[1:], strict=True):
            made += form(mark.value(page)), words
        return "".join(made)


def filling(output: str, reading: Reading) -> Filling | None:
    """What was made with the marks of a reading; None where a mark stands in it in no form that is known."""
    marks = {mark.number: mark for mark in reading.marks.values()}
    words: list[str] = []
    slots: list[Slot] = []
    end = 0
    for found in _MARK.finditer(output):
        slot = _slot(output, found, marks)
        if slot is None:
            return None
        start, after, form = slot
        if start < end:
            return None
        words.append(output[end:start])
        slots.append((marks[found[0]], form))
        end = after
    words.append(output[end:])
    if any(STEM in word.lower() for word in words):
        return None
    return Filling(tuple(words), tuple(slots))


def _slot(
    output: str, found: re.Match[str], marks: Mapping[str, Mark]
) -> tuple[int, int, Callable[[str], str]] | None:
    """Where a mark begins and ends, and in what form it stands there."""
    mark = marks.get(found[0])
    if mark is None:
        return None
    fitting = []
    for form in FORMS:
        text = form(str(mark))
        start = found.start() - text.find(found[0])
        if output.startswith(text, max(start, 0)) and start >= 0:
            fitting.append((len(text), start, form))
    if not fitting:
        return None
    length, start, form = max(fitting, key=lambda one: one[0])
    return start, start + length, form


@dataclass(frozen=True, slots=True)
class Shell:
    """What a template made of one page with marks, for all pages that answer its questions alike."""

    reading: Reading
    before: Filling
    after: Filling | None = None
    """What follows on the table of contents, where that is made apart."""

    def fits(self, page: Page) -> bool:
        """True for pages of which the template makes the same."""
        return all(value(page) == answer for value, answer in self.reading.questions.values())

    def filled(self, page: Page, toc: Callable[[], str]) -> str:
        """The whole page; `toc` makes of its table of contents what the theme does."""
        before = self.before.filled(page)
        return before if self.after is None else f"{before}{toc()}{self.after.filled(page)}"


def shell(output: str, toc: str | None, reading: Reading, page: Page) -> Shell | None:
    """Of a page that was made with the marks of a reading, in which `toc` is its table of contents."""
    parts = output.split(toc) if toc else []
    if len(parts) == 2:
        before, after = filling(parts[0], reading), filling(parts[1], reading)
        if before and after and not reading.deep.intersection(before.numbers | after.numbers):
            return Shell(reading, before, after)
    whole = filling(output, reading)
    if whole is None:
        return None
    reading.ask("shape", lambda other: shape(other.toc), shape(page.toc))
    return Shell(reading, whole)
