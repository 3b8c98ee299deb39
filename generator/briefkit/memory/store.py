"""Results on disk: for the next run, or for the next machine that builds the same site."""

import pickle
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import cache
from gzip import GzipFile
from hashlib import blake2b
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from struct import Struct
from typing import Any, BinaryIO, cast
from zlib import crc32

from briefkit.memory.digest import SIZE
from briefkit.memory.kept import Saved, Stored, packs_of
from briefkit.memory.numbers import Numbered
from briefkit.memory.values import read_values
from briefkit.writing import replace_file, replacing

MOST = 500_000_000
"""Bytes that are kept; what was used last stays."""

TOGETHER = 1000
"""Entries of a shelf that are written at once."""

MAGIC = b"briefkit results 2\n"

SUM = Struct("<I")
"""Follows it: the CRC-32 of all that comes behind, which tells damage and is made soonest."""

PIECE = 1 << 18
"""Bytes that are read at once."""

LIBRARIES = (
    "ahocorasick-rs",
    "babel",
    "jinja2",
    "markdown-it-py",
    "markupsafe",
    "pydantic",
    "pyyaml",
    "rapidfuzz",
)
"""What results rest on besides this program."""


class Store:
    """A folder of files that any number of runs may use at once.

    A file holds the results of one stage, of one version of this program and one setup; it is written whole
    or not at all, and one that is damaged is as good as none. Reading one makes nothing but values of the
    kinds that this program keeps.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, name: str, basis: bytes, numbered: Numbered) -> Saved | None:
        """The results of a stage, if there are some for the same basis."""
        # whatever may be wrong with it: then it is as good as none
        with suppress(Exception), _opened(self._path(name, basis)) as file:
            content = read_values(file)
            return Saved(basis, content, [read_values(file) for _ in range(packs_of(content))], numbered)
        return None

    def load_shelf(self, name: str) -> dict[Any, Any] | None:
        """What was put on a shelf, if there is something."""
        with suppress(Exception):
            found: dict[Any, Any] = {}
            with _opened(self._path(name, b"")) as file:
                for _ in range(read_values(file)):
                    found.update(read_values(file))
            return found
        return None

    def load_whole(self, name: str, basis: bytes) -> list[Any] | None:
        """The pieces of the result of a whole build, if there is one for the same basis."""
        with suppress(Exception), _opened(self._path(name, basis)) as file:
            packed = cast("BinaryIO", GzipFile(fileobj=file))
            return [read_values(packed) for _ in range(read_values(packed))]
        return None

    def save_whole(self, name: str, basis: bytes, pieces: Sequence[object]) -> None:
        """Stores the result of a whole build."""
        self._write(self._path(name, basis), chain([len(pieces)], pieces), pack=True)

    def save(self, name: str, basis: bytes, content: Stored, packs: Iterable[bytes]) -> None:
        """Stores the results of a stage; where that fails, nothing is stored."""
        self._write(self._path(name, basis), chain([content], packs))

    def save_shelf(self, name: str, shelf: Mapping[Any, Any]) -> None:
        """Stores what is on a shelf."""
        entries = list(shelf.items())
        # one after another: what is written at once is remembered until it is written
        pieces = (dict(entries[at : at + TOGETHER]) for at in range(0, len(entries), TOGETHER))
        self._write(self._path(name, b""), chain([-(-len(entries) // TOGETHER)], pieces))

    def _write(self, path: Path, pieces: Iterable[object], *, pack: bool = False) -> None:
        with suppress(OSError):
            if not (ignored := self._folder / ".gitignore").exists():
                # it belongs to nobody's history, whatever the site's own file says
                replace_file(ignored, b"*\n")
            with replacing(path) as file, closing(_Summed(file)) as summed, ExitStack() as ends:
                way: _Summed | GzipFile = summed
                if pack:
                    way = ends.enter_context(GzipFile(fileobj=way, mode="wb", compresslevel=1, mtime=0))
                for piece in pieces:
                    pickle.dump(piece, way, 5)
            self._prune()

    def _path(self, name: str, basis: bytes) -> Path:
        total = blake2b(basis + program(), digest_size=SIZE).hexdigest()
        return self._folder / f"{name}-{total}"

    def _prune(self) -> None:
        """Takes away what was not used for longest."""
        found = [(path.stat(), path) for path in self._folder.iterdir() if path.is_file()]
        left = MOST
        for stat, path in sorted(found, key=lambda entry: -entry[0].st_mtime):
            left -= stat.st_size
            if left < 0:
                path.unlink(missing_ok=True)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """The body of a file that is whole, and was used now; raises OSError or ValueError."""
    # all of it is never in memory at once: it can be as large as what is made of it
    with path.open("rb", buffering=PIECE) as file:
        head = file.read(len(MAGIC) + SUM.size)
        total = 0
        while piece := file.read(PIECE):
            total = crc32(piece, total)
        if head != MAGIC + SUM.pack(total):
            raise ValueError
        path.touch()
        file.seek(len(head))
        yield file


class _Summed:
    """The body of a file while it is written; its sum comes before it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._total = 0
        file.write(MAGIC + SUM.pack(0))

    def write(self, data: bytes | memoryview) -> int:
        """Writes a piece."""
        self._total = crc32(data, self._total)
        return self._file.write(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Writes the sum."""
        self._file.seek(len(MAGIC))
        self._file.write(SUM.pack(self._total))


@cache
def program() -> bytes:
    """The sum of what makes results: the program's own files, Python, and the libraries it uses."""
    total = blake2b(digest_size=SIZE)
    own = Path(__file__).resolve().parents[1]
    for path in sorted(own.rglob("*.py")):
        total.update(path.relative_to(own).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    versions = [sys.version, *(f"{name} {version(name)}" for name in LIBRARIES)]
    total.update("\n".join(versions).encode())
    return total.digest()
