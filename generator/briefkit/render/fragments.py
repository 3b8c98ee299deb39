"""Links to the very words on somebody else's page (URL text fragments); built, never stored.

Source: the Text Fragments draft of the WICG: `text=[prefix-,]start[,end][,-suffix]`, each term inside one
block of the page.
"""

from urllib.parse import quote

LONGEST = 300
"""Characters up to which the words are given whole; longer ones by their beginning and end."""

TERM = 6
"""Words of either end, where a quote is too long or runs over paragraphs."""

SHORT = 3
"""Words up to which a quote needs what stands around it to be found."""


def fragment(texts: list[str], before: str = "", after: str = "") -> str:
    """The fragment for a quote, beginning with ``#``.

    `texts` are its words, one text for each paragraph it runs through or each side of a gap; `before` and
    `after` the source's words around it, used where the quote is short.
    """
    if len(texts) == 1 and len(texts[0]) <= LONGEST:
        term = _encoded(texts[0])
        if len(texts[0].split()) <= SHORT:
            head, tail = " ".join(before.split()[-TERM:]), " ".join(after.split()[:TERM])
            term = f"{_encoded(head)}-,{term}" if head else term
            term = f"{term},-{_encoded(tail)}" if tail else term
        return f"#:~:text={term}"
    first, last = texts[0].split()[:TERM], texts[-1].split()[-TERM:]
    return f"#:~:text={_encoded(' '.join(first))},{_encoded(' '.join(last))}"


def _encoded(words: str) -> str:
    # a hyphen would end the prefix or begin the suffix
    return quote(words, safe="").replace("-", "%2D")
