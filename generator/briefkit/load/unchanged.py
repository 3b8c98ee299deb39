"""Files that are as they were are not read again."""

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from hashlib import blake2b, sha1, sha256
from itertools import chain
from typing import NamedTuple

from briefkit.load.files import Blob, ContentFile, Instead, given
from briefkit.load.reading import Entry, Reading, not_opened, read_file
from briefkit.load.sharing import shared
from briefkit.memory import SIZE, Memory, spread
from briefkit.model.ref import Ref

GRAIN = 2_000_000_000
"""Nanoseconds in which a file can change twice and look as if it had once: the coarsest of file systems."""


MANY = 200
"""Files that are read by more than one process: to start one takes as long as a hundred of them."""

FILES = "files"
"""The shelf of what files held when they were read last."""

STAMPS = "stamps"
"""The shelf of what was seen of them: it is another one in each copy of the same files."""


class Stamp(NamedTuple):
    """What a file system says of a file; it is another one after each change."""

    size: int
    modified: int
    inode: int
    changed: int


class Seen(NamedTuple):
    """What was seen of a file, where it cannot have changed since without another stamp."""

    stamp: Stamp
    total: bytes
    """The sum of its bytes."""


class Known(NamedTuple):
    """What a file held when it was read last."""

    total: bytes
    """The sum of its bytes."""
    blob: str
    """That by which git knows them; empty where there are none."""
    reading: Reading


def read_files(files: Sequence[ContentFile], instead: Instead, memory: Memory) -> list[Reading]:
    """What each of the files holds: as it is known, or read.

    A file whose stamp is the same is not opened, and one whose bytes are the same, or are those that the
    store knows, is not read as YAML or Markdown. Of a file that changed, records that say the same are the
    same objects.
    """
    shelf: dict[_Name, Known] = memory.shelf(FILES)
    stored: dict[_Name, Known] = memory.stored_shelf(FILES)
    seen: dict[_Name, Seen] = memory.shelf(STAMPS, alone=True)
    names = [_name(file) for file in files]
    found: dict[_Name, Known] = {}
    missing = []
    for name, file in zip(names, files, strict=True):
        known_of = [*_known(name, shelf, stored)]
        known = _unread(name, file, instead, known_of, seen) if known_of else None
        if known is not None:
            found[name] = known
        else:
            missing.append((name, file, known_of))
    works = [partial(_look, file, given(instead, file.shown), known_of) for _, file, known_of in missing]
    done = spread(works, memory.workers, fewest=MANY)
    for (name, _, known_of), (now, stamp) in zip(missing, done, strict=True):
        found[name] = _as_before(now, known_of)
        _note(seen, name, stamp, now.total)
    shelf.clear()
    shelf.update((name, found[name]) for name in names)
    for name in seen.keys() - found.keys():
        del seen[name]
    return [found[name].reading for name in names]


def _unread(
    name: "_Name", file: ContentFile, instead: Instead, known_of: Iterable[Known], seen: dict["_Name", Seen]
) -> Known | None:
    """What is known of a file, where that is what it holds."""
    data = instead.get(file.shown)
    if isinstance(data, Blob):
        return next((known for known in known_of if known.blob == data.total), None)
    before = seen.get(name) if data is None else None
    if before is not None and _stamp(file) == before.stamp:
        total = before.total
    else:
        try:
            _, total, stamp = _summed(file, data)
        except OSError:
            return None
        _note(seen, name, stamp, total)
    return next((known for known in known_of if known.total == total), None)


def _note(seen: dict["_Name", Seen], name: "_Name", stamp: Stamp | None, total: bytes) -> None:
    if stamp is not None:
        seen[name] = Seen(stamp, total)
    else:
        seen.pop(name, None)


def blobs(memory: Memory) -> Set[tuple[str, Blob]]:
    """All bytes that are known, with the paths of the files as messages name them."""
    every = chain(memory.shelf(FILES).items(), memory.stored_shelf(FILES).items())
    return {(shown, Blob(known.blob)) for (shown, *_), known in every if known.blob}


def _known(name: "_Name", *shelves: Mapping["_Name", Known]) -> Iterator[Known]:
    """What the shelves know of a file."""
    for shelf in shelves:
        known = shelf.get(name)
        if known is not None and known.total:
            yield known


