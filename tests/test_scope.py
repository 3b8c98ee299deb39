"""Results of jobs that are known are those that the jobs would give, in one run and from one run to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.memory import Job, Memory, Store
from briefkit.model.reads import reading, with_tables


@dataclass(frozen=True)
class Shop:
    """Prices of fruit."""

    prices: Mapping[str, int]

    def __post_init__(self) -> None:
        with_tables(self, "prices")


FRUIT = [f"fruit{number}" for number in range(12)]


def price(shop: Shop, name: str) -> tuple[str, int | None, int | None]:
    """What one costs and what its neighbour costs; of some, that of all."""
    if name.endswith("0"):
        return name, len(shop.prices), sum(shop.prices.values())
    return name, shop.prices.get(name), shop.prices.get(FRUIT[FRUIT.index(name) - 1])


def expected(shop: Shop) -> list[tuple[str, int | None, int | None]]:
    return [price(shop, name) for name in shop.prices]


def each(memory: Memory, shop: Shop, bases: Mapping[str, int] | None = None) -> tuple[list[object], set[str]]:
    """What comes of it, and what had to be worked out."""
    keys = list(shop.prices)
    with memory.scope("prices", "basis", shop) as scope:
        given = None if bases is None else [bases.get(key) for key in keys]
        found = scope.each([f"of {key}" for key in keys], keys, partial(price, shop), given)
    return list(found), {name.removeprefix("of ") for name in memory.worked("prices")}


prices = st.dictionaries(st.sampled_from(FRUIT), st.integers(0, 3), min_size=1)
steps = st.lists(st.tuples(prices, st.booleans()), min_size=1, max_size=6)


@settings(max_examples=60)
@given(steps=steps)
def test_whatever_changes_the_results_are_those_of_jobs_that_are_done(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[dict[str, int], bool]]
) -> None:
    store = Store(tmp_path_factory.mktemp("cache"))
    memory = Memory(store=store)
    for content, is_another_run in steps:
        if is_another_run:
            memory.save()()
            memory = Memory(store=store)
        shop = Shop(content)
        assert each(memory, shop)[0] == expected(shop)


@settings(max_examples=30)
@given(steps=steps)
def test_jobs_one_by_one_and_each_of_many_know_of_each_other(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[dict[str, int], bool]]
) -> None:
    memory = Memory(store=Store(tmp_path_factory.mktemp("cache")))
    for content, one_by_one in steps:
        shop = Shop(content)
        if one_by_one:
            with memory.scope("prices", "basis", shop) as scope:
                jobs = [Job(f"of {name}", None, partial(price, shop, name)) for name in content]
                assert list(scope.run(jobs)) == expected(shop)
        else:
            assert each(memory, shop)[0] == expected(shop)


@pytest.mark.parametrize("is_stored", [False, True])
def test_only_what_read_something_that_changed_is_worked_out(tmp_path: Path, *, is_stored: bool) -> None:
    memory = Memory(store=Store(tmp_path))
    each(memory, Shop(dict.fromkeys(FRUIT, 1)))
    if is_stored:
        memory.save()()
        memory = Memory(store=Store(tmp_path))
    assert each(memory, Shop(dict.fromkeys(FRUIT, 1)))[1] == set()
    changed = Shop(dict.fromkeys(FRUIT, 1) | {"fruit4": 2})
    assert each(memory, changed) == (expected(changed), {"fruit4", "fruit5", "fruit0", "fruit10"})


@pytest.mark.parametrize("is_stored", [False, True])
def test_what_is_given_another_basis_is_worked_out(tmp_path: Path, *, is_stored: bool) -> None:
    memory, shop = Memory(store=Store(tmp_path)), Shop(dict.fromkeys(FRUIT, 1))
    each(memory, shop, dict.fromkeys(FRUIT, 1))
    if is_stored:
        memory.save()()
        memory = Memory(store=Store(tmp_path))
    assert each(memory, shop, dict.fromkeys(FRUIT, 1) | {"fruit7": 2})[1] == {"fruit7"}
    assert each(memory, shop)[1] == set(FRUIT)


def test_what_known_results_read_is_noted() -> None:
    memory, shop = Memory(), Shop(dict.fromkeys(FRUIT, 1))
    each(memory, shop)
    with reading() as reads:
        each(memory, shop)
    assert {("Shop.prices", name) for name in FRUIT} <= reads
