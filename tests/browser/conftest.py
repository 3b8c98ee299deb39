"""A Chromium, and sites for it to read over loopback."""

import fcntl
import json
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from briefkit.building import build
from briefkit.load.settings import read_config, read_settings
from page_checks import listen
from sites import ROOT, run, write

Once = Callable[[str, Callable[[Path], object]], Path]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    # whatever a page asks of another host is not found
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def chromium() -> str:
    """Where Chromium is. Without one these tests fail: a skipped test would look like a passed one."""
    named = os.environ.get("CHROMIUM")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        looked = f"CHROMIUM={named} is no program" if named else f"no {', '.join(NAMES)} in PATH"
        pytest.fail(f"no Chromium: {looked}. Install one, or set CHROMIUM to it.", pytrace=False)
    return found


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and tells nobody; a connection serves many of them, and a site does not change."""

    protocol_version = "HTTP/1.1"

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    """A browser that leaves a page may hang up: that is no error."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the folder on a free port of the loopback."""
    server = Server(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def made(project: Path, folder: Path, *options: str) -> Path:
    """The site that MkDocs makes of the project."""
    done = run(sys.executable, "-m", "mkdocs", "build", *options, "-d", folder, cwd=project)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return folder


@pytest.fixture(scope="session")
def make() -> Callable[..., Path]:
    """Makes a site of a project; for tests that need another one than the demo."""
    return made


@pytest.fixture(scope="session")
def serve() -> Callable[[Path], AbstractContextManager[str]]:
    """Serves a folder while the context lasts."""
    return served


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Makes a site in the folder that it gives to what makes it: once for all workers, the others wait."""
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    base = tmp_path_factory.getbasetemp()
    shared = base if alone else base.parent

    def made_once(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = shared / f"site-{name}", shared / f"site-{name}.done"
        with (shared / f"site-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                make(folder)
                done.touch()
        return folder

    return made_once


@pytest.fixture(scope="session")
def demo_folder(once: Once) -> Path:
    """The demo, made as its users make it."""
    return once("demo", lambda folder: made(ROOT, folder, "--strict"))


@pytest.fixture(scope="session")
def demo(demo_folder: Path) -> Iterator[str]:
    """The demo on a server."""
    with served(demo_folder) as address:
        yield address


@pytest.fixture(scope="session")
def other_demo(once: Once) -> Path:
    """The demo of a desk whose files are on a code host, as files that need no server."""

    def make(folder: Path) -> None:
        project = folder.with_suffix(".project")
        shutil.copytree(ROOT / "briefings", project / "briefings")
        shutil.copytree(ROOT / "docs", project / "docs")
        plugins = read_config(ROOT / "mkdocs.yml")["plugins"]
        options = next(each["briefkit"] for each in plugins if "briefkit" in each and isinstance(each, dict))
        template = "https://git.example/{path}#L{line}"
        edited = {"briefkit": {**options, "edit_uri_template": template, "as_files": True}}
        # for files there is a search all the same
        changes = {"site_url": "https://briefings.example/demo/", "plugins": edited}
        write(project, {"mkdocs.yml": json.dumps({"INHERIT": str(ROOT / "mkdocs.yml"), **changes})})
        made(project, folder, "--strict")

    return once("other-demo", make)


CONFIG = """\
site_name: Trouble
theme:
  name: material
  font: false
  palette: [{scheme: default}, {scheme: slate}]
plugins: [search]
markdown_extensions: [tables, attr_list, md_in_html]
extra_css: [assets/briefkit.css]
"""

HOSTILE = "Minsk <script>window.hacked = 1</script> <img src=x onerror=window.hacked=1> {{ name }}"

TROUBLE = {
    "mkdocs.yml": CONFIG,
    "briefings/actors.yml": f"""\
mayor:
  name: The mayor
  kind: person
  formerly: [the-mayor]
  review_by: 2023-12-31
  aliases: [{{name: "{HOSTILE}"}}]
  facts:
    - property: residence
      value: "{HOSTILE}"
    - property: {"Rechtsschutzversicherungsgesellschaft" * 3}
      value: unknown
""",
    "briefings/claims.yml": "\n".join(
        f"said-{number}:\n  claim: It is so, the {number}th time.\n  kind: factual\n"
        f"  about: [actor/mayor]\n  positions: [{{actor: mayor, stance: support}}]\n"
        for number in range(1, 24)
    ),
}
"""What the demo has none of: errors, text that would run, more references than a page shows."""


@pytest.fixture(scope="session")
def trouble_folder(once: Once) -> Path:
    """A site as it is while somebody writes it: with its problems on a page of their own."""

    def make(folder: Path) -> None:
        project = write(folder.with_suffix(".project"), TROUBLE)
        settings = replace(read_settings(project / "mkdocs.yml"), today=date(2024, 1, 1))
        content = build(settings, show_problems=True)
        write(project / "docs", {page.path: page.text for page in content.pages})
        for asset in content.assets:
            path = project / "docs" / asset.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(asset.content)
        made(project, folder)

    return once("trouble", make)


@pytest.fixture(scope="session")
def trouble_pages(trouble_folder: Path) -> Path:
    """The Markdown that it was made of."""
    return trouble_folder.with_suffix(".project") / "docs"


@pytest.fixture(scope="session")
def trouble(trouble_folder: Path) -> Iterator[str]:
    """That site on a server."""
    with served(trouble_folder) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all."""
    path = chromium()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture
def reader(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an empty page; `complaints` collects what the browser has to complain about.

    Nothing but loopback is reached: whatever a page asks of another host is not found, and a complaint.
    """
    contexts: list[BrowserContext] = []

    def opened(complaints: list[str] | None = None, width: int = 1440, **options: Any) -> Page:
        told: list[str] = [] if complaints is None else complaints
        context = browser.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce", **options
        )
        contexts.append(context)
        page = context.new_page()
        listen(page, told)
        return page

    yield opened
    for context in contexts:
        context.close()
