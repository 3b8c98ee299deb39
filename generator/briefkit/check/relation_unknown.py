"""A relation has one of the site's types."""

from collections.abc import Iterator

from rapidfuzz import process

from briefkit.model.actor import Actor
from briefkit.model.dossier import Dossier
from briefkit.problems import Problem, Rule, Severity

RULE = Rule("relation-unknown", Severity.ERROR, "A relation has one of the site's relation types.")


def check(dossier: Dossier) -> Iterator[Problem]:
    """Every relation whose type is on no list."""
    types = sorted(dossier.settings.all_relation_types)
    for actor in dossier.of(Actor):
        for index, relation in enumerate(actor.relations):
            if relation.type in types:
                continue
            near = process.extractOne(relation.type, types, score_cutoff=60)
            hint = f"{f'{near[0]}? ' if near else ''}One of: {', '.join(types)}"
            message = f"there is no relation type “{relation.type}”"
            yield Problem(dossier.mark(actor.ref, "relations", index, "type"), RULE, message, hint)
