"""What turns a page of HTML into a PDF: Chromium, or WeasyPrint where there is none."""

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from briefkit.model.characters import visible

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""What Chromium is called where it is installed."""

VARIABLE = "CHROMIUM"
"""The variable of the environment that names Chromium."""

PATIENCE = 120
"""Seconds that Chromium is given."""

SWITCHES = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-crash-reporter",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pdf-header-footer",
    "--export-tagged-pdf",
    "--generate-pdf-document-outline",
    "--font-render-hinting=none",
    # nothing is fetched: every name leads nowhere
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=127.0.0.1:9",
)

Printer = Callable[[Path, Path], None]
"""Prints the page of HTML at the first path into the second; raises PrinterError."""


class PrinterError(Exception):
    """Nothing was printed; `str()` is a sentence that says why."""


def printer() -> Printer | None:
    """Chromium, else WeasyPrint; None where neither is installed.

    Raises PrinterError where `CHROMIUM` names no program.
    """
    path = chromium()
    if path is not None:
        return partial(print_with_chromium, path)
    return print_with_weasyprint if find_spec("weasyprint") is not None else None


def chromium() -> str | None:
    """Where Chromium is: as `CHROMIUM` says, else by its names in `PATH`; None where there is none.

    Raises PrinterError where `CHROMIUM` names no program.
    """
    named = os.environ.get(VARIABLE)
    if not named:
        return next(filter(None, map(shutil.which, NAMES)), None)
    found = shutil.which(named)
    if found is None:
        raise PrinterError(f"{VARIABLE}={named} is no program")
    return found


def print_with_chromium(program: str, page: Path, target: Path) -> None:
    """Prints with the Chromium at `program`; its profile lies beside the target and is left to the caller."""
    arguments = [program, *SWITCHES, f"--user-data-dir={target.parent / 'profile'}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # its sandbox refuses to run as root
        arguments.append("--no-sandbox")
    arguments += [f"--print-to-pdf={target}", page.as_uri()]
    said = target.parent / "said.txt"
    with said.open("wb") as log:
        try:
            child = subprocess.Popen(  # noqa: S603 - a program of the user's choice
                arguments, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        except OSError as error:
            raise PrinterError(f"{program} cannot be run: {error.strerror}") from error
        code = _waited(child)
    if code is None:
        raise PrinterError(f"{program} did not finish within {PATIENCE} seconds, and was ended")
    if code != 0 or not _is_pdf(target):
        last = said.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-3:]
        lines = [f"{program} printed nothing (exit code {code})", *map(visible, last)]
        raise PrinterError("\n".join(lines))


def _is_pdf(path: Path) -> bool:
    """Whether there is a whole PDF: ISO 32000-1, 7.5.2 and 7.5.5, says how it begins and ends."""
    content = path.read_bytes() if path.is_file() else b""
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]


def _waited(child: subprocess.Popen[bytes]) -> int | None:
    """The exit code; None where it took too long. Nothing that it started is left running."""
    try:
        return child.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        return None
    finally:
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(child.pid, signal.SIGKILL)
            else:
                child.kill()
        child.wait()


def print_with_weasyprint(page: Path, target: Path) -> None:
    """Prints with WeasyPrint, which is given files alone."""
    weasyprint: Any = import_module("weasyprint")
    fetcher: Any = import_module("weasyprint.urls").URLFetcher(allowed_protocols=("file", "data"))
    try:
        weasyprint.HTML(filename=str(page), url_fetcher=fetcher).write_pdf(str(target), pdf_tags=True)
    except (OSError, ValueError) as error:
        raise PrinterError(f"WeasyPrint printed nothing: {error}") from error
