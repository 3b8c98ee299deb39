"""What can be wrong with the content: values with a place, collected, reported once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from briefkit.model.characters import visible
from briefkit.model.mark import Mark


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    """The site is not built."""
    WARNING = "warning"
    """The site is built; `mkdocs build --strict` refuses it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is looked for."""

    name: str
    """Unique, lower-case with hyphens; stands in brackets behind each message."""
    severity: Severity
    summary: str
    """The rule in one sentence."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the content, with its place."""

    mark: Mark
    rule: Rule
    message: str
    """What is wrong, with the offending text, in one line."""
    hint: str = ""
    """What right input looks like; empty where the message says it."""
    fix: str | None = None
    """The value to write in place of the one that stands at the mark, where only one can be meant."""

    @property
    def place(self) -> str:
        """File, line and column, as editors and terminals jump to them."""
        return f"{visible(self.mark.path)}:{self.mark.line}:{self.mark.column}"

    def __str__(self) -> str:
        return f"{self.place}: {self.rule.severity}: {self.message} [{self.rule.name}]"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems by file, line and column, each once, and so that everything in them can be seen.

    Messages quote what they are about, and a terminal would obey control characters in it.
    """
    seen = {
        replace(
            problem,
            message=visible(" ".join(problem.message.split("\n"))),
            hint="\n".join(visible(line) for line in problem.hint.split("\n")),
        )
        for problem in problems
    }
    return tuple(
        sorted(seen, key=lambda problem: (problem.mark, problem.rule.name, problem.message, problem.hint))
    )
