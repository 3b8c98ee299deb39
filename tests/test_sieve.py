"""A text in which a name stands is never held back."""

import json

from hypothesis import given
from hypothesis import strategies as st

from briefkit.link.sieve import TOGETHER, Sieve
from briefkit.model.folding import fold_letters

LETTERS = st.text(
    "abnAB9éÉßŻїЇ東\u0301\u00ad\u200b .,-_'\u2019\u201c«…•\\\n\t\0\x1f\"\u00a0\u2009[]{}u", max_size=8
)


def through(names: list[str], texts: list[str]) -> set[int]:
    written = [(number, json.dumps(text, ensure_ascii=False)) for number, text in enumerate(texts)]
    return set(Sieve(names).through(written))


@given(names=st.lists(LETTERS.map(fold_letters).filter(bool), min_size=1, max_size=3), data=st.data())
def test_a_text_in_which_a_name_stands_passes(names: list[str], data: st.DataObject) -> None:
    inside = LETTERS | st.sampled_from(names) | st.sampled_from(names).map(str.upper)
    texts = data.draw(st.lists(st.lists(inside, max_size=4).map("".join), max_size=5))
    holding = {
        number for number, text in enumerate(texts) if any(name in fold_letters(text) for name in names)
    }
    assert holding <= through(names, texts)


def test_others_are_held_back_however_many_there_are() -> None:
    texts = [
        "no",
        "an éclair",
        "New\nPerson 7",
        "new",
        "in “new person” 7",
        "person",
        "NEW pérsön\u2014 7",
    ] * TOGETHER
    passing = through(["new person 7"], texts)
    assert passing == {number for number in range(len(texts)) if number % 7 in (2, 4, 6)}
