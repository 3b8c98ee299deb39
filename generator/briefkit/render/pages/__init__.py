"""The kinds of pages there are: each a function that lays out its sheets, and a template of the same name."""

from collections.abc import Callable, Iterator

from briefkit.render.pages.actor import actor
from briefkit.render.pages.briefing import briefing
from briefkit.render.pages.claim import claim
from briefkit.render.pages.corrections import corrections
from briefkit.render.pages.event import event
from briefkit.render.pages.former import former
from briefkit.render.pages.graph import graph
from briefkit.render.pages.home import home
from briefkit.render.pages.index import index
from briefkit.render.pages.linked_from import linked_from
from briefkit.render.pages.map import map  # noqa: A004 - a page kind has the name of its page
from briefkit.render.pages.moved import moved
from briefkit.render.pages.place import place
from briefkit.render.pages.problems import problems
from briefkit.render.pages.ratings import ratings
from briefkit.render.pages.review import review
from briefkit.render.pages.search import search
from briefkit.render.pages.source import source
from briefkit.render.pages.timeline import timeline
from briefkit.render.pages.withdrawn import withdrawn
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site

__all__ = ["PAGE_KINDS", "former"]

PAGE_KINDS: tuple[Callable[[Site], Iterator[Sheet]], ...] = (
    home,
    index,
    briefing,
    claim,
    actor,
    place,
    event,
    source,
    withdrawn,
    timeline,
    map,
    corrections,
    ratings,
    search,
    linked_from,
    graph,
    moved,
    review,
    problems,
)
"""All but the pages of former addresses, which are laid out last: they give way to all others."""
