"""What differs between two states of the content."""

from pathlib import Path

from briefkit.changes.comparing.entries import Comparison
from briefkit.changes.comparing.facts.facts import facts
from briefkit.changes.comparing.pages.by_hand import site_notices, written_pages
from briefkit.changes.comparing.pages.pages import page_changes
from briefkit.changes.comparing.pages.promised import explained
from briefkit.changes.comparing.states.sides import Sides, two_sides
from briefkit.changes.comparing.troubles import troubles
from briefkit.memory import Memory
from briefkit.model.settings import Settings


def compare(
    config: Path, settings: Settings, base: str, head: str | None = None, memory: Memory | None = None
) -> Comparison:
    """All that differs between two revisions, or a revision and the files as they lie there.

    Raises GitError where git cannot say.
    """
    with two_sides(config, settings, base, head, memory) as sides:
        return comparison(sides)


def comparison(sides: Sides) -> Comparison:
    """All that differs between two states that were read."""
    base, head = sides.base, sides.head
    found = facts(base.checked.dossier, head.checked.dossier)
    problems, mended = troubles(base, head, found.moves)
    own = page_changes(base.checked.plan, head.checked.plan, found)
    pages = explained((*own, *written_pages(base, head)), head.checked)
    return Comparison(
        base.state,
        head.state,
        facts=found.changes,
        pages=tuple(sorted(pages, key=lambda page: (not page.is_direct, page.address))),
        problems=problems,
        mended=mended,
        errors=head.checked.errors,
        notices=(*sides.notices, *site_notices(base, head)),
    )
