"""Outcomes in words for the desk."""

from collections.abc import Sequence

from briefkit.model.evidence import Evidence
from briefkit.verify.context import proposals
from briefkit.verify.near import differences
from briefkit.verify.outcome import Outcome, Result
from briefkit.verify.pattern import literal
from briefkit.verify.search import Haystack, Match

MOST = 10
"""Most places of the same words that are shown."""

AROUND = 30
"""Characters shown on each side of a place."""


def describe(item: Evidence, haystack: Haystack, result: Result) -> tuple[str, str]:
    """What is wrong, and what right input looks like."""
    source = f"source {item.source}"
    match result.outcome:
        case Outcome.ALTERED:
            return _altered(item, haystack, result, source)
        case Outcome.AMBIGUOUS:
            places = _places(haystack, result.matches)
            lines = [line for line in proposals(haystack.text, result.matches, MOST) if line]
            hint = "\n".join(lines) or "Quote more words, so that they stand there once."
            return f"the quote stands {len(result.matches)} times in {source}: {places}", hint
        case Outcome.MOVED:
            places = _places(haystack, result.matches)
            lines = [line for line in proposals(haystack.text, result.matches, MOST) if line]
            hint = (
                "\n".join(lines)
                if len(result.matches) > 1
                else "Leave before and after out: it stands there once."
            )
            return f"the quote stands in {source}, but not where before and after say: {places}", hint
        case Outcome.ABRIDGED:
            words = " … ".join(f"“{words}”" for words in result.left_out)
            hint = "Quote the words that are left out, or shorten the quote to one side of the gap."
            return f"the quote leaves out words that turn its sense round: {words}", hint
    message = f"the quote does not stand in {source}: “{item.quote}”"
    return message, "Copy the words from the source, letter by letter."


def _altered(item: Evidence, haystack: Haystack, result: Result, source: str) -> tuple[str, str]:
    found = result.matches[0]
    words = haystack.text[found.start : found.end]
    if result.left_out:
        hidden = " … ".join(f"“{text}”" for text in result.left_out)
        return f"the quote is altered: it leaves out {hidden} of {source}", f'quote: "{words}"'
    changes = "; ".join(
        f"was “{change.was}”, is “{change.now}”"
        for change in differences(literal(item.quote).stretches[0], words)
    )
    where = f"p{haystack.paragraph(found.start)} of {source}"
    return f"the quote is altered: {changes} ({where})", f'The source has: "{words}"'


def _places(haystack: Haystack, matches: Sequence[Match]) -> str:
    more = f"; and {len(matches) - MOST} more" if len(matches) > MOST else ""
    return "; ".join(_place(haystack, found) for found in matches[:MOST]) + more


def _place(haystack: Haystack, match: Match) -> str:
    before = haystack.text[max(0, match.start - AROUND) : match.start]
    after = haystack.text[match.end : match.end + AROUND]
    return f"p{haystack.paragraph(match.start)} “…{before}▸{haystack.text[match.start : match.end]}◂{after}…”"
