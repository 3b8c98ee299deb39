"""The pages that differ, and why, told without writing any of them."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Set

from briefkit.changes.comparing.entries import PageChange, PageChangeKind, Why
from briefkit.changes.comparing.facts.facts import Facts
from briefkit.changes.comparing.others import alone
from briefkit.changes.comparing.pages.alike import apart
from briefkit.changes.comparing.pages.by_hand import set_otherwise
from briefkit.changes.comparing.pages.by_key import SiteByKey
from briefkit.changes.comparing.pages.nearby import Around, nearby
from briefkit.changes.comparing.pages.pictures import with_pictures
from briefkit.changes.comparing.pages.rewritten import base_name, rewritten
from briefkit.changes.comparing.pages.showing import Showing
from briefkit.changes.comparing.pages.showing_lists import INDEXES, OTHERS, ShowingLists
from briefkit.changes.comparing.pages.shown_records import Shown, ShownRecords
from briefkit.memory import spread
from briefkit.model.ref import Ref
from briefkit.model.settings import Settings
from briefkit.render.addresses import RATINGS, page_path
from briefkit.render.grounds import ratings_in
from briefkit.render.plan import Plan
from briefkit.render.sheet import Sheet
from briefkit.render.site import Site

MANY = 5000
"""From so many records on the pages of records and the lists are compared by a process each."""

SAME_WITHIN_A_STEP = frozenset({"actor", "claim", "event"})
"""The kinds of records whose pages show the same where nothing differs of what refers to them and what they
name, and all that these name is there as before.
"""

MOST_REASONS = 20
"""Reasons that are told of a page: a list can show everything that changed."""


def page_changes(base: Plan, head: Plan, facts: Facts) -> tuple[PageChange, ...]:
    """Every address whose page differs: those of records that changed first, then by address."""
    if not facts.pairs and base.site.dossier.records == head.site.dossier.records:
        return ()
    found = [*_Pages(SiteByKey(base.site), SiteByKey(head.site), facts).changes()]
    return tuple(sorted(found, key=lambda page: (not page.is_direct, page.address)))


class _Side:
    """One of the two sites."""

    def __init__(
        self,
        asked: SiteByKey,
        moves: Mapping[Ref, Ref],
        concerned: Container[Ref],
        relinked: Container[Ref],
    ) -> None:
        """`moves` is what records are called now that the site calls otherwise."""
        self.site = asked.site
        self._moves = moves
        self._showing = Showing(asked, relinked)
        self._lists = ShowingLists(self._showing, concerned)

    @property
    def settings(self) -> Settings:
        """Those of the site."""
        return self.site.dossier.settings

    def page(self, ref: Ref) -> Shown:
        """What the page of a record shows."""
        return self._seen(self._showing.page(ref))

    def sheets(self, part: str) -> Mapping[str, Sheet]:
        """The pages that are about no single record, by their paths; those of a part of them."""
        return self._lists.sheets(part)

    def shown(self, sheet: Sheet) -> Shown:
        """What such a page shows."""
        return self._seen(self._lists.page(sheet))

    def _seen(self, found: ShownRecords) -> Shown:
        """What is shown, with records called as they are called now."""
        return found.shown.called(self._moves) if self._moves else found.shown


class _Pages:
    """The pages of two sites beside each other."""

    def __init__(self, base: SiteByKey, head: SiteByKey, facts: Facts) -> None:
        was, now = base.site.dossier, head.site.dossier
        self._moves = {old: new for old, new in facts.moves.items() if old not in now.records}
        self._back = {new: old for old, new in self._moves.items() if new not in was.records}
        self._known = rewritten(base.site, head.site, facts)
        self._around = Around(base, head, self._back)
        self._beside: Set[Ref] = self._around.all_beside(self._known.touched)
        self._concerned = self._beside
        self._set_otherwise = bool(set_otherwise(was.settings, now.settings))
        if self._set_otherwise:
            self._concerned = was.records.keys() | now.records.keys()
        self._asked = base, head
        relinked = {name for ref in self._known.linked for name in (ref, self._back.get(ref, ref))}
        self._base = _Side(base, self._moves, self._concerned, relinked)
        self._head = _Side(head, {}, self._concerned, relinked)
        self._told = {change.ref for change in facts.changes}

    def changes(self) -> Iterator[PageChange]:
        """All of them, in no order."""
        # in turn by one process and by the other, each with about half of the work
        works = [
            lambda: [*self._other_lists()],
            lambda: [*self._records()],
            *(lambda part=part: [*self._lists(part)] for part in INDEXES),
            lambda: [*self._former()],
        ]
        # another process has its own copy of what it touches: it pays where there are many
        workers = 2 if len(self._head.site.dossier.records) >= MANY else 1
        others, found, *indexes = spread(works, workers, fewest=2, together=1, tidy=False)
        known = {page.path for page in found}
        yield from found
        yield from (page for page in others if page.path not in known)
        for pages in indexes:
            yield from pages

    def _other_lists(self) -> Iterator[PageChange]:
        with_pictures(*self._asked)
        yield from self._lists(OTHERS)
        yield from self._pictured()

    def _pictured(self) -> Iterator[PageChange]:
        """The pages of records that say otherwise how many records are around them."""
        was = {self._moves.get(ref, ref): near for ref, near in self._base.site.neighbourhoods.items()}
        now = self._head.site.neighbourhoods
        records = self._head.site.dossier.records
        for ref in sorted(was.keys() | now.keys()):
            before, after = was.get(ref), now.get(ref)
            if ref in records and (before and before.count) != (after and after.count):
                yield self._change(
                    PageChangeKind.CHANGED, page_path(ref), records[ref].label, self._first("counts")
                )

    def _records(self) -> Iterator[PageChange]:
        base, head = self._base.site.dossier.records, self._head.site.dossier.records
        differing = self._near_to_what_differs()
        seeds = self._known.own | self._known.named | self._known.counted
        # what another record's text led to, or leads to now, says so on its page
        for ref in sorted(nearby(self._around, seeds) | self._beside):
            if ref not in head:
                continue
            was = base_name(ref, self._base.site, self._back)
            if was == ref and ref in base:
                now = self._head.page(ref)
                is_same = ref.kind in SAME_WITHIN_A_STEP and ref not in differing
                yield from self._in_both(ref, now if is_same else self._base.page(ref), now)
            elif was in base:
                yield self._moved(page_path(was), page_path(ref), head[ref].label, [Why(ref, "")])
            else:
                yield self._change(PageChangeKind.ADDED, page_path(ref), head[ref].label, [Why(ref, "")])
        for ref in base:
            if ref not in head and ref not in self._moves:
                why = [Why(ref, "")]
                yield self._change(PageChangeKind.REMOVED, page_path(ref), base[ref].label, why)

    def _near_to_what_differs(self) -> Container[Ref]:
        """The records that differ, or name what only one of the sites has, and all that is beside them."""
        if self._set_otherwise:
            return self._concerned
        base, head = self._asked
        one = alone(base.records, head.records)
        other = alone(base.references.records, head.references.records)
        return self._around.all_beside(self._known.touched | self._around.all_beside(one | other))

    def _in_both(self, ref: Ref, was: Shown, now: Shown) -> Iterator[PageChange]:
        why = self._why(was, now, ref)
        if why:
            label = self._head.site.dossier.records[ref].label
            yield self._change(PageChangeKind.CHANGED, page_path(ref), label, why)

    def _lists(self, part: str) -> Iterator[PageChange]:
        base, head = self._base.sheets(part), self._head.sheets(part)
        moved = dict(self._goes_with(base, head))
        for path, page in head.items():
            if path not in base:
                if path not in moved.values():
                    yield self._change(PageChangeKind.ADDED, path, page.title, self._first())
                continue
            if path == RATINGS and self._rated(self._base.site) == self._rated(self._head.site):
                continue
            why = self._why(*self._both(base[path], page))
            if why:
                yield self._change(PageChangeKind.CHANGED, path, page.title, why)
        for path, page in base.items():
            if path in head:
                continue
            if path in moved:
                yield self._moved(path, moved[path], page.title, self._first())
            else:
                yield self._change(PageChangeKind.REMOVED, path, page.title, self._first())

    def _rated(self, site: Site) -> frozenset[str]:
        """The ratings in what is concerned: those in all others are the same before and now."""
        return ratings_in(site.records[ref] for ref in self._concerned if ref in site.records)

    def _both(self, was: Sheet, now: Sheet) -> tuple[Shown, Shown]:
        """What a list shows before and now, as far as that can be why it differs."""
        found = apart(was, now, self._concerned)
        if found is None:
            return self._base.shown(was), self._head.shown(now)
        before, after = found.own
        one, other = self._base.shown(before), self._head.shown(after)
        differ = one.ways.keys() ^ other.ways.keys()
        if not differ:
            return one, other
        if now.context["leaf"].number == 1:
            # more stands on the first than its entries
            return self._base.shown(was), self._head.shown(now)
        # what they share shows nothing that differs, but can show what only one of them shows besides
        for ref in differ & self._head.shown(found.shared).ways.keys():
            one.ways.pop(ref, None)
            other.ways.pop(ref, None)
        return one, other

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
                yield self._moved(page_path(was), page_path(now), label, [Why(now, "leads to")])
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
        reasons += [Why(ref, way) for ref, way in ways.items() if ref in differ and ref != own]
        told = {why.ref for why in reasons}
        counted = (before.cards | now.cards) & self._known.counted
        reasons += [Why(ref, "counts the sources of") for ref in sorted(counted - told)]
        told |= {why.ref for why in reasons}
        reasons += [why for why in self._led_elsewhere(before, now, own) if why.ref not in told]
        if not reasons and before.signs != now.signs:
            reasons = self._counted(before, now)
        # of a record in which no fact changed, others may be why
        return reasons[:MOST_REASONS] or itself

    def _led_elsewhere(self, before: Shown, now: Shown, own: Ref | None) -> list[Why]:
        """Why a page differs that shows words which lead elsewhere now."""
        differ = sorted(before.links ^ now.links)
        why = (Why(to, "names") if one == own else Why(one, "lists") for one, to, _ in differ)
        return list(dict.fromkeys(why))

    def _counted(self, was: Shown, now: Shown) -> list[Why]:
        """The reasons where a page shows other numbers and nothing else."""
        names = [name for name in {**was.signs, **now.signs} if was.signs.get(name) != now.signs.get(name)]
        refs = {str(ref): ref for ref in now.ways}
        lines = [Why(refs[name], "counts what there is of") for name in names if name in refs]
        return lines or self._first("counts")

    def _first(self, way: str = "lists") -> list[Why]:
        """The first records that changed, where no single one is why."""
        return [Why(ref, way) for ref in sorted(self._known.named or self._known.counted)[:3]]

    def _change(self, kind: PageChangeKind, path: str, title: str, why: Iterable[Why]) -> PageChange:
        side = self._base if kind is PageChangeKind.REMOVED else self._head
        return PageChange(kind, _address(side.settings, path), path, title, why=tuple(why))

    def _moved(self, path: str, target: str, title: str, why: Iterable[Why]) -> PageChange:
        there, here = _address(self._base.settings, path), _address(self._head.settings, target)
        return PageChange(PageChangeKind.MOVED, there, path, title, here, tuple(why))


def _address(settings: Settings, path: str) -> str:
    """Where a page is published, below the site's root."""
    return settings.published(path) or "./"
