"""What a PDF says of itself: title, authors and dates, the same for the same content.

Source: ISO 32000-1, 7.5.6 (incremental updates), 7.9.4 (dates), 14.3.3 (document information). A program that
prints writes the time of its run, and none writes an author. Both are put right without touching anything
else: dates by others of the same length, the rest by a further object at the end of the file.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

_DATE = re.compile(rb"/(CreationDate|ModDate) ?\(D:\d{14}[^)]*\)")
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$", re.DOTALL)
_REFERENCE = rb"/%s\s+(\d+)\s+(\d+)\s+R"


def described(pdf: bytes, title: str, authors: Sequence[str], moment: datetime) -> bytes:
    """The PDF with title, authors and dates; as it was where it is not written as Chromium writes it."""
    date = moment.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'").encode()
    dated = _DATE.sub(lambda found: _same_length(found, date), pdf)
    trailer = _TRAILER.search(dated)
    if trailer is None or b"/XRefStm" in trailer[1] or b"/Encrypt" in trailer[1]:
        return dated
    size = re.search(rb"/Size\s+(\d+)", trailer[1])
    root = re.search(_REFERENCE % b"Root", trailer[1])
    info = re.search(_REFERENCE % b"Info", trailer[1])
    if size is None or root is None or info is None:
        return dated
    fields = {
        b"Title": _text(title),
        b"Author": _text(", ".join(authors)),
        b"Creator": _text("Briefkit"),
        b"CreationDate": b"(%s)" % date,
        b"ModDate": b"(%s)" % date,
    }
    if not authors:
        del fields[b"Author"]
    body = b"".join(b"/%s %s\n" % field for field in fields.items())
    start = len(dated) + 1
    added = b"%s %s obj\n<<%s>>\nendobj\n" % (info[1], info[2], body)
    table = b"xref\n0 1\n0000000000 65535 f \n%s 1\n%010d %05d n \n" % (info[1], start, int(info[2]))
    last = b"trailer\n<</Size %s\n/Root %s %s R\n/Info %s %s R\n/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        *(size[1], root[1], root[2], info[1], info[2], trailer[2]),
        start + len(added),
    )
    return b"%s\n%s%s%s" % (dated, added, table, last)


def _same_length(found: re.Match[bytes], date: bytes) -> bytes:
    """Another date in as many bytes, so that everything behind it stays where it is."""
    written = b"/%s (%s)" % (found[1], date)
    return written if len(written) == len(found[0]) else found[0]


def _text(words: str) -> bytes:
    """A text string: UTF-16 with a byte order mark, in hexadecimal."""
    return b"<%s>" % ("\ufeff" + words).encode("utf-16-be").hex().encode()
