"""When a record last changed, told by what it holds: the date of a build says nothing."""

from collections.abc import Iterable, Iterator
from datetime import date

from briefkit.model.briefing import Briefing
from briefkit.model.claim import Assessment, Position
from briefkit.model.date_value import EdtfDate, Precision
from briefkit.model.evidence import Control, Correction, Fact, Relation
from briefkit.model.record import Record
from briefkit.model.remembered import remembered
from briefkit.model.source import Source
from briefkit.model.walk import parts

EPOCH = "SOURCE_DATE_EPOCH"
"""The variable that says what time it is taken to be; MkDocs heeds it, too.

Source: reproducible-builds.org/specs/source-date-epoch.
"""


@remembered
def modified(record: Record) -> EdtfDate | None:
    """The newest date of its facts, positions, ties, assessment and corrections, and of its publication.

    No date of an event and no end of a period counts: they may lie ahead. Of a period it is the beginning.
    None where nothing in the record is dated.
    """
    return newest(found for _, part in parts(record) for found in _dates(part))


def newest(dates: Iterable[EdtfDate | None]) -> EdtfDate | None:
    """The last of the dates by the first day that each can mean, the more exact of two; None of none.

    By the first day, so that a vague date hides no exact one within it: of 2022 and 2022-02-10 the second.
    """
    points = (found.anchor for found in dates if found is not None)
    return max(points, key=rank, default=None)


def w3c_date(value: EdtfDate) -> str:
    """The date as schema.org and W3C-DTF write it: ``2022``, ``2022-02`` or ``2022-02-09``.

    What these cannot say is left out: qualifiers, the time of day, seasons. Of a decade or a century, and of
    a period, it is the first year or day.
    """
    point = value.anchor
    written = first_day(point).isoformat()
    match point.precision:
        case Precision.DAY:
            return written
        case Precision.MONTH:
            return written[:7]
    return written[:4]


def first_day(value: EdtfDate) -> date:
    """The first day that a date can mean; of a period, that its beginning can mean, or else its end."""
    return value.anchor.earliest or date.min


def rank(value: EdtfDate) -> tuple[int, int, str]:
    """By what `newest` compares dates: the greatest is the newest."""
    last = value.latest or date.max
    return first_day(value).toordinal(), -last.toordinal(), value.text


def _dates(part: object) -> Iterator[EdtfDate | None]:
    match part:
        case Fact():
            yield from (part.date, part.from_)
        case Position() | Assessment() | Correction():
            yield part.date
        case Relation() | Control():
            yield part.from_
        case Briefing():
            yield from (part.published, part.updated)
        case Source():
            yield from (part.published, part.retrieved)
