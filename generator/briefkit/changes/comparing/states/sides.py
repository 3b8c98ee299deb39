"""The two states that are compared, each read and checked, with its files on disk."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from briefkit.changes.comparing.entries import State
from briefkit.changes.comparing.states.revisions import asked
from briefkit.changes.git import revision
from briefkit.changes.laid_out import NOTHING, LaidOut, laid_out, missing_submodules
from briefkit.load import blobs, hand_written
from briefkit.memory import Memory
from briefkit.model.settings import Settings
from briefkit.pipeline import Checked, checked, memory_of


@dataclass(frozen=True)
class Side:
    """One of the two states, as it was read."""

    state: State
    settings: Settings
    """With which it was read; its folders are on disk as long as the sides are held."""
    checked: Checked


@dataclass(frozen=True)
class Sides:
    """Both states."""

    base: Side
    head: Side
    notices: tuple[str, ...] = ()
    """Why something could not be read as it was, each a sentence."""


@contextmanager
def two_sides(
    config: Path, settings: Settings, base: str, head: str | None = None, memory: Memory | None = None
) -> Iterator[Sides]:
    """Both states of the site of `config` with its `settings`; without `head`, the files as they lie.

    `base` may be ``main...``, for the commit at which the two parted. The files of revisions lie in temporary
    folders inside the `with`. `memory` holds results from one run to the next; it knows those of the base
    last, and has stored those of the head. Raises GitError where git cannot say.
    """
    memory = memory or memory_of(settings, cache=False)
    meant = asked(settings.root, base, head)
    with ExitStack() as held:
        # the head first: what is stored is its, and of the base only what differs is worked out
        named = State(meant.head or "", revision(settings.root, meant.head) if meant.head else None)
        here = _laid_out(held, config, settings, named)
        last = Side(named, here.settings, _checked(here, memory))
        # what it links to is known to the next run, too
        last.checked.plan  # noqa: B018 - worked out when it is asked for
        held.callback(memory.save())
        there = laid_out(held, config, settings, meant.base, base, blobs(memory))
        first = Side(State(base, meant.base), there.settings, _checked(there, memory))
        empty = (*_empty(first, "new since"), *_empty(last, "gone"))
        notices = (*there.notices, *here.notices, *empty, *_unread(first, last))
        yield Sides(first, last, tuple(dict.fromkeys(notices)))


def _laid_out(held: ExitStack, config: Path, settings: Settings, state: State) -> LaidOut:
    if state.commit is None:
        return LaidOut(settings, tuple(missing_submodules(settings)), NOTHING)
    return laid_out(held, config, settings, state.commit, state.name)


def _checked(laid: LaidOut, memory: Memory) -> Checked:
    # a comparison says the same on any day
    plain = replace(laid.settings, today=None)
    found = checked(plain, hand_written(plain).keys(), instead=laid.instead, memory=memory)
    return found if plain.content_dir.is_dir() else replace(found, problems=())


def _empty(side: Side, became: str) -> Iterator[str]:
    """That there is no content, and what therefore became of all of it."""
    if not side.settings.content_dir.is_dir():
        where = f"at {side.state.name}" if side.state.name else "now"
        yield f"There is no content {where} in “{side.settings.content.as_posix()}”: all of it is {became}."


def _unread(*sides: Side) -> Iterator[str]:
    for side in sides:
        dossier = side.checked.dossier
        where = f"at {side.state.name}" if side.state.name else "now"
        if dossier.unread or dossier.unread_kinds:
            kinds = (f"any {kind}" for kind in sorted(dossier.unread_kinds))
            names = ", ".join([*map(str, sorted(dossier.unread)[:5]), *kinds])
            more = f" and {len(dossier.unread) - 5} more" if len(dossier.unread) > 5 else ""
            yield f"Not all of the content can be read {where}, so nothing is said of it: {names}{more}."
