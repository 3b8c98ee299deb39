"""What the JSON-LD of a page is put together from: addresses, and short nodes for other things."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from briefkit.model.ref import Ref
from briefkit.model.vocabulary import Tlp
from briefkit.render.addresses import data_path, page_path, relative
from briefkit.render.site import Site

Node = dict[str, Any]
"""One thing in JSON-LD."""

COLLECTIVE = frozenset({"desk", "editors", "newsroom", "staff", "team"})
"""What names of authors end in that are no person's."""

TLP = "https://www.first.org/tlp/"


class Nodes:
    """Short nodes for one page: with the addresses of things as they are from there."""

    def __init__(self, site: Site, path: str) -> None:
        self.site = site
        self.settings = site.dossier.settings
        self._path = path

    def address(self, path: str, anchor: str = "") -> str:
        """The address of a file of the site: from the page, where nobody said where the site will be."""
        of = self.settings.published if self.settings.site_url else self.settings.url
        below = of(path) if path.endswith(".md") else path
        if self.settings.site_url:
            return f"{self.settings.site_url}{below}{f'#{anchor}' if anchor else ''}"
        return relative(self.settings.url(self._path), below, anchor) or "./"

    def of(self, ref: Ref) -> Node | None:
        """A record in short; None for one that is not published, or was withdrawn."""
        known = self.site.described.get(ref)
        if known is None:
            return None
        word = "headline" if ref.kind == "source" else "name"
        node = {"@type": known.type, "@id": self.address(page_path(ref)), word: known.label}
        if known.url:
            node["url"] = known.url
        return node

    def all_of(self, refs: Iterable[Ref]) -> list[Node]:
        """Those of the records that are published, each once."""
        return [node for ref in dict.fromkeys(refs) if (node := self.of(ref)) is not None]

    def known(self, name: str) -> Node | None:
        """The actor of that name in short, where the site has one and only one."""
        actor = self.site.actors_called.get(name.strip().casefold())
        return self.of(actor) if actor else None

    def organization(self, name: str) -> Node:
        """Who publishes under that name."""
        return self.known(name) or {"@type": "Organization", "name": name}

    def author(self, name: str, *organizations: str) -> Node:
        """Who signed with that name: an organization where it is one of those named, else a person."""
        folded = name.strip().casefold()
        if (
            folded in {other.strip().casefold() for other in organizations}
            or folded.split()[-1] in COLLECTIVE
        ):
            return self.organization(name)
        return self.known(name) or {"@type": "Person", "name": name}

    @cached_property
    def desk(self) -> Node:
        """Who publishes the site."""
        return {"@type": "Organization", "name": self.settings.site_name}

    def data(self, ref: Ref) -> Node:
        """The record's data file."""
        return {
            "@type": "DataDownload",
            "contentUrl": self.address(data_path(ref)),
            "encodingFormat": "application/json",
        }

    def marking(self, tlp: Tlp | None) -> Node | None:
        """How a work may be passed on."""
        return {"@type": "CreativeWork", "name": str(tlp), "url": TLP} if tlp else None


def filled(node: Mapping[str, Any]) -> Node:
    """The node without what is not known; a list of one thing is the thing."""
    kept: Node = {}
    for name, value in node.items():
        if value is None or value in ("", []):
            continue
        kept[name] = value[0] if isinstance(value, list) and len(value) == 1 and name != "@graph" else value
    return kept
