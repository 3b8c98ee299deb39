"""Pagefind, run over a built site: the only place where it is known how."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from briefkit.model.folders import built_in_templates
from briefkit.plugin.search.order import ENTRY, put_in_order

NEEDED = ("pagefind.js", "pagefind-worker.js", ENTRY, "*.pagefind", "*.pf_*", "fragment", "index", "filter")
"""What a page needs to search; the rest of what Pagefind writes are pages and styles of its own."""

LICENCE = "search/LICENSE.txt"
"""Of the scripts, which says that it wants to be where they are; below the templates."""

MISSING = "Pagefind is not installed: pip install 'briefkit[search]'"


class SearchIndexError(Exception):
    """There is no index; `str()` is a sentence for the site's owner."""


def is_installed() -> bool:
    """Whether there is a Pagefind to run."""
    return _program() is not None


def write_index(documents: Iterable[tuple[str, str]], passed_over: Iterable[str], target: Path) -> None:
    """Makes the index of the documents in the folder `target`, all of it or nothing.

    A document is the address of its file below the site's, as ``actors/minsk/index.html``, and its HTML.
    `passed_over` are CSS selectors of what is not read. Raises SearchIndexError where Pagefind is missing
    or fails, or a file cannot be written.
    """
    with TemporaryDirectory(prefix="briefkit-search-") as folder:
        site = Path(folder) / "site"
        try:
            write_documents(site, documents)
        except OSError as error:
            raise SearchIndexError(f"{error.filename or site}: {error.strerror}") from error
        index_documents(site, passed_over, target)


def write_documents(site: Path, documents: Iterable[tuple[str, str]]) -> None:
    """Writes documents into a folder, each at its address. Raises OSError."""
    for address, text in documents:
        path = site / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def index_documents(
    site: Path,
    passed_over: Iterable[str],
    target: Path,
    note: Callable[["subprocess.Popen[bytes]"], None] = lambda _: None,
) -> None:
    """As `write_index`, of documents in a folder of their own; `note` is told of the process that does it."""
    program = _program()
    if program is None:
        raise SearchIndexError(MISSING)
    if target.exists() and not (target / ENTRY).is_file():
        raise SearchIndexError(f"{target} is not an index: files of the site lie where it has to be")
    part = target.with_name(f"{target.name}.part")
    try:
        _run(program, site, part.resolve(), passed_over, note)
        _strip(part)
        put_in_order(part)
        shutil.copyfile(built_in_templates() / LICENCE, part / Path(LICENCE).name)
        shutil.rmtree(target, ignore_errors=True)
        part.rename(target)
    except OSError as error:
        # of a write that failed the system does not say where
        raise SearchIndexError(f"{error.filename or target}: {error.strerror}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _program() -> Path | None:
    try:
        import cbor2  # noqa: F401 - to put the index in order
        from pagefind.service import get_executable
    except ImportError:
        return None
    return get_executable()


def _run(
    program: Path,
    site: Path,
    out: Path,
    passed_over: Iterable[str],
    note: Callable[["subprocess.Popen[bytes]"], None],
) -> None:
    # Pagefind's own Python waits a tenth of a second for each page, and for ever where the program died
    command = [
        str(program),
        "--site",
        site.name,
        "--output-path",
        str(out),
        "--exclude-selectors",
        ", ".join(passed_over),
    ]
    # nothing that is set up for another site: no file in this folder, no variable
    others = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    with subprocess.Popen(  # noqa: S603 - a program we name, with options we name
        command, cwd=site.parent, env=others, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        note(process)
        out_text, error_text = process.communicate()
    if process.returncode != 0 or not (out / ENTRY).is_file():
        said = (error_text or out_text).decode(errors="replace").strip().splitlines()
        raise SearchIndexError(
            f"Pagefind made no index: {said[-1] if said else f'exit code {process.returncode}'}"
        )


def _strip(folder: Path) -> None:
    for path in folder.iterdir():
        if any(path.match(pattern) for pattern in NEEDED):
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
