"""Links to words on somebody else's page."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.render.fragments import LONGEST, fragment


@pytest.mark.parametrize(
    ("texts", "before", "after", "expected"),
    [
        (["he has no plans to go"], "", "", "#:~:text=he%20has%20no%20plans%20to%20go"),
        (["a well-known, old man said"], "", "", "#:~:text=a%20well%2Dknown%2C%20old%20man%20said"),
        (
            ["He left"],
            "the day before",
            "in the rain",
            "#:~:text=the%20day%20before-,He%20left,-in%20the%20rain",
        ),
        (
            ["the end of one", "and the next one"],
            "",
            "",
            "#:~:text=the%20end%20of%20one,and%20the%20next%20one",
        ),
    ],
)
def test_fragments(texts: list[str], before: str, after: str, expected: str) -> None:
    assert fragment(texts, before, after) == expected


@given(st.text(min_size=1, max_size=2 * LONGEST).filter(lambda text: text.split()))
def test_nothing_in_a_quote_becomes_a_part_of_the_directive(text: str) -> None:
    made = fragment([text]).removeprefix("#:~:text=")
    assert made.isascii()
    assert not set(made) & set(' <>"&#()[]{}|\\')
    parts = [unquote(part.replace("-,", "").replace(",-", "")) for part in made.split(",")]
    assert len(parts) <= 2
