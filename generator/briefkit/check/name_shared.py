"""No two records have the same name or alias."""

from collections.abc import Iterator

from briefkit.model.dossier import Dossier
from briefkit.model.names import Name
from briefkit.model.record import Named
from briefkit.problems import Problem, Rule, Severity

RULE = Rule(
    "name-shared",
    Severity.WARNING,
    "No two records have the same name or alias; where they have, the name is linked nowhere.",
)


def check_all(dossier: Dossier) -> Iterator[Problem]:
    """Names that belong to more than one record, at each record after the first.

    A metonym is meant to be another record's name, and is linked by hand only: it counts for nothing here.
    """
    for names in dossier.names.values():
        plain = [name for name in names if not name.metonym]
        for name in plain[1:]:
            if name.ref != plain[0].ref:
                message = f"“{name.text}” is a name of {plain[0].ref}, too: it is linked nowhere by itself"
                hint = "Make one of the names longer, or mark the alias of an actor with metonym: true"
                yield Problem(dossier.mark(name.ref, *_path(dossier, name)), RULE, message, hint)


def _path(dossier: Dossier, name: Name) -> tuple[str | int, ...]:
    record = dossier.records[name.ref]
    if isinstance(record, Named) and record.name != name.text:
        for index, alias in enumerate(record.aliases):
            if alias.name == name.text:
                return "aliases", index
    return ("name",)
