"""A folder as one zip file, the same bytes wherever and whenever it is made."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from briefkit.writing import replacing

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that the format can say."""

_READABLE = 0o100644 << 16


def write_zip(folder: Path, target: Path, name: str) -> None:
    """Writes all files of `folder` into the zip file `target`, below one folder `name`, whole or not at all.

    Raises OSError, with the path as its file name, where the system refuses.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with replacing(target) as written, ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for path in files:
            entry = ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", EARLIEST)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = _READABLE
            archive.writestr(entry, path.read_bytes())
