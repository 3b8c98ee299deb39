"""A complete project: pages, manual, assets and a configuration, for MkDocs, ProperDocs or Zensical."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from briefkit.exporting.manifest import checksum, read_manifest, replace_file, write_manifest
from briefkit.model.page import Asset, Page

DOCS = "docs"
CONFIG = "mkdocs.yml"
EXTENSIONS = ("attr_list", "md_in_html", "tables")
STYLES = "assets/briefkit.css"


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
    pages: Iterable[Page],
    assets: Iterable[Asset],
    hand_written: Mapping[str, bytes],
    config: Mapping[str, Any],
    dumper: type[yaml.SafeDumper] = yaml.SafeDumper,
) -> Exported:
    """Writes the project into `folder`: only what changed, and deletes only its own files, if unchanged.

    `hand_written` are the files of the site's own pages folder. Raises ExportError where the folder is not
    empty and not ours, and ManifestError where its manifest is damaged; then nothing is written.
    """
    before = read_manifest(folder)
    if before is None and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportError(f"{folder} is not empty and was not generated: name a new or an empty folder")
    files = dict(_files(pages, assets, hand_written, config, dumper))
    written, unchanged = [], 0
    for name, content in files.items():
        path = folder / name
        if path.is_file() and path.read_bytes() == content:
            unchanged += 1
        else:
            replace_file(path, content)
            written.append(name)
    deleted, kept = _clear(
        folder, {name: total for name, total in (before or {}).items() if name not in files}
    )
    write_manifest(folder, {name: checksum(content) for name, content in files.items()})
    return Exported(tuple(written), tuple(deleted), tuple(kept), unchanged)


def _files(
    pages: Iterable[Page],
    assets: Iterable[Asset],
    hand_written: Mapping[str, bytes],
    config: Mapping[str, Any],
    dumper: type[yaml.SafeDumper],
) -> Iterator[tuple[str, bytes]]:
    for name, content in hand_written.items():
        yield f"{DOCS}/{name}", content
    pages = list(pages)
    for page in pages:
        yield f"{DOCS}/{page.path}", page.text.encode()
    for asset in assets:
        yield f"{DOCS}/{asset.path}", asset.content
    made = yaml.dump(_config(config, pages), Dumper=dumper, sort_keys=False, allow_unicode=True, width=110)
    yield CONFIG, made.encode()


def _config(config: Mapping[str, Any], pages: list[Page]) -> dict[str, Any]:
    """The site's configuration, with what the plugin did written out, and without the plugin."""
    made = {key: value for key, value in config.items() if key not in {"plugins", "docs_dir", "watch"}}
    made["docs_dir"] = DOCS
    plugins = _without_plugin(config.get("plugins"))
    if plugins is not None:
        made["plugins"] = plugins
    extensions = list(config.get("markdown_extensions") or [])
    made["markdown_extensions"] = extensions + [name for name in EXTENSIONS if name not in extensions]
    styles = list(config.get("extra_css") or [])
    made["extra_css"] = styles if STYLES in styles else [STYLES, *styles]
    made.setdefault("nav", [{page.title: page.path} for page in pages if page.listed])
    folders = sorted({page.path.split("/")[0] for page in pages if not page.listed and "/" in page.path})
    made["not_in_nav"] = "\n".join(
        [*str(config.get("not_in_nav", "")).splitlines(), *(f"/{name}/" for name in folders)]
    )
    return made


def _without_plugin(plugins: Any) -> Any:
    if isinstance(plugins, dict):
        return {name: options for name, options in plugins.items() if name != "briefkit"}
    if isinstance(plugins, list):
        return [
            entry
            for entry in plugins
            if entry != "briefkit" and not (isinstance(entry, dict) and "briefkit" in entry)
        ]
    return None


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
