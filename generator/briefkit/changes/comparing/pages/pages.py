"""The pages that differ, and why, told without writing any of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

from briefkit.changes.comparing.entries import PageChange, PageChangeKind, Why
from briefkit.changes.comparing.facts.facts import Facts
from briefkit.changes.comparing.pages.nearby import nearby
from briefkit.changes.comparing.pages.rewritten import Rewritten, base_name, rewritten
from briefkit.changes.comparing.pages.showing import Showing
from briefkit.changes.comparing.pages.showing_lists import ShowingLists
from briefkit.changes.comparing.pages.shown_records import Shown, ShownRecords
from briefkit.memory import spread
from briefkit.model.ref import Ref
from briefkit.model.settings import Settings
from briefkit.render.addresses import page_path
from briefkit.render.followed import follow
from briefkit.render.plan import Plan
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site

MANY = 5000
"""From so many records on the pages of records and the lists are compared by a process each."""

MOST_REASONS = 20
"""Reasons that are told of a page: a list can show everything that changed."""


def page_changes(base: Plan, head: Plan, facts: Facts) -> tuple[PageChange, ...]:
    """Every address whose page differs: those of records that changed first, then by address."""
    if not facts.pairs and base.site.dossier.records == head.site.dossier.records:
        return ()
    # what is worked out of all records is taken over where none of them changed in it
    follow(head.site, base.site)
    known = rewritten(base.site, head.site, facts.pairs, facts.moves, facts.carried)
    found = [*_Pages(base, head, facts, known).changes()]
    return tuple(sorted(found, key=lambda page: (not page.is_direct, page.address)))


@dataclass(frozen=True)
class _Side:
    """One of the two sites."""

    plan: Plan
    moves: Mapping[Ref, Ref]
    """What records are called now that the site calls otherwise."""

    @property
    def site(self) -> Site:
        """The site."""
        return self.plan.site

    @cached_property
    def showing(self) -> Showing:
        """What pages of records show."""
        return Showing(self.site)

    @cached_property
    def lists(self) -> ShowingLists:
        """What other pages show."""
        return ShowingLists(self.showing)

    @property
    def settings(self) -> Settings:
        """Those of the site."""
        return self.site.dossier.settings

    def shown(self, refs: Iterable[Ref]) -> "_Shown":
        """What the pages of these records show, of those that have a picture, and all lists."""
        pictured = self.site.neighbourhoods
        return _Shown(
            {ref: self.page(ref) for ref in dict.fromkeys((*refs, *pictured))},
            {path: _List(sheet.title, self._seen(self.lists.page(sheet))) for path, sheet in self._sheets()},
        )

    def page(self, ref: Ref) -> Shown:
        """What the page of a record shows."""
        return self._seen(self.showing.page(ref))

    def _sheets(self) -> Iterable[tuple[str, Sheet]]:
        return self.lists.sheets.items()

    def _seen(self, found: ShownRecords) -> Shown:
        """What is shown, with records called as they are called now."""
        return found.shown.called(self.moves) if self.moves else found.shown


class _List(NamedTuple):
    """A page that is about no single record."""

    title: str
    shown: Shown


class _Shown(NamedTuple):
    """What pages of a site show."""

    records: Mapping[Ref, Shown]
    lists: Mapping[str, _List]
    """By their paths."""


class _Pages:
    """The pages of two sites beside each other."""

    def __init__(self, base: Plan, head: Plan, facts: Facts, known: Rewritten) -> None:
        self._moves = {was: now for was, now in facts.moves.items() if was not in head.site.dossier.records}
        self._base, self._head = _Side(base, self._moves), _Side(head, {})
        self._back = {now: was for was, now in self._moves.items() if now not in base.site.dossier.records}
        self._known = known
        self._told = {change.ref for change in facts.changes}

    def changes(self) -> Iterator[PageChange]:
        """All of them, in no order."""
        base, head = self._base.site, self._head.site
        seeds = self._known.own | self._known.named | self._known.counted
        near = nearby(base, head, seeds, self._back)
        both = [ref for ref in near if ref in base.dossier.records and ref in head.dossier.records]
        works = [partial(side.shown, both) for side in (self._base, self._head)]
        # another process has its own copy of what it touches: it pays where there are many
        workers = len(works) if len(head.dossier.records) >= MANY else 1
        was, now = spread(works, workers, fewest=2, together=1)
        pictured = {self._moves.get(ref, ref) for ref in was.records} | now.records.keys()
        yield from self._records(near | pictured, was, now)
        yield from self._lists(was.lists, now.lists)
        yield from self._former()

    def _records(self, refs: Iterable[Ref], before: _Shown, after: _Shown) -> Iterator[PageChange]:
        base, head = self._base.site.dossier.records, self._head.site.dossier.records
        for ref in sorted(refs):
            if ref not in head:
                continue
            was = base_name(ref, self._base.site, self._back)
            if was == ref and ref in base:
                one = before.records.get(ref) or self._base.page(ref)
                yield from self._in_both(ref, one, after.records.get(ref) or self._head.page(ref))
            elif was in base:
                yield self._moved(page_path(was), page_path(ref), head[ref].label, [Why(ref, "")])
            else:
                yield self._change(PageChangeKind.ADDED, page_path(ref), head[ref].label, [Why(ref, "")])
        for ref in base:
            if ref not in head and ref not in self._moves:
                why = [Why(ref, "")]
                yield self._change(PageChangeKind.REMOVED, page_path(ref), base[ref].label, why)

    def _in_both(self, ref: Ref, was: Shown, now: Shown) -> Iterator[PageChange]:
        why = self._why(was, now, ref)
        if why:
            label = self._head.site.dossier.records[ref].label
            yield self._change(PageChangeKind.CHANGED, page_path(ref), label, why)

    def _lists(self, base: Mapping[str, _List], head: Mapping[str, _List]) -> Iterator[PageChange]:
        moved = dict(self._goes_with(base, head))
        for path, page in head.items():
            if path not in base:
                if path not in moved.values():
                    yield self._change(PageChangeKind.ADDED, path, page.title, self._first())
                continue
            why = self._why(base[path].shown, page.shown)
            if why:
                yield self._change(PageChangeKind.CHANGED, path, page.title, why)
        for path, page in base.items():
            if path in head:
                continue
            if path in moved:
                yield self._moved(path, moved[path], page.title, self._first())
            else:
                yield self._change(PageChangeKind.REMOVED, path, page.title, self._first())

    def _goes_with(self, base: Iterable[str], head: Collection[str]) -> Iterator[tuple[str, str]]:
        """The pages that go with the own page of a record that moved, from where to where."""
        for was, now in self._moves.items():
            one, other = (page_path(ref).removesuffix(".md") for ref in (was, now))
            for path in base:
                if path.startswith(f"{one}/"):
                    there = other + path.removeprefix(one)
                    if there in head:
                        yield path, there

    def _former(self) -> Iterator[PageChange]:
        """The addresses that only lead on."""
        base, head = self._base.site, self._head.site
        for was, now in head.dossier.moved.items():
            if was in base.dossier.records:
                if was in self._moves and now in base.dossier.records:
                    yield self._moved(
                        page_path(was), page_path(now), head.dossier.records[now].label, [Why(now, "")]
                    )
                continue
            label = head.dossier.records[now].label
            before = base.dossier.moved.get(was)
            if before is None:
                yield self._moved(page_path(was), page_path(now), label, [Why(now, "")])
            elif before != now or base.dossier.records[before].label != label:
                yield self._moved(page_path(was), page_path(now), label, [Why(now, f"leads to {now}")])
        for was in base.dossier.moved.keys() - head.dossier.moved.keys() - head.dossier.records.keys():
            now = base.dossier.moved[was]
            yield self._change(
                PageChangeKind.REMOVED, page_path(was), base.dossier.records[now].label, [Why(now, "")]
            )

    def _why(self, before: Shown, now: Shown, own: Ref | None = None) -> list[Why]:
        """Why a page differs; nothing where it does not."""
        itself = [Why(own, "")] if own in self._known.own and own is not None else []
        reasons = itself if own in self._told else []
        ways = {**before.ways, **now.ways}
        differ = ways.keys() & self._known.named
        differ |= before.ways.keys() ^ now.ways.keys()
        reasons += [Why(ref, f"{way} {ref}") for ref, way in ways.items() if ref in differ and ref != own]
        told = {why.ref for why in reasons}
        counted = (before.cards | now.cards) & self._known.counted
        reasons += [Why(ref, f"counts the sources of {ref}") for ref in sorted(counted - told)]
        if not reasons and before.signs != now.signs:
            reasons = self._counted(before, now)
        # of a record in which no fact changed, others may be why
        return reasons[:MOST_REASONS] or itself

    def _counted(self, was: Shown, now: Shown) -> list[Why]:
        """The reasons where a page shows other numbers and nothing else."""
        names = [name for name in {**was.signs, **now.signs} if was.signs.get(name) != now.signs.get(name)]
        refs = {str(ref): ref for ref in now.ways}
        lines = [Why(refs[name], f"counts what there is of {name}") for name in names if name in refs]
        return lines or self._first("counts")

    def _first(self, way: str = "lists") -> list[Why]:
        """The first records that changed, where no single one is why."""
        return [Why(ref, f"{way} {ref}") for ref in sorted(self._known.named or self._known.counted)[:3]]

    def _change(self, kind: PageChangeKind, path: str, title: str, why: Iterable[Why]) -> PageChange:
        side = self._base if kind is PageChangeKind.REMOVED else self._head
        return PageChange(kind, _address(side.settings, path), path, title, why=tuple(why))

    def _moved(self, path: str, target: str, title: str, why: Iterable[Why]) -> PageChange:
        there, here = _address(self._base.settings, path), _address(self._head.settings, target)
        return PageChange(PageChangeKind.MOVED, there, path, title, here, tuple(why))


def _address(settings: Settings, path: str) -> str:
    """Where a page is published, below the site's root."""
    return settings.published(path) or "./"
