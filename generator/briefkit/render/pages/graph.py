"""The neighbourhood of a record: a picture, and a table that says the same."""

from collections.abc import Callable, Iterator
from functools import partial
from xml.etree import ElementTree as ET

from markupsafe import Markup

from briefkit.model.kinds import KINDS
from briefkit.model.ref import Ref
from briefkit.render.addresses import built_way, connections_path, page_path
from briefkit.render.drawing.elements import element_text
from briefkit.render.drawing.graph import Graph
from briefkit.render.drawing.graph import picture as drawn
from briefkit.render.escape import in_one_line, without_marks
from briefkit.render.interface import kind_word
from briefkit.render.neighbourhood import Neighbourhood
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site
from briefkit.render.ways import ways


def graph(site: Site) -> Iterator[Sheet]:
    """One sheet for each record that is connected with enough others."""
    for ref, near in site.neighbourhoods.items():
        record = site.records[ref]
        title, late = connections_title(site, record.label), {"picture": partial(_drawn_later, site, near)}
        context = {"record": record, "near": near}
        yield Sheet(connections_path(ref), "graph.md.j2", title, context, late=late)


def connections_title(site: Site, name: str) -> str:
    """What the page of a record's connections is called."""
    return site.catalogue.text("{name}: connections", name=name)


def _drawn_later(site: Site, near: Neighbourhood) -> Callable[[], Markup]:
    return partial(_picture, site, near)


def _picture(site: Site, near: Neighbourhood) -> Markup:
    """The picture as a block that every renderer passes on as it is: one line without a mark in it."""
    settings, here = site.dossier.settings, connections_path(near.centre)

    def href(ref: Ref) -> str:
        return built_way(settings, here, page_path(ref))

    shown = (near.centre, *near.first, *near.second)
    words = site.catalogue
    name = words.text("Connections of {name}", name=site.called[near.centre].label)
    told = words.text(
        "Records around it: {first}. Records around those: {second}. Connections: {ties}. "
        "The table below says the same.",
        first=len(near.first),
        second=len(near.second),
        ties=len(near.ties),
    )
    labels = {ref: in_one_line(site.called[ref].label) for ref in shown}
    kinds = {kind.name: kind_word(words, kind.name) for kind in KINDS}
    figure = ET.Element("figure", {"class": "bk-graph"})
    figure.append(
        drawn(Graph(near, labels, ways(words)), href, kinds, (in_one_line(name), in_one_line(told)))
    )
    return Markup(without_marks(element_text(figure)))  # noqa: S704 - written by the library, and without marks
