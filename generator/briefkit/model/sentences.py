"""Where sentences begin and end."""

import re
from functools import lru_cache

_END = re.compile(
    r"""[.!?…]+ ["'”’»)\]]* \s+ (?=["'“‘«(\[]*[^\W_a-z])""",
    re.VERBOSE,
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Sgt|Gov|Sen|Rep|Rev|No|vs|U\.S|U\.K|U\.N|E\.U|[A-Z])|\be\.g|\bi\.e)\.\s+$"
)


@lru_cache(maxsize=20_000)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of the sentences in `text`: start, and end exclusive without trailing white space."""
    spans = []
    start = 0
    for match in _END.finditer(text):
        if _ABBREVIATION.search(text, max(start, match.start() - 6), match.end()):
            continue
        spans.append((start, start + len(text[start : match.end()].rstrip())))
        start = match.end()
    if text[start:].strip():
        spans.append((start, start + len(text[start:].rstrip())))
    return tuple(spans)
