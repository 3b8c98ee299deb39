"""The pages that differ, and why, told without writing any of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefkit.changes.comparing.entries import PageChange, PageChangeKind, Why
from briefkit.changes.comparing.facts import Facts
from briefkit.changes.comparing.nearby import nearby
from briefkit.changes.comparing.rewritten import Rewritten, base_name, rewritten
from briefkit.changes.comparing.showing import Showing
from briefkit.changes.comparing.showing_lists import ShowingLists
from briefkit.changes.comparing.shown_records import ShownRecords
from briefkit.model.ref import Ref
from briefkit.model.settings import Settings
from briefkit.render.addresses import page_path
from briefkit.render.followed import follow
from briefkit.render.plan import Plan
from briefkit.render.site import Site

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

    def seen(self, shown: ShownRecords) -> ShownRecords:
        """What is shown, with records called as they are called now."""
        return shown.called(self.moves) if self.moves else shown


class _Pages:
    """The pages of two sites beside each other."""

    def __init__(self, base: Plan, head: Plan, facts: Facts, known: Rewritten) -> None:
        self._moves = {was: now for was, now in facts.moves.items() if was not in head.site.dossier.records}
        self._base, self._head = _Side(base, self._moves), _Side(head, {})
        self._back = {now: was for was, now in self._moves.items() if now not in base.site.dossier.records}
        self._known = known

    def changes(self) -> Iterator[PageChange]:
        """All of them, in no order."""
        yield from self._records()
        yield from self._lists()
        yield from self._former()

    def _records(self) -> Iterator[PageChange]:
        base, head = self._base.site.dossier.records, self._head.site.dossier.records
        seeds = self._known.own | self._known.named | self._known.counted
        for ref in sorted(nearby(self._base.site, self._head.site, seeds, self._back)):
            if ref not in head:
                continue
            was = base_name(ref, self._base.site, self._back)
            if was in base:
                yield from self._in_both(was, ref)
            else:
                yield self._change(PageChangeKind.ADDED, page_path(ref), head[ref].label, [Why(ref, "")])
        for ref in base:
            if ref not in head and ref not in self._moves:
                why = [Why(ref, "")]
                yield self._change(PageChangeKind.REMOVED, page_path(ref), base[ref].label, why)

    def _in_both(self, was: Ref, now: Ref) -> Iterator[PageChange]:
        label = self._head.site.dossier.records[now].label
        if was != now:
            yield self._moved(page_path(was), page_path(now), label, [Why(now, "")])
            return
        why = self._why(self._base.showing.page(was), self._head.showing.page(now), now)
        if why:
            yield self._change(PageChangeKind.CHANGED, page_path(now), label, why)

    def _lists(self) -> Iterator[PageChange]:
        base, head = self._base.lists.sheets, self._head.lists.sheets
        moved = dict(self._goes_with())
        for path, sheet in head.items():
            if path not in base:
                if path not in moved.values():
                    yield self._change(PageChangeKind.ADDED, path, sheet.title, self._first())
                continue
            shown = self._base.lists.page(base[path]), self._head.lists.page(sheet)
            why = self._why(*shown)
            if why:
                yield self._change(PageChangeKind.CHANGED, path, sheet.title, why)
        for path, sheet in base.items():
            if path in head:
                continue
            if path in moved:
                yield self._moved(path, moved[path], sheet.title, self._first())
            else:
                yield self._change(PageChangeKind.REMOVED, path, sheet.title, self._first())

    def _goes_with(self) -> Iterator[tuple[str, str]]:
        """The pages that go with the own page of a record that moved, from where to where."""
        for was, now in self._moves.items():
            one, other = (page_path(ref).removesuffix(".md") for ref in (was, now))
            for path in self._base.lists.sheets:
                if path.startswith(f"{one}/"):
                    there = other + path.removeprefix(one)
                    if there in self._head.lists.sheets:
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

    def _why(self, was: ShownRecords, now: ShownRecords, own: Ref | None = None) -> list[Why]:
        """Why a page differs; nothing where it does not."""
        before = self._base.seen(was)
        reasons = [Why(own, "")] if own in self._known.own and own is not None else []
        ways = {**before.ways, **now.ways}
        differ = ways.keys() & self._known.named
        differ |= before.ways.keys() ^ now.ways.keys()
        reasons += [Why(ref, f"{way} {ref}") for ref, way in ways.items() if ref in differ and ref != own]
        told = {why.ref for why in reasons}
        counted = (before.cards | now.cards) & self._known.counted
        reasons += [Why(ref, f"counts the sources of {ref}") for ref in sorted(counted - told)]
        if not reasons and before.signs != now.signs:
            reasons = self._counted(before, now)
        return reasons[:MOST_REASONS]

    def _counted(self, was: ShownRecords, now: ShownRecords) -> list[Why]:
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
