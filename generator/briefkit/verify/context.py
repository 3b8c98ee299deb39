"""What stands around words, to tell twins apart."""

from collections.abc import Sequence

from briefkit.verify.search import Match

LONGEST = 8
"""Most words that are proposed for `before` or `after`."""


def fits(text: str, match: Match, before: str, after: str) -> bool:
    """True where the folded words `before` and `after` stand right around the match."""
    return text[: match.start].rstrip().endswith(before) and text[match.end :].lstrip().startswith(after)


def proposals(text: str, matches: Sequence[Match]) -> tuple[str, ...]:
    """For each match a line of YAML, `before` or `after`, that only fits there; empty where none does."""
    return tuple(_proposal(text, match, matches) for match in matches)


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
