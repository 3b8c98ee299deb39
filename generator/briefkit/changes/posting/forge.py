"""What posting asks of GitHub or GitLab."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

MOST_PAGES = 100
"""Pages of comments, or of merge requests, that are looked through."""

PER_PAGE = 100
"""The most that both give at once."""


class ForgeError(Exception):
    """The comment cannot be posted; `str()` is a sentence for people, without the token."""

    def __init__(self, sentence: str, status: int = 0) -> None:
        super().__init__(sentence)
        self.status = status
        """What the forge answered, where it did."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of the account that posts."""

    key: str
    """Its number, as a part of an address."""
    body: str


def inside(entry: object, *names: str) -> Any:
    """What an answer holds below the names; None where it has another form."""
    for name in names:
        entry = entry.get(name) if isinstance(entry, dict) else None
    return entry


def number_of(entry: object, name: str) -> int:
    """The number that an answer holds below the name; raises ForgeError where it has another form."""
    number = inside(entry, name)
    if not isinstance(number, int):
        raise ForgeError(f"the answer has another form than is known: it has no number “{name}”")
    return number


class Forge(Protocol):
    """One merge request of a forge. Every method raises ForgeError."""

    @property
    def place(self) -> str:
        """The merge request in words."""
        ...

    def own_comments(self) -> Iterable[Comment]:
        """The comments that the account of the token has written, oldest first."""
        ...

    def add(self, body: str) -> None:
        """Writes a new comment."""
        ...

    def change(self, comment: Comment, body: str) -> None:
        """Gives a comment another text."""
        ...
