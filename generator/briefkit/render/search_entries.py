"""What a search is told of a page besides the words on it: names, kind, state, date, what it is about."""

from collections.abc import Iterable, Iterator

from briefkit.model.briefing import Briefing
from briefkit.model.claim import Claim
from briefkit.model.date_value import EdtfDate
from briefkit.model.event import Event
from briefkit.model.modified import first_day, newest
from briefkit.model.names import names_of
from briefkit.model.reads import Recalled
from briefkit.model.record import Named, Record
from briefkit.model.ref import Ref
from briefkit.model.search_entry import SearchEntry
from briefkit.model.source import Source
from briefkit.render.cards import Card, card
from briefkit.render.escape import in_one_line
from briefkit.render.reach import Reach
from briefkit.render.site import Site

YEARS = 30
"""Most years of one date that are told apart; of a longer one the first and the last."""

SHORT = 200
"""Characters of the line that says what a record is about."""


class SearchEntries:
    """Asked about one site; drafts and withdrawn records have no entry."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._reach = Reach(site)
        self._label = Recalled(self._labelled)

    def of(self, record: Record | None) -> SearchEntry:
        """The entry of the page of a record; of one that is about none, that it is a page."""
        return SearchEntry() if record is None else self._entry(record)

    def _sign(self, shown: Card) -> str:
        state = self._site.catalogue.words(shown.state) if shown.state else ""
        return in_one_line(" · ".join(filter(None, (shown.kind, state))))

    def _entry(self, record: Record) -> SearchEntry:
        dates = [date for date in _dates(record) if date]
        last = newest(dates)
        filters = {
            "place": tuple(self._label(Ref("place", name)) for name in self._places(record)),
            "actor": tuple(self._label(Ref("actor", name)) for name in self._named(record, "actor")),
            "dispute": (str(self._site.disputes[record.id]),) if isinstance(record, Claim) else (),
            "date": tuple(dict.fromkeys(value for date in dates for value in _years(date))),
        }
        shown = card(self._site, record)
        aliases = record.aliases if isinstance(record, Named) else ()
        return SearchEntry(
            record.KIND,
            self._sign(shown),
            tuple(in_one_line(alias.name) for alias in aliases if alias.hidden),
            {name: value for name, value in self._meta(record, shown, last) if value},
            {name: values for name, values in filters.items() if values},
            first_day(last).isoformat() if last else "",
        )

    def _meta(self, record: Record, shown: Card, last: EdtfDate | None) -> Iterator[tuple[str, str]]:
        yield "what", in_one_line(shown.kind)
        yield "state", str(shown.state or "")
        date = self._site.catalogue.date(last) if last else ""
        # a briefing is told from others by its day
        yield "date", "" if date and date in shown.kind else date
        yield "line", _shortened(shown.line or " · ".join(fact for fact in shown.facts if fact != date))
        names = names_of(record) if isinstance(record, Named) else ()
        yield "names", in_one_line(" · ".join(name.text for name in names if name.text != shown.title))

    def _named(self, record: Record, kind: str) -> tuple[str, ...]:
        """The ids of the records of a kind that it names anywhere; of that kind, its own first."""
        own = (record.id,) if kind == record.KIND else ()
        named = (ref.id for ref in self._site.told.get(record.ref, ()) if ref.kind == kind)
        return tuple(dict.fromkeys((*own, *named)))

    def _places(self, record: Record) -> tuple[str, ...]:
        """The places it is about or names, and the larger ones around each."""
        named = (place.id for name in self._named(record, "place") for place in self._reach.around(name))
        return tuple(dict.fromkeys((*self._reach.places(record), *named)))

    def _labelled(self, ref: Ref) -> str:
        """The name of a record; with its id where another of its kind has the same."""
        label = in_one_line(self._site.called[ref].label)
        return f"{label} ({ref.id})" if self._site.labels[ref.kind, label] > 1 else label


def _dates(record: Record) -> Iterator[EdtfDate | None]:
    """The dates of what a record tells; nothing of an actor or a place has one."""
    match record:
        case Event():
            yield record.date
        case Claim():
            yield record.as_of
            yield from (position.date for position in record.positions)
        case Source():
            yield record.published
        case Briefing():
            yield from (record.published, record.updated)


def _years(date: EdtfDate) -> Iterable[str]:
    """The years of a date, each with its decade, as ``2020–2029`` and ``2022``; of an open end none."""
    days = [day for day in (date.earliest, date.latest) if day]
    first, last = (days[0].year, days[-1].year) if days else (0, -1)
    years = range(first, last + 1) if last - first <= YEARS else (first, last)
    for year in years:
        decade = year // 10 * 10
        yield f"{decade:04}–{decade + 9:04}"
        yield f"{year:04}"


def _shortened(text: str) -> str:
    words = in_one_line(text)
    return words if len(words) <= SHORT else f"{words[:SHORT].rpartition(' ')[0]} …"
