"""Text of the content that stays text in a comment on GitHub and on GitLab.

Two readers have to be kept from seeing marks in it. The parser of Markdown takes a character reference for
no mark (CommonMark, "Entity and numeric character references"). The filters behind it look for mentions,
references, addresses and emoji in each text node of what was parsed, where references are characters again:
so the character that they look for stands in a `<span>` of its own, which both forges let through and which
leaves nothing behind when the words are copied. GitHub recommends that for the dollar sign ("Writing
mathematical expressions"); GitLab does the same with signs behind a backslash.
"""

import re

from briefkit.render.escape import inert

MOST_LETTERS = 600
"""Of one value: more is a matter for the page."""

MOST_AROUND = 240
"""On each side of a quote."""

LONGEST_WORD, KEPT_OF_WORD = 80, 40

_LONG_WORD = re.compile(rf"[^\s\u0e00-\U0010ffff]{{{LONGEST_WORD + 1},}}")
"""Some scripts, as those of Thai and Japanese, have no spaces between words."""

_WORD_JOINER = "&#8288;"

_SIGNS = re.compile(
    r"""
    &\#(?:64|35|126|38|36|94|42|91|93|123|125);  # @ # ~ & $ ^ * [ ] { }: references, inline differences
    | &\#(?:58|47|43|45|33|46|63);               # : / + - ! . ? where `inert` saw marks in them
    | :(?=[\w:/+-])                              # an address, an emoji
    | %(?=[\w"'&])                               # a milestone
    | !(?=[\w&])                                 # a merge request
    | (?<=\bwww)\.                               # an address
    | (?P<kept>\b\d{4}-\d\d(?:-\d\d)?\b)        # a date, which is none of what follows
    | (?<=\w)-(?=\d)                             # GH-1, and the tickets of other systems
    | (?:(?<=\s)|^)/(?=\w)                       # a quick action
    | \b[a-f0-9]{7,}\b                           # a commit
    """,
    re.VERBOSE | re.IGNORECASE,
)

_MENTION = "&#64;"

_HASH_PIECE = 6
"""One digit less than what the forges take for the beginning of a commit's hash."""


def forge_text(text: str) -> str:
    """The text in one line, so that both forges show it and see nothing in it."""
    return _SIGNS.sub(_apart, inert(text))


def _apart(match: re.Match[str]) -> str:
    sign = match[0]
    if match["kept"]:
        return sign
    if sign == _MENTION:
        # an e-mail that answers the comment quotes its bare text, and mentions in that count
        return f"<span>{sign}</span>{_WORD_JOINER}"
    if len(sign) > 1 and sign[0] != "&":
        pieces = (sign[start : start + _HASH_PIECE] for start in range(0, len(sign), _HASH_PIECE))
        return "".join(f"<span>{piece}</span>" for piece in pieces)
    return f"<span>{sign if len(sign) > 1 else f'&#{ord(sign)};'}</span>"


def shortened(text: str, most: int = MOST_LETTERS) -> str:
    """The text in one line, cut where it has very long words and at its end; it says how much is left out."""
    words = _LONG_WORD.sub(_cut_word, " ".join(text.split()))
    if len(words) <= most:
        return words
    kept = words[:most].rsplit(" ", 1)[0]
    return f"{kept} … ({len(words) - len(kept):,} more characters)"


def _cut_word(match: re.Match[str]) -> str:
    return f"{match[0][:KEPT_OF_WORD]}… ({len(match[0]) - KEPT_OF_WORD:,} more characters)"


def value(text: str, most: int = MOST_LETTERS) -> str:
    """A value of the content, shortened; what is empty, in words."""
    return forge_text(shortened(text, most)) or "(empty)"


def around(before: str, after: str, most: int = MOST_AROUND) -> tuple[str, str]:
    """What stands around a quote in its sentence, as Markdown: cut where it is far from the quote."""
    start, end = before[-most:], after[:most]
    if len(start) < len(before):
        start = f"… {start.partition(' ')[2] or start}"
    if len(end) < len(after):
        end = f"{end.rpartition(' ')[0] or end} …"
    return _kept_edges(start), _kept_edges(end)


def _kept_edges(text: str) -> str:
    """The text made inert, with the space that parts it from the quote."""
    first, last = text[:1] == " ", text[-1:] == " "
    words = forge_text(shortened(text, len(text)))
    return f"{' ' if first else ''}{words}{' ' if last and words else ''}"
