"""The ledger of the site's addresses brought up to date with the pages that there are."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from briefkit.editing.emit import EditError
from briefkit.load.ledger import ledger_path
from briefkit.model.addresses import canonical, mistake
from briefkit.model.ledger import Became, Ends, Entry, Ledger
from briefkit.model.nearest import proposal
from briefkit.model.settings import Settings
from briefkit.pipeline import Checked, published_addresses
from briefkit.problems import Problem, Severity, in_order
from briefkit.urls import URL_RULES, check_urls
from briefkit.writing import Change

HEAD = "# Every address that this site ever had, and what became of it. Kept by: briefkit urls"


class Said(NamedTuple):
    """What somebody says of an address."""

    address: str
    became: Became
    target: str = ""


class Difference(NamedTuple):
    """A line that is to be another one."""

    before: Entry | None
    after: Entry


@dataclass(frozen=True)
class Update:
    """What is to become of the ledger; nothing is written yet."""

    settings: Settings
    differences: tuple[Difference, ...]
    """By address."""
    entries: Mapping[str, Entry]
    """What it will hold, by address."""
    new: frozenset[str]
    """The pages that it did not know."""

    def change(self) -> Change | None:
        """What becomes of the file; None where it is up to date. Raises EditError where it cannot be read."""
        before = _held(self.settings)
        lines = [*_remarks(before), *map(str, self.entries.values())]
        after = "".join(f"{line}\n" for line in lines).encode()
        return None if before == after else Change(ledger_path(self.settings), before, after)


def update(content: Checked, said: Sequence[Said] = (), earlier: Sequence[str] = ()) -> Update:
    """The ledger as it should be; it is made where there is none.

    New pages are entered, former ids lead to where their records are now, and ways of several steps lead to
    their end at once. What comes and goes by itself leads to the page that it belongs to. `said` is what
    somebody says of addresses, `earlier` are more that the site had once. Raises EditError where what is said
    cannot be.
    """
    ledger = content.dossier.ledger
    before = dict(ledger.entries) if ledger is not None else {}
    live, redirects = published_addresses(content), content.plan.redirects()
    known = {address: Entry(address) for address in map(canonical, earlier)} | before
    for each in said:
        known[each.address] = _entry(each, live, redirects)
    ends = Ends(known, live, redirects)
    for each in said:
        _refuse(each, ends, list(dict.fromkeys([*live, *known])))
    found = {address: Entry(address) for address in live}
    found.update((address, _led(known, address, ends)) for address in redirects if address not in live)
    found.update((address, _left(entry, ends)) for address, entry in known.items() if address not in found)
    entries = {address: found[address] for address in sorted(found, key=str.encode)}
    differences = [
        Difference(before.get(address), entry)
        for address, entry in entries.items()
        if address not in before or str(before[address]) != str(entry)
    ]
    new = frozenset(live.keys() - before.keys())
    return Update(content.dossier.settings, tuple(differences), entries, new)


def unexplained(content: Checked, made: Update) -> tuple[Problem, ...]:
    """What nobody explains once the ledger is written: these lines are as they were."""
    first = len(_remarks(_held(made.settings))) + 1
    numbered = (entry._replace(line=line) for line, entry in enumerate(made.entries.values(), start=first))
    root = made.settings.root
    path = os.path.relpath(ledger_path(made.settings), root).replace(os.sep, "/")
    # a new page is the likeliest to be what a lost one became, as long as the ledger does not know it
    written = Ledger(path, {entry.address: entry for entry in numbered if entry.address not in made.new})
    return errors_of(in_order(check_urls(replace(content.dossier, ledger=written), content.own)))


def errors_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that say that an address is lost."""
    return tuple(each for each in problems if each.rule in URL_RULES and each.rule.severity is Severity.ERROR)


def said(address: str, became: Became, target: str = "", *, site_url: str = "") -> Said:
    """What somebody says of an address, which may be whole; raises EditError where it cannot be one."""
    return Said(_below(address, site_url), became, _below(target, site_url) if target else "")


def _below(address: str, site_url: str) -> str:
    short = address.removeprefix(site_url) if site_url else address
    short = short.removeprefix("/") or "./"
    if wrong := mistake(short):
        raise EditError(f"{address} {wrong}: write it as actors/minsk/")
    return canonical(short)


def _entry(said: Said, live: Mapping[str, str], redirects: Mapping[str, str]) -> Entry:
    if said.address in live:
        raise EditError(f"there is a page at {said.address}: nothing became of it ({live[said.address]})")
    if said.address in redirects:
        raise EditError(
            f"{said.address} leads to {redirects[said.address]} already, by `formerly` in the record"
        )
    return Entry(said.address, said.became, said.target)


def _refuse(said: Said, ends: Ends, known: Sequence[str]) -> None:
    """A target at which there is nothing, or that leads back."""
    if ends.of(said.address) is not None:
        return
    if ends.circle(said.address):
        raise EditError(f"{said.target} leads back to {said.address}")
    near = proposal(said.target, known)
    raise EditError(f"there is no page at {said.target}{f': {near}' if near else ''}")


def _led(known: Mapping[str, Entry], address: str, ends: Ends) -> Entry:
    """By the former id of a record: merged, where both pages were there at the same time."""
    end = ends.of(address)
    before = known.get(address)
    if end is None:
        return before or Entry(address)
    if before is not None and before.became is Became.MERGED:
        return Entry(address, Became.MERGED, end)
    other = known.get(end)
    both = before is not None and other is not None and before.became is other.became is Became.LIVE
    return Entry(address, Became.MERGED if both else Became.MOVED, end)


def _left(entry: Entry, ends: Ends) -> Entry:
    """What becomes of an address at which there is no page; the same entry where nobody says."""
    if entry.became is Became.WITHDRAWN:
        return Entry(entry.address, Became.WITHDRAWN)
    end = ends.of(entry.address)
    if end is None:
        return entry
    return Entry(entry.address, Became.MERGED if entry.became is Became.MERGED else Became.MOVED, end)


def _held(settings: Settings) -> bytes | None:
    path = ledger_path(settings)
    try:
        return path.read_bytes() if path.exists() else None
    except OSError as error:
        raise EditError(f"{path}: cannot be read: {error.strerror}") from error


def _remarks(before: bytes | None) -> list[str]:
    """The lines of remarks of the file as it is; they come first."""
    if before is None:
        return [HEAD]
    text = before.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return [line.strip() for line in text.split("\n") if line.strip().startswith("#")]
