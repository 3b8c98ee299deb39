"""What each page is about, for machines: JSON-LD with the types and properties of schema.org (30.0)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from briefkit.render.addresses import HOME, RATINGS
from briefkit.render.linked_nodes import Node, Nodes, filled
from briefkit.render.linked_things import actor_node, event_node, place_node
from briefkit.render.linked_works import briefing_node, claim_node, corrections, source_node
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site

CONTEXT = "https://schema.org"

DESCRIBED: Mapping[str, Callable[[Nodes, Any], Iterator[Node]]] = {
    "briefing": briefing_node,
    "claim": claim_node,
    "actor": actor_node,
    "place": place_node,
    "event": event_node,
    "source": source_node,
}
"""By kind of record: what its page is about, the record first."""

COLLECTIONS = ("index_", "timeline", "corrections", "linked_from")
"""What the templates of pages begin with that list others."""


class LinkedData:
    """The JSON-LD of every page of a site."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def of(self, sheet: Sheet) -> Node | None:
        """One graph for the page; None for a page that is there only while the site is written."""
        if sheet.preview:
            return None
        nodes = Nodes(self._site, sheet.path)
        record = self._site.records.get(sheet.record) if sheet.record else None
        if record is not None and sheet.template == f"{record.KIND}.md.j2":
            made = list(DESCRIBED[record.KIND](nodes, record))
            made[0]["subjectOf"] = nodes.data(record.ref)
        else:
            made = [_page(nodes, sheet)]
        made[0] = {"@type": made[0]["@type"], "@id": nodes.address(sheet.path), **made[0]}
        return {"@context": CONTEXT, "@graph": [filled(node) for node in made]}


def _page(nodes: Nodes, sheet: Sheet) -> Node:
    """A page that is about no single record that stands."""
    withdrawn = nodes.site.withdrawn.get(sheet.record) if sheet.record else None
    return {
        "@type": _type(sheet),
        "name": sheet.title,
        "inLanguage": nodes.settings.language,
        "publisher": nodes.desk,
        "correction": corrections(nodes, withdrawn) if withdrawn else None,
        "usageInfo": nodes.marking(withdrawn.tlp) if withdrawn else None,
    }


def _type(sheet: Sheet) -> str:
    if sheet.path == HOME:
        return "WebSite"
    if sheet.path == RATINGS:
        return "AboutPage"
    return "CollectionPage" if sheet.template.startswith(COLLECTIONS) else "WebPage"
