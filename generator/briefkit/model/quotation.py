"""What stands inside quotation marks."""

_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "‘": "’", "「": "」", "『": "』", '"': '"'}


def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The spans inside quotation marks, the marks left out: start, and end exclusive.

    A mark that is never closed opens a quotation that goes on in the next paragraph: it runs to the end.
    A single mark behind a letter is an apostrophe; so is one that closes nothing. Inner quotations are a
    part of the outer one.
    """
    spans = []
    start, closing = 0, ""
    for index, character in enumerate(text):
        if closing:
            if character in closing and not _is_apostrophe(text, index):
                spans.append((start, index))
                closing = ""
        elif character in _PAIRS and not _is_apostrophe(text, index):
            start, closing = index + 1, _PAIRS[character]
    if closing and closing != "’":
        spans.append((start, len(text)))
    return tuple(spans)


def _is_apostrophe(text: str, index: int) -> bool:
    """True for a single mark between or, where it could open, behind letters."""
    if text[index] not in "‘’":
        return False
    before = index > 0 and text[index - 1].isalnum()
    after = index + 1 < len(text) and text[index + 1].isalnum()
    return before and (after or text[index] == "‘")


def is_quoted(text: str, start: int, end: int) -> bool:
    """True where the words in ``text[start:end]`` lie inside one quotation; signs at their ends may not."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return any(first <= start and end <= last for first, last in quoted_spans(text))