def all_opened(memory: Memory) -> bool:
    """Whether every file could be opened: why one could not is no part of the sum of them all."""
    return all(known.total for known in memory.shelf(FILES).values())


def tell_sums(memory: Memory) -> None:
    """Tells the memory the sums of what was read, so that nothing of it is summed up again.

    A record has that of its file: in a file of many, all are taken for changed where one is.
    """
    known: Known
    for (shown, *_), known in memory.shelf(FILES).items():
        if known.reading.article is not None:
            memory.digests.know(known.reading.article, _part_sum(known.total, shown, "article"))
        for entry in known.reading.entries:
            if entry.record is not None:
                memory.digests.know(entry.record, _part_sum(known.total, shown, *entry.ref))


def total_of(known: Mapping["_Name", Known]) -> bytes:
    """The sum of all that the files hold; nothing where there are none."""
    if not known:
        return b""
    total = blake2b(repr(list(known)).encode(), digest_size=SIZE)
    total.update(b"".join(one.total or bytes(32) for one in known.values()))
    return total.digest()


def _part_sum(total: bytes, *names: str) -> bytes:
    return blake2b("\0".join(names).encode(), key=total, digest_size=SIZE).digest()


def known_sum(memory: Memory, file: ContentFile) -> bytes:
    """The sum of the bytes of a file when it was read last; nothing where it was not, or could not be."""
    known: Known | None = memory.shelf(FILES).get(_name(file))
    return known.total if known else b""


_Name = tuple[str, str | None, str | None]
"""The path of a file, and the kind and the id that it gives its record."""


def _name(file: ContentFile) -> _Name:
    return file.shown, file.kind.name if file.kind else None, file.id


def _stamp(file: ContentFile) -> Stamp | None:
    try:
        stat = os.stat(file.location)  # noqa: PTH116 - there are many, and a `Path` takes longer
    except OSError:
        return None
    return Stamp(stat.st_size, stat.st_mtime_ns, stat.st_ino, stat.st_ctime_ns)


class _Summed(NamedTuple):
    """What a file holds."""

    data: bytes
    total: bytes
    """The sum of its bytes."""
    stamp: Stamp | None
    """None where it may change from now on without another stamp."""


def _summed(file: ContentFile, instead: bytes | None) -> _Summed:
    """What a file holds now, or is taken to hold; raises OSError where it cannot be opened."""
    now = time.time_ns()
    stamp = None if instead is not None else _stamp(file)
    data = instead if instead is not None else file.path.read_bytes()
    if stamp is not None and max(stamp.modified, stamp.changed) > now - GRAIN:
        stamp = None
    return _Summed(data, sha256(data).digest(), stamp)


def _look(file: ContentFile, instead: bytes | None, known: Sequence[Known]) -> tuple[Known, Stamp | None]:
    """What the file holds now, and its stamp; with an empty reading where the sum of its bytes is known."""
    try:
        summed = _summed(file, instead)
    except OSError as error:
        return Known(b"", "", not_opened(file, error)), None
    data, total, stamp = summed
    if any(before.total == total for before in known):
        return Known(total, _blob(data), Reading(file.shown)), stamp
    entries = {entry.ref: entry for before in known[:1] for entry in before.reading.entries}
    return Known(total, _blob(data), read_file(file, data, entries)), stamp


def _blob(data: bytes) -> str:
    """What git knows the bytes by."""
    return sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _as_before(now: Known, known: Sequence[Known]) -> Known:
    """The same, with the objects of what is known where they are equal."""
    if not known:
        return now
    same = next((before for before in known if before.total == now.total), None)
    if same is not None:
        return now._replace(reading=same.reading)
    one, other = now.reading, known[0].reading
    entries = {entry.ref: entry for entry in other.entries}
    reading = one._replace(
        entries=tuple(_entry_as_before(entry, entries) for entry in one.entries),
        article=other.article if other.article == one.article else one.article,
        body=other.body if other.body == one.body else one.body,
    )
    return now._replace(reading=reading)


def _entry_as_before(entry: Entry, entries: Mapping[Ref, Entry]) -> Entry:
    before = entries.get(entry.ref)
    if before is None or before is entry:
        return entry
    return entry._replace(
        origin=before.origin if before.origin == entry.origin else entry.origin,
        record=shared(entry.record, before.record) if entry.record and before.record else entry.record,
    )
