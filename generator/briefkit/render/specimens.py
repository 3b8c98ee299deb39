"""A page with every component in every state: specimen records, written by the site's own templates.

Specimens have no pages, so what would lead to one leads to its card on this page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from markupsafe import Markup

from briefkit.model.kinds import KINDS
from briefkit.model.place import Place
from briefkit.model.ref import Ref
from briefkit.render.addresses import (
    CORRECTIONS,
    HOME,
    MAP,
    RATINGS,
    built_way,
    index_path,
    page_path,
    timeline_path,
)
from briefkit.render.atlas import Drawn
from briefkit.render.escape import printed
from briefkit.render.sheet import Leaf, Sheet
from briefkit.render.site import Site
from briefkit.render.tools import Tools

THERE = frozenset(
    {HOME, RATINGS, MAP, CORRECTIONS, timeline_path(), *(index_path(kind.name) for kind in KINDS)}
)
"""Pages that every site has."""

LONG_LIST = Leaf(3, 5, 900, ())
"""For the way through a list of several pages."""


def style_sheet(specimens: Site) -> Sheet:
    """The one page, where the settings say; `specimens` is the site of the specimen records."""
    path = specimens.dossier.settings.style_page
    words = specimens.catalogue
    return Sheet(
        path,
        "style.md.j2",
        words.text("Style"),
        {"leaf": LONG_LIST, "card_anchor": card_anchor},
        listed=True,
        summary=words.text("Every component of these pages in every state."),
    )


def card_anchor(ref: Ref) -> str:
    """The id of a specimen's card."""
    return f"specimen-{ref.kind}-{ref.id}"


class SpecimenTools(Tools):
    """Tools for the page of specimens."""

    def _link(self, ref: Ref, words: str | None = None, anchor: str = "") -> Markup:
        record = self._site.get(ref)
        if record is None:
            return super()._link(ref, words, anchor)
        shown = printed(record.label if words is None else words)
        return Markup(f"[{shown}](#{card_anchor(ref)})")  # noqa: S704 - inert text

    def go(self, path: str, words: str, anchor: str = "") -> Markup:
        """A link to a page that every site has; all others lead to a card, or back to this page."""
        page = path.partition("?")[0]
        if page in THERE:
            return super().go(path, words, anchor)
        if page in self._cards:
            return Markup(f"[{printed(words)}](#{self._cards[page]})")  # noqa: S704 - inert text
        return super().go(self._sheet.path, words)

    @cached_property
    def _cards(self) -> Mapping[str, str]:
        """The ids of the cards by the page that the record would have."""
        return {page_path(ref): card_anchor(ref) for ref in self._site.dossier.records}

    def draw_map(self, places: Sequence[Place], *drawing: Any, **options: Any) -> Drawn | None:
        """A map whose marks lead to cards."""
        drawn = super().draw_map(places, *drawing, **options)
        if drawn is None:
            return None
        picture, settings = str(drawn.picture), self._site.dossier.settings
        for place in places:
            there = built_way(settings, self._sheet.path, page_path(place.ref))
            picture = picture.replace(f'href="{there}"', f'href="#{card_anchor(place.ref)}"')
        # its words are those of the drawing
        return replace(drawn, picture=Markup(picture))  # noqa: S704
