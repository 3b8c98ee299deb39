"""The files of an index in an order that is always the same.

Pagefind writes the filters, and the values of each, in another order each time, and names files by what is in
them. Everything else is the same for the same pages.
"""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

ENTRY = "pagefind-entry.json"
"""The file that names the others."""

_MAGIC = b"pagefind_dcd"
"""What every file of an index begins with, once it is unpacked."""

KNOWN = "1.5."
"""How the versions begin whose form is known: it is Pagefind's own, and a test tells when it changes."""

_FILTERS = 3
"""Where in the list of an index stand its filters, each a name and the name of its file."""


def put_in_order(index: Path) -> None:
    """Writes the filters anew, in order; leaves the index of a version whose form is not known as it is."""
    entry = json.loads((index / ENTRY).read_text(encoding="utf-8"))
    for language in entry["languages"].values():
        path = index / f"pagefind.{language['hash']}.pf_meta"
        meta = _read(path)
        if not meta[0].startswith(KNOWN):
            return
        prefix = language["hash"].partition("_")[0]
        meta[_FILTERS] = sorted(
            [name, _sorted(index / "filter", prefix, file)] for name, file in meta[_FILTERS]
        )
        language["hash"] = _write(index, "pagefind.{}.pf_meta", prefix, meta)
        if path.name != f"pagefind.{language['hash']}.pf_meta":
            path.unlink()
    (index / ENTRY).write_text(json.dumps(entry, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")


def _sorted(folder: Path, prefix: str, file: str) -> str:
    """The name of the file of a filter whose values are in order; the one before is gone."""
    path = folder / f"{file}.pf_filter"
    name, values, *rest = _read(path)
    path.unlink()
    return _write(folder, "{}.pf_filter", prefix, [name, sorted(values), *rest])


def _read(path: Path) -> Any:
    import cbor2  # of the extra `search`

    return cbor2.loads(gzip.decompress(path.read_bytes()).removeprefix(_MAGIC))


def _write(folder: Path, name: str, prefix: str, content: Any) -> str:
    """Writes a file that is named by what is in it, and returns that name."""
    import cbor2

    packed = gzip.compress(_MAGIC + cbor2.dumps(content), mtime=0)
    file = f"{prefix}_{hashlib.sha256(packed).hexdigest()[:10]}"
    (folder / name.format(file)).write_bytes(packed)
    return file
