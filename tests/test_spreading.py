"""Work that other processes do comes out as if it were done here, whatever happens to them."""

import os
import random
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from briefkit.memory.spreading import FEWEST, TOGETHER, spread, spread_in_files
from briefkit.memory.workers import apart, cores

COUNTS = [0, 1, FEWEST - 1, FEWEST, FEWEST + TOGETHER + 1, 5 * TOGETHER]


def squares(count: int) -> list[partial[int]]:
    return [partial(pow, number, 2) for number in range(count)]


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_are_in_the_order_of_the_work(count: int, workers: int) -> None:
    expected = [number**2 for number in range(count)]
    assert spread(squares(count), workers) == expected
    assert spread(squares(count), workers, fewest=2, together=1) == expected


@pytest.mark.parametrize("workers", [1, 2])
def test_results_in_files_are_found_in_any_order(workers: int) -> None:
    with ExitStack() as files:
        found = spread_in_files(squares(330), workers, files)
        numbers = [*range(330), *random.Random(1).sample(range(330), 100)]
        assert [found[number] for number in numbers] == [number**2 for number in numbers]


def elsewhere(here: int, number: int) -> int:
    """Ends any process but this one."""
    if os.getpid() != here:
        os._exit(3)
    return number


def test_what_another_process_could_not_do_is_done_here() -> None:
    works = [partial(elsewhere, os.getpid(), number) for number in range(200)]
    assert spread(works, 2) == list(range(200))
    with ExitStack() as files:
        found = spread_in_files(works, 2, files)
        assert [found[number] for number in range(200)] == list(range(200))


def fails(number: int) -> int:
    if number == 177:
        raise KeyError(number)
    return number


def test_work_that_fails_fails_here() -> None:
    with pytest.raises(KeyError, match="177"):
        spread([partial(fails, number) for number in range(200)], 2)


def test_what_cannot_be_handed_over_is_done_here() -> None:
    found = spread([partial(iter, [number]) for number in range(200)], 2)
    assert [next(each) for each in found] == list(range(200))


def pieces(count: int, stop: int | None = None, here: int = 0) -> Iterator[tuple[int, int]]:
    for number in range(count):
        if number == stop:
            elsewhere(here, number)
        yield number, os.getpid()


def test_work_is_done_apart_and_then_what_follows_it(tmp_path: Path) -> None:
    told = tmp_path / "told"
    found, wait = apart(partial(pieces, 5), told.touch)
    wait()
    assert [number for number, _ in found] == list(range(5))
    assert ({process for _, process in found} != {os.getpid()}) == (cores() > 1)
    assert told.exists()


def test_work_that_was_cut_off_is_done_here_from_the_beginning(tmp_path: Path) -> None:
    told = tmp_path / "told"
    found, wait = apart(partial(pieces, 5, 3, os.getpid()), told.touch)
    wait()
    assert found == [(number, os.getpid()) for number in range(5)]
    assert told.exists()


def test_work_that_fails_apart_fails_here() -> None:
    with pytest.raises(KeyError, match="177"):
        apart(lambda: (fails(number) for number in (1, 177)), lambda: None)


def test_what_follows_may_fail() -> None:
    found, wait = apart(partial(pieces, 2), lambda: fails(177) and None)
    wait()
    assert len(found) == 2
