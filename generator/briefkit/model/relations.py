"""Types of lasting ties between actors, each with the word for the way back."""

from collections.abc import Mapping

RELATION_TYPES: Mapping[str, str] = {
    "ally-of": "ally-of",
    "rival-of": "rival-of",
    "opponent-of": "opponent-of",
    "partner-of": "partner-of",
    "related-to": "related-to",
    "member-of": "has-member",
    "part-of": "has-part",
    "leads": "led-by",
    "supports": "supported-by",
    "spokesperson-of": "has-spokesperson",
    "employed-by": "employs",
    "controls": "controlled-by",
    "funds": "funded-by",
    "founded": "founded-by",
    "succeeded": "succeeded-by",
}
"""The built-in types; a site adds its own by the option `relation_types`."""


def both_ways(types: Mapping[str, str]) -> Mapping[str, str]:
    """The types and their inverses, each leading to the other."""
    return {**{inverse: name for name, inverse in types.items()}, **types}


def relation_words(name: str) -> str:
    """``ally-of`` as a reader sees it."""
    return name.replace("-", " ")
