"""Words typed by hand, offered as evidence in the article's own words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from briefkit.model.article import Article, Passage
from briefkit.model.characters import is_blank
from briefkit.model.evidence import Evidence
from briefkit.model.quotation import is_quoted
from briefkit.model.vocabulary import Via
from briefkit.verify.outcome import is_negating
from briefkit.verify.pattern import literal, pattern
from briefkit.verify.placing import own_place, words_that_tell
from briefkit.verify.search import Haystack
from briefkit.verify.typed import Likeness, Parts, look_for
from briefkit.verify.verbatim import between, joined, sentence_around, text_of, unmarked, words_of

MOST = 10
"""Most places that are offered of words that stand in many."""

TRIED = 30
"""Most places that are looked at: of an article that says everything twice none can be told from others."""

ELLIPSIS = " … "
"""What is written in a quote for words that are left out."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One place in an article, as evidence that holds when it is checked."""

    evidence: Evidence
    """With the article's own words, and `before` and `after` only where they are needed."""
    passage: Passage
    """Where the words stand."""
    sentence: tuple[str, str, str]
    """What stands before them in their sentence, all words from first to last, and what stands after."""
    in_full: bool = False
    """True where words are there that an ellipsis left out: left out, they turn the sense round."""


@dataclass(frozen=True, slots=True)
class Found:
    """What came of looking for some words."""

    likeness: Likeness
    offers: tuple[Offer, ...] = ()
    """In the order of the article, `MOST` of them at most; near ones by their likeness.

    Fewer than the places, also, where the words around some do not tell them from others.
    """
    places: int = 0
    """How many places there are."""


def find_offers(source: str, article: Article, words: str) -> Found:
    """The places in the article of a source at which the words stand, each ready to be used as evidence.

    The words may have ellipses and insertions, as quotes do. Where they stand nowhere, they are looked for
    without regard to capitals and accents, and then for what is like them. Without an offer where nothing is.
    """
    haystack = Haystack(article)
    ways = () if is_blank(words) else look_for(words, article, haystack)
    for likeness, places in ways:
        if places:
            made = (_offer(source, article, haystack, parts) for parts in places[:TRIED])
            return Found(likeness, tuple(islice(filter(None, made), MOST)), len(places))
    return Found(Likeness.NEAR)


def _offer(source: str, article: Article, haystack: Haystack, found: Parts) -> Offer | None:
    """The evidence for words that stand there in one or several parts; None where none can be made of them.

    An ellipsis that would turn the sense round is filled with the article's words.
    """
    parts = joined(article, [part for part in found if part])
    if not parts:
        return None
    complete = [between(article, parts[0][0], parts[-1][-1])]
    for wording in (parts, complete) if len(parts) > 1 else (complete,):
        via, own = _heard(article, wording)
        item = _evidence(source, article, haystack, own)
        if item is not None:
            first, last = own[0][0], own[-1][-1]
            before, after = sentence_around(article, first, last)
            passage = between(article, first, last)
            in_full = wording is complete and len(parts) > 1
            return Offer(
                item.model_copy(update={"via": via}),
                passage,
                (before, words_of(article, passage), after),
                in_full,
            )
    return None


def _evidence(source: str, article: Article, haystack: Haystack, parts: Sequence[Passage]) -> Evidence | None:
    """The parts as a quote that is found where they stand; None where it would be found to be wrong."""
    quote = ELLIPSIS.join(words_of(article, part) for part in parts)
    first, last = parts[0][0], parts[-1][-1]
    matches = [] if is_blank(quote) else haystack.find(literal(quote)) or haystack.find(pattern(quote))
    if not matches:
        return None
    place = own_place(haystack, matches, first)
    if any(map(is_negating, haystack.left_out(place))):
        return None
    if len(matches) == 1:
        return Evidence(source=source, quote=quote)
    others = [match for match in matches if match is not place]
    before, after = words_that_tell(article, haystack.text, others, first, last)
    if not before and not after:
        return None
    return Evidence(source=source, quote=quote, before=before or None, after=after or None)


def _heard(article: Article, parts: Sequence[Passage]) -> tuple[Via, Sequence[Passage]]:
    """How the words reach the source; of words inside quotation marks, the words without the marks.

    Whether other words are reported speech or narration only a reader can tell: they are narration.
    """
    stretches = [stretch for part in parts for stretch in part]
    if not all(is_quoted(text_of(article, part), part.start, part.end) for part in stretches):
        return Via.NARRATION, parts
    return Via.DIRECT, [unmarked(article, part) for part in parts]
