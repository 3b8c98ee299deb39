"""What the build of a preview is to be told, from the two states that are compared."""

from collections.abc import Mapping
from dataclasses import replace

from jinja2 import TemplateError

from briefkit.building import output, pages_of
from briefkit.changes.comparing.entries import Comparison, State
from briefkit.changes.comparing.facts.moves import moves
from briefkit.changes.comparing.states.sides import Side, Sides
from briefkit.changes.previewing.instructions import Instructions
from briefkit.changes.previewing.pages import differing_pages, texts
from briefkit.changes.report.page import changes_pages
from briefkit.load import hand_written
from briefkit.memory import Memory
from briefkit.render.addresses import page_path


def instructions(
    sides: Sides, comparison: Comparison, memory: Memory
) -> tuple[Instructions, tuple[str, ...]]:
    """What the build of the head is told; and what could not be found out, each a sentence.

    The pages of the base are made with its own templates: it is code that the branch it comes from trusts.
    Raises TemplateError where a template of the head has a mistake.
    """
    head = _pages_of_head(sides.head, memory)
    base, notices = _pages_of_base(sides, memory)
    pages: Mapping[str, str | None] = {}
    if base is not None:
        known = moves(sides.base.checked.dossier, sides.head.checked.dossier)
        renamed = {page_path(before): page_path(now) for before, now in known.items()}
        pages = differing_pages(base, head, renamed)
    told = replace(comparison, notices=(*comparison.notices, *notices))
    changes = {page.path: page.text for page in changes_pages(sides.head.checked.site, told)}
    against = _called(sides.base.state)
    return Instructions(
        against=against, pages=pages, changes=changes, entries=_entries(told, changes)
    ), notices


def _pages_of_head(side: Side, memory: Memory) -> dict[str, str]:
    own = hand_written(side.settings)
    made = output(side.settings, own.keys(), memory)
    # before the base: the build of the site, and the next one, need not make them again
    memory.save()()
    return texts(made.pages, own)


def _pages_of_base(sides: Sides, memory: Memory) -> tuple[dict[str, str] | None, tuple[str, ...]]:
    """None where there are none that anything could be held against, and why."""
    side, name = sides.base, _called(sides.base.state)
    if not side.settings.content_dir.is_dir():
        return None, ("Where everything is new, nothing is marked.",)
    own = hand_written(side.settings)
    try:
        return texts(pages_of(side.checked, own.keys(), memory), own), ()
    except TemplateError as error:
        told = f"{error}".splitlines()[0] if f"{error}" else type(error).__name__
        return None, (f"The pages of {name} cannot be made, so nothing is marked: {told}",)


def _called(state: State) -> str:
    """What a revision is called on pages."""
    short = (state.commit or "")[:10]
    return short if not state.name or short.startswith(state.name[:10]) else f"{state.name} ({short})"


def _entries(told: Comparison, changes: Mapping[str, str]) -> dict[str, str]:
    """Where it is said of a record what changed in it, by the file of its page."""
    refs = {change.ref: f"{change.ref.kind}-{change.ref.id}" for change in told.facts}
    return {
        page_path(ref): f"{path}#{anchor}"
        for path, text in reversed([*changes.items()])
        for ref, anchor in refs.items()
        if f"{{ #{anchor} }}" in text
    }
