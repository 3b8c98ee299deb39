"""What can be wrong with the content: values with a place, collected, reported once."""

from dataclasses import dataclass
from enum import StrEnum

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

    def __str__(self) -> str:
        place = f"{self.mark.path}:{self.mark.line}:{self.mark.column}"
        return f"{place}: {self.rule.severity}: {self.message} [{self.rule.name}]"


def in_order(problems: "list[Problem]") -> "tuple[Problem, ...]":
    """The problems by file, line and column, each once."""
    return tuple(
        sorted(set(problems), key=lambda problem: (problem.mark, problem.rule.name, problem.message))
    )
