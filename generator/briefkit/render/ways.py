"""How two records are connected, in words, as seen from either end."""

from collections.abc import Mapping
from functools import lru_cache

from briefkit.model.ref import Ref
from briefkit.model.vocabulary import Stance
from briefkit.render.catalogue import Catalogue
from briefkit.render.connections import Connection
from briefkit.render.interface import relation


class Ways:
    """The words for each way of being connected: from its origin on, and from its target back."""

    def __init__(self, words: Catalogue) -> None:
        self._words = words
        text_in = words.text_in
        self._ways: Mapping[str, tuple[str, str]] = {
            Stance.SUPPORT: (text_in("connection", "supports"), text_in("connection", "supported by")),
            Stance.DENY: (text_in("connection", "denies"), text_in("connection", "denied by")),
            Stance.QUERY: (text_in("connection", "questions"), text_in("connection", "questioned by")),
            Stance.COMMENT: (text_in("connection", "comments on"), text_in("connection", "commented on by")),
            "about": (text_in("connection", "is about"), text_in("connection", "subject of")),
            "rival": (text_in("connection", "rival claim"), text_in("connection", "rival claim")),
            "participant": (text_in("connection", "takes part in"), text_in("connection", "participant")),
            "at": (text_in("connection", "happens in"), text_in("connection", "place of")),
            "part": (text_in("connection", "part of"), text_in("connection", "includes")),
            "inside": (text_in("connection", "lies in"), text_in("connection", "contains")),
            "administers": (text_in("connection", "administers"), text_in("connection", "administered by")),
            "holds-part": (text_in("connection", "holds part of"), text_in("connection", "held in part by")),
            "claims": (text_in("connection", "claims"), text_in("connection", "claimed by")),
        }

    def said(self, connection: Connection, seen_from: Ref) -> str:
        """How the one end is connected to the other."""
        onward = seen_from == connection.origin
        match connection.way:
            case "relation":
                return relation(self._words, connection.said if onward else connection.back)
            case "role":
                return self._words.text_in("connection", "role: {role}", role=connection.said)
        return self._ways[connection.way][0 if onward else 1]

    def onward(self, way: str) -> str:
        """The words from the origin on, of a way that has no word of its content's."""
        return self._ways[way][0]


@lru_cache(maxsize=1)
def ways(words: Catalogue) -> Ways:
    """Those of a catalogue, made once."""
    return Ways(words)
