"""What differs in the texts of sources and briefings, paragraph by paragraph."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from briefkit.changes.comparing.facts.moves import Moves, text_with_new_ids
from briefkit.model.article import Article
from briefkit.model.mark import Mark
from briefkit.model.prose import CodeWords, LineBreak, Prose, WikiLink, Words, inlines, lines


class TextChange(NamedTuple):
    """Some paragraphs in a row that differ."""

    field: str
    """Which, as they are numbered now, or were: ``text[p3]``, ``text[p3-p5]``."""
    was: str | None
    now: str | None
    anchor: str = ""
    mark: Mark | None = None


def article_changes(before: Article, now: Article) -> Iterator[TextChange]:
    """What differs in the text of a source."""
    if before is now or before == now:
        return
    texts = [(one.text, one.kind) for one in before], [(one.text, one.kind) for one in now]
    for (first, last), (start, end) in _stretches(*texts):
        of, at, to = (now, start, end) if start < end else (before, first, last)
        anchor = now[start].anchor if start < end else ""
        was = " ".join(one.text for one in before[first:last])
        is_ = " ".join(one.text for one in now[start:end])
        yield _change(f"text[{_numbers(at, to)}]", was, is_, anchor, of[at].mark if start < end else None)


def body_changes(before: Prose, now: Prose, known: Moves) -> Iterator[TextChange]:
    """What differs in the text of a briefing; `known` are the records that are called otherwise now."""
    if before is now:
        return
    texts = [text_with_new_ids(text, known) for text in _texts(before)], _texts(now)
    for (first, last), (start, end) in _stretches(*texts):
        at, to = (start, end) if start < end else (first, last)
        yield _change(
            f"text[{_numbers(at, to)}]", " ".join(texts[0][first:last]), " ".join(texts[1][start:end])
        )


def _texts(prose: Prose) -> list[str]:
    """The lines of a briefing that say something, with their links as they are written."""
    found = ("".join(_said(piece) for piece in inlines(line)).strip() for line in lines(prose))
    return [" ".join(text.split()) for text in found if text]


def _said(piece: object) -> str:
    match piece:
        case Words() | CodeWords():
            return piece.text
        case WikiLink():
            return str(piece)
        case LineBreak():
            return " "
    return ""


def _stretches(
    before: Sequence[object], now: Sequence[object]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where paragraphs differ: those in a row before, and those in their place; one for one if possible."""
    for tag, first, last, start, end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if last - first == end - start:
            yield from (
                ((first + at, first + at + 1), (start + at, start + at + 1)) for at in range(end - start)
            )
        else:
            yield (first, last), (start, end)


def _numbers(start: int, end: int) -> str:
    return f"p{start + 1}" if end - start == 1 else f"p{start + 1}-p{end}"


def _change(field: str, was: str, now: str, anchor: str = "", mark: Mark | None = None) -> TextChange:
    return TextChange(field, " ".join(was.split()) or None, " ".join(now.split()) or None, anchor, mark)
