import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefkit.model.claim import Claim
from briefkit.model.dispute import dispute, standing
from casefiles import CASES


def positions(text):
    for part in filter(None, text.strip().split("; ")):
        stance, holder, *date = part.split()
        data = {"stance": stance, **({"date": date[0]} if date else {})}
        if holder == "some":
            data["unnamed"] = "some"
        elif holder == "report":
            data["own_voice"] = "true"
        else:
            data["actor"] = holder.split("+")
        yield data


def claim(text):
    data = {"id": "x", "claim": "It is so.", "kind": "factual", "positions": list(positions(text))}
    return Claim.model_validate(data)


def table():
    for line in (CASES / "dispute.txt").read_text(encoding="utf-8").splitlines():
        if "=>" in line:
            text, _, state = line.partition("=>")
            yield pytest.param(text.strip(), state.strip(), id=text.strip() or "none")


@pytest.mark.parametrize(("text", "state"), list(table()))
def test_the_state_follows_from_the_positions(text, state):
    assert dispute(claim(text)) == state


LINES = st.lists(
    st.tuples(
        st.sampled_from(["support", "deny", "query", "comment"]),
        st.sampled_from(["a", "b", "a+b", "b+a", "some", "report"]),
        st.sampled_from(["", "2021", "2022-02-07", "2022-02-08", "2022-02", "../2020"]),
    ).map(" ".join),
    max_size=6,
)


@given(LINES, st.randoms())
def test_the_order_of_positions_does_not_count(lines, random):
    mixed = list(lines)
    random.shuffle(mixed)
    one, other = claim("; ".join(lines)), claim("; ".join(mixed))
    assert dispute(one) == dispute(other)


@given(LINES)
def test_every_holder_keeps_a_position(lines):
    all_of_them = claim("; ".join(lines)).positions
    kept = standing(all_of_them)

    def holders(found):
        return {(frozenset(position.actor), position.unnamed, position.own_voice) for position in found}

    assert holders(kept) == holders(all_of_them)
    assert all(any(position is other for other in all_of_them) for position in kept)
