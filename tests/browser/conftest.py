"""A Chromium, and sites for it to read over loopback."""

import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, sync_playwright

from briefkit.load.settings import read_settings
from briefkit.pipeline import build
from sites import ROOT, run, write

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


def chromium() -> str:
    """Where Chromium is. Without one these tests fail: a skipped test would look like a passed one."""
    named = os.environ.get("CHROMIUM")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        looked = f"CHROMIUM={named} is no program" if named else f"no {', '.join(NAMES)} in PATH"
        pytest.fail(f"no Chromium: {looked}. Install one, or set CHROMIUM to it.", pytrace=False)
    return found


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and tells nobody."""

    def log_message(self, *_: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    """A browser that leaves a page may hang up: that is no error."""

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
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo, made as its users make it."""
    with served(made(ROOT, tmp_path_factory.mktemp("browser") / "demo", "--strict")) as address:
        yield address


CONFIG = """\
site_name: Trouble
theme: {name: material, font: false}
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
def trouble(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site as it is while somebody writes it: with its problems on a page of their own."""
    project = write(tmp_path_factory.mktemp("browser") / "trouble", TROUBLE)
    content = build(read_settings(project / "mkdocs.yml"), show_problems=True)
    write(project / "docs", {page.path: page.text for page in content.pages})
    for asset in content.assets:
        path = project / "docs" / asset.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(asset.content)
    with served(made(project, project / "site")) as address:
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

    Nothing but loopback is reached: whatever a page asks of another host is refused, and a complaint.
    """
    contexts: list[BrowserContext] = []

    def opened(complaints: list[str] | None = None, width: int = 1440, **options: Any) -> Page:
        told: list[str] = [] if complaints is None else complaints

        def judge(route: Route, request: Request) -> None:
            if request.url.startswith("http://127.0.0.1:"):
                route.continue_()
            else:
                told.append(f"asks another host: {request.url}")
                route.abort()

        context = browser.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce", **options
        )
        contexts.append(context)
        context.route("http*://**/*", judge)
        page = context.new_page()
        page.on("console", lambda line: told.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("dialog", lambda dialog: (told.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        return page

    yield opened
    for context in contexts:
        context.close()
