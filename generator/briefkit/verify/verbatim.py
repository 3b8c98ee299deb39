"""An article's own words, cut out of it."""

from collections.abc import Sequence

from briefkit.model.article import Article, Passage, Stretch
from briefkit.model.quotation import quoted_spans
from briefkit.model.sentences import sentences


def text_of(article: Article, stretch: Stretch) -> str:
    """The whole paragraph that the stretch is a part of."""
    return article[stretch.paragraph - 1].text


def words_of(article: Article, passage: Passage) -> str:
    """The words in one line, also where they run over the end of a paragraph."""
    return " ".join(text_of(article, part)[part.start : part.end] for part in passage).strip()


def between(article: Article, first: Stretch, last: Stretch) -> Passage:
    """Everything from the beginning of the first to the end of the last."""
    numbers = range(first.paragraph, last.paragraph + 1)
    return tuple(
        Stretch(
            number,
            first.start if number == first.paragraph else 0,
            last.end if number == last.paragraph else len(article[number - 1].text),
        )
        for number in numbers
    )


def joined(article: Article, parts: Sequence[Passage]) -> list[Passage]:
    """The parts, those made one between which nothing but white space stands."""
    made: list[Passage] = []
    for part in parts:
        if made and not text_of(article, part[0])[made[-1][-1].end : part[0].start].strip():
            made.append(between(article, made.pop()[0], part[-1]))
        else:
            made.append(part)
    return made


def unmarked(article: Article, passage: Passage) -> Passage:
    """The passage without quotation marks at its ends that stand around it and not in it."""
    first, *others = passage
    first = first._replace(start=_inside(text_of(article, first), first)[0])
    *others, last = [first, *others]
    return (*others, last._replace(end=_inside(text_of(article, last), last)[1]))


def _inside(text: str, stretch: Stretch) -> tuple[int, int]:
    """The part of the stretch that lies inside the quotation with most of it, without white space around."""
    spans = [(max(start, stretch.start), min(end, stretch.end)) for start, end in quoted_spans(text)]
    start, end = max(spans, key=lambda span: span[1] - span[0], default=(0, 0))
    words = text[start:end]
    if not words.strip():
        return stretch.start, stretch.end
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def sentence_around(article: Article, first: Stretch, last: Stretch) -> tuple[str, str]:
    """What stands before the first stretch in its sentence, and after the last in its own."""
    head, tail = text_of(article, first), text_of(article, last)
    start = max((begin for begin, _ in sentences(head) if begin <= first.start), default=0)
    end = min((stop for _, stop in sentences(tail) if stop >= last.end), default=len(tail))
    return head[start : first.start], tail[last.end : end]
