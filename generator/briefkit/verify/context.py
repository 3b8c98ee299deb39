"""What stands around words, to tell twins apart."""

from collections.abc import Sequence

from briefkit.verify.search import Match

LONGEST = 8
"""Most words that are proposed for `before` or `after`."""


def fits(text: str, match: Match, before: str, after: str) -> bool:
    """True where the folded words `before` and `after` stand right around the match."""
    # folding leaves one blank at most; nothing is copied, as articles can be long and matches many
    end = match.start - text.endswith(" ", 0, match.start)
    begin = match.end + text.startswith(" ", match.end)
    return text.endswith(before, 0, end) and text.startswith(after, begin)


def proposals(text: str, matches: Sequence[Match], most: int) -> tuple[str, ...]:
    """For each of the first matches a line of YAML, `before` or `after`, that only fits there.

    Empty where none does; `most` is for how many.
    """
    return tuple(_proposal(text, match, matches) for match in matches[:most])


def _proposal(text: str, match: Match, matches: Sequence[Match]) -> str:
    earlier = text[max(0, match.start - 400) : match.start].split()
    later = text[match.end : match.end + 400].split()
    for count in range(1, LONGEST + 1):
        before, after = " ".join(earlier[-count:]), " ".join(later[:count])
        if before and sum(fits(text, other, before, "") for other in matches) == 1:
            return f"before: {_quoted(before)}"
        if after and sum(fits(text, other, "", after) for other in matches) == 1:
            return f"after: {_quoted(after)}"
    return ""


def _quoted(words: str) -> str:
    """The words as a double-quoted YAML text."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
