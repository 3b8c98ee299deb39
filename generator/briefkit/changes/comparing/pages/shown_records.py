"""What one page shows of the records, as far as is told without writing it."""

from collections.abc import Container, Mapping
from typing import Any, NamedTuple

from briefkit.model.ref import Ref

SHOWN = 20
"""Most claims about a record, and most entries of each kind that refer to it, on its page."""
HELD = 40
"""Most positions and relations on the page of an actor."""

SAID: dict[str, tuple[str, ...]] = {
    "actor": ("about", "positions", "participants", "relations"),
    "claim": ("alternatives",),
    "event": ("about", "part_of"),
    "place": ("about", "places", "part_of"),
    "source": ("evidence", "document"),
}
"""Ways of referring that the page of a kind shows otherwise."""


class Shown(NamedTuple):
    """What is shown, as it is told from one process to another."""

    ways: dict[Ref, str]
    """Each record with a few words, as ``rests on``; empty for the page's own."""
    cards: set[Ref]
    """Those whose card is shown, with what is counted on it."""
    signs: dict[str, Any]
    """Numbers and the like that are worked out of all records, by a name."""
    links: set[tuple[Ref, Ref, str]]
    """Where shown words of a record lead, and how that is told: of records whose words lead elsewhere now."""

    def called(self, moves: Mapping[Ref, Ref]) -> "Shown":
        """The same, with records that moved called as they are called now."""
        return Shown(
            {moves.get(ref, ref): way for ref, way in self.ways.items()},
            {moves.get(ref, ref) for ref in self.cards},
            {_called(name, moves): value for name, value in self.signs.items()},
            {(moves.get(one, one), moves.get(to, to), told) for one, to, told in self.links},
        )


class ShownRecords:
    """The records that a page names, how it comes to each, and what else is worked out for it."""

    def __init__(self, published: Container[Ref]) -> None:
        """`published` are the records that have a page."""
        self._published = published
        self.shown = Shown({}, set(), {}, set())

    def add(self, ref: Ref, way: str) -> None:
        """The page names this record, if it is published; the first way counts."""
        if ref in self._published:
            self.shown.ways.setdefault(ref, way)

    def card(self, ref: Ref) -> None:
        """It shows the card of this record."""
        self.shown.cards.add(ref)

    def link(self, origin: Ref, target: Ref, told: str = "") -> None:
        """It shows words of a record that lead to another one."""
        self.shown.links.add((origin, target, told))

    def sign(self, name: str, value: Any) -> None:
        """It shows something that is worked out."""
        self.shown.signs[name] = value


def _called(name: str, moves: Mapping[Ref, Ref]) -> str:
    kind, slash, record_id = name.partition("/")
    return str(moves.get(Ref(kind, record_id), name)) if slash else name
