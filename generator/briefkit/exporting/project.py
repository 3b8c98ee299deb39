"""A complete project: pages, manual, assets and a configuration, for MkDocs, ProperDocs or Zensical."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from briefkit.exporting.configuration import DOCS, configuration
from briefkit.exporting.manifest import checksum, read_manifest, write_manifest
from briefkit.model.page import Asset, Page
from briefkit.writing import replace_file

CONFIG = "mkdocs.yml"


class ExportError(ValueError):
    """The folder cannot be written into; `str()` says why and what to do."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was done to the folder."""

    written: tuple[str, ...]
    """New or changed files."""
    deleted: tuple[str, ...]
    """Files of an earlier run that belong to the site no longer."""
    kept: tuple[str, ...]
    """Files of an earlier run that belong to the site no longer, and were changed by hand: left alone."""
    unchanged: int


def export(
    folder: Path,
    pages: Collection[Page],
    assets: Iterable[Asset],
    hand_written: Mapping[str, Path],
    config: Mapping[str, Any],
    dumper: type[yaml.SafeDumper] = yaml.SafeDumper,
    beside: Mapping[str, Path] | None = None,
) -> Exported:
    """Writes the project into `folder`: only what changed, and deletes only its own files, if unchanged.

    `hand_written` are the files of the site's own pages folder, and `beside` others that the configuration
    names, by their paths in the project. Raises ExportError where the folder is not empty and not ours, and
    ManifestError where its manifest is damaged; then nothing is written.
    """
    before = read_manifest(folder)
    if before is None and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportError(f"{folder} is not empty and was not generated: name a new or an empty folder")
    files = {name: path.read_bytes() for name, path in (beside or {}).items()}
    files.update(_files(pages, assets, hand_written))
    made = configuration(config, pages, hand_written)
    text = yaml.dump(made, Dumper=dumper, sort_keys=False, allow_unicode=True, width=110)
    return _write(folder, {**files, CONFIG: text.encode()}, before or {})


def _files(
    pages: Iterable[Page], assets: Iterable[Asset], hand_written: Mapping[str, Path]
) -> Iterator[tuple[str, bytes]]:
    for name, path in hand_written.items():
        yield f"{DOCS}/{name}", path.read_bytes()
    for page in pages:
        yield f"{DOCS}/{page.path}", page.content
    for asset in assets:
        if asset.path not in hand_written:
            yield f"{DOCS}/{asset.path}", asset.content


def _write(folder: Path, files: Mapping[str, bytes], before: Mapping[str, str]) -> Exported:
    sums = {name: checksum(content) for name, content in files.items()}
    changed = [name for name, content in files.items() if not _holds(folder / name, content)]
    # what an interrupted run leaves is known as ours by the next
    write_manifest(folder, {**sums, **before})
    # first, as a file may lie where a folder must be, and names may differ in case alone
    deleted, kept = _clear(folder, {name: total for name, total in before.items() if name not in files})
    for name in changed:
        replace_file(folder / name, files[name])
    write_manifest(folder, sums)
    return Exported(tuple(changed), tuple(deleted), tuple(kept), len(files) - len(changed))


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _clear(folder: Path, gone: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Deletes the files that are as they were written, and folders that are left empty."""
    deleted: list[str] = []
    kept: list[str] = []
    for name, total in sorted(gone.items()):
        path = folder / name
        if not path.is_file():
            continue
        if not path.resolve().is_relative_to(folder.resolve()) or checksum(path.read_bytes()) != total:
            kept.append(name)
            continue
        path.unlink()
        deleted.append(name)
        for parent in path.parents:
            if parent == folder or any(parent.iterdir()):
                break
            parent.rmdir()
    return deleted, kept
