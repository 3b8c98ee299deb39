"""The list of the files that were written into a folder, each with the sum of what was written."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from briefkit.writing import replace_file

MANIFEST = ".briefkit-manifest.json"


class ManifestError(ValueError):
    """The folder's manifest cannot be read."""


def checksum(content: bytes) -> str:
    """What the manifest keeps of a file."""
    return sha256(content).hexdigest()


def read_manifest(folder: Path) -> dict[str, str] | None:
    """Path and sum of each file written before; None where the folder has no manifest.

    Raises ManifestError where it has one that was not written by us.
    """
    path = folder / MANIFEST
    if not path.is_file():
        return None
    try:
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
        if not all(isinstance(name, str) and isinstance(total, str) for name, total in files.items()):
            raise ManifestError
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ManifestError(f"{path} is damaged: delete the folder and generate it anew") from error
    return dict(files)


def write_manifest(folder: Path, files: Mapping[str, str]) -> None:
    """Writes down what stands in the folder now, where that is not written there already."""
    if files != read_manifest(folder):
        text = json.dumps({"files": dict(sorted(files.items()))}, indent=1)
        replace_file(folder / MANIFEST, (text + "\n").encode())
