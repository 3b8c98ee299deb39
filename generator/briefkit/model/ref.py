"""Names of records: a kind and an id."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

ID = re.compile(r"[a-z0-9-]+")
"""What an id may look like; `index` is taken by the lists."""

RESERVED_IDS = frozenset({"index"})


def can_be_id(text: str) -> bool:
    """Whether a record can have the text for an id."""
    return ID.fullmatch(text) is not None and text not in RESERVED_IDS


class Ref(NamedTuple):
    """What names one record: ids are unique within a kind."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.id}"


def written(refs: Iterable[Ref]) -> list[str]:
    """Each as `str` writes it: sooner than one by one, where there are very many."""
    return [f"{kind}/{name}" for kind, name in refs]


@dataclass(frozen=True, slots=True)
class RefTo:
    """Marks a field that holds references."""

    kind: str | None
    """The kind referred to by a bare id; None where the reference says it (``kind/id``)."""


def parse_ref(text: str, kind: str | None = None) -> Ref | None:
    """The reference in `text`: a bare id where `kind` is given, else ``kind/id``; None where neither."""
    if kind is not None:
        return Ref(kind, text)
    head, slash, tail = text.partition("/")
    return Ref(head, tail) if slash else None
