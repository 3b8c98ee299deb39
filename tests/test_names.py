"""The index of names after a change is that of all records."""

from hypothesis import given
from hypothesis import strategies as st

from briefkit.model.actor import Actor
from briefkit.model.names import index_again, index_names
from briefkit.model.record import Record
from briefkit.model.ref import Ref

WORDS = st.sampled_from(["Élan", "Elan", "ELAN", "Weiß", "Weiss", "Київ", "the bridge", "\u200b\u2019"])

ACTORS = st.dictionaries(
    st.sampled_from("abcdefgh"), st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=8
)


def records(names: dict[str, list[str]], kept: dict[Ref, Record]) -> dict[Ref, Record]:
    """The same objects where they say the same."""
    made = {}
    for name, (first, *others) in sorted(names.items()):
        actor = Actor.model_validate({
            "id": name, "name": first, "kind": "group", "aliases": [{"name": other} for other in others],
            "corrections": [{"date": "2022", "kind": "withdrawal", "text": "Wrong."}] * (others[1:] == [first]),
        })  # fmt: skip
        before = kept.get(actor.ref)
        made[actor.ref] = before if before is not None and before == actor else actor
    return made


@given(before=ACTORS, edits=ACTORS, gone=st.sets(st.sampled_from("abcdefgh"), max_size=1))
def test_the_index_after_a_change_is_that_of_all_records(
    before: dict[str, list[str]], edits: dict[str, list[str]], gone: set[str]
) -> None:
    others = dict(list(edits.items())[:2])
    # many that stay, so that those that change are few
    rest = {f"z{number}": [f"Stays {number}", "Élan"] for number in range(20)}
    one = records(before | rest, {})
    now = {**before, **others, **rest}
    other = records({name: names for name, names in now.items() if name not in gone}, one)
    known = index_names(one.values())
    again, anew = index_again(known, one, other), index_names(other.values())
    assert list(again.items()) == list(anew.items())
    assert index_again(known, one, dict(one)) is known
