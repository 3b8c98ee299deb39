"""The ledger of addresses held against the pages that there are: no address that was published is lost."""

from collections.abc import Collection, Iterator
from urllib.parse import unquote

from briefkit.model.addresses import belongs_to, other_form, own_addresses
from briefkit.model.characters import visible
from briefkit.model.dossier import Dossier
from briefkit.model.kinds import BY_PLURAL
from briefkit.model.ledger import Became, Ends, Entry, Ledger
from briefkit.model.mark import Mark
from briefkit.model.nearest import proposal
from briefkit.model.ref import Ref
from briefkit.model.standing import redirects, standing
from briefkit.problems import Problem, Rule, Severity

URL_VANISHED = Rule(
    "url-vanished", Severity.ERROR, "An address that was published has a page, or a line that says why not."
)
URL_CIRCLE = Rule("url-circle", Severity.ERROR, "No address is moved to one that leads back to it.")
URL_TARGET = Rule("url-target", Severity.ERROR, "An address is moved to one at which there is a page.")
URL_AGAIN = Rule(
    "url-again", Severity.WARNING, "An address that was moved or withdrawn has no page of its own."
)
URL_CASE = Rule("url-case", Severity.WARNING, "No former address differs from a page's in capitals alone.")

URL_RULES: tuple[Rule, ...] = (URL_VANISHED, URL_CIRCLE, URL_TARGET, URL_AGAIN, URL_CASE)
"""In the order in which the manual lists them."""

ENOUGH = 50
"""Problems of a file for which the nearest addresses are looked for: each takes its time on a large site."""


def check_urls(dossier: Dossier, own: Collection[str]) -> Iterator[Problem]:
    """What is wrong with the ledger, where the site has one; no page is laid out for it.

    `own` are the files of the hand-written pages, by their paths below them.
    """
    ledger = dossier.ledger
    return _Check(dossier, ledger, own).run() if ledger is not None else iter(())


class _Check:
    def __init__(self, dossier: Dossier, ledger: Ledger, own: Collection[str]) -> None:
        self._dossier = dossier
        self._ledger = ledger
        self._live = standing(dossier, own)
        self._own = own_addresses(dossier.settings, own)
        self._redirects = redirects(dossier)
        self._ends = Ends(ledger.entries, self._live, self._redirects)
        self._told: set[str] = set()
        self._proposed = 0

    def run(self) -> Iterator[Problem]:
        left = [entry for entry in self._ledger.entries.values() if not self._is_as_written(entry)]
        folded = {address.casefold(): address for address in self._live} if left else {}
        for entry in left:
            if entry.address in self._live:
                # where pages become files or folders again, nobody has to say so
                if entry.target != other_form(entry.address):
                    yield self._again(entry)
                continue
            if entry.became is Became.LIVE and (problem := self._vanished(entry)):
                yield problem
            elif entry.target:
                yield from self._target(entry)
            if twin := folded.get(entry.address.casefold()):
                yield self._case(entry, twin)

    def _is_as_written(self, entry: Entry) -> bool:
        """Most are: they are live, or lead on by the former id of a record."""
        is_live = entry.address in self._live
        return (is_live and entry.became is Became.LIVE) or (not is_live and entry.address in self._redirects)

    def _problem(self, entry: Entry, rule: Rule, message: str, hint: str) -> Problem:
        return Problem(Mark(self._ledger.path, entry.line, 1), rule, message, hint)

    def _again(self, entry: Entry) -> Problem:
        said = " ".join(filter(None, (entry.became, entry.target)))
        message = f"there is a page at {entry.address}, and this line says: {said}"
        hint = (
            "The page is shown. Run briefkit urls, which enters it as live; or give the page another address."
        )
        return self._problem(entry, URL_AGAIN, message, hint)

    def _case(self, entry: Entry, twin: str) -> Problem:
        message = f"{entry.address} and {twin} differ in capitals alone"
        hint = (
            f"Many computers take the two for one: no page is made at {entry.address}. "
            "Give the page its former name, or another one."
        )
        return self._problem(entry, URL_CASE, message, hint)

    def _vanished(self, entry: Entry) -> Problem | None:
        if self._ends.of(entry.address) is not None or self._is_told_elsewhere(entry):
            return None
        message = f"there is no page at {entry.address} any more{self._why(entry)}"
        return self._problem(entry, URL_VANISHED, message, self._advice(entry))

    def _is_told_elsewhere(self, entry: Entry) -> bool:
        """Of a page that goes with another one that is told, and of records of a file that cannot be read."""
        kind = BY_PLURAL.get(entry.address.split("/")[0])
        if kind is not None and kind.name in self._dossier.unread_kinds:
            return True
        around = belongs_to(entry.address)
        return around in self._ledger.entries

    def _ref(self, address: str) -> Ref | None:
        """The record whose page was at the address, as it says."""
        plural, _, name = address.partition("/")
        kind = BY_PLURAL.get(plural)
        return Ref(kind.name, name.removesuffix(".html").strip("/")) if kind else None

    def _why(self, entry: Entry) -> str:
        ref = self._ref(entry.address)
        return f": {ref} is a draft" if ref is not None and ref in self._dossier.records else ""

    def _advice(self, entry: Entry) -> str:
        address, ref = entry.address, self._ref(entry.address)
        kept = f" Or write formerly: [{ref.id}] into the record that took its place." if ref else ""
        say = (
            f"Say what became of it: briefkit urls --moved {address} NEW, or --merged {address} NEW, "
            f"or --withdrawn {address}.{kept}"
        )
        return f"{self._near(address)} {say}".lstrip()

    def _near(self, address: str) -> str:
        """The addresses that may have been meant: the one that is new, or else those that are most alike."""
        self._proposed += 1
        if self._proposed > ENOUGH:
            return ""
        plural, _, name = address.partition("/")
        alike = self._of_records(plural) if plural in BY_PLURAL else sorted(self._own)
        same = [twin for other in BY_PLURAL if (twin := f"{other}/{name}") in self._live and name]
        if plural in BY_PLURAL and same:
            return f"{' or '.join(same)}?"
        new = [other for other in alike if other not in self._ledger.entries]
        if len(new) == 1:
            return f"{new[0]}?"
        return proposal(address, new) or proposal(address, alike)

    def _of_records(self, plural: str) -> list[str]:
        return sorted(address for address in self._live if address.startswith(f"{plural}/"))

    def _target(self, entry: Entry) -> Iterator[Problem]:
        if self._ends.of(entry.address) is not None:
            return
        circle = self._ends.circle(entry.address)
        if circle:
            if entry.address not in self._told:
                self._told.update(circle)
                message = f"this leads in a circle: {' → '.join([*circle, entry.address])}"
                yield self._problem(
                    entry, URL_CIRCLE, message, "Let one of them lead to a page, or be withdrawn."
                )
            return
        following = self._ledger.entries.get(entry.target)
        if following is not None:
            return  # that one is told
        message = f"there is no page at {entry.target}"
        near = self._near(entry.target)
        words = "Name a page's address, as it stands in the browser behind that of the site."
        hint = f"{near} {words}".lstrip()
        yield self._problem(entry, URL_TARGET, visible(unquote(message)), hint)
