"""Quotes held against their sources."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefkit.model.article import Article, ArticleParagraph
from briefkit.model.evidence import Evidence
from briefkit.model.folding import fold_quote
from briefkit.model.mark import Mark
from briefkit.verify.outcome import Outcome, look_up
from briefkit.verify.search import Haystack
from briefkit.verify.words import describe

CASES = Path(__file__).parent / "cases" / "verify" / "outcomes.txt"
GUM = Path(__file__).parents[2] / "shared" / "data" / "gum-news" / "dep"


def article(*paragraphs: str) -> Article:
    return tuple(ArticleParagraph(number, text, Mark("a.md")) for number, text in enumerate(paragraphs, 1))


def outcome(quote: str, *paragraphs: str) -> Outcome:
    return look_up(Evidence(source="a", quote=quote), Haystack(article(*paragraphs))).outcome


def cases() -> list[list[str]]:
    return [block.splitlines() for block in CASES.read_text(encoding="utf-8").strip().split("\n\n")]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case[0])
def test_each_outcome_with_what_it_tells(case: list[str]) -> None:
    fields = dict(line.split(": ", 1) for line in case[1:-1])
    item = Evidence(source="a", quote=fields["quote"], before=fields.get("before"), after=fields.get("after"))
    haystack = Haystack(article(*fields["article"].split("¶")))
    result = look_up(item, haystack)
    name, _, told = case[-1].partition(": ")
    assert result.outcome == name.removesuffix(", negating")
    assert result.negates == name.endswith(", negating")
    if result.outcome is Outcome.ABRIDGED:
        assert " … ".join(result.left_out) == told
    elif told:
        assert told in "\n".join(describe(item, haystack, result))


WORDS = st.lists(
    st.sampled_from(
        ["the", "minister", "said", "no", "troops", "would", "cross", "200", "km", "river", "haven’t"]
    ),
    min_size=4,
)
TEXTS = st.lists(WORDS.map(" ".join), min_size=1, max_size=4)


@given(TEXTS, st.data())
def test_any_words_cut_from_an_article_are_found(paragraphs: list[str], data: st.DataObject) -> None:
    words = " ".join(paragraphs).split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quote = " ".join(words[start:end])
    haystack = Haystack(article(*paragraphs))
    result = look_up(Evidence(source="a", quote=quote), haystack)
    assert result.outcome in (Outcome.EXACT, Outcome.AMBIGUOUS)
    for match in result.matches:
        stretches = haystack.passage(match)
        found = " ".join(paragraphs[s.paragraph - 1][s.start : s.end] for s in stretches)
        assert fold_quote(found).text == fold_quote(quote).text


VARIANTS = str.maketrans({"'": "’", "’": "'", "-": "–", " ": "\u00a0"})


@given(TEXTS, st.data())
def test_typographic_variants_are_the_same_words(paragraphs: list[str], data: st.DataObject) -> None:
    words = " ".join(paragraphs).split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    plain = " ".join(words[start:end])
    varied = plain.translate(VARIANTS).replace(
        "\u00a0", data.draw(st.sampled_from([" ", "  ", "\u00a0", "\n", " \u00ad"]))
    )
    assert outcome(varied, *paragraphs) is outcome(plain, *paragraphs)


def change(words: list[str], data: st.DataObject) -> list[str]:
    """The words with one of them changed, one put in, a number changed, or some in the middle left out."""
    at = data.draw(st.integers(0, len(words) - 1))
    kind = data.draw(st.sampled_from(["change", "insert", "number", "delete"]))
    if kind == "delete" and len(words) > 2:
        at = data.draw(st.integers(1, len(words) - 2))
        return words[:at] + words[data.draw(st.integers(at + 1, len(words) - 1)) :]
    if kind == "insert":
        return [*words[:at], data.draw(st.sampled_from(["not", "never", "all", "Moscow"])), *words[at:]]
    if kind == "number":
        digits = re.sub(r"\d+", lambda match: str(int(match[0]) + 1), " ".join(words)).split()
        return digits if digits != words else [*words, "7"]
    return [*words[:at], data.draw(st.sampled_from(["not", "some", "300", "Minsk"])), *words[at + 1 :]]


def check_changed(paragraphs: list[str], data: st.DataObject) -> None:
    words = data.draw(st.sampled_from(paragraphs)).split()
    start = data.draw(st.integers(0, len(words) - 1))
    changed = " ".join(change(words[start : start + 12], data))
    text = fold_quote("\n".join(paragraphs)).text
    assume(fold_quote(changed).text.strip(".…[] ") not in text)
    assert outcome(changed, *paragraphs) is not Outcome.EXACT


@given(TEXTS, st.data())
def test_a_changed_quote_is_never_exact(paragraphs: list[str], data: st.DataObject) -> None:
    check_changed(paragraphs, data)


@cache
def gum_texts() -> list[list[str]]:
    texts = []
    for path in sorted(GUM.glob("*.conllu")):
        paragraphs: list[list[str]] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# newpar") or not paragraphs:
                paragraphs.append([])
            if line.startswith("# text = "):
                paragraphs[-1].append(line.removeprefix("# text = "))
        texts.append([" ".join(sentences) for sentences in paragraphs if sentences])
    return texts


@pytest.mark.skipif(not GUM.is_dir(), reason="needs the news texts in ../shared/data/gum-news")
class TestRealNews:
    @given(st.data())
    def test_every_sentence_is_found_where_it_stands(self, data: st.DataObject) -> None:
        paragraphs = data.draw(st.sampled_from(gum_texts()))
        words = data.draw(st.sampled_from(paragraphs)).split()
        start = data.draw(st.integers(0, len(words) - 1))
        quote = " ".join(words[start : start + 20])
        assert outcome(quote, *paragraphs) in (Outcome.EXACT, Outcome.AMBIGUOUS)

    @given(st.data())
    def test_a_changed_quote_is_never_exact(self, data: st.DataObject) -> None:
        check_changed(data.draw(st.sampled_from(gum_texts())), data)


def test_the_passage_of_a_quote_has_the_accent_of_its_last_letter() -> None:
    text = "They met in the cafe\u0301 by the bridge."
    haystack = Haystack((ArticleParagraph(1, text, Mark("x")),))
    result = look_up(Evidence(source="x", quote="in the café"), haystack)
    assert result.outcome is Outcome.EXACT
    (stretch,) = haystack.passage(result.matches[0])
    assert text[stretch.start : stretch.end] == "in the cafe\u0301"
