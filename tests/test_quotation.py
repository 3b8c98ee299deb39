"""What stands inside quotation marks."""

import pytest

from briefkit.model.quotation import is_quoted, quoted_spans

CASES = {
    "“We crossed,” he said.": ["We crossed,"],
    'He said "we crossed" and left.': ["we crossed"],
    "„Wir gingen“, sagte er.": ["Wir gingen"],
    "« Nous partons », dit-il.": [" Nous partons "],
    "He said ‘we crossed’ then.": ["we crossed"],
    "Belarus’s leader and Belarus‘ army": [],
    "“It isn’t over,” and “But not now — we can’t.”": ["It isn’t over,", "But not now — we can’t."],
    "“One paragraph that goes on in the next": ["One paragraph that goes on in the next"],
    "“He called it ‘a lie’ twice.”": ["He called it ‘a lie’ twice."],
    "Nobody said anything.": [],
}


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=lambda value: str(value)[:20])
def test_spans(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_spans(text)] == expected


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("We crossed the river", True),
        ("“We crossed the river,”", True),
        ("river,” he said", False),
        ("he said", False),
    ],
)
def test_words_of_a_quotation(words: str, quoted: bool) -> None:
    text = "“We crossed the river,” he said."
    start = text.index(words)
    assert is_quoted(text, start, start + len(words)) is quoted
