"""Values that are got when they are asked for."""

from collections.abc import Iterator

from briefkit.memory import LateTuple, digest


def test_a_late_tuple_is_made_once_and_not_before_it_is_asked_for() -> None:
    asked = []

    def make() -> Iterator[str]:
        asked.append(True)
        yield from "abc"

    late = LateTuple(3, make)
    assert len(late) == 3
    assert not asked
    assert [*late] == ["a", "b", "c"]
    assert late[0] == "a"
    assert late[1:] == ("b", "c")
    assert asked == [True]


def test_a_late_tuple_is_as_good_as_one() -> None:
    late, whole = LateTuple(3, lambda: "abc"), ("a", "b", "c")
    assert late == whole
    assert whole == late
    assert late == LateTuple(3, lambda: whole)
    assert late != LateTuple(3, lambda: "abd")
    assert late != ["a", "b", "c"]
    assert {late, whole} == {whole}
    assert digest(late) == digest(whole)
    assert not LateTuple(0, tuple)
