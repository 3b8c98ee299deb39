"""How many independent sources carry something."""

import pytest

from briefkit.model.evidence import Evidence
from briefkit.model.independence import independent_sources
from briefkit.model.source import Source

TABLE = [
    # what, sources (id: origin or publisher), evidence (source, document), count
    ("one report", {"a": "ap"}, [("a", None)], 1),
    (
        "five copies of one wire story",
        dict.fromkeys("abcde", "ap"),
        [(name, None) for name in "abcde"],
        1,
    ),
    ("two outlets that heard the speaker", {"a": "ap", "b": "dpa"}, [("a", None), ("b", None)], 2),
    ("two readings of one paper", {"a": "ap", "b": "dpa"}, [("a", "paper"), ("b", "paper")], 1),
    ("two papers, one reader", {"a": "ap"}, [("a", "one"), ("a", "two")], 1),
    ("two papers, two readers", {"a": "ap", "b": "dpa"}, [("a", "one"), ("b", "two")], 2),
    ("a paper and a reading of it", {"paper": "office", "a": "ap"}, [("paper", None), ("a", "paper")], 1),
    (
        "both read the paper, and both heard the speaker",
        {"a": "ap", "b": "dpa"},
        [("a", "paper"), ("b", "paper"), ("a", None), ("b", None)],
        2,
    ),
    (
        "one read the paper, the other did and heard",
        {"a": "ap", "b": "dpa"},
        [("a", "p"), ("b", "p"), ("b", None)],
        2,
    ),
    ("nothing", {}, [], 0),
    ("a source nobody has", {}, [("gone", None)], 0),
]


@pytest.mark.parametrize(
    ("origins", "items", "count"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_what_counts_once(origins: dict[str, str], items: list[tuple[str, str | None]], count: int) -> None:
    sources = {
        name: Source(id=name, headline="x", publisher="p", origin=origin, text="full")  # type: ignore[arg-type]
        for name, origin in origins.items()
    }
    evidence = [Evidence(source=name, quote="x", document=document) for name, document in items]
    assert independent_sources(evidence, lambda item: sources.get(item.source)) == count
    assert independent_sources(evidence[::-1], lambda item: sources.get(item.source)) == count


def test_a_publisher_is_the_origin_where_none_is_named() -> None:
    sources = {
        name: Source.model_validate({"id": name, "headline": "x", "publisher": publisher, "text": "full"})
        for name, publisher in {"a": "The Paper", "b": "The Paper", "c": "Another"}.items()
    }
    evidence = [Evidence(source=name, quote="x") for name in sources]
    assert independent_sources(evidence, lambda item: sources.get(item.source)) == 2


def test_a_retracted_source_carries_nothing() -> None:
    source = Source.model_validate(
        {"id": "a", "headline": "x", "publisher": "p", "text": "full", "status": "retracted"}
    )
    assert independent_sources([Evidence(source="a", quote="x")], lambda _: source) == 0
