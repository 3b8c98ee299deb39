"""A relation has one of the site's types."""

from collections.abc import Iterator

from briefkit.model.actor import Actor
from briefkit.model.dossier import Dossier
from briefkit.model.nearest import proposal
from briefkit.model.record import Record
from briefkit.problems import Problem, Rule, Severity

RULE = Rule("relation-unknown", Severity.ERROR, "A relation has one of the site's relation types.")


def check(dossier: Dossier, record: Record) -> Iterator[Problem]:
    """Every relation whose type is on no list."""
    if not isinstance(record, Actor) or not record.relations:
        return
    types = sorted(dossier.settings.all_relation_types)
    for index, relation in enumerate(record.relations):
        if relation.type not in types:
            hint = f"{proposal(relation.type, types, 1)} One of: {', '.join(types)}".lstrip()
            message = f"there is no relation type “{relation.type}”"
            yield Problem(dossier.mark(record.ref, "relations", index, "type"), RULE, message, hint)
