"""Answers that are kept as long as the record they are about."""

from briefkit.model.actor import Actor
from briefkit.model.remembered import remembered
from briefkit.model.vocabulary import ActorKind


def actor() -> Actor:
    return Actor(id="one", name="One", kind=ActorKind.PERSON)


def test_a_record_is_looked_at_once_and_an_equal_one_for_itself() -> None:
    asked = []

    @remembered
    def name(record: Actor) -> str:
        asked.append(record)
        return record.name

    one, other = actor(), actor()
    assert [name(one), name(one), name(other)] == ["One"] * 3
    assert [id(record) for record in asked] == [id(one), id(other)]


def test_nothing_is_kept_of_a_record_that_is_gone() -> None:
    @remembered
    def name(record: Actor) -> str:
        return record.name

    for _ in range(3):
        assert name(actor()) == "One"
    assert name._known == {}
