"""Dates as ISO 8601 writes them, for machines that know nothing of EDTF.

What ISO cannot say makes no date: one that is about or uncertain, a season, a decade, a century. Digits left
open are cut: `2022-02-XX` is `2022-02`.
"""

from briefkit.model.date_value import EdtfDate, NoDate, Precision


def iso_date(value: EdtfDate | None) -> str | None:
    """A year, a month, a day or a moment; None where it would say more, or other, than the date does."""
    if value is None or value.approximate or value.uncertain or value.earliest is None:
        return None
    match value.precision:
        case Precision.DAY:
            return value.text
        case Precision.MONTH:
            return value.earliest.isoformat()[:7]
        case Precision.YEAR:
            return value.earliest.isoformat()[:4]
    return None


def iso_period(value: EdtfDate | None) -> tuple[str | None, str | None]:
    """Start and end of a date; the end only of a period, and neither of one that runs backwards."""
    if value is None or value.reversed:
        return None, None
    if not value.is_interval:
        return iso_date(value), None
    return _end(value.start), _end(value.end)


def iso_coverage(value: EdtfDate | None) -> str | None:
    """A date, or a period with both ends, as one text."""
    start, end = iso_period(value)
    if value is not None and value.is_interval:
        return f"{start}/{end}" if start and end else None
    return start


def _end(value: EdtfDate | NoDate | None) -> str | None:
    return iso_date(value) if isinstance(value, EdtfDate) else None
