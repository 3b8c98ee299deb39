"""Timelines on pages: the lines of one, and what belongs on that of a record."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from markupsafe import Markup

from briefkit.model.actor import Actor
from briefkit.model.claim import Claim, Position
from briefkit.model.date_value import EdtfDate
from briefkit.model.dates import parse_edtf
from briefkit.model.event import Event
from briefkit.model.place import Place
from briefkit.model.record import Record
from briefkit.model.vocabulary import Stance
from briefkit.render.dates import Wording, date_words, month_heading
from briefkit.render.drawing.date_marks import SAMPLES, Key, date_mark, drawn_mark
from briefkit.render.moments import Moment, in_time, undated
from briefkit.render.overview import month_anchor
from briefkit.render.site import Site

SHOWN = 40
"""Most dated entries of the timeline of one record, the latest."""

UNDATED = 20
"""Most events without a date on it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a timeline as it is written."""

    moment: Moment
    words: str
    """Its date; empty where it has none."""
    mark: Markup
    """How exact the date is, drawn."""
    again: bool
    """Whether the line above has the same date."""
    heading: str
    """Of its month, where it is the first of it on the page."""
    anchor: str
    """The id of that heading."""
    taken: Mapping[Stance, int] | None = None
    """How many positions it stands for, by stance, where it stands for several."""


@dataclass(frozen=True, slots=True)
class Course:
    """What stands on the timeline of one record."""

    moments: tuple[Moment, ...]
    """In time, events without a date last."""
    earlier: int
    """How many are earlier than those shown."""
    undated: int
    """How many more have no date."""


class Timelines:
    """What templates ask about time."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._wording = site.catalogue.dates

    def lines(self, moments: Sequence[Moment], here: Record | None = None) -> list[Line]:
        """The entries as they are written; those without a date are the last.

        `here` is whose page they stand on: on that of an actor several positions of one date are one line,
        as each has its own in the table of its positions.
        """
        found: list[Line] = []
        words = heading = ""
        for group in _gathered(moments) if isinstance(here, Actor) else ([moment] for moment in moments):
            moment, taken = group[0], _stances(group) if len(group) > 1 else None
            if moment.date is None:
                found.append(Line(moment, "", Markup(), again=False, heading="", anchor=""))
                continue
            told, mark, month, anchor = _told(moment.date, self._wording)
            found.append(
                Line(moment, told, mark, told == words, "" if month == heading else month, anchor, taken)
            )
            words, heading = told, month
        return found

    def legend(self, moments: Iterable[Moment]) -> list[tuple[str, Markup]]:
        """What the marks among the entries mean, by its name, each with a mark to show it.

        Where there are but days, months and years the words say enough.
        """
        dates = {moment.date for moment in moments if moment.date is not None}
        used = set().union(*(date_mark(value).keys for value in dates))
        if used <= {Key.DAY, Key.STRETCH}:
            return []
        return [(key.value, drawn_mark(date_mark(parse_edtf(SAMPLES[key])))) for key in Key if key in used]

    def of(self, record: Record) -> Course:
        """The timeline of a record.

        Of an actor its events, and the positions it took where there are events among which they stand; of
        a claim its positions and the events it is about, where these are not all of one date; of an event
        the events inside it; of all others what the site has of them.
        """
        without = undated(self._events(record))
        match record:
            case Event():
                moments = in_time(self._events(record), ())
            case Actor() if not any(event.date for event in self._events(record)):
                moments = ()
            case _:
                moments = self._site.moments_of(record)
        if isinstance(record, Claim) and len({moment.date for moment in moments}) < 2:
            moments = ()
        shown = (*moments[-SHOWN:], *without[:UNDATED])
        return Course(shown, max(0, len(moments) - SHOWN), max(0, len(without) - UNDATED))

    def _events(self, record: Record) -> tuple[Event, ...]:
        """The events of a record, so far as others do not lead to it."""
        match record:
            case Actor():
                return self._site.events_by_actor.get(record.id, ())
            case Place():
                return self._site.events_by_place.get(record.id, ())
            case Event():
                return self._site.events_inside.get(record.id, ())
        return ()

    def in_order(self, positions: Sequence[Position]) -> list[tuple[int, Position]]:
        """Positions in time, each behind its index in the record; those without a date last."""
        return sorted(enumerate(positions), key=_when)


def _gathered(moments: Iterable[Moment]) -> Iterator[list[Moment]]:
    """The moments one by one, but positions of one date together."""
    for (_, is_event), group in groupby(moments, key=lambda moment: (moment.date, moment.event is not None)):
        same = list(group)
        yield from ([moment] for moment in same) if is_event else [same]


def _stances(group: Iterable[Moment]) -> Mapping[Stance, int]:
    counts = Counter(moment.held.position.stance for moment in group if moment.held is not None)
    return {stance: counts[stance] for stance in Stance if stance in counts}


def _when(numbered: tuple[int, Position]) -> tuple[bool, tuple[int, int, int, str], int]:
    index, position = numbered
    return position.date is None, position.date.sort_key if position.date else (0, 0, 0, ""), index


@lru_cache(maxsize=50_000)
def _told(value: EdtfDate, wording: Wording) -> tuple[str, Markup, str, str]:
    words = date_words(value, wording)
    return words, drawn_mark(date_mark(value)), month_heading(value, wording), month_anchor(value)
