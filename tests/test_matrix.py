"""Who says what."""

from briefkit.model.claim import Claim
from briefkit.render.matrix import (
    MOST_BYTES,
    MOST_CLAIMS,
    MOST_HOLDERS,
    MOST_POSITIONS,
    OWN_VOICE,
    UNNAMED,
    matrix,
)


def claim(name: str, *positions: dict[str, object]) -> Claim:
    return Claim.model_validate({"id": name, "claim": name, "kind": "factual", "positions": list(positions)})


def test_each_holder_has_a_column_and_joint_ones_one_each() -> None:
    table = matrix(
        [
            claim("a", {"actor": ["x", "y"], "stance": "support"}, {"unnamed": "some", "stance": "deny"}),
            claim("b", {"actor": "x", "stance": "deny"}, {"own_voice": "true", "stance": "comment"}),
        ]
    )
    assert [column.actor.id if column.actor else column.voice for column in table.columns] == [
        "x", "y", OWN_VOICE, UNNAMED,
    ]  # fmt: skip
    assert [[[str(p.stance) for p in cell.positions] for cell in row.cells] for row in table.rows] == [
        [["support"], ["support"], [], ["deny"]],
        [["deny"], [], ["comment"], []],
    ]


def test_positions_of_one_holder_stand_in_the_order_of_time() -> None:
    table = matrix(
        [
            claim(
                "a",
                {"actor": "x", "stance": "deny", "date": "2022-03"},
                {"actor": "x", "stance": "support", "date": "2022-02"},
            )
        ]
    )
    assert [str(position.stance) for position in table.rows[0].cells[0].positions] == ["support", "deny"]


def test_a_large_table_ends_and_says_what_it_leaves_out() -> None:
    claims = [claim(f"c{n}", {"actor": f"a{n}", "stance": "support"}) for n in range(MOST_CLAIMS + 5)]
    table = matrix(claims)
    assert (len(table.rows), table.more_claims) == (MOST_CLAIMS, 5)
    assert (len(table.columns), table.more_holders) == (MOST_HOLDERS, MOST_CLAIMS - MOST_HOLDERS)


def test_a_cell_shows_the_latest_positions_and_counts_the_earlier_ones() -> None:
    days = range(1, MOST_POSITIONS + 3)
    table = matrix([claim("a", *({"actor": "x", "stance": "deny", "date": f"2022-02-0{n}"} for n in days))])
    cell = table.rows[0].cells[0]
    assert [str(position.date) for position in cell.positions] == [f"2022-02-0{n}" for n in days[2:]]
    assert cell.earlier == 2


def test_a_table_of_long_texts_has_fewer_rows() -> None:
    words = "x" * (MOST_BYTES // 4)
    long = [claim(f"c{n}", {"actor": "x", "stance": "deny", "qualification": words}) for n in range(9)]
    assert (len(matrix(long).rows), matrix(long).more_claims) == (3, 6)
    huge = claim("c", {"actor": "x", "stance": "deny", "qualification": words * 9})
    assert len(matrix([huge]).rows) == 1
